"""Parts: what a pack makes of a set's cues, stretches of sound that a click track mixes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from liftronome.audio.synthesis.waves import Samples
from liftronome.domain.timeline import Cue

TAKEN: Final = "taken"
"""The sound of a cue at which something else is heard already: a pack has none of its own there, and says
no word that would run into it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Sound that is mixed in from the sample `first` on.

    `make` gives its samples, always the same, `length` of them and not to be written to. It may be
    called more than once, and in another thread, so that a quarter of an hour need not be kept.
    """

    first: int
    length: int
    make: Callable[[], Samples]


def part_of(first: int, sound: Samples) -> Part:
    """A sound that is there already."""
    return Part(first, len(sound), lambda: sound)


def each_by_itself(cues: Iterable[Cue], sound_of: Callable[[Cue], Samples | None]) -> Sequence[Part]:
    """Each cue's sound at its cue, whatever the others are."""
    parts = []
    for cue in cues:
        sound = sound_of(cue)
        if sound is not None and len(sound):
            parts.append(part_of(cue.sample, sound))
    return parts
