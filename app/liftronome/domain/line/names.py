"""The exercise in a line, the name behind it, and the place in a workout in front of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise, NameMatch, folded
from liftronome.domain.line.text import EXAMPLE_LINE, LineError, UnknownExercise
from liftronome.domain.preset import MAX_NAME, preset_name

LABEL: Final = re.compile(
    r"\s*(?:[-*•]\s+)?(?:(?P<label>[A-Z][0-9]{0,2}|[0-9]{1,2}[A-Z]?)\s*[.):](?=\s|[^\W\d_])\s*)?",
    re.IGNORECASE,
)
NAME_MARK: Final = re.compile(r"\s*–\s*|\s+-\s+|\s*:\s+")
_WORD: Final = re.compile(r"\S+")
QUOTED: Final = re.compile(r'\s*(?:"((?:[^"]|"")*)"|“([^”]*)”|«([^»]*)»|„([^“]*)“)')


class ExerciseNames(Protocol):
    """The exercises among which a line is read.

    `leading` says which exercise the words of a text begin with, by its longest name, and how many words that
    takes; the match's `variant` (equipment, grip) becomes the name of a preset that has none. None if the
    words begin with no exercise. `find` gives the exercise of a name, or raises InputError with the nearest.
    """

    def leading(self, words: Sequence[str]) -> tuple[NameMatch, int] | None: ...

    def find(self, name: str) -> Exercise: ...


@dataclass(frozen=True, slots=True)
class FoundExercise:
    """An exercise that a line names from `start` to `end`, and the variant of it."""

    exercise: Exercise
    start: int
    end: int
    variant: str


def exercise_at(line: str, start: int, end: int, names: ExerciseNames) -> FoundExercise | None:
    """The exercise whose name stands at a place, in front of `end`; its very name may go on behind that."""
    usual = _leading(line, start, end, names)
    named = _leading(line, start, len(line), names)
    while named is not None and (usual is None or named.end > usual.end):
        if _is_own_name(line[named.start : named.end], named.exercise):
            return named
        last_word = line.rfind(" ", start, named.end)
        named = _leading(line, start, last_word, names) if last_word > start else None
    return usual


def _leading(line: str, start: int, end: int, names: ExerciseNames) -> FoundExercise | None:
    words = [*_WORD.finditer(line, start, end)]
    found = names.leading([word[0] for word in words])
    if found is None:
        return None
    (exercise, variant), count = found
    last = words[count - 1].end()
    return FoundExercise(exercise, start, start + len(line[start:last].rstrip(" ,;·:–—-")), variant)


def _is_own_name(written: str, exercise: Exercise) -> bool:
    """True for the very name of an exercise, which may have a dash or numbers of its own."""
    return folded(written) in {folded(name) for name in (exercise.id, *exercise.names)}


def no_exercise(line: str, start: int, end: int, names: ExerciseNames) -> LineError:
    """That a stretch of a line, in which an exercise should stand, names none."""
    wanted = line[start:end].strip(" ,;·–—-:")
    place = line.find(wanted, start) if wanted else start
    if not wanted:
        return LineError(f"the line needs an exercise first, as in {EXAMPLE_LINE}", start)
    if len(wanted) > MAX_NAME:
        return LineError(f"the line begins with no exercise: write as in {EXAMPLE_LINE}", place)
    try:
        names.find(" ".join(wanted.split()))
    except InputError as error:
        return UnknownExercise(str(error), place, " ".join(wanted.split()), place + len(wanted))
    return LineError(f"the line needs an exercise first, as in {EXAMPLE_LINE}", place)


def quoted_name(line: str, at: int) -> tuple[str, int, int] | None:
    """A name in quotation marks that stands at a place, with its beginning and end."""
    match = QUOTED.match(line, at)
    if match is None:
        return None
    written = next(group for group in match.groups() if group is not None).replace('""', '"')
    start = at + len(match[0]) - len(match[0].lstrip())
    return checked_name(written, start), start, match.end()


def checked_name(written: str, start: int) -> str:
    """A name as a preset may have it. Raises LineError."""
    try:
        return preset_name(written)
    except InputError as error:
        raise LineError(str(error), start) from error
