"""A busy log holds nobody up, and gets every entry once and in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Unpack

import pytest
from liftronome.domain.errors import BusyError, LiftronomeError
from liftronome.domain.log_entry import Changes, LoggedSession
from liftronome.domain.performance import Ended, PerformedPause, PerformedRep, SetPlan
from liftronome.engine.engine import TempoEngine
from liftronome.engine.pending_log import (
    CLOSING_TRIES,
    LOG_BUSY,
    LOG_FREE,
    NOTICE_AFTER_TRIES,
    RETRY_MS,
    PendingLog,
)
from liftronome.engine.progress import SetResult
from liftronome.engine.session import Session

from tests.engine.fakes import FakeOutput, World
from tests.engine.gym import TWO_SETS

WORK_MS: Final = 15_000
"""When the first rep begins; it takes 7 s."""

SET_MS: Final = 14_000
REST_MS: Final = 60_000
WHOLE_MS: Final = 200_000
"""More than the whole session takes."""


class SharedLog:
    """A log that another program may be using. One line for each call that went through."""

    def __init__(self) -> None:
        self.lines: list[tuple[object, ...]] = []
        self.failure: LiftronomeError | None = None
        self._sets = 0

    def begin_set(self, plan: SetPlan, set_id: str | None = None) -> str:  # noqa: ARG002
        self._write("set", plan.set_number)
        self._sets += 1
        return f"id{self._sets}"

    def add_rep(self, set_id: str, rep: PerformedRep) -> None:
        self._write("rep", set_id, rep)

    def add_pause(self, set_id: str, pause: PerformedPause) -> None:
        self._write("pause", set_id, pause)

    def end_set(self, set_id: str, ended: Ended, paced_reps: int, tension_ms: int) -> None:
        self._write("end", set_id, ended, paced_reps, tension_ms)

    def reopen_set(self, set_id: str) -> None:
        self._write("reopen", set_id)

    def annotate(self, set_id: str, **changes: Unpack[Changes]) -> None:
        self._write("remark", set_id, changes)

    def last_sessions(self, exercise_id: str, n: int, before: str | None = None) -> list[LoggedSession]:
        return [LoggedSession(f"{exercise_id} {n} {before}", ())]

    def _write(self, *line: object) -> None:
        if self.failure is not None:
            raise self.failure
        self.lines.append(line)


class Deferred(SharedLog):
    """Takes what the log would not, for the next start."""

    full = False

    def keep(self) -> None:
        if self.full:
            raise LiftronomeError("the disk is full")
        self._write("keep")


class OnDisk(Deferred):
    """Keeps what is queued, and stores it in the log that it is in front of, or another window does."""

    def __init__(self, log: SharedLog) -> None:
        super().__init__()
        self.log_behind = log
        self.is_taken = False
        self._names: list[str] = []

    def begin_set(self, plan: SetPlan, set_id: str | None = None) -> str:
        super().begin_set(plan)
        self._names.append(set_id or "")
        return set_id or ""

    def keep(self) -> None:
        if self.full:
            raise LiftronomeError("the disk is full")

    def log(self) -> None:
        if self.log_behind.failure:
            raise self.log_behind.failure
        self.log_behind.lines += self.lines

    def discard(self) -> None:
        self.lines.clear()


class Gym:
    """A session of two sets on a fake clock, and the log behind it."""

    def __init__(self, *, full: bool = False, in_file: bool = False) -> None:
        self.world = World()
        self.kept = SharedLog()
        self.files: list[OnDisk] = []
        self._full = full
        self.log = PendingLog(self.kept, self.world.timer, queue_file=self._file if in_file else None)
        engine = TempoEngine(self.world, self.world.timer, FakeOutput(self.world))
        self.session = Session(TWO_SETS, engine, self.log, wall_clock=lambda: 1_800_000_000.0)
        self.told: list[str] = []
        self.results: list[SetResult] = []
        self.session.notice.connect(self.told.append)
        self.log.notice.connect(self.told.append)
        self.session.set_ended.connect(self.results.append)
        self.session.begin()

    def _file(self) -> OnDisk:
        self.files.append(OnDisk(self.kept))
        self.files[-1].full = self._full
        return self.files[-1]

    def block(self) -> None:
        self.kept.failure = BusyError("another program is using it")

    def unblock(self) -> None:
        self.kept.failure = None


def train(gym: Gym) -> None:
    """A session in which much happens and some of it is undone."""
    gym.world.advance(WORK_MS + 8500)
    gym.session.pause()
    gym.world.advance(4000)
    gym.session.go()
    gym.world.advance(4000)
    gym.session.end_set()
    gym.log.annotate(gym.results[-1].set_id, load=60.0)
    gym.world.advance(2000)
    gym.session.undo()
    gym.world.advance(15_000 + REST_MS + 9000)
    gym.session.restart_set()
    gym.world.advance(1000)
    gym.session.undo()
    gym.world.advance(WHOLE_MS)
    gym.session.leave()


def log_lines(
    what: Callable[[Gym], None], from_ms: int = 0, to_ms: int = 0, gym: Gym | None = None
) -> list[tuple[object, ...]]:
    """What the log has in the end when another program uses it for some time."""
    gym = gym or Gym()
    for at_ms, change in ((from_ms, gym.block), (to_ms, gym.unblock)):
        gym.world.timer(change).start(at_ms)
    what(gym)
    assert not any("not logged" in line.lower() or "not all" in line.lower() for line in gym.told)
    return gym.kept.lines


@pytest.mark.parametrize("length_ms", [10, 1000, 7000, 30_000, WHOLE_MS])
@pytest.mark.parametrize("from_ms", range(0, 130_000, 6_500))
def test_a_log_that_is_busy_at_any_time_gets_every_entry_once_and_in_order(
    from_ms: int, length_ms: int
) -> None:
    assert log_lines(train, from_ms, from_ms + length_ms) == log_lines(train)


def unnamed(lines: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Lines without the ids of their sets, which differ between a log and a file."""
    return [tuple(part for place, part in enumerate(line) if place != 1) for line in lines]


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("from_ms", range(0, 130_000, 6_500))
def test_what_is_queued_is_on_the_disk_and_stored_once_all_the_same(from_ms: int, full: bool) -> None:
    gym = Gym(full=full, in_file=True)
    assert unnamed(log_lines(train, from_ms, from_ms + 30_000, gym)) == unnamed(log_lines(train))


