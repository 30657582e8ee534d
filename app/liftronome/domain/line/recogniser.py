"""Recognising what stands at one place of a line."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise
from liftronome.domain.limits import BEAT
from liftronome.domain.line.counts import read_counts
from liftronome.domain.line.details import BARE_REST, DETAILS, MAY_BEGIN, REMARKS, WARM_UP, Detail, Said
from liftronome.domain.line.paces import BEHIND, MARK, bare_tempo, read_tempos, refuse_tempo
from liftronome.domain.line.settling import Statement
from liftronome.domain.line.text import LineError, PartKind, Question, ends_word
from liftronome.domain.line.times import TIME, time_ms
from liftronome.domain.notation import TempoError
from liftronome.domain.scheme.load import Effort, Unit
from liftronome.domain.scheme.scheme import MiniSet
from liftronome.domain.words import lifts_downwards

_BEAT: Final = re.compile(rf"(?P<time>{TIME})(?:\s*(?:a|per|each|every|/)\s*(?:rep|beat))?", re.IGNORECASE)
_REP: Final = re.compile(
    r"reps?\b\s*:?\s*(?P<first>[0-9]{1,3})(?:\s*(?:[-–]|to\b)\s*(?P<last>[0-9]{1,3}))?(?![\w%:.])\s*:?\s*",
    re.IGNORECASE,
)
_LAST_REP: Final = re.compile(r"(?:last|final)\s+rep\b\s*:?\s*(?:at\s+)?@?\s*", re.IGNORECASE)
_RPE: Final = re.compile(
    r"@\s*(?P<value>(?:10|[1-9])(?:[.,][05])?)(?![\w%:]|[.,][0-9]|\s*(?:kg|lb|[-–/xX*][0-9xX*]|s\b|sec)"
    r"|\s*[-–/]\s*[0-9xX*]{1,3}\s*[-–/]\s*[0-9xX*])"
)
_PER_CENT: Final = re.compile(r"@\s*(?=[0-9]{1,3}(?:[.,][0-9])?(?:\s*[-–]\s*[0-9]{1,3})?\s*%)")
_CURL_21S: Final = re.compile(r"(?:([0-9]{1,2})\s*[xX*]\s*)?21s\b")
BRACKETS: Final = {"(": ")", "[": "]", "{": "}"}
REMARK_MARK: Final = re.compile(r"//|•|#(?=\s)|notes?\s*:", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\s,;]{1,30}")


class Recogniser:
    """Reads the statements of a line, each from its place on. `text` is the line in its plain form.

    `exercise` is what the line is about, None until that is known: a hold has seconds instead of reps, and a
    ballistic exercise a beat instead of a tempo.
    """

    def __init__(self, line: str, text: str, unit: Unit) -> None:
        self._line = line
        self._text = text
        self._unit = unit
        self.exercise: Exercise | None = None

    def statement(self, at: int) -> Statement | None:
        """What stands at a place, None if nothing can be read there. Raises LineError and Question."""
        for read in (
            *(self._remark, self._percentage, self._one_limb_21s, self._warm_up, self._rep, self._last_rep),
            *(self._effort, self._marked, self._detail, self._kept, self._plain_tempo, self._counts),
            self._bare_rest,
        ):
            try:
                found = read(at)
            except LineError:
                raise
            except TempoError as error:
                raise LineError(str(error), error.position or at) from error
            except InputError as error:
                raise LineError(str(error), at) from error
            if found is not None:
                return found
        return None

    def _remark(self, at: int) -> Statement | None:
        if bar := REMARK_MARK.match(self._text, at):
            end = len(self._text)
            return Statement(PartKind.NOTE, at, end, self._line[bar.end() : end].strip())
        closing = BRACKETS.get(self._text[at : at + 1])
        if closing is None:
            return None
        end = self._text.find(closing, at)
        if end < 0:
            return None
        return Statement(PartKind.NOTE, at, end + 1, self._line[at + 1 : end].strip())

    def _percentage(self, at: int) -> Statement | None:
        mark = _PER_CENT.match(self._text, at)
        remark = REMARKS.match(self._text, mark.end()) if mark else None
        if mark is None or remark is None:
            return None
        return Statement(PartKind.NOTE, at, remark.end(), self._line[mark.end() : remark.end()])

    def _kept(self, at: int) -> Statement | None:
        remark = REMARKS.match(self._text, at)
        if remark is None or not ends_word(self._text, remark.end()):
            return None
        return Statement(PartKind.NOTE, at, remark.end(), remark[0].strip())

    def _one_limb_21s(self, at: int) -> Statement | None:
        match = _CURL_21S.match(self._text, at)
        if match is None or self.exercise is None or "curl" not in self.exercise.name.lower():
            return None
        sets = match[1] or "3"
        raise Question(
            "“21s” of a curl may be 21 seconds or 7 + 7 + 7 partial reps",
            at,
            match.end(),
            (f"{sets}x21 sec", "21 seconds"),
            (f"{sets}x21", "21 reps"),
        )

    def _warm_up(self, at: int) -> Statement | None:
        match = WARM_UP.match(self._text, at)
        if match is None:
            return None
        if match["sets"] and not re.search(r"[0-9]\s*[xX*]\s*[0-9]|sets?\b", self._text[match.end() :]):
            return None
        is_hold = self.exercise is not None and self.exercise.is_hold
        numbers = (
            [match["reps"]] * int(match["sets"]) if match["sets"] else re.findall(r"[0-9]+", match["counts"])
        )
        minis = tuple(
            MiniSet(limit_ms=int(number) * 1000) if is_hold else MiniSet(int(number)) for number in numbers
        )
        return Statement(PartKind.WARM_UP, at, match.end(), minis)

    def _rep(self, at: int) -> Statement | None:
        match = _REP.match(self._text, at)
        if match is None:
            return None
        mark = MARK.match(self._text, match.end())
        start = mark.end() if mark else match.end()
        found = None
        if re.match(r"[0-9xX*]", self._text[start : start + 1]):
            try:
                found = read_tempos(self._line, self._text, start, down_lifts=self._down_lifts)
            except TempoError:
                found = None
            if found and not mark and not self._only_tempo(start, found[1]):
                found = None
        first = int(match["first"])
        last = int(match["last"] or first)
        if found and len(found[0].sets) == 1 and found[0].sets[0].ramp_to is None:
            return Statement(PartKind.REP_TEMPO, at, found[1], (first, last, found[0].sets[0].tempo, start))
        end = match.start() + len(match[0].rstrip(" :"))
        return Statement(PartKind.REPS, at, end, (first, last))

    def _only_tempo(self, start: int, end: int) -> bool:
        """True if a tempo without a mark can be nothing but a tempo."""
        written = self._text[start:end]
        return bool(re.fullmatch(r"[0-9xX*]{4}", written)) or bool(
            re.search(r"[xX*]|(?<![0-9])0(?![0-9])", written)
        )

    def _last_rep(self, at: int) -> Statement | None:
        mark = _LAST_REP.match(self._text, at)
        if mark is None:
            return None
        for detail in DETAILS:
            if detail.kind is PartKind.LAST_REP and detail.pattern.match(self._text, at):
                return None
        tempo = MARK.match(self._text, mark.end())
        start = tempo.end() if tempo else mark.end()
        found = read_tempos(self._line, self._text, start, down_lifts=self._down_lifts)
        if found is None:
            raise LineError(
                "the last rep needs its tempo or its hold, as in last rep 10-0-X-0 or last rep hold 10",
                at,
            )
        if len(found[0].sets) > 1 or found[0].sets[0].ramp_to is not None:
            raise LineError("the last rep has one tempo, as in last rep 10-0-X-0", start)
        return Statement(PartKind.LAST_REP, at, found[1], found[0].sets[0].tempo)

    def _effort(self, at: int) -> Statement | None:
        match = _RPE.match(self._text, at)
        if match is None or (self.exercise is not None and self.exercise.is_ballistic):
            return None
        if MARK.match(self._text, at) and _goes_on(self._text, match.end()):
            return None
        return Statement(
            PartKind.EFFORT, at, match.end(), Effort(rpe=float(match["value"].replace(",", ".")))
        )

    def _marked(self, at: int) -> Statement | None:
        mark = MARK.match(self._text, at)
        if mark is None:
            return None
        for detail in DETAILS:
            if detail.kind in (PartKind.EFFORT, PartKind.LOAD) and (found := self._read(detail, at)):
                return found
        if self.exercise is not None and self.exercise.is_ballistic:
            return self._beat(at, mark.end())
        pace = read_tempos(self._line, self._text, mark.end(), down_lifts=self._down_lifts)
        if pace is None:
            raise self._no_tempo(at, mark.end())
        end = self._behind_tempo(pace[1])
        if not ends_word(self._text, end):
            raise self._no_tempo(at, end)
        return Statement(PartKind.TEMPO, at, end, pace[0])

    def _no_tempo(self, at: int, start: int) -> LineError:
        word = _WORD.match(self._line, start)
        if word is None:
            return LineError("there is no tempo behind the mark: write four parts, as in @ 3-1-X-2", at)
        refuse_tempo(self._line, start, word.end())
        return LineError(
            f"“{word[0]}” at place {start + 1} is no tempo: write four parts, as in @ 3-1-X-2", start
        )

    def _behind_tempo(self, end: int) -> int:
        behind = BEHIND.match(self._text, end)
        return (
            behind.end() if behind and not re.match(r"\s*[:=]?\s*[0-9@]", self._text[behind.end() :]) else end
        )

    def _beat(self, at: int, start: int) -> Statement:
        assert self.exercise is not None
        match = _BEAT.match(self._text, start)
        if match is None or re.match(r"\s*[-/:.]\s*[0-9xX*]|\w", self._text[match.end() :]):
            raise LineError(
                f"{self.exercise.name} is paced one beat a rep: write its seconds, as in @ 1.5 s a rep",
                start,
            )
        beat_ms = time_ms(match["time"])
        BEAT.check(beat_ms)
        return Statement(PartKind.TEMPO, at, match.end(), beat_ms)

    def _detail(self, at: int) -> Statement | None:
        if not MAY_BEGIN.match(self._text, at):
            return None
        for detail in DETAILS:
            if found := self._read(detail, at):
                return found
        return None

    def _bare_rest(self, at: int) -> Statement | None:
        for detail in BARE_REST:
            if found := self._read(detail, at):
                return replace(found, is_bare=True)
        return None

    def _read(self, detail: Detail, at: int) -> Statement | None:
        match = detail.pattern.match(self._text, at)
        if match is None or not (
            ends_word(self._text, match.end()) or not self._text[match.end() - 1].isalnum()
        ):
            return None
        said: Said = detail.read(match)
        return Statement(detail.kind, at, match.end(), said.value, said.choices)

    def _plain_tempo(self, at: int) -> Statement | None:
        if self.exercise is not None and (self.exercise.is_ballistic or self.exercise.is_hold):
            return None
        try:
            found = bare_tempo(self._line, self._text, at, down_lifts=self._down_lifts)
        except TempoError:
            return None
        if found is None:
            return None
        value, end = found
        return Statement(PartKind.TEMPO, at, self._behind_tempo(end), value)

    def _counts(self, at: int) -> Statement | None:
        is_hold = self.exercise is not None and self.exercise.is_hold
        found = read_counts(self._text, at, self._unit, is_hold=is_hold)
        if found is None:
            return None
        counts, end = found
        return Statement(PartKind.SETS, at, end, counts, counts.said)

    @property
    def _down_lifts(self) -> bool:
        return self.exercise is not None and lifts_downwards(self.exercise)


def _goes_on(text: str, end: int) -> bool:
    """True if the parts of a tempo go on behind a number."""
    return bool(re.match(r"\s+[0-9xX*]!?\s+[0-9xX*]!?(?![0-9xX*])", text[end:]))
