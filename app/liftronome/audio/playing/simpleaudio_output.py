"""The output that is heard: each timeline is a take, played by a process of its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from liftronome.audio.output import AudioError, revision_lead_ms
from liftronome.audio.playing.take import OUTPUT_LATENCY_NS, Take
from liftronome.audio.playing.track_writer import Track
from liftronome.domain.timeline import Timeline

_CLOSING_S: Final = 4.0
_NS_PER_MS: Final = 1_000_000

_AFTER_FAULT_NS: Final = 1_000_000_000
"""A device that has failed is given so long to be well again; then the timeline begins without it."""


class SimpleaudioOutput:
    """An `AudioOutput` on the default sound device. simpleaudio is loaded by the player process only.

    `track_of` renders a timeline (it is called on another thread, and may raise a LiftronomeError).
    `latency_ns` is how long after the device has opened its first sample reaches the ear.
    """

    def __init__(self, track_of: Callable[[Timeline], Track], latency_ns: int = OUTPUT_LATENCY_NS) -> None:
        self._track_of = track_of
        self._latency_ns = latency_ns
        self._take: Take | None = None
        self._has_failed = False
        self._promised_ns: int | None = None
        self._takes: list[Take] = []
        self._volume = 1.0

    def start(self, timeline: Timeline, zero_ns: int | None = None) -> None:
        """As `AudioOutput.start`."""
        self._promised_ns = None
        if zero_ns is None and self._is_failing():
            self._promised_ns = zero_ns = time.monotonic_ns() + _AFTER_FAULT_NS
        if self._take and not self._take.dies_away:
            self._take.stop()
        self._take = Take(self._track_of, timeline, zero_ns, self._latency_ns, self._volume)
        self._takes = [take for take in self._takes if not take.is_over] + [self._take]

    def _is_failing(self) -> bool:
        """True if the device failed the last time that something was known of it."""
        if self._take is not None and (self._take.fault is not None or self._take.zero_ns is not None):
            self._has_failed = self._take.fault is not None
        return self._has_failed

    def revise(self, timeline: Timeline) -> None:
        """As `AudioOutput.revise`."""
        if self._take:
            self._take.revise(timeline)

    def lead_ms(self, position_ms: float) -> int:
        """As `AudioOutput.lead_ms`: what is on its way to the ear has been read longer ago."""
        late_ms = -(-max(self._latency_ns, 0) // _NS_PER_MS)
        return revision_lead_ms(position_ms + late_ms) + late_ms

    def set_volume(self, volume: float) -> None:
        """As `AudioOutput.set_volume`."""
        self._volume = volume
        if self._take:
            self._take.set_volume(volume)

    def zero_ns(self) -> int | None:
        """As `AudioOutput.zero_ns`."""
        sounds_ns = self._take.zero_ns if self._take else None
        return self._promised_ns if sounds_ns is None else sounds_ns

    def fault(self) -> AudioError | None:
        """As `AudioOutput.fault`."""
        return self._take.fault if self._take else None

    def heard_ms(self) -> float | None:
        """As `AudioOutput.heard_ms`."""
        return None

    def muted(self) -> bool | None:
        """As `AudioOutput.muted`."""
        return None

    def pause(self) -> None:
        """As `AudioOutput.pause`."""
        if self._take:
            self._take.silence()

    def stop(self) -> None:
        """As `AudioOutput.stop`."""
        if self._take:
            self._take.stop()

    def close(self) -> None:
        """As `AudioOutput.close`."""
        for take in self._takes:
            take.stop()
        give_up = time.monotonic() + _CLOSING_S
        for take in self._takes:
            take.join(max(give_up - time.monotonic(), 0))
