"""The rounds of a session: which one is on, how it is laid out, and when it begins to play."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from liftronome.domain.layout import NO_WAIT, CueChoice, lay_out_rest
from liftronome.domain.preset import Preset, Round, Side
from liftronome.domain.revision import resumed, with_wait_ending
from liftronome.domain.set_layout import traits_of
from liftronome.domain.timeline import Cue, CueKind, Timeline
from liftronome.engine.clock import NS_PER_MS
from liftronome.engine.engine import TempoEngine
from liftronome.engine.live_changes import LAID_OUT_MS, LiveChanges

HEARD_AFTER_MS: Final = 1000
"""A stream is heard this soon after it was asked for. A set with less time than that before its first phase
begins when it can be heard, so that the beginning of that phase is not lost."""


LATE_MS: Final = 250
"""An event loop that reports the end of a set later than this stood still."""


class SetClock:
    """How long ago a set began, as far as it was played: pauses and gaps stop this clock."""

    def __init__(self) -> None:
        self._round = -1
        self.before_ms = 0.0

    def begin(self, round_: int, at_ms: float) -> None:
        """The first phase of a round begins at `at_ms` of its timeline; begun again, it counts on."""
        if round_ != self._round:
            self._round = round_
            self.before_ms = -at_ms

    def back_to(self, round_: int, before_ms: float) -> None:
        """Go on with a round whose end was undone."""
        self._round, self.before_ms = round_, before_ms

    def carry(self, position_ms: float) -> None:
        """Another timeline is played after one that has come to a position."""
        self.before_ms += position_ms


class Rounds:
    """All rounds of a preset, the current one with the quiet time that it really has."""

    def __init__(self, preset: Preset, engine: TempoEngine) -> None:
        self.preset = preset
        self.changes = LiveChanges(engine, preset.cue_choice)
        self._engine = engine
        self.clock = SetClock()
        self.late_by_ms = 0
        """How much later than planned the round begins, since the set before went beyond its time."""
        self._rounds = preset.rounds()
        self._index = 0
        self.current = self._rounds[0]

    @property
    def index(self) -> int:
        """The number of the current round, from 0."""
        return self._index

    @property
    def is_last(self) -> bool:
        """True if no round follows."""
        return self._index + 1 == len(self._rounds)

    @property
    def waits_for_key(self) -> bool:
        """True if the sets after the first begin with a key: never where one begins every so often."""
        return self.preset.wait_for_key and self._every_ms is None

    @property
    def _every_ms(self) -> int | None:
        return self.preset.scheme.every_ms

    def go_to(self, index: int) -> None:
        """Make another round the current one."""
        self._index = index
        self.current = self._rounds[index]

    def go_on(self, position_ms: float) -> None:
        """Make the next round the current one, when the timeline of the one before is at a position. Where a
        set begins every so often, its quiet time ends then, whatever came before."""
        self.go_to(self._index + 1)
        self.late_by_ms = 0
        if self._every_ms is None or self.current.side is Side.RIGHT:
            return
        elapsed_ms = round(self.clock.before_ms + position_ms)
        turns = max(1, -(-elapsed_ms // self._every_ms))
        left_ms = turns * self._every_ms - elapsed_ms
        count_in_ms = min(self.preset.count_in_ms, left_ms)
        wait = replace(self.current.wait, duration_ms=left_ms - count_in_ms)
        self.current = replace(self.current, wait=wait, count_in_ms=count_in_ms)
        self.late_by_ms = (turns - 1) * self._every_ms

    def next_start_ms(self, position_ms: float) -> float | None:
        """What is left until the next set begins, when the timeline of the one that is on is at a position;
        None where none follows, or it begins after a rest."""
        is_last_set = self.current.set_number == self.preset.number_of_sets
        if self._every_ms is None or is_last_set:
            return None
        elapsed_ms = self.clock.before_ms + position_ms
        turns = max(1, -(-elapsed_ms // self._every_ms))
        return turns * self._every_ms - elapsed_ms

    def cues(self, *, ticks_from_ms: int = 0, is_changed: bool = False) -> CueChoice:
        """The cues of the current round, and the first ticks of the next one if its own stream would be too
        late for them. With `is_changed` the set does not take the time that was planned."""
        choice = self.preset.cue_choice
        next_ = None if self.is_last else self._rounds[self._index + 1]
        after: tuple[Cue, ...] = ()
        is_known = self._every_ms is None or not is_changed
        if next_ is not None and is_known and not self.waits_for_key and next_.before_ms >= HEARD_AFTER_MS:
            soon = self.preset.round_timeline(next_, replace(choice, until_ms=HEARD_AFTER_MS))
            after = tuple(cue for cue in soon.cues if cue.kind is CueKind.COUNT_IN)
        traits = traits_of(self.current.planned)
        return replace(choice, after=after, ticks_from_ms=ticks_from_ms, traits=traits)

    def start(self, zero_ns: int | None) -> bool:
        """Begin the round at `zero_ns`, or as soon as it can be heard where that is too late for its first
        phase. If its rest has passed by then (the event loop stood still), with a whole count-in.

        False if nothing is played: there is no rest before a set that waits for a key.
        """
        before_ms = self.current.before_ms
        late_ms = (self._engine.now_ns() - zero_ns) / NS_PER_MS if zero_ns is not None else 0.0
        is_late = late_ms > LATE_MS and before_ms - late_ms < HEARD_AFTER_MS
        if before_ms < HEARD_AFTER_MS or is_late:
            zero_ns = None
            if late_ms > before_ms and not self.waits_for_key:
                self.start_at_once()
                return True
        if self.waits_for_key and self._index:
            wait = self.current.wait
            rest = lay_out_rest(wait.duration_ms + self.current.count_in_ms, wait)
            if not rest.spans:
                return False
            self.play(rest, zero_ns)
        else:
            self.changes.choice = self.cues(ticks_from_ms=0 if zero_ns is None else HEARD_AFTER_MS)
            self.play(self._laid_out(self.current), zero_ns)
        return True

    def start_at_once(self) -> None:
        """Begin the round without its quiet time, with a whole count-in."""
        self.changes.choice = self.cues(is_changed=True)
        self.play(
            self._laid_out(replace(self.current, wait=NO_WAIT, count_in_ms=self.preset.count_in_ms)), None
        )

    def play(self, timeline: Timeline, zero_ns: int | None) -> None:
        """Play a timeline of the round, as `TempoEngine.start` does."""
        self.clock.carry(self._engine.position_ms())
        self._engine.start(timeline, zero_ns)

    def resume(self) -> None:
        """Resume the paused round with what remains of it."""
        timeline, position_ms = self._engine.timeline, self._engine.position_ms()
        self.changes.choice = self.cues(is_changed=True)
        choice = self.changes.choice_for(timeline)
        remaining = resumed(timeline, position_ms, wait=self.current.wait, choice=choice)
        self.clock.carry(0 if remaining is None else position_ms)
        self._engine.resume(remaining)

    def rest_on(self, by_ms: int, ended_ns: int) -> bool:
        """Continue a rest that was over at `ended_ns` with `by_ms` more, as if it had not ended; False if
        that is over as well."""
        over = self._engine.timeline
        began_ns = ended_ns - over.duration_ms * NS_PER_MS
        end_ms = over.duration_ms + by_ms
        if self._engine.now_ns() >= began_ns + end_ms * NS_PER_MS:
            return False
        rest = with_wait_ending(over, over.spans[0], end_ms, self.current.wait, self.preset.cue_choice)
        self.play(rest, began_ns)
        return True

    def _laid_out(self, round_: Round) -> Timeline:
        """Where the lifter decides how long it takes, no further than is heard soon."""
        is_endless = round_.planned.open or round_.planned.has_own_pace
        choice = replace(self.changes.choice, until_ms=LAID_OUT_MS if is_endless else None)
        return self.preset.round_timeline(round_, choice)
