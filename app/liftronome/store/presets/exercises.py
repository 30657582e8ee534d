"""The exercise library that ships: read from its file, and checked to the last key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from liftronome.domain.errors import InputError, LiftronomeError
from liftronome.domain.exercise import Exercise, Library, Words, folded
from liftronome.domain.limits import BEAT
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase, Start
from liftronome.domain.tempo import Tempo

LIBRARY_FILE: Final = Path(__file__).parents[2] / "data" / "exercises.toml"
MAX_CUE_CHARACTERS: Final = 60
"""A coaching cue is read in passing, from three metres."""

EXERCISE_KEYS: Final = frozenset(
    {
        "id",
        "name",
        "start",
        "start_differs",
        "one_limb",
        "tempo",
        "beat_s",
        "hold",
        "words",
        "squeezed",
        "cues",
        "aliases",
    }
)
WORD_KEYS: Final = frozenset({"eccentric", "concentric", "explosive"})
CUE_KEYS: Final = frozenset(phase.value for phase in Phase)


class LibraryError(LiftronomeError):
    """The exercise library is damaged. The message names the exercise and the key."""


@cache
def load_library() -> Library:
    """The exercises that ship. Raises LibraryError if their file is missing or wrong."""
    try:
        text = LIBRARY_FILE.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LibraryError(
            f"the exercise library cannot be read: {error}; install Liftronome anew"
        ) from error
    return parse_library(text)


def parse_library(text: str) -> Library:
    """The library written in a TOML text. Raises LibraryError at the first thing that is wrong."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LibraryError(f"the exercise library is not valid TOML: {error}") from error
    top = _Table("the exercise library", tables)
    top.has_no_keys_but({"exercise"})
    exercises = tuple(
        _exercise(number, entry) for number, entry in enumerate(top.tables("exercise"), start=1)
    )
    _check_distinct(exercises)
    return Library(exercises)


@dataclass(frozen=True, slots=True)
class _Table:
    """A TOML table and what to call it in a message."""

    where: str
    values: Mapping[str, Any]

    def wrong(self, key: str, problem: str) -> LibraryError:
        return LibraryError(f"{self.where}: “{key}” {problem}")

    def has_no_keys_but(self, known: Iterable[str]) -> None:
        for key in self.values:
            if key not in known:
                raise self.wrong(key, "is no known key; the known ones are " + ", ".join(sorted(known)))

    def text(self, key: str, default: str | None = None) -> str:
        """A line of text; `default` if the key is absent, an error if there is no default."""
        value = self.values.get(key, default)
        if value is None:
            raise self.wrong(key, "is missing")
        return self._line(key, value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of lines, empty if the key is absent."""
        values = self.values.get(key, [])
        if not isinstance(values, list):
            raise self.wrong(key, f"must be a list of texts, not {values!r}")
        return tuple(self._line(key, value) for value in values)

    def flag(self, key: str) -> bool:
        """True or false; false if the key is absent."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, f"must be true or false, not {value!r}")
        return value

    def table(self, key: str, known: Iterable[str]) -> _Table:
        """A table of lines with no keys but the known ones, empty if the key is absent."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, f"must be a table, not {value!r}")
        table = _Table(f"{self.where}, {key}", value)
        table.has_no_keys_but(known)
        return table

    def tables(self, key: str) -> list[Any]:
        """A list of tables that is not empty."""
        value = self.values.get(key)
        if not isinstance(value, list) or not value:
            raise self.wrong(key, "must be a list of tables, [[exercise]], with at least one")
        return value

    def _line(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.wrong(key, f"must be a text, not {value!r}")
        if not value.strip() or not value.isprintable():
            raise self.wrong(key, f"must be one line of text, not {value!r}")
        return value


def _exercise(number: int, entry: object) -> Exercise:
    if not isinstance(entry, dict):
        raise LibraryError(f"exercise {number} must be a table, not {entry!r}")
    name = entry.get("name") or entry.get("id")
    table = _Table(f"exercise {number} ({name})" if name else f"exercise {number}", entry)
    table.has_no_keys_but(EXERCISE_KEYS)
    return Exercise(
        id=table.text("id"),
        name=table.text("name"),
        start=_start(table),
        tempo=_tempo(table),
        words=_words(table),
        squeezed=table.text("squeezed") if "squeezed" in entry else "",
        cues=_cues(table),
        start_differs=table.flag("start_differs"),
        beat_ms=_beat_ms(table),
        aliases=table.texts("aliases"),
        one_limb=table.flag("one_limb"),
        is_hold=table.flag("hold"),
    )


def _start(table: _Table) -> Start:
    text = table.text("start")
    try:
        return Start(text)
    except ValueError:
        raise table.wrong("start", f"must be eccentric or concentric, not “{text}”") from None


def _tempo(table: _Table) -> Tempo | None:
    is_hold = table.flag("hold")
    if ["tempo" in table.values, "beat_s" in table.values, is_hold].count(True) != 1:
        raise table.wrong("tempo", "or “beat_s” or “hold = true” must be there, and only one of them")
    if "tempo" not in table.values:
        return None
    try:
        return _parsed_tempo(table.text("tempo"))
    except InputError as error:
        raise table.wrong("tempo", f"is no tempo: {error}") from error


_parsed_tempo: Final = cache(parse_tempo)
"""Most exercises share a few tempos, and the window waits for all of them."""


def _beat_ms(table: _Table) -> int:
    if "beat_s" not in table.values:
        return 0
    value = table.values["beat_s"]
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e6:
        raise table.wrong("beat_s", f"must be a number of seconds, not {value!r}")
    beat_ms = round(value * 1000)
    try:
        BEAT.check(beat_ms)
    except InputError as error:
        raise table.wrong("beat_s", f"is out of range: {error}") from error
    return beat_ms


def _words(table: _Table) -> Words:
    words = table.table("words", WORD_KEYS)
    general = Words()
    return Words(
        eccentric=words.text("eccentric", general.eccentric),
        concentric=words.text("concentric", general.concentric),
        explosive=words.text("explosive", general.explosive),
    )


def _cues(table: _Table) -> Mapping[Phase, str]:
    cues = table.table("cues", CUE_KEYS)
    texts = {Phase(key): cues.text(key) for key in cues.values}
    for phase, text in texts.items():
        if len(text) > MAX_CUE_CHARACTERS:
            raise cues.wrong(phase, f"must be at most {MAX_CUE_CHARACTERS} characters, and it is {len(text)}")
    return texts


def _check_distinct(exercises: Iterable[Exercise]) -> None:
    """Every id, name and alias finds one exercise, whatever its case."""
    owners: dict[str, str] = {}
    for exercise in exercises:
        for name in dict.fromkeys(map(folded, (exercise.id, *exercise.names))):
            if name in owners:
                raise LibraryError(
                    f"two exercises are called “{name}”: {owners[name]} and {exercise.name} ({exercise.id})"
                )
            owners[name] = exercise.name
