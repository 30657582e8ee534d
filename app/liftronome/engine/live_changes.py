"""Changes to the timeline that is playing: one more rep, a phase of own pace ended, a longer or shorter wait.

Each takes effect in the same stream, and changes nothing where it makes no sense. An undo starts from the
timeline as it is by then, since a pause in between has begun another.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.layout import CueChoice, Wait, with_cues
from liftronome.domain.limits import REST
from liftronome.domain.phase import Interval
from liftronome.domain.revision import (
    last_rep_of,
    with_one_more_rep,
    with_own_pace_ended,
    with_wait_ending,
    without_rep,
)
from liftronome.domain.scheme.scheme import BREAK
from liftronome.domain.set_layout import MAX_SET_MS
from liftronome.domain.timeline import Span, Timeline
from liftronome.engine.engine import TempoEngine

SKIP_LEAD_MS: Final = 300
"""A skipped wait still lasts this long, so that the count-in is heard from its first tick on."""

LAID_OUT_MS: Final = 60_000
"""A set of own pace is laid out this far ahead: a key that ends a phase is to cost the same in any set."""

EXTENDED_AT_MS: Final = 30_000
"""With less than that ahead, more is laid out. A window that is frozen for so long loses no beat."""

TOO_LONG: Final = f"A set is at most {MAX_SET_MS // 60_000} minutes long."
TOO_LATE: Final = "Too late for one more rep: the set is over."
GOES_ON: Final = "The set goes on until you end it."
ONE_HOLD: Final = "A hold is one rep: restart the set to hold again."


class LiveChanges:
    """Changes what an engine plays. `choice` says which cues are wanted in the current round; in each call,
    `wait` is the quiet time before the set."""

    def __init__(self, engine: TempoEngine, choice: CueChoice) -> None:
        self._engine = engine
        self.choice = choice

    @property
    def _choice(self) -> CueChoice:
        return self.choice_for(self._engine.timeline, self._engine.position_ms())

    def choice_for(self, timeline: Timeline, position_ms: float = 0) -> CueChoice:
        """The cues for a timeline that has come to a position: all, or the next ones in a set whose end the
        lifter decides."""
        is_endless = timeline.has_own_pace or self.choice.traits.is_open
        until_ms = int(position_ms) + LAID_OUT_MS if is_endless else None
        return replace(self.choice, until_ms=until_ms)

    def extend(self, wait: Wait) -> None:
        """Lay out more of the timeline if what is laid out comes to its end."""
        timeline, position_ms = self._engine.timeline, self._engine.position_ms()
        ahead_ms = (timeline.until_ms or 0) - position_ms
        if not timeline.is_whole and ahead_ms < EXTENDED_AT_MS:
            self._engine.revise(with_cues(timeline.spans, wait, self._choice))

    def end_own_pace(self, wait: Wait) -> bool:
        """End the current phase of own pace as soon as that can be heard; False if there is none."""
        timeline, position_ms = self._engine.timeline, self._engine.position_ms()
        span = timeline.span_at(position_ms)
        if span is None or not span.is_open:
            return False
        end_ms = self._engine.soonest_ms()
        if end_ms < span.end_ms:
            self._engine.revise(with_own_pace_ended(timeline, span, end_ms, wait, self._choice))
        return True

    def one_more_rep(self, wait: Wait) -> int:
        """Add a rep like the last to the mini-set that is on, or comes next; its number.

        Raises InputError if that makes the set too long, if the sound of the mini-set's end is already on
        its way, or if the set is a hold or goes on anyway.
        """
        traits = self.choice.traits
        if traits.is_open or traits.is_hold:
            raise InputError(GOES_ON if traits.is_open else ONE_HOLD)
        timeline = self._engine.timeline
        mini_set = self._mini_set()
        end_ms = timeline.rep_spans(last_rep_of(timeline, mini_set))[-1].end_ms
        if self._next_change_ms() > end_ms:
            raise InputError(TOO_LATE)
        more = with_one_more_rep(timeline, mini_set, wait, self._choice)
        if not more.has_own_pace and more.duration_ms - more.set_start_ms > MAX_SET_MS:
            raise InputError(TOO_LONG)
        self._engine.revise(more)
        return last_rep_of(more, mini_set)

    def one_rep_less(self, added: int, wait: Wait) -> None:
        """Remove an added rep again, unless its sound is on its way or it is the only one left."""
        timeline = self._engine.timeline
        spans = timeline.rep_spans(added)
        if not spans or len(timeline.reps) == 1 or last_rep_of(timeline, spans[0].plan.mini_set) != added:
            return
        if self._next_change_ms() <= spans[0].start_ms:
            self._engine.revise(without_rep(timeline, added, wait, self._choice))

    def change_wait(self, by_ms: int, wait: Wait) -> int:
        """Make the rest or break that is on longer or, with a negative number, shorter, as far as its limits
        and what was already heard allow. Returns by how much; 0 if there is none, or it is too late."""
        span = self._wait_span()
        if span is None or self._engine.position_ms() >= span.end_ms:
            return 0
        most = BREAK.most if span.phase is Interval.BREAK else REST.most
        end_ms = min(max(span.end_ms + by_ms, self._soonest_end_ms()), span.start_ms + most)
        changed_ms = end_ms - span.end_ms
        if changed_ms * by_ms <= 0:
            return 0
        self._end_wait(span, end_ms, wait)
        return changed_ms

    def restore_wait(self, by_ms: int, wait: Wait) -> Span | None:
        """Undo a change of the rest or break, even in the count-in after it. Returns it, or None if it would
        be over by now."""
        span = self._wait_span()
        if span is None or span.end_ms + by_ms <= self._soonest_end_ms():
            return None
        self._end_wait(span, span.end_ms + by_ms, wait)
        return span

    def rep_after_wait(self) -> int | None:
        """The number of the rep that follows the quiet time that is on; None if there is none."""
        timeline = self._engine.timeline
        quiet = timeline.quiet_at(self._engine.position_ms())
        after = timeline.span_after(quiet[-1]) if quiet else None
        return after.rep if after is not None else None

    def _mini_set(self) -> int:
        """The mini-set that is on, or comes next; the last one behind them all."""
        timeline, position_ms = self._engine.timeline, self._engine.position_ms()
        ahead = (span for span in timeline.spans if span.rep is not None and span.end_ms > position_ms)
        found = next(ahead, timeline.rep_spans(timeline.reps[-1])[0])
        return found.plan.mini_set

    def _next_change_ms(self) -> float:
        """The first moment that can still be changed."""
        return self._engine.soonest_ms() if self._engine.is_playing else self._engine.position_ms()

    def _soonest_end_ms(self) -> int:
        """The soonest end of a wait whose count-in is then heard whole."""
        return max(int(self._engine.position_ms()) + SKIP_LEAD_MS, self._engine.soonest_ms())

    def _wait_span(self) -> Span | None:
        """The rest or break that is on, or whose count-in is."""
        quiet = self._engine.timeline.quiet_at(self._engine.position_ms())
        return next((span for span in quiet if span.phase is not Interval.COUNT_IN), None)

    def _end_wait(self, span: Span, end_ms: int, wait: Wait) -> None:
        changed = replace(wait, duration_ms=end_ms) if span.phase is Interval.REST else wait
        self._engine.revise(with_wait_ending(self._engine.timeline, span, end_ms, changed, self._choice))
