"""Exercises: how a rep starts, what its movements are called, and what the lifter should think of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.phase import Phase, Start
from liftronome.domain.tempo import Tempo
from liftronome.domain.writing import folded_name

NO_CUES: Final[Mapping[Phase, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Words:
    """What an exercise calls its two movements, in the imperative: "lower", "drive up", "pull".

    `explosive` is the concentric as fast as intended (written X).
    """

    eccentric: str = "lower"
    concentric: str = "lift"
    explosive: str = "explode up"


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise of the library, or a lifter's own.

    `tempo` is None for a ballistic exercise, which is paced one beat of `beat_ms` a rep.
    `squeezed` names what is squeezed in the shortened position, "" if nothing is.
    `start_differs` tells that lifters differ in how they begin a rep.
    """

    id: str
    name: str
    start: Start
    tempo: Tempo | None
    words: Words = Words()
    squeezed: str = ""
    cues: Mapping[Phase, str] = field(default_factory=lambda: NO_CUES)
    start_differs: bool = False
    beat_ms: int = 0
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.tempo is None) == (self.beat_ms == 0):
            raise InputError(f"{self.name}: an exercise has either a tempo or a beat")

    @property
    def is_ballistic(self) -> bool:
        """True if a rep is one beat, and is never written in four digits."""
        return self.tempo is None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name by which the exercise is found, its own first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Library:
    """The exercises to choose from, in the order in which they are listed."""

    exercises: tuple[Exercise, ...]

    def find(self, name: str) -> Exercise:
        """The exercise of that name, alias or id, whatever its case.

        Raises InputError with the nearest names.
        """
        wanted = folded(name)
        if not wanted:
            raise InputError("an exercise needs a name: “liftronome exercises” lists them all")
        for exercise in self.exercises:
            if wanted in {folded(known) for known in (exercise.id, *exercise.names)}:
                return exercise
        raise InputError(f"no exercise is called “{name}”{self._hint(wanted)}")

    def search(self, text: str) -> tuple[Exercise, ...]:
        """The exercises in one of whose names every word of `text` occurs; all of them for no text."""
        words = folded(text).split()
        return tuple(
            exercise
            for exercise in self.exercises
            if any(all(word in folded(name) for word in words) for name in exercise.names)
        )

    def _hint(self, wanted: str) -> str:
        known = {folded(name): exercise.name for exercise in self.exercises for name in exercise.names}
        near = [exercise.name for exercise in self.search(wanted)]
        near += [known[name] for name in get_close_matches(wanted, known, n=3, cutoff=0.5)]
        near = list(dict.fromkeys(near))[:3]
        if near:
            return ": did you mean " + " or ".join(near) + "?"
        return ": “liftronome exercises” lists them all"


def folded(name: str) -> str:
    """The form in which exercises' names are compared: as `folded_name`, and a hyphen is a space."""
    return folded_name(name.replace("-", " "))
