"""Exercises: how a rep starts, what its movements are called, and what the lifter should think of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Final, NamedTuple

from liftronome.domain.errors import InputError
from liftronome.domain.exercise_names import (
    VARIANTS,
    NameWords,
    beside_equipment,
    is_other_equipment,
    name_key,
    name_words,
    shown_variant,
    variant_of,
)
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

    `tempo` is None for a ballistic exercise, which is paced one beat of `beat_ms` a rep, and for a hold
    (`is_hold`), which has no movement.
    `squeezed` names what is squeezed in the shortened position, "" if nothing is.
    `start_differs` tells that lifters differ in how they begin a rep. `one_limb` tells that it is performed
    left, then right, unless a preset says otherwise.
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
    one_limb: bool = False
    is_hold: bool = False

    def __post_init__(self) -> None:
        if [self.tempo is not None, self.beat_ms > 0, self.is_hold].count(True) != 1:
            raise InputError(f"{self.name}: an exercise has a tempo, or a beat, or is a hold")

    @property
    def is_ballistic(self) -> bool:
        """True if a rep is one beat, and is never written in four digits."""
        return self.beat_ms > 0

    @property
    def names(self) -> tuple[str, ...]:
        """Every name by which the exercise is found, its own first."""
        return (self.name, *self.aliases)


class NameMatch(NamedTuple):
    """An exercise that a name leads to, and what the name says beside it: "dumbbell", "wide grip" or ""."""

    exercise: Exercise
    variant: str = ""


LONGEST_NAME: Final = 8
"""No name of an exercise has more words."""

NEAR_ENOUGH: Final = 78
"""How alike a name must be to one that is known, of 100, to be offered for it."""


@dataclass(frozen=True)
class Library:
    """The exercises to choose from, in the order in which they are listed."""

    exercises: tuple[Exercise, ...]

    def find(self, name: str) -> Exercise:
        """The exercise of that name, alias or id, in any usual way of writing it.

        Raises InputError with the nearest names.
        """
        if not folded(name):
            raise InputError("an exercise needs a name: “liftronome exercises” lists them all")
        found = self.match(name)
        if found is None or found.variant:
            raise InputError(f"no exercise is called “{name}”{self._hint(name)}")
        return found.exercise

    def match(self, name: str) -> NameMatch | None:
        """The exercise that a name leads to, however it is usually written: plurals, word order, equipment
        in brackets or in front, abbreviations. Equipment is never exchanged for another. None for any
        other name, also for one with a typing error: see `near`."""
        exact = self._by_folded_name.get(folded(name))
        if exact is not None:
            return NameMatch(exact)
        words = name_words(name)
        same = self._by_key.get(name_key(words))
        if same is not None:
            return NameMatch(same)
        if not self._vocabulary.issuperset(words):
            return None
        variants = (
            (exercise, known, variant)
            for known, exercise in self._by_key.items()
            if len(known) < len(words)
            and (variant := variant_of(words, known)) is not None
            and not is_other_equipment(name_words(exercise.name), variant)
        )
        best = max(variants, key=lambda each: (len(each[1]), -beside_equipment(each[2])), default=None)
        return NameMatch(best[0], shown_variant(best[2])) if best else None

    def leading(self, words: Sequence[str]) -> tuple[NameMatch, int] | None:
        """The longest name at the beginning of words of a text, and how many of them it takes."""
        for count in range(min(len(words), LONGEST_NAME), 0, -1):
            found = self.match(" ".join(words[:count]))
            if found is not None:
                return found, count
        return None

    def near(self, name: str, most: int = 3) -> tuple[Exercise, ...]:
        """The exercises with names like that one, the nearest first: for a typing error, to be asked."""
        from rapidfuzz import fuzz, process

        wanted = " ".join(name_words(name))
        found = process.extract(
            wanted, self._spoken, scorer=fuzz.token_sort_ratio, limit=4 * most, score_cutoff=NEAR_ENOUGH
        )
        near = [each for key, each in self._by_key.items() if wanted and set(wanted.split()) <= set(key)]
        near += [self._spoken_by[spoken] for spoken, _, _ in found]
        return tuple({exercise.id: exercise for exercise in near}.values())[:most]

    def search(self, text: str) -> tuple[Exercise, ...]:
        """The exercises in one of whose names every word of `text` occurs; all of them for no text."""
        words = folded(text).split()
        return tuple(
            exercise
            for exercise in self.exercises
            if any(all(word in folded(name) for word in words) for name in exercise.names)
        )

    def _hint(self, name: str) -> str:
        near = [exercise.name for exercise in self.near(name)]
        if near:
            return ": did you mean " + " or ".join(near) + "?"
        return ": “liftronome exercises” lists them all"

    @cached_property
    def _by_folded_name(self) -> Mapping[str, Exercise]:
        names = ((name, each) for each in self.exercises for name in (each.id, *each.names))
        found: dict[str, Exercise] = {}
        for name, exercise in names:
            found.setdefault(folded(name), exercise)
        return found

    @cached_property
    def _by_key(self) -> Mapping[NameWords, Exercise]:
        found: dict[NameWords, Exercise] = {}
        for exercise in self.exercises:
            for name in exercise.names:
                found.setdefault(name_key(name_words(name)), exercise)
        found.pop((), None)
        return found

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """Every word that a name or a variant of one may have."""
        return frozenset(word for key in self._by_key for word in key) | VARIANTS

    @cached_property
    def _spoken_by(self) -> Mapping[str, Exercise]:
        return {" ".join(name_words(name)): each for each in self.exercises for name in each.names}

    @cached_property
    def _spoken(self) -> Sequence[str]:
        return tuple(self._spoken_by)


def folded(name: str) -> str:
    """The form in which exercises' names are compared: as `folded_name`, and a hyphen is a space."""
    return folded_name(name.replace("-", " "))