def test_each_entry_of_a_busy_log_is_on_the_disk_at_once() -> None:
    gym = Gym(in_file=True)
    gym.world.advance(WORK_MS + 8500)
    gym.block()
    gym.world.advance(SET_MS)
    (file,) = gym.files
    assert [line[0] for line in file.lines] == ["rep", "end"]
    assert gym.log.finish(pause=lambda _: None) is False


def test_a_set_that_is_queued_from_its_start_can_be_ended_reopened_and_annotated() -> None:
    def slip(gym: Gym) -> None:
        gym.world.advance(WORK_MS + 8000)
        gym.session.end_set()
        gym.log.annotate(gym.results[-1].set_id, effort=8.0)
        gym.session.undo()
        gym.world.advance(3000 + SET_MS)

    lines = log_lines(slip, WORK_MS - 1, WORK_MS + 9000)
    assert lines == log_lines(slip)
    kinds = [line[0] for line in lines]
    assert kinds == ["set", "rep", "rep", "end", "remark", "reopen", "pause", "rep", "end"]
    assert {line[1] for line in lines[1:]} == {"id1"}


def test_a_long_busy_log_is_reported_once_and_so_is_its_return() -> None:
    gym = Gym()
    gym.world.advance(WORK_MS - 1)
    gym.block()
    gym.world.advance(SET_MS)
    assert gym.told == [LOG_BUSY]
    gym.unblock()
    gym.world.advance(RETRY_MS)
    assert gym.told == [LOG_BUSY, LOG_FREE]
    gym.world.advance(WHOLE_MS)
    assert gym.told == [LOG_BUSY, LOG_FREE]


def test_a_log_that_is_busy_for_a_moment_is_not_reported() -> None:
    gym = Gym()
    gym.block()
    gym.world.advance(WORK_MS + RETRY_MS * (NOTICE_AFTER_TRIES - 1))
    gym.unblock()
    gym.world.advance(WHOLE_MS)
    assert gym.told == []


def test_queued_entries_are_stored_after_the_session_was_left() -> None:
    gym = Gym()
    gym.world.advance(WORK_MS + 8000)
    gym.block()
    gym.session.leave()
    gym.unblock()
    gym.world.advance(RETRY_MS)
    assert [line[0] for line in gym.kept.lines] == ["set", "rep", "rep", "end"]


