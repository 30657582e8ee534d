"""The output that is heard: each stream is played by a process of its own."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from typing import Final

from liftronome.audio.output import AudioError, revision_lead_ms
from liftronome.audio.playing.mixer import MixerWatch
from liftronome.audio.playing.ready_player import ReadyPlayer
from liftronome.audio.playing.stream import LEAD_IN, OUTPUT_LATENCY_NS, Stream
from liftronome.audio.playing.track_writer import Track
from liftronome.domain.timeline import SAMPLES_PER_MS, Timeline

_CLOSING_S: Final = 4.0
_NS_PER_MS: Final = 1_000_000

_AFTER_FAULT_NS: Final = 1_000_000_000
"""A device that has failed is given so long to be well again; then the timeline begins without it."""

_AWAKE_LEAD_IN: Final = 100 * SAMPLES_PER_MS
"""Silence enough before a timeline, in samples, while the end of the one before it is still heard."""


class SimpleaudioOutput:
    """An `AudioOutput` on the default sound device. simpleaudio is loaded by the player process only.

    `track_of` renders a timeline (it is called on another thread, and may raise a LiftronomeError).
    `latency_ns` is how long after the device has opened its first sample reaches the ear.
    """

    def __init__(self, track_of: Callable[[Timeline], Track], latency_ns: int = OUTPUT_LATENCY_NS) -> None:
        self._track_of = track_of
        self._latency_ns = latency_ns
        self._stream: Stream | None = None
        self._has_failed = False
        self._promised_ns: int | None = None
        self._streams: list[Stream] = []
        self._volume = 1.0
        self._mixer: MixerWatch | None = None
        self._ready: ReadyPlayer | None = None

    def prepare(self) -> None:
        """Start the player of the first timeline now: that is then heard sooner. To be closed afterwards."""
        if self._ready is None and self._stream is None:
            with contextlib.suppress(AudioError):  # the start tries again, and tells
                self._ready = ReadyPlayer()

    def start(self, timeline: Timeline, zero_ns: int | None = None) -> None:
        """As `AudioOutput.start`."""
        self._promised_ns = None
        if zero_ns is None and self._stream and self._stream.resume(timeline):
            return
        if zero_ns is None and self._is_failing():
            self._promised_ns = zero_ns = time.monotonic_ns() + _AFTER_FAULT_NS
        lead_in = LEAD_IN
        if self._stream and self._stream.dies_away:
            lead_in = LEAD_IN if self._stream.is_over else _AWAKE_LEAD_IN
        elif self._stream:
            self._stream.stop()
        ready, self._ready = self._ready, None
        self._stream = Stream(
            self._track_of, timeline, zero_ns, self._latency_ns, self._volume, lead_in, ready
        )
        self._streams = [stream for stream in self._streams if not stream.is_over] + [self._stream]

    def _is_failing(self) -> bool:
        """True if the device failed the last time that something was known of it."""
        stream = self._stream
        if stream is not None and (stream.fault is not None or stream.zero_ns is not None):
            self._has_failed = stream.fault is not None
        return self._has_failed

    def revise(self, timeline: Timeline) -> None:
        """As `AudioOutput.revise`."""
        if self._stream:
            self._stream.revise(timeline)

    def lead_ms(self, position_ms: float) -> int:
        """As `AudioOutput.lead_ms`: what is on its way to the ear has been read longer ago."""
        late_ms = -(-max(self._latency_ns, 0) // _NS_PER_MS)
        age_ms = self._stream.age_ms(position_ms) if self._stream else position_ms
        return revision_lead_ms(age_ms + late_ms) + late_ms

    def set_volume(self, volume: float) -> None:
        """As `AudioOutput.set_volume`."""
        self._volume = volume
        if self._stream:
            self._stream.set_volume(volume)

    def zero_ns(self) -> int | None:
        """As `AudioOutput.zero_ns`."""
        sounds_ns = self._stream.zero_ns if self._stream else None
        return self._promised_ns if sounds_ns is None else sounds_ns

    def fault(self) -> AudioError | None:
        """As `AudioOutput.fault`."""
        return self._stream.fault if self._stream else None

    def heard_ms(self) -> float | None:
        """As `AudioOutput.heard_ms`: on Linux, and at most 160 ms less than is true."""
        return self._stream.heard_ms() if self._stream else None

    def muted(self) -> bool | None:
        """As `AudioOutput.muted`: on Linux, by what the mixer showed in the last second. Nothing looks at it
        before this is asked for the first time."""
        if self._mixer is None:
            self._mixer = MixerWatch(lambda: self._stream.name if self._stream else None)
        return self._mixer.muted

    def pause(self) -> None:
        """As `AudioOutput.pause`."""
        if self._stream:
            self._stream.pause()

    def stop(self) -> None:
        """As `AudioOutput.stop`."""
        if self._stream:
            self._stream.stop()

    def close(self) -> None:
        """As `AudioOutput.close`."""
        if self._mixer is not None:
            self._mixer.close()
            self._mixer = None
        if self._ready is not None:
            self._ready.close()
            self._ready = None
        for stream in self._streams:
            stream.stop()
        give_up = time.monotonic() + _CLOSING_S
        for stream in self._streams:
            stream.join(max(give_up - time.monotonic(), 0))
