"""The rounds of a session: which one is on, the quiet time before it, and how it is laid out."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from liftronome.domain.layout import NO_WAIT, CueChoice, lay_out_rest
from liftronome.domain.preset import Preset, Round, Side
from liftronome.domain.set_layout import traits_of
from liftronome.domain.timeline import Cue, CueKind, Timeline
from liftronome.engine.live_changes import LAID_OUT_MS

HEARD_AFTER_MS: Final = 1000
"""A stream is heard this soon after it was asked for. A set with less time than that before its first phase
begins when it can be heard, so that the beginning of that phase is not lost."""


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

    def __init__(self, preset: Preset) -> None:
        self.preset = preset
        self.clock = SetClock()
        self.is_prolonged = False
        """True if the set before went beyond its time, so that this one begins later than planned."""
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
        self.is_prolonged = False
        if self._every_ms is None or self.current.side is Side.RIGHT:
            return
        elapsed_ms = round(self.clock.before_ms + position_ms)
        turns = max(1, -(-elapsed_ms // self._every_ms))
        left_ms = turns * self._every_ms - elapsed_ms
        count_in_ms = min(self.preset.count_in_ms, left_ms)
        wait = replace(self.current.wait, duration_ms=left_ms - count_in_ms)
        self.current = replace(self.current, wait=wait, count_in_ms=count_in_ms)
        self.is_prolonged = turns > 1

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

    def rest(self) -> Timeline:
        """The quiet time before a set that waits for a key."""
        wait = self.current.wait
        return lay_out_rest(wait.duration_ms + self.current.count_in_ms, wait)

    def whole(self, choice: CueChoice) -> Timeline:
        """The current round with its quiet time."""
        return self._laid_out(self.current, choice)

    def at_once(self, choice: CueChoice) -> Timeline:
        """The current round without its quiet time, with a whole count-in."""
        round_ = replace(self.current, wait=NO_WAIT, count_in_ms=self.preset.count_in_ms)
        return self._laid_out(round_, choice)

    def _laid_out(self, round_: Round, choice: CueChoice) -> Timeline:
        """Where the lifter decides how long it takes, no further than is heard soon."""
        is_endless = round_.planned.open or round_.planned.has_own_pace
        return self.preset.round_timeline(
            round_, replace(choice, until_ms=LAID_OUT_MS if is_endless else None)
        )
