"""A stream: the device opened once, by one player, and the timelines that are sounded in it.

The order of things makes the start exact: the player opens the device and plays silence, says when it began
to read, and only then is moment 0 placed in the silence ahead, wherever it belongs. So it does not matter how
long a device takes to open, and a timeline can be joined in its middle.

A stream that is paused plays on, silent: what comes next is placed just ahead of where the device reads, and
heard within an eighth of a second. Nothing has to be opened or woken for it.

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
from liftronome.audio.playing.play_head import PlayHead
from liftronome.audio.playing.player_process import PlayerDiedError, PlayerProcess
from liftronome.audio.playing.ready_player import OLDEST, ReadyPlayer
from liftronome.audio.playing.shared_track import SharedTrack
from liftronome.audio.playing.track_writer import FIRST_CHUNK, Track, TrackWriter
from liftronome.domain.errors import LiftronomeError
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS, Timeline

LEAD_IN: Final = 500 * SAMPLES_PER_MS
"""Silence, in samples, before a timeline that begins as soon as possible: headsets swallow the first
half second after silence."""

OUTPUT_LATENCY_NS: Final = 0
"""How long after a device has opened its first sample is heard. Measured."""

PAUSE_S: Final = 5 * 60
"""A stream that has been paused for so long is closed: the device is not held for nobody."""

_BEHIND: Final = 250 * SAMPLES_PER_MS
"""A device that is so much behind the clock has stood still: its stream is not taken up again."""

_OPENING: Final = 3 * SAMPLE_RATE
_TAIL: Final = 500 * SAMPLES_PER_MS
_WATCH_S: Final = 0.25
_DEATHS: Final = 3

_REPLACING_NS: Final = 1_000_000_000
"""A player that has died is replaced in less time, and meanwhile it is not known what is heard."""

_Samples = NDArray[np.int16]


class Stream:
    """Sounds timelines on a thread of its own. If the player dies, another goes on in the middle.

    `zero_ns` as in `AudioOutput.start`; then when moment 0 was or will be heard, once known.
    `fault` is why there is no sound any more. Both may be read from any thread. `lead_in` is the silence, in
    samples, before a timeline for which no `zero_ns` is given. `ready` is the player that it begins with.
    """

    def __init__(
        self,
        track_of: Callable[[Timeline], Track],
        timeline: Timeline,
        zero_ns: int | None,
        latency_ns: int,
        volume: float = 1.0,
        lead_in: int = LEAD_IN,
        ready: ReadyPlayer | None = None,
    ) -> None:
        self.zero_ns: int | None = None
        self.fault: AudioError | None = None
        self._track_of = track_of
        self._timeline = timeline
        self._wanted_ns = zero_ns
        self._latency_ns = latency_ns
        self._volume = volume
        self._lead_in = lead_in
        self._ready = ready
        self._changed = threading.Condition()
        self._is_revised = False
        self._is_resumed = False
        self._paused_ns: int | None = None
        self._stopped = False
        self._heard_ms: float | None = None
        self._alive_ns = 0
        self._player: PlayerProcess | None = None
        self._writer: TrackWriter | None = None
        self._thread = threading.Thread(target=self._run, name="stream", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """True when its process and its memory are gone."""
        return not self._thread.is_alive()

    @property
    def dies_away(self) -> bool:
        """True when the timeline is over, and only its last sound is still heard."""
        if self.zero_ns is None or self._paused_ns is not None:
            return False
        return time.monotonic_ns() >= self.zero_ns + self._timeline.duration_ms * 1_000_000

    @property
    def name(self) -> str | None:
        """How its player has marked it in the mixer; None while no device is open."""
        player = self._player
        return player.name if player and self._writer else None

    def age_ms(self, position_ms: float) -> float:
        """How old the stream is at a position of the timeline."""
        writer = self._writer
        return position_ms + (writer.zero_at / SAMPLES_PER_MS if writer else 0)

    def heard_ms(self) -> float | None:
        """As `AudioOutput.heard_ms`."""
        with self._changed:
            now_ns = time.monotonic_ns()
            heard = None
            if not self._stopped:
                if self._writer and self._player and self._player.is_alive:
                    heard, self._alive_ns = self._writer.heard(), now_ns
                elif now_ns - self._alive_ns < _REPLACING_NS:
                    return None
            if heard is not None:
                late = round(self._latency_ns / NS_PER_SAMPLE)
                heard_ms = max((heard - late) / SAMPLES_PER_MS, 0.0)
                self._heard_ms = max(heard_ms, self._heard_ms or 0.0)
            return None if self.fault else self._heard_ms

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

    def pause(self) -> None:
        """Fade to silence in place, and stay silent. Nothing more is heard of the timeline."""
        with self._changed:
            if self._paused_ns is None and self._writer is not None:
                self._writer.fade_out()
            self._paused_ns = self._paused_ns or time.monotonic_ns()
            self._is_resumed = False
            self._changed.notify()

    def resume(self, timeline: Timeline) -> bool:
        """Sound another timeline as soon as possible in the same stream, which is paused. False if it cannot:
        too old, too long, gone, or its device has stood still."""
        with self._changed:
            writer = self._writer
            if self._paused_ns is None or self._stopped or writer is None or not writer.is_in_time(_BEHIND):
                return False
            if self._is_resumed or writer.played() > OLDEST:
                return False
            self._timeline = timeline
            self._wanted_ns = self.zero_ns = self._heard_ms = None
            self._is_resumed = True
            self._changed.notify()
            return True

    def stop(self) -> None:
        """Fade to silence and end. Returns at once."""
        self.pause()
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
                self._play()
            except PlayerDiedError:
                with self._changed:
                    if self._stopped or (self._paused_ns is not None and not self._is_resumed):
                        self._stopped = True
                        return
                    self._paused_ns, self._is_resumed = None, False
            else:
                return
        raise AudioError(f"no sound: the sound player died {_DEATHS} times in one set")

    def _play(self) -> None:
        """Play the track, from where it should be by now to its end. Raises PlayerDiedError."""
        ready, self._ready = self._ready or ReadyPlayer(), None
        with ready as (memory, player):  # which starts while the track is arranged
            track = self._track_of(self._timeline)
            now_ns = time.monotonic_ns()
            ahead = self._lead_in if self._wanted_ns is None else _samples(self._wanted_ns - now_ns)
            if track.length == 0 or ahead + track.length <= 0:
                self.zero_ns = now_ns if self._wanted_ns is None else self._wanted_ns
                return
            memory.grow(min(ahead + track.length + _TAIL, memory.length))
            opening = self._beginning(track, max(-ahead, 0), _OPENING)
            try:
                self._perform(track, opening, memory, player)
            finally:
                self._close()

    def _beginning(self, track: Track, first: int, count: int) -> _Samples:
        """The first of the samples that are needed, as loud as they are wanted. What must come out of them is
        made before they are placed, so that nothing is late afterwards."""
        samples = track.render(first, min(first + count, track.length))
        return (samples * np.float32(self._volume)).astype(np.int16) if self._volume != 1 else samples

    def _perform(self, track: Track, opening: _Samples, memory: SharedTrack, player: PlayerProcess) -> None:
        with self._changed:
            if self._stopped:
                return
            self._player = player
        written = 0
        if self._wanted_ns is None:  # its place is known before the device is open: no hurry then
            memory.samples[self._lead_in : self._lead_in + len(opening)] = opening.data
            written = len(opening)
        begun_ns = player.play()
        head = PlayHead.of(player.pid)
        writer = TrackWriter(memory, begun_ns, self._place(begun_ns), track, self._volume, head)
        with self._changed:
            self._writer = writer
            writer.join(written)
            if self._paused_ns is not None:
                writer.fade_out()
        self._tend(writer, player)
        player.leave()
        player.wait()

    def _close(self) -> None:
        """What is asked from now on finds no stream."""
        with self._changed:
            if self._writer is not None:
                self._writer.close()
            self._player = self._writer = None

    def _place(self, begun_ns: int) -> int:
        """Decide where in memory moment 0 lies (negative: before it), and thereby when it is heard."""
        heard_ns = begun_ns + self._latency_ns
        zero_at = self._lead_in if self._wanted_ns is None else _samples(self._wanted_ns - heard_ns)
        self.zero_ns = self._wanted_ns = heard_ns + round(zero_at * NS_PER_SAMPLE)
        return zero_at

    def _tend(self, writer: TrackWriter, player: PlayerProcess) -> None:
        """Write what is to be heard until all of it has been, or no more is wanted.

        Raises PlayerDiedError if the player is gone before that.
        """
        while self._goes_on(writer):
            if not player.is_alive:
                player.wait()
                return
            with self._changed:
                revised, self._is_revised = self._is_revised, False
                resumed, timeline, volume = self._is_resumed, self._timeline, self._volume
            track = self._track_of(timeline) if revised or resumed else None
            if track is not None and resumed:
                self._take_up(writer, track, timeline)
                continue
            with self._changed:
                if self._paused_ns is not None:
                    if not self._is_resumed and not self._stopped:
                        self._changed.wait(_WATCH_S)
                elif track is not None:
                    writer.revise(track, volume)
                    writer.write_some()
                elif not writer.is_done:
                    writer.write_some()
                elif not (self._is_revised or self._stopped):
                    self._changed.wait(_WATCH_S)

    def _goes_on(self, writer: TrackWriter) -> bool:
        """False, for good, when all has been heard, the pause is too long, or no more is wanted."""
        with self._changed:
            if self._paused_ns is None:
                is_over = writer.seconds_left() <= -_TAIL / SAMPLE_RATE
            else:
                is_over = not self._is_resumed and time.monotonic_ns() - self._paused_ns > PAUSE_S * 1e9
            if is_over:
                self.heard_ms()  # the last look at it: whoever asks later is told this
            self._stopped = self._stopped or is_over
            return not self._stopped

    def _take_up(self, writer: TrackWriter, track: Track, timeline: Timeline) -> None:
        """Place another track in the silence ahead, as soon as it can be heard whole."""
        opening = self._beginning(track, 0, FIRST_CHUNK)
        with self._changed:
            if not self._is_resumed or self._stopped or timeline is not self._timeline:
                return
            writer.begin_anew(track, opening, self._volume)
            self._is_resumed, self._paused_ns = False, None
            heard_ns = writer.begun_ns + self._latency_ns
            self.zero_ns = self._wanted_ns = heard_ns + round(writer.zero_at * NS_PER_SAMPLE)


def _samples(duration_ns: int) -> int:
    return round(duration_ns / NS_PER_SAMPLE)
