"""What a device reads of a session's sound while requests revise it at random moments.

The session runs on a fake clock, its sound is rendered by the real click track and written by the real writer
into memory that a device reads ahead of the ear. What it read is compared, sample for sample, with a whole
rendering of the timeline that held then.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from liftronome.audio.click_track import ClickTrack
from liftronome.audio.packs.pack import CuePack
from liftronome.audio.playing.shared_track import SharedTrack
from liftronome.audio.playing.track_writer import TrackWriter
from liftronome.domain.notation import parse_tempo
from liftronome.domain.rep import End
from liftronome.domain.scheme.scheme import MiniSet, Scheme, WorkingSet
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS, Timeline
from liftronome.engine.snapshot import Stage

from tests.engine.fakes import FakeOutput, World
from tests.engine.gym import TWO_SETS, Gym

DEVICE_HOLDS: Final = 100 * SAMPLES_PER_MS
"""How far ahead of the ear a device has read."""

WRITTEN_AHEAD: Final = 10 * SAMPLE_RATE
ROOM: Final = 5 * 60 * SAMPLE_RATE

CLUSTER: Final = Scheme((WorkingSet((MiniSet(4, 2), MiniSet(2), MiniSet(2))),), break_ms=8000)
OPEN: Final = Scheme((WorkingSet((MiniSet(2), MiniSet(3)), open=True),), break_ms=6000)
RAMP: Final = Scheme((WorkingSet((MiniSet(6),), ramp_to=parse_tempo("4010")),), one_and_a_half=End.STRETCHED)

PRESETS: Final = tuple(
    replace(TWO_SETS, **fields)
    for fields in (
        {"rest_ms": 20_000, "ready_ms": 3000, "sets": 1},
        {"tempo": parse_tempo("*-0-1-*"), "own_pace_limit_ms": 9000, "ready_ms": 0, "reps": 4, "sets": 1},
        {"tempo": parse_tempo("*-*-*-*"), "ready_ms": 2000, "reps": 30, "sets": 1},
        {"tempo": parse_tempo("2-0-X-0"), "rest_ms": 3000, "ready_ms": 1000, "reps": 3},
        {"scheme": CLUSTER, "ready_ms": 0, "tempo": parse_tempo("2010")},
        {"scheme": OPEN, "ready_ms": 2000},
        {"scheme": RAMP, "ready_ms": 0, "tempo": parse_tempo("1010")},
    )
)
REQUESTS: Final = ("go", "one_more_rep", "one_more_rep", "undo", "skip_wait", "longer", "shorter")


@dataclass
class Heard:
    """What was compared."""

    revisions: int = 0
    samples: int = 0
    wrong: int = 0


class WrittenOutput(FakeOutput):
    """An output whose sound is written into memory as a real stream's is."""

    def __init__(self, world: World, memory: SharedTrack, pack: CuePack, found: Heard) -> None:
        super().__init__(world)
        self._clock = world
        self._memory = memory
        self._pack = pack
        self._found = found
        self._writer: TrackWriter | None = None
        self._track: ClickTrack | None = None
        self._from = self._read = 0

    def start(self, timeline: Timeline, zero_ns: int | None = None) -> None:
        self._finish()
        super().start(timeline, zero_ns)
        begun_ns = self._clock.ns if zero_ns is None else zero_ns
        self._memory.samples[:] = np.zeros(self._memory.length, np.int16).data
        self._track = ClickTrack(timeline, self._pack)
        self._writer = TrackWriter(self._memory, begun_ns, 0, self._track, 1.0, now_ns=lambda: self._clock.ns)
        opening = self._track.render(0, SAMPLE_RATE) if zero_ns is None else np.zeros(0, np.int16)
        self._memory.samples[: len(opening)] = opening.data
        self._writer.join(len(opening))
        self._from = 0 if zero_ns is None else self._lead()
        self._read = 0
        self.write()

    def revise(self, timeline: Timeline) -> None:
        super().revise(timeline)
        self.listen()
        self._found.revisions += 1
        if self._writer is not None:
            self._track = ClickTrack(timeline, self._pack)
            self._from = self._lead()
            self._writer.revise(self._track, 1.0)
            self.write()

    def pause(self) -> None:
        super().pause()
        self._finish()

    def stop(self) -> None:
        super().stop()
        self._finish()

    def write(self) -> None:
        """Write as far ahead as a stream does."""
        writer = self._writer
        while writer is not None and not writer.is_done and writer.next < writer.played() + WRITTEN_AHEAD:
            writer.write_some()

    def listen(self) -> None:
        """Compare what the device has read since the last time."""
        if self._writer is None or self._track is None:
            return
        first = max(self._from, self._read)
        last = min(self._writer.played() + DEVICE_HOLDS, self._track.length)
        if last > first:
            heard = np.array(self._memory.samples[first:last], np.int16)
            self._found.wrong += int(np.count_nonzero(heard != self._track.render(first, last)))
            self._found.samples += last - first
            self._read = last
        self.write()

    def _lead(self) -> int:
        assert self._writer is not None
        position_ms = self._writer.played() // SAMPLES_PER_MS
        return (position_ms + self.lead_ms(position_ms)) * SAMPLES_PER_MS

    def _finish(self) -> None:
        self.listen()
        self._writer = None


class WrittenGym(Gym):
    """A session whose sound is written into memory."""

    def __init__(self, chance: random.Random, memory: SharedTrack, pack: CuePack, found: Heard) -> None:
        self._sound = memory, pack, found
        super().__init__(PRESETS[chance.randrange(len(PRESETS))])

    def make_output(self) -> FakeOutput:
        self.written = WrittenOutput(self.world, *self._sound)
        return self.written


@contextmanager
def memory_for_sound() -> Iterator[SharedTrack]:
    """Memory for one stream after another."""
    with SharedTrack.reserve(ROOM) as memory:
        yield memory


def run_session(seed: int, memory: SharedTrack, pack: CuePack, found: Heard) -> None:
    """Lead a session through random requests, and count what was heard of it into `found`."""
    chance = random.Random(seed)
    gym = WrittenGym(chance, memory, pack, found)
    for _ in range(30):
        for _ in range(chance.randint(0, 30)):
            gym.world.advance(chance.randint(1, 200))
            gym.written.listen()
        session = gym.session
        if session.stage is Stage.FINISHED:
            break
        name = chance.choice(REQUESTS)
        if name in ("longer", "shorter"):
            session.change_rest(5000 if name == "longer" else -5000)
        else:
            getattr(session, name)()
        if session.stage is Stage.PAUSED:
            gym.world.advance(chance.randint(0, 1000))
            session.go()
    gym.session.leave()
