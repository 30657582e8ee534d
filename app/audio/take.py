"""A take: one timeline sounded once, from the device's opening to the last sample.

The order of things makes the start exact: the player opens the device and plays silence, says when
it began to read, and only then is moment 0 placed in the silence ahead, wherever it belongs. So it
does not matter how long a device takes to open, and a timeline can be joined in its middle.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from app.audio.output import AudioError
from app.audio.player import NS_PER_SAMPLE, READ_AHEAD
from app.audio.player_process import PlayerDiedError, PlayerProcess
from app.audio.shared_track import FADE_SAMPLES, SharedTrack
from app.domain.errors import LiftronomeError
from app.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS, Timeline

LEAD_IN: Final = 500 * SAMPLES_PER_MS
"""Silence, in samples, before a timeline that begins as soon as possible: headsets swallow the first
half second after silence."""

OUTPUT_LATENCY_NS: Final = 0
"""How long after the player has opened the device its first sample is heard. Recorded from a sound
server, 24 starts lay 1.8 ms before to 0.4 ms after; a real device adds its own delay, which only the
lifter can measure."""

_TAIL: Final = 500 * SAMPLES_PER_MS
_WRITE_AHEAD: Final = READ_AHEAD + 40 * SAMPLES_PER_MS
_FIRST_CHUNK: Final = 3 * SAMPLE_RATE
_CHUNK: Final = 5 * SAMPLE_RATE
_DEATHS: Final = 3


class Track(Protocol):
    """The rendered sound of a timeline, mono at 48 kHz."""

    @property
    def length(self) -> int:
        """In samples, until the last sound has died away."""

    def render(self, first: int, last: int) -> NDArray[np.int16]:
        """The samples from `first` (held) to `last` (not held), always the same for the same region."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    first: int
    samples: NDArray[np.int16]

    @property
    def end(self) -> int:
        return self.first + len(self.samples)


class Take:
    """Sounds one timeline on a thread of its own. If the player dies, another goes on in the middle.

    `zero_ns` as in `AudioOutput.start`; then when moment 0 was or will be heard, once known.
    `fault` is why there is no sound any more. Both may be read from any thread.
    """

    def __init__(
        self, track_of: Callable[[Timeline], Track], timeline: Timeline, zero_ns: int | None, latency_ns: int
    ) -> None:
        self.zero_ns: int | None = None
        self.fault: AudioError | None = None
        self._track_of = track_of
        self._timeline = timeline
        self._wanted_ns = zero_ns
        self._latency_ns = latency_ns
        self._lock = threading.Lock()
        self._silenced = False
        self._stopped = False
        self._player: PlayerProcess | None = None
        self._memory: SharedTrack | None = None
        self._begun_ns = 0
        self._thread = threading.Thread(target=self._run, name="take", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """True when its process and its memory are gone."""
        return not self._thread.is_alive()

    def silence(self) -> None:
        """Fade to silence in place, and stay silent."""
        with self._lock:
            if not self._silenced and self._memory is not None:
                self._memory.fade_out(self._played() + READ_AHEAD)
            self._silenced = True

    def stop(self) -> None:
        """Fade to silence and end. Returns at once."""
        self.silence()
        with self._lock:
            self._stopped = True
            if self._player is not None:
                self._player.leave()

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
        track = self._track_of(self._timeline)
        for _ in range(_DEATHS):
            try:
                self._play(track)
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
        with SharedTrack.reserve(ahead + track.length + _TAIL) as memory, PlayerProcess(memory) as player:
            first = max(-ahead, 0)
            opening = _Chunk(first, track.render(first, min(first + _FIRST_CHUNK, track.length)))
            try:
                self._perform(track, opening, memory, player)
            finally:
                with self._lock:
                    self._player = self._memory = None

    def _perform(self, track: Track, opening: _Chunk, memory: SharedTrack, player: PlayerProcess) -> None:
        with self._lock:
            if self._stopped:
                return
            self._player = player
        done = 0
        if self._wanted_ns is None:  # its place is known before the device is open: no hurry then
            memory.samples[LEAD_IN : LEAD_IN + opening.end] = opening.samples.data
            done = opening.end
        begun_ns = player.play()
        zero_at = self._place(begun_ns)
        with self._lock:
            self._memory, self._begun_ns = memory, begun_ns
            if self._silenced:
                memory.fade_out(self._played() + READ_AHEAD)
        self._fill(track, zero_at, opening, done)
        player.wait()

    def _place(self, begun_ns: int) -> int:
        """Decide where in memory moment 0 lies (negative: before it), and thereby when it is heard."""
        heard_ns = begun_ns + self._latency_ns
        zero_at = LEAD_IN if self._wanted_ns is None else _samples(self._wanted_ns - heard_ns)
        self.zero_ns = self._wanted_ns = heard_ns + round(zero_at * NS_PER_SAMPLE)
        return zero_at

    def _fill(self, track: Track, zero_at: int, opening: _Chunk, done: int) -> None:
        """Write the track from sample `done` on into memory, or from where that can still be done."""
        start = at = max(self._played() + _WRITE_AHEAD - zero_at, done)
        while at < track.length:
            if opening.first <= at < opening.end:
                samples = opening.samples[at - opening.first :]
            else:
                samples = track.render(at, min(at + _CHUNK, track.length))
            if at == start > done:
                samples = _faded_in(samples)
            if not self._write(zero_at + at, samples):
                return
            at += len(samples)

    def _played(self) -> int:
        """How many samples the device has played since it was opened."""
        return _samples(time.monotonic_ns() - self._begun_ns)

    def _write(self, at: int, samples: NDArray[np.int16]) -> bool:
        """False if nothing is wanted any more."""
        with self._lock:
            if self._silenced or self._memory is None or self._player is None or not self._player.is_alive:
                return False
            self._memory.samples[at : at + len(samples)] = samples.data
            return True


def _samples(duration_ns: int) -> int:
    return round(duration_ns / NS_PER_SAMPLE)


def _faded_in(samples: NDArray[np.int16]) -> NDArray[np.int16]:
    """Beginning with a ramp: a tone that is joined in its middle must not click."""
    ramp = np.minimum(np.arange(len(samples)) / FADE_SAMPLES, 1.0)
    return (samples * ramp).astype(np.int16)
