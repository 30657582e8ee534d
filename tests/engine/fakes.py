"""Clock, timer and output for an engine under test. The clock stands still until a test moves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from liftronome.audio.output import AudioError, revision_lead_ms
from liftronome.domain.timeline import Timeline
from liftronome.engine.clock import NS_PER_MS

HOUR_MS = 3_600_000


class FakeTimer:
    """A timer that fires when the fake clock comes to its deadline."""

    def __init__(self, world: World, on_timeout: Callable[[], None]) -> None:
        self._world = world
        self.on_timeout = on_timeout
        self.deadline_ns: int | None = None

    def start(self, delay_ms: int) -> None:
        assert delay_ms >= 0
        self.deadline_ns = self._world.ns + delay_ms * NS_PER_MS

    def stop(self) -> None:
        self.deadline_ns = None


@dataclass
class World:
    """The clock and its timers."""

    ns: int = HOUR_MS * NS_PER_MS
    timers: list[FakeTimer] = field(default_factory=list)
    slept_ns: int = 0

    def now_ns(self) -> int:
        return self.ns

    def asleep_ns(self) -> int:
        return self.slept_ns

    def timer(self, on_timeout: Callable[[], None]) -> FakeTimer:
        self.timers.append(FakeTimer(self, on_timeout))
        return self.timers[-1]

    def advance(self, ms: float) -> None:
        """Let time pass, firing every timer at its deadline."""
        until_ns = self.ns + round(ms * NS_PER_MS)
        while True:
            due = [
                timer
                for timer in self.timers
                if timer.deadline_ns is not None and timer.deadline_ns <= until_ns
            ]
            if not due:
                break
            timer = min(due, key=lambda timer: timer.deadline_ns or 0)
            self.ns = max(self.ns, timer.deadline_ns or 0)
            timer.deadline_ns = None
            timer.on_timeout()
        self.ns = until_ns

    def stall(self, ms: float) -> None:
        """Let time pass while the event loop is stuck: no timer fires before it is over."""
        self.ns += round(ms * NS_PER_MS)


class FakeOutput:
    """An output that records its calls, and begins, fails or stands still when a test says so.

    With `knows_heard` it can tell how far it was heard; `lag_ms` is how far it stays behind the clock.
    """

    def __init__(self, world: World, delay_ms: int | None = 0, *, knows_heard: bool = True) -> None:
        self._world = world
        self._knows_heard = knows_heard
        self._timeline: Timeline | None = None
        self.lag_ms = 0.0
        self.delay_ms = delay_ms
        self.late_ms = 0
        self.told: list[tuple[str, object]] = []
        self.played: list[tuple[Timeline, int]] = []
        """Each timeline that was started, and when its moment 0 was."""
        self.error: AudioError | None = None
        self._zero_ns: int | None = None

    def start(self, timeline: Timeline, zero_ns: int | None = None) -> None:
        self.told.append(("start", timeline))
        self._timeline = timeline
        self.lag_ms = 0.0
        self._zero_ns = zero_ns
        if zero_ns is None and self.delay_ms is not None:
            self._zero_ns = self._world.ns + self.delay_ms * NS_PER_MS
        if self._zero_ns is not None:
            self.played.append((timeline, self._zero_ns))

    def zero_ns(self) -> int | None:
        return self._zero_ns

    def fault(self) -> AudioError | None:
        return self.error

    def revise(self, timeline: Timeline) -> None:
        self.told.append(("revise", timeline))
        self._timeline = timeline

    def lead_ms(self, position_ms: float) -> int:
        return self.late_ms + revision_lead_ms(position_ms + self.late_ms)

    def set_volume(self, volume: float) -> None:
        self.told.append(("volume", volume))

    def heard_ms(self) -> float | None:
        if not self._knows_heard or self.error or self._zero_ns is None or self._timeline is None:
            return None
        heard_ms = (self._world.ns - self._zero_ns) / NS_PER_MS - self.lag_ms
        return min(max(heard_ms, 0.0), self._timeline.duration_ms)

    def muted(self) -> bool | None:
        return None

    def pause(self) -> None:
        self.told.append(("pause", None))

    def stop(self) -> None:
        self.told.append(("stop", None))

    def close(self) -> None:
        self.told.append(("close", None))
