"""Writes a track into the memory that a device is reading: ahead of the ear, or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from liftronome.audio.output import DEVICE_HOLDS, NS_PER_SAMPLE, read_ahead, write_ahead
from liftronome.audio.playing.play_head import PlayHead
from liftronome.audio.playing.shared_track import FADE_SAMPLES, SharedTrack
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS

CHUNK: Final = 5 * SAMPLE_RATE
FIRST_CHUNK: Final = SAMPLE_RATE // 2

BLEND_SAMPLES: Final = 20 * SAMPLES_PER_MS
"""The length of the change from what stood in memory to what is written instead."""

_BURST: Final = 30 * SAMPLES_PER_MS
"""A device reads a quarter of what it holds at a time, and may do so right after it was looked at."""

_TIMES_TO_PLACE: Final = tuple(ms * SAMPLES_PER_MS for ms in (5, 20, 80))
"""What is left for placing a track, in samples: a machine that was too busy for it is given more."""

Samples = NDArray[np.int16]


class Track(Protocol):
    """The rendered sound of a timeline, mono at 48 kHz."""

    @property
    def length(self) -> int:
        """In samples, until the last sound has died away."""

    def render(self, first: int, last: int) -> Samples:
        """The samples from `first` (held) to `last` (not held), always the same for the same region."""


class TrackWriter:
    """Places a track's sample 0 at sample `zero_at` (which may be negative) of memory that a device began
    to read at `begun_ns`. `next` is the track's sample to be written next; what lies before is written,
    or past.

    A track may be replaced by another, or its gain changed, while it sounds: what is rewritten is
    blended with what stood there, so that no join clicks. `head` tells where the device really reads, if that
    can be known; else its place is reckoned by the clock.
    """

    def __init__(
        self,
        memory: SharedTrack,
        begun_ns: int,
        zero_at: int,
        track: Track,
        gain: float,
        head: PlayHead | None = None,
        now_ns: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        self.track = track
        self.next = 0
        self.begun_ns = begun_ns
        self.zero_at = zero_at
        self._memory = memory
        self._head = head
        self._now_ns = now_ns
        self._silent_from = 0
        self._gain = gain
        self._written_end = 0
        self._joins = False

    def join(self, written: int) -> None:
        """Begin with what can still be written; samples up to `written` are in memory already."""
        self._written_end = written
        self.next = max(self._writable(), written)
        self._joins = self.next > written

    def revise(self, track: Track, gain: float) -> None:
        """Go on with another track, or another gain. Raises AudioError if the memory is too little."""
        self._memory.grow(self.zero_at + track.length + BLEND_SAMPLES)
        self.track = track
        self._gain = gain
        self.next = max(self._writable(), 0)
        self._joins = True

    @property
    def is_done(self) -> bool:
        """True when everything is written."""
        return self.next >= self._end()

    def write_some(self) -> None:
        """Write the next piece. What was left of a longer track is overwritten with silence."""
        first = max(self.next, self._writable()) if self._joins else self.next
        last = min(first + (FIRST_CHUNK if self._joins else CHUNK), self._end())
        if last > first:
            samples = self._rendered(first, last)
            at = self.zero_at + first
            if self._joins:
                samples = self._blended(samples, at)
            self._memory.samples[at : at + len(samples)] = samples.data
        self.next = max(last, first)
        self._joins = False
        self._written_end = max(self._written_end, self.next)

    def begin_anew(self, track: Track, opening: Samples, gain: float) -> None:
        """Place another track in the silence after `fade_out`, as near as it can be heard whole. `opening` is
        its beginning as it is to be heard. Raises AudioError if the memory is too little."""
        self._memory.grow(self._most_read() + sum(_TIMES_TO_PLACE) + len(opening))
        for time_to_place in _TIMES_TO_PLACE:
            at = max(self._most_read(_BURST) + time_to_place, self._silent_from)
            count = min(len(opening), self._memory.length - at)
            self._memory.samples[at : at + count] = opening[:count].data
            if self._most_read() <= at:
                break
            self._memory.fade_out(at, at + count)
            self._silent_from = at + count
        self.zero_at = at
        self._written_end = count
        self.revise(track, gain)
        self.next, self._joins = count, False

    def fade_out(self) -> None:
        """Silence from what is not yet read on, to the end of what is written."""
        first = self._most_read(_BURST)
        self._silent_from = first + FADE_SAMPLES
        self._memory.fade_out(first, self.zero_at + max(self._written_end, self.next))

    def heard(self) -> int | None:
        """The track's sample that has surely been heard, by what the device has read; None if that is not
        known."""
        read = self._head.read() if self._head else None
        return None if read is None else min(read[0] - DEVICE_HOLDS, self.played()) - self.zero_at

    def is_in_time(self, most: int) -> bool:
        """False if the device is known to be more than `most` samples behind the clock."""
        heard = self.heard()
        return heard is None or self.played() - (heard + self.zero_at) < most

    def close(self) -> None:
        """Look no more where the device reads."""
        if self._head is not None:
            self._head.close()

    def played(self) -> int:
        """How many samples of the memory the device has played by the clock."""
        return round((self._now_ns() - self.begun_ns) / NS_PER_SAMPLE)

    def seconds_left(self) -> float:
        """Until the track's last sample is heard; negative after it."""
        return (self.zero_at + self.track.length - self.played()) / SAMPLE_RATE

    def _end(self) -> int:
        """Where there is nothing more to write: the end of the longest track so far, or of the memory. A set
        of own pace is laid out longer than any stream is, and over sooner."""
        return min(max(self.track.length, self._written_end), self._memory.length - self.zero_at)

    def _most_read(self, soon: int = 0) -> int:
        """So far, in samples of the memory, the device may have read by now, and `soon` after it was looked
        at."""
        played = self.played()
        by_clock = played + read_ahead(played)
        read = self._head.read() if self._head else None
        return by_clock if read is None else min(by_clock, read[1] + soon)

    def _writable(self) -> int:
        played = self.played()
        return played + write_ahead(played) - self.zero_at

    def _rendered(self, first: int, last: int) -> Samples:
        end = min(last, self.track.length)
        samples = self.track.render(first, end) if end > first else np.zeros(0, np.int16)
        if self._gain != 1:
            samples = (samples * np.float32(self._gain)).astype(np.int16)
        return np.pad(samples, (0, last - first - len(samples)))

    def _blended(self, samples: Samples, at: int) -> Samples:
        """`samples` led up to from what stands in memory at `at`."""
        count = min(BLEND_SAMPLES, len(samples))
        rise = np.arange(count, dtype=np.float32) / count
        before = np.array(self._memory.samples[at : at + count], dtype=np.float32)
        blended = samples.copy()
        blended[:count] = before + (samples[:count] - before) * rise
        return blended
