"""What a cue pack is: it makes a set's cues into parts, stretches of sound that a click track mixes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from liftronome.audio.synthesis.waves import Samples
from liftronome.domain.timeline import Cue

TAKEN: Final = "taken"
"""The sound of a cue at which something else is heard already: a pack has none of its own there, and says
no word that would run into it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Sound of `length` samples that is mixed in from the sample `first` on.

    `make` gives its samples from one (held) to another (not held), always the same and not to be written to.
    It may be called more than once and in another thread, so that a quarter of an hour need not be kept.
    """

    first: int
    length: int
    make: Callable[[int, int], Samples]

    def whole(self) -> Samples:
        """All samples."""
        return self.make(0, self.length)


class CuePack(Protocol):
    """The sounds of a set, from files or made to measure."""

    name: str

    def sound(self, cue: Cue) -> Samples | None:
        """Mono sound at 48 kHz, to be mixed in from `cue.sample` on and not to be written to.

        None if the pack says nothing for the cue. A phase cue's sound is never longer than its phase.
        Asked twice for the same cue, a pack gives the same samples. This is the cue by itself: beside
        others it may sound otherwise.
        """

    def arranged(self, cues: Sequence[Cue]) -> Sequence[Part]:
        """The sound of all cues of a set, in any order. No part begins before the first cue.

        The same cues always give the same sound, so that any region of a set can be rendered again.
        """


def part_of(first: int, sound: Samples) -> Part:
    """A sound that is there already."""
    return Part(first, len(sound), lambda from_, to: sound[from_:to])


def each_by_itself(cues: Iterable[Cue], sound_of: Callable[[Cue], Samples | None]) -> Sequence[Part]:
    """Each cue's sound at its cue, whatever the others are."""
    parts = []
    for cue in cues:
        sound = sound_of(cue)
        if sound is not None and len(sound):
            parts.append(part_of(cue.sample, sound))
    return parts
