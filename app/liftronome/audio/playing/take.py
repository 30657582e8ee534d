"""A take: one timeline sounded once, from the device's opening to the last sample.

The order of things makes the start exact: the player opens the device and plays silence, says when
it began to read, and only then is moment 0 placed in the silence ahead, wherever it belongs. So it
does not matter how long a device takes to open, and a timeline can be joined in its middle.

The stream has room for the longest set there is, so that the set can grow while it sounds.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftronome.audio.output import NS_PER_SAMPLE, AudioError
from liftronome.audio.playing.player_process import PlayerDiedError, PlayerProcess
from liftronome.audio.playing.shared_track import SharedTrack
from liftronome.audio.playing.track_writer import Track, TrackWriter
from liftronome.domain.errors import LiftronomeError
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS, Timeline

LEAD_IN: Final = 500 * SAMPLES_PER_MS
"""Silence, in samples, before a timeline that begins as soon as possible: headsets swallow the first
half second after silence."""

OUTPUT_LATENCY_NS: Final = 0
"""How long after a device has opened its first sample is heard. Measured."""

ROOM: Final = 31 * 60 * SAMPLE_RATE
"""The longest that a stream can become, in samples: a rest and a set of a quarter of an hour each, and
the sound that dies away. What is not used of it takes no memory."""

_OPENING: Final = 3 * SAMPLE_RATE
_TAIL: Final = 500 * SAMPLES_PER_MS
_WATCH_S: Final = 0.25
_DEATHS: Final = 3

_Samples = NDArray[np.int16]


class Take:
    """Sounds one timeline on a thread of its own. If the player dies, another goes on in the middle.

    `zero_ns` as in `AudioOutput.start`; then when moment 0 was or will be heard, once known.
    `fault` is why there is no sound any more. Both may be read from any thread.
    """

    def __init__(
        self,
        track_of: Callable[[Timeline], Track],
        timeline: Timeline,
        zero_ns: int | None,
        latency_ns: int,
        volume: float = 1.0,
    ) -> None:
        self.zero_ns: int | None = None
        self.fault: AudioError | None = None
        self._track_of = track_of
        self._timeline = timeline
        self._wanted_ns = zero_ns
        self._latency_ns = latency_ns
        self._volume = volume
        self._changed = threading.Condition()
        self._is_revised = False
        self._silenced = False
        self._stopped = False
        self._player: PlayerProcess | None = None
        self._writer: TrackWriter | None = None
        self._thread = threading.Thread(target=self._run, name="take", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """True when its process and its memory are gone."""
        return not self._thread.is_alive()

    @property
    def dies_away(self) -> bool:
        """True when the timeline is over, and only its last sound is still heard."""
        if self.zero_ns is None:
            return False
        return time.monotonic_ns() >= self.zero_ns + self._timeline.duration_ms * 1_000_000

    def revise(self, timeline: Timeline) -> None:
        """Go on with a timeline that is the same up to now."""
        with self._changed:
            self._timeline = timeline
            self._is_revised = True
            self._changed.notify()

    def set_volume(self, volume: float) -> None:
        """Go on louder or softer."""
        with self._changed:
            self._volume = volume
            self._is_revised = True
            self._changed.notify()

    def silence(self) -> None:
        """Fade to silence in place, and stay silent."""
        with self._changed:
            if not self._silenced and self._writer is not None:
                self._writer.fade_out()
            self._silenced = True

    def stop(self) -> None:
        """Fade to silence and end. Returns at once."""
        self.silence()
        with self._changed:
            self._stopped = True
            if self._player is not None:
                self._player.leave()
            self._changed.notify()

    def join(self, timeout_s: float) -> None:
        """Wait until it is over."""
        self._thread.join(timeout_s)

    def _run(self) -> None:
        try:
            self._sound()
        except AudioError as error:
            self.fault = error
        except LiftronomeError as error:
            self.fault = AudioError(str(error))
        except Exception as error:  # whatever it is, the set must go on without sound
            self.fault = AudioError(f"no sound: {type(error).__name__}: {error}")

    def _sound(self) -> None:
        for _ in range(_DEATHS):
            try:
                self._play(self._track_of(self._timeline))
            except PlayerDiedError:
                if self._stopped or self._silenced:
                    return
            else:
                return
        raise AudioError(f"no sound: the sound player died {_DEATHS} times in one set")

    def _play(self, track: Track) -> None:
        """Play the track, from where it should be by now to its end. Raises PlayerDiedError."""
        now_ns = time.monotonic_ns()
        ahead = LEAD_IN if self._wanted_ns is None else _samples(self._wanted_ns - now_ns)
        if track.length == 0 or ahead + track.length <= 0:
            self.zero_ns = now_ns if self._wanted_ns is None else self._wanted_ns
            return
        needed = min(ahead + track.length + _TAIL, ROOM)
        with SharedTrack.reserve(needed, ROOM) as memory, PlayerProcess(memory) as player:
            opening = self._opening_of(track, max(-ahead, 0))
            try:
                self._perform(track, opening, memory, player)
            finally:
                with self._changed:
                    self._player = self._writer = None

    def _opening_of(self, track: Track, first: int) -> _Samples:
        """The first seconds from where they are needed, rendered while the player starts. What must come
        out of them is made before the device is open, so that nothing is late afterwards."""
        samples = track.render(first, min(first + _OPENING, track.length))
        return (samples * np.float32(self._volume)).astype(np.int16) if self._volume != 1 else samples

    def _perform(self, track: Track, opening: _Samples, memory: SharedTrack, player: PlayerProcess) -> None:
        with self._changed:
            if self._stopped:
                return
            self._player = player
        written = 0
        if self._wanted_ns is None:  # its place is known before the device is open: no hurry then
            memory.samples[LEAD_IN : LEAD_IN + len(opening)] = opening.data
            written = len(opening)
        begun_ns = player.play()
        writer = TrackWriter(memory, begun_ns, self._place(begun_ns), track, self._volume)
        with self._changed:
            self._writer = writer
            writer.join(written)
            if self._silenced:
                writer.fade_out()
        self._tend(writer, player)
        player.leave()
        player.wait()

    def _place(self, begun_ns: int) -> int:
        """Decide where in memory moment 0 lies (negative: before it), and thereby when it is heard."""
        heard_ns = begun_ns + self._latency_ns
        zero_at = LEAD_IN if self._wanted_ns is None else _samples(self._wanted_ns - heard_ns)
        self.zero_ns = self._wanted_ns = heard_ns + round(zero_at * NS_PER_SAMPLE)
        return zero_at

    def _tend(self, writer: TrackWriter, player: PlayerProcess) -> None:
        """Write what is to be heard until all of it has been, or no more is wanted.

        Raises PlayerDiedError if the player is gone before that.
        """
        while writer.seconds_left() > -_TAIL / SAMPLE_RATE:
            if not player.is_alive:
                player.wait()
                return
            with self._changed:
                if self._stopped:
                    return
                revised, self._is_revised = self._is_revised, False
                timeline, volume = self._timeline, self._volume
            track = self._track_of(timeline) if revised else None
            with self._changed:
                if self._silenced:
                    self._changed.wait(_WATCH_S)
                elif track is not None:
                    writer.revise(track, volume)
                    writer.write_some()
                elif not writer.is_done:
                    writer.write_some()
                elif not (self._is_revised or self._stopped):
                    self._changed.wait(_WATCH_S)


def _samples(duration_ns: int) -> int:
    return round(duration_ns / NS_PER_SAMPLE)
