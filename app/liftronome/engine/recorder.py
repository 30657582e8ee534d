"""Keeps the log of a session up to date. Each rep is stored when the next one begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.performance import Ended, PerformedPause, PerformedPhase, PerformedRep, SetLog, SetPlan
from liftronome.domain.phase import Phase
from liftronome.domain.timeline import Timeline, rep_done_ms

NOT_ALL: Final = "Not all of this session is logged"


class Recorder:
    """Turns the progress of a timeline into entries of the log.

    A log that fails does not stop the set: `tell` is called with the reason, once a session, the rest of that
    set is not logged, and the next set is tried again. A log that may be busy is wrapped in a `PendingLog`.
    """

    def __init__(self, log: SetLog, tell: Callable[[str], None]) -> None:
        self._log = log
        self._tell = tell
        self._failed = False
        self._told = False
        self._set_id = ""
        self._stored: set[int] = set()
        self._interrupted: int | None = None

    def begin(self, plan: SetPlan) -> None:
        """A set has begun."""
        self._stored.clear()
        self._interrupted = None
        self._failed = False
        self._set_id = ""
        self._try(lambda: self._note_begun(plan))

    def follow(self, timeline: Timeline, position_ms: float) -> None:
        """The timeline runs. Store the reps that are over, closing pause included."""
        self._interrupted = None
        self._store_over(timeline, position_ms)

    def interrupt(self, timeline: Timeline, position_ms: float) -> None:
        """Store what is over, and the current rep as far as it got. It may be performed again. A set that is
        paused and then ended is interrupted once."""
        self._store_over(timeline, position_ms)
        for number in timeline.reps:
            spans = timeline.rep_spans(number)
            is_on = spans[0].start_ms < position_ms < spans[-1].end_ms
            if is_on and number not in self._stored and number != self._interrupted:
                self._store(timeline, number, position_ms)
                if rep_done_ms(spans) > position_ms:
                    self._stored.discard(number)
                    self._interrupted = number

    def paused(self, rep: int, duration_ms: int) -> None:
        """A pause inside the set is over."""
        self._when_begun(lambda set_id: self._log.add_pause(set_id, PerformedPause(rep, duration_ms)))

    def end(self, ended: Ended, paced_reps: int, tension_ms: int) -> None:
        """The set is over."""
        self._when_begun(lambda set_id: self._log.end_set(set_id, ended, paced_reps, tension_ms))

    def reopen(self, token: tuple[str, frozenset[int]]) -> None:
        """Go on with a set whose end was undone."""
        self._set_id, stored = token
        self._stored = set(stored)
        self._failed = False
        self._when_begun(self._log.reopen_set)

    @property
    def token(self) -> tuple[str, frozenset[int]]:
        """What `reopen` needs to go on with the current set."""
        return self._set_id, frozenset(self._stored)

    @property
    def set_id(self) -> str:
        """The log's name for the current or last set; "" if it is not logged."""
        return self._set_id

    def _note_begun(self, plan: SetPlan) -> None:
        self._set_id = self._log.begin_set(plan)

    def _store_over(self, timeline: Timeline, position_ms: float) -> None:
        for number in timeline.reps:
            spans = timeline.rep_spans(number)
            if spans[-1].end_ms <= position_ms and number not in self._stored:
                self._store(timeline, number, position_ms)

    def _store(self, timeline: Timeline, number: int, position_ms: float) -> None:
        spans = timeline.rep_spans(number)
        phases = tuple(
            PerformedPhase(Phase(span.phase), round(min(span.end_ms, position_ms) - span.start_ms))
            for span in spans
            if span.start_ms < position_ms
        )
        rep = PerformedRep(number, rep_done_ms(spans) <= position_ms, phases, spans[0].plan.mini_set)
        self._stored.add(number)
        self._when_begun(lambda set_id: self._log.add_rep(set_id, rep))

    def _when_begun(self, store: Callable[[str], None]) -> None:
        if self._set_id:
            self._try(lambda: store(self._set_id))

    def _try(self, store: Callable[[], None]) -> None:
        if self._failed:
            return
        try:
            store()
        except LiftronomeError as error:
            self._failed = True
            if not self._told:
                self._told = True
                self._tell(f"{NOT_ALL}: {error}")