def test_at_the_end_queued_entries_are_stored_as_soon_as_possible() -> None:
    gym = Gym()
    gym.world.advance(WORK_MS + 8000)
    gym.block()
    gym.session.leave()
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            gym.unblock()

    assert gym.log.finish(pause=wait)
    assert [line[0] for line in gym.kept.lines] == ["set", "rep", "rep", "end"]
    assert len(waits) == 3


def test_at_the_end_a_log_that_stays_busy_is_reported_within_seconds() -> None:
    gym = Gym()
    gym.block()
    gym.world.advance(WORK_MS)
    waits: list[float] = []
    with pytest.raises(BusyError):
        gym.log.finish(pause=waits.append)
    assert len(waits) == CLOSING_TRIES - 1
    assert sum(waits) < 6


def test_what_a_busy_log_did_not_take_is_deferred_to_the_next_start() -> None:
    gym, deferred = Gym(), Deferred()
    gym.world.advance(WORK_MS + 8000)
    gym.block()
    gym.world.advance(10_000)
    gym.session.leave()
    assert not gym.log.finish(deferred, lambda _: None)
    assert [line[:2] for line in gym.kept.lines] == [("set", 1), ("rep", "id1")]
    assert [line[:2] for line in deferred.lines] == [("rep", "id1"), ("end", "id1"), ("keep",)]
    assert gym.told == [LOG_BUSY]
    gym.unblock()
    gym.world.advance(WHOLE_MS)
    assert len(gym.kept.lines) == 2


def test_a_failure_to_defer_is_reported() -> None:
    gym, deferred = Gym(), Deferred()
    gym.block()
    gym.world.advance(WORK_MS)
    deferred.full = True
    with pytest.raises(LiftronomeError, match="the disk is full"):
        gym.log.finish(deferred, lambda _: None)


def test_a_remark_that_fails_does_not_affect_its_set() -> None:
    gym = Gym()
    gym.world.advance(WORK_MS + SET_MS)
    set_id = gym.results[0].set_id
    gym.kept.failure = LiftronomeError("the disk is full")
    with pytest.raises(LiftronomeError, match="the disk is full"):
        gym.log.annotate(set_id, load=60.0)
    gym.unblock()
    gym.log.annotate(set_id, load=60.0)
    assert gym.kept.lines[-1] == ("remark", "id1", {"load": 60.0})
    assert gym.told == []


def test_a_queued_remark_that_fails_is_reported() -> None:
    gym = Gym()
    gym.world.advance(WORK_MS + SET_MS)
    set_id = gym.results[0].set_id
    gym.block()
    gym.log.annotate(set_id, load=60.0)
    gym.kept.failure = LiftronomeError("the disk is full")
    with pytest.raises(LiftronomeError, match="the disk is full"):
        gym.log.annotate(set_id, load=65.0)
    assert gym.told == ["Not all of this session is logged: the disk is full"]


def test_a_log_that_fails_while_a_set_is_queued_is_reported_and_takes_the_next_set() -> None:
    gym = Gym()
    gym.block()
    gym.world.advance(WORK_MS + SET_MS)
    gym.kept.failure = LiftronomeError("the disk is full")
    gym.world.advance(RETRY_MS)
    gym.unblock()
    gym.world.advance(WHOLE_MS)
    assert gym.told == [LOG_BUSY, "Not all of this session is logged: the disk is full", LOG_FREE]
    assert [line[0] for line in gym.kept.lines] == ["set", "rep", "rep", "end"]
    with pytest.raises(LiftronomeError, match="the disk is full"):
        gym.log.annotate(gym.results[0].set_id, load=60.0)


def test_a_log_that_fails_is_reported_at_once_and_stops_no_set() -> None:
    gym = Gym()
    gym.kept.failure = LiftronomeError("the disk is full")
    gym.world.advance(WHOLE_MS)
    assert gym.told == ["Not all of this session is logged: the disk is full"]
    assert [result.reps_done for result in gym.results] == [2, 2]


def test_past_sessions_come_from_the_log_behind() -> None:
    assert Gym().log.last_sessions("squat", 3, "s") == [LoggedSession("squat 3 s", ())]
