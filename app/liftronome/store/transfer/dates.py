"""Dates as programs of many countries write them, read without guessing more than is said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final


def _plain(text: str) -> str:
    """A text in small letters without accents."""
    letters = unicodedata.normalize("NFKD", text).casefold().replace("ı", "i").replace("ł", "l")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


_MONTHS: Final[Mapping[str, int]] = {
    _plain(name): month
    for month, names in enumerate(
        (
            "jan january januar janvier enero ene gennaio gen janeiro januari tammikuu tammi styczen "
            "sty stycznia leden led ledna ocak oca январь января янв січень січня січ ianuarie ian "
            "januar јануар",
            "feb february februar fevrier fevr fev febrero febbraio fevereiro februari helmikuu helmi "
            "luty lut lutego unor uno unora subat sub февраль февраля февр фев лютий лютого лют "
            "februarie",
            "mar march marz mrz mars marzo marco maart mrt maaliskuu maalis marzec marca brezen bre "
            "brezna mart март марта мар березень березня бер martie",
            "apr april avril avr abril abr aprile huhtikuu huhti kwiecien kwi kwietnia duben dub dubna "
            "nisan nis апрель апреля апр квітень квітня кві aprilie",
            "may mai mayo maggio mag maio mei maj toukokuu touko maja kveten kve kvetna mayis май мая "
            "травень травня тра",
            "jun june juni juin junio giugno giu junho kesakuu kesa czerwiec cze czerwca cerven cvn "
            "cervna haziran haz июнь июня июн червень червня чер iunie iun",
            "jul july juli juillet juil julio luglio lug julho heinakuu heina lipiec lip lipca cervenec "
            "cvc cervence temmuz tem июль июля июл липень липня лип iulie iul",
            "aug august aout agosto ago augustus augusti elokuu elo sierpien sie sierpnia srpen srp "
            "srpna agustos agu август августа авг серпень серпня сер",
            "sep sept september septembre septiembre settembre set setembro syyskuu syys wrzesien wrz "
            "wrzesnia zari zar eylul eyl сентябрь сентября сент сен вересень вересня вер septembrie",
            "oct okt october oktober octobre octubre ottobre ott outubro out lokakuu loka pazdziernik "
            "paz pazdziernika rijen rij rijna ekim eki октябрь октября окт жовтень жовтня жов octombrie",
            "nov november novembre noviembre novembro marraskuu marras listopad lis listopada listopadu "
            "kasim kas ноябрь ноября нояб ноя листопад листопада лис noiembrie noi",
            "dec dez december dezember decembre diciembre dic dicembre dezembro joulukuu joulu grudzien "
            "gru grudnia prosinec pro prosince aralik ara декабрь декабря дек грудень грудня гру "
            "decembrie",
        ),
        start=1,
    )
    for name in names.split()
}
"""Months in the languages in which exports were seen, without accents; short forms, too."""

_TIME: Final = re.compile(
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?\s*"
    r"(?P<half>[ap]\.?\s*m\.?)?(?:z|utc|gmt|[+-]\d{2}:?\d{2})?$"
)
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_NUMBERS: Final = re.compile(r"(\d{1,2})[-/.]\s?(\d{1,2})[-/.]\s?(\d{4}|\d{2})$")


class DateReader:
    """Reads the dates of one file. Where 3/4 can be March or April, the file's other dates decide; where none
    does, the day comes first, and `said` says so."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.said: list[str] = []
        self._read: dict[str, datetime] = {}
        pairs = {pair for text in texts if (pair := _pair(text))}
        self._month_first = any(second > 12 for _, second in pairs) and all(first <= 12 for first, _ in pairs)
        if pairs and all(first <= 12 and second <= 12 for first, second in pairs):
            self.said.append("dates such as 3/4 read with the day first")

    def read(self, text: str) -> datetime:
        """The local moment that a text names; midnight if it names a day alone. Raises ValueError."""
        if text not in self._read:
            self._read[text] = self._parsed(text)
        return self._read[text]

    def _parsed(self, text: str) -> datetime:
        if not text:
            raise ValueError("it has no date")
        day, time = _split(text)
        try:
            return datetime(*self._day(day), *_time(time))
        except ValueError:
            raise ValueError(f"“{text}” is no date that is known here") from None

    def _day(self, text: str) -> tuple[int, int, int]:
        if iso := _ISO.match(text):
            return int(iso[1]), int(iso[2]), int(iso[3])
        if numbers := _NUMBERS.match(text):
            first, second, year = int(numbers[1]), int(numbers[2]), int(numbers[3])
            year += 2000 if year < 100 else 0
            return (year, first, second) if self._month_first else (year, second, first)
        words = re.findall(r"[^\W\d_]+|\d+", text)
        months = [month for word in words if (month := _MONTHS.get(word))]
        numbers_there = [int(word) for word in words if word.isdecimal()]
        if len(months) != 1 or len(numbers_there) != 2:
            raise ValueError(text)
        day, year = numbers_there if numbers_there[0] <= 31 else reversed(numbers_there)
        return year, months[0], day


def _split(text: str) -> tuple[str, str]:
    """The day and the time of a text in plain letters, the time "" if there is none."""
    plain = " ".join(_plain(text).split())
    found = _TIME.search(plain.replace("t", " ", 1) if re.match(r"\d{4}-\d\d-\d\dt", plain) else plain)
    if not found:
        return plain.rstrip(" ,"), ""
    return plain[: found.start()].rstrip(" ,t"), plain[found.start() :]


def _time(text: str) -> tuple[int, int, int]:
    found = _TIME.match(text)
    if not found:
        return 0, 0, 0
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].startswith("p") else 0)
    return hour, minute, second


def _pair(text: str) -> tuple[int, int] | None:
    found = _NUMBERS.match(_split(text)[0])
    return (int(found[1]), int(found[2])) if found else None
