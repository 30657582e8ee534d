"""The click track: all cues of a timeline in one stretch of audio, each at its exact sample."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftronome.audio.packs.pack import CuePack
from liftronome.audio.synthesis.levels import FULL_SCALE, bent_to_ceiling
from liftronome.domain.timeline import SAMPLES_PER_MS, Timeline

BLOCK: Final = 1 << 17
"""Samples mixed at a time: small enough for the processor's cache, and for a quarter of an hour."""


class ClickTrack:
    """The sound of a timeline, 48 kHz, 16 bit, mono.

    `length` is in samples: to the timeline's end, or until the last sound has died away if that is later.
    """

    length: int

    def __init__(self, timeline: Timeline, pack: CuePack) -> None:
        self._parts = sorted(pack.arranged(timeline.cues), key=lambda part: part.first)
        self._firsts = [part.first for part in self._parts]
        self._longest = max((part.length for part in self._parts), default=0)
        ends = [part.first + part.length for part in self._parts]
        self.length = max([timeline.duration_ms * SAMPLES_PER_MS, *ends])

    def render(self, first: int = 0, last: int | None = None) -> NDArray[np.int16]:
        """The samples from `first` (held) to `last` (not held): always equal to that slice of the whole,
        so that a part of a track can be rewritten while it plays."""
        first, last, _ = slice(first, last).indices(self.length)
        samples = np.empty(max(last - first, 0), dtype=np.int16)
        for start in range(first, last, BLOCK):
            end = min(start + BLOCK, last)
            mix = bent_to_ceiling(self._mixed(start, end))
            mix *= FULL_SCALE
            np.rint(mix, out=mix)
            samples[start - first : end - first] = mix
        return samples

    def _mixed(self, start: int, end: int) -> NDArray[np.float32]:
        mix = np.zeros(end - start, dtype=np.float32)
        for index in range(bisect_left(self._firsts, start - self._longest), bisect_left(self._firsts, end)):
            part = self._parts[index]
            from_, to = max(part.first, start), min(part.first + part.length, end)
            if from_ < to:
                mix[from_ - start : to - start] += part.make(from_ - part.first, to - part.first)
        return mix
