"""A preset: everything that is decided about an exercise before its first rep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from liftronome.domain.counting import Count, usual_count
from liftronome.domain.errors import InputError
from liftronome.domain.exercise import NO_CUES, Exercise
from liftronome.domain.layout import NO_WAIT, CueChoice, Wait, WaitKind, lay_out
from liftronome.domain.limits import (
    BEAT,
    CHANGEOVER,
    COUNT_IN,
    OWN_PACE_LIMIT,
    PRE_CUE,
    READY,
    REPS,
    REST,
    SETS,
    X_SLOT,
)
from liftronome.domain.phase import Phase, Start
from liftronome.domain.rep import DEFAULT_X_SLOT_MS, OWN_PACE_LIMIT_MS, OwnPaceError, Rep, beat, hold, rep_of
from liftronome.domain.tempo import Tempo
from liftronome.domain.timeline import Timeline
from liftronome.domain.writing import check_text, written_name

MAX_SET_MS: Final = 15 * 60_000
"""A set, count-in included, is at most 15 minutes: 86 MB of samples."""

DEFAULT_HOLD_MS: Final = 30_000
"""How long an exercise without movement is held, unless the preset says otherwise."""

DEFAULT_PACK: Final = "glide"


MAX_NAME: Final = 80
MAX_CUE: Final = 120
MAX_NOTES: Final = 4000


class Sides(StrEnum):
    """Whether a set is performed with both sides at once, or first with the left, then with the right."""

    BOTH = "both"
    LEFT_THEN_RIGHT = "left_then_right"


class Side(StrEnum):
    """A side of the body."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Round:
    """A set to be performed, or one side of it, with the quiet time and the count-in before it."""

    set_number: int
    side: Side | None
    wait: Wait
    count_in_ms: int

    @property
    def before_ms(self) -> int:
        """The time before the first phase."""
        return self.wait.duration_ms + self.count_in_ms


@dataclass(frozen=True, slots=True)
class Preset:
    """How an exercise is to be performed. Times are in milliseconds.

    `tempo` is None for a ballistic exercise, whose rep lasts `beat_ms`. Raises InputError if a
    number is out of range or a text is too long. The set's whole length is checked when it is laid out.

    `name` is "" for the preset that an exercise has to begin from. `changeover_ms` lies between the
    sides. `cues` are the coaching cues that differ from the exercise's own. `seconds` is for the light ticks;
    `count` is None for what the pack usually counts aloud. With `wait_for_key` a set that follows a rest
    begins when the lifter says so, not by itself.
    """

    exercise: Exercise
    tempo: Tempo | None
    start: Start
    name: str = ""
    sets: int = 3
    reps: int = 10
    rest_ms: int = 90_000
    ready_ms: int = 10_000
    count_in_ms: int = 5000
    x_slot_ms: int = DEFAULT_X_SLOT_MS
    beat_ms: int = 0
    pack: str = DEFAULT_PACK
    seconds: bool = True
    pre_cue_ms: int = 500
    count: Count | None = None
    speak_coaching: bool = False
    sides: Sides = Sides.BOTH
    changeover_ms: int = 15_000
    own_pace_limit_ms: int = OWN_PACE_LIMIT_MS
    cues: Mapping[Phase, str] = field(default_factory=lambda: NO_CUES)
    notes: str = ""
    wait_for_key: bool = False

    def __post_init__(self) -> None:
        for limits, value in (
            (SETS, self.sets),
            (REPS, self.reps),
            (REST, self.rest_ms),
            (READY, self.ready_ms),
            (COUNT_IN, self.count_in_ms),
            (X_SLOT, self.x_slot_ms),
            (PRE_CUE, self.pre_cue_ms),
            (CHANGEOVER, self.changeover_ms),
            (OWN_PACE_LIMIT, self.own_pace_limit_ms),
        ):
            limits.check(value)
        check_text("the name", self.name, MAX_NAME)
        check_text("the name of the sounds", self.pack, MAX_NAME)
        check_text("the notes", self.notes, MAX_NOTES, may_break=True)
        for cue in self.cues.values():
            check_text("a coaching cue", cue, MAX_CUE)
        if self.exercise.is_ballistic:
            BEAT.check(self.beat_ms)
            if self.tempo is not None:
                raise InputError(
                    f"{self.exercise.name} is paced one beat a rep, never in four digits: leave the tempo out"
                )
        elif self.exercise.is_hold:
            if self.tempo is not None:
                raise InputError(f"{self.exercise.name} is held without movement: leave the tempo out")
        elif self.tempo is None:
            raise InputError(f"{self.exercise.name} needs a tempo, as in 3-1-X-2")

    @property
    def coaching(self) -> Mapping[Phase, str]:
        """The coaching cues in force: the preset's own, else the exercise's."""
        return {**self.exercise.cues, **self.cues}

    @property
    def counted(self) -> Count:
        """What is counted aloud: as chosen, else what the pack usually counts."""
        return usual_count(self.pack) if self.count is None else self.count

    @property
    def rep(self) -> Rep:
        """One rep, each phase of own pace as long as its limit."""
        if self.exercise.is_hold:
            return hold(DEFAULT_HOLD_MS)
        if self.tempo is None:
            return beat(self.beat_ms)
        return rep_of(self.tempo, self.start, self.x_slot_ms, self.own_pace_limit_ms)

    def timeline(self) -> Timeline:
        """One set on its own, from its count-in to its end.

        Raises InputError if that is longer than 15 minutes, OwnPaceError if a phase waits for the lifter.
        """
        if self.tempo is not None and self.tempo.has_own_pace:
            raise OwnPaceError(self.tempo)
        return self._laid_out(NO_WAIT, self.count_in_ms)

    def rounds(self) -> tuple[Round, ...]:
        """The session, round by round: each set once, or once for each side."""
        sides = (None,) if self.sides is Sides.BOTH else tuple(Side)
        return tuple(
            Round(number, side, *self._before(is_first=number == 1, side=side))
            for number in range(1, self.sets + 1)
            for side in sides
        )

    def round_timeline(self, round_: Round, choice: CueChoice | None = None) -> Timeline:
        """A round laid out: its quiet time, its count-in and its reps, with all its cues or those chosen.

        Raises InputError if count-in and reps are longer than 15 minutes, phases of own pace not counted.
        """
        return self._laid_out(round_.wait, round_.count_in_ms, choice)

    @property
    def cue_choice(self) -> CueChoice:
        """Which cues are wanted, in whose words."""
        return CueChoice(
            seconds=self.seconds,
            pre_cue_ms=self.pre_cue_ms,
            count=self.counted,
            exercise=self.exercise,
            coaching=self.coaching if self.speak_coaching else NO_CUES,
        )

    def _before(self, *, is_first: bool, side: Side | None) -> tuple[Wait, int]:
        """The quiet time and the count-in before a round. A count-in takes the last seconds of a rest,
        so that a rest of 90 s is 90 s to the first phase, and is shortened where the rest is shorter."""
        name = side.value if side else ""
        if is_first and side is not Side.RIGHT:
            return Wait(self.ready_ms, WaitKind.GET_READY, name), self.count_in_ms
        if side is Side.RIGHT:
            whole_ms, kind = self.changeover_ms, WaitKind.CHANGEOVER
        else:
            whole_ms, kind = self.rest_ms, WaitKind.REST
        count_in_ms = min(self.count_in_ms, whole_ms)
        return Wait(whole_ms - count_in_ms, kind, name), count_in_ms

    def _laid_out(self, wait: Wait, count_in_ms: int, choice: CueChoice | None = None) -> Timeline:
        rep = self.rep
        timed_ms = sum(step.duration_ms for step in rep.steps if not step.own_pace)
        length_ms = count_in_ms + timed_ms * self.reps
        if length_ms > MAX_SET_MS:
            raise InputError(
                f"a set is at most {MAX_SET_MS // 60_000} minutes long, and this one would be "
                f"{length_ms / 60_000:.1f}: fewer reps or a quicker tempo would fit"
            )
        choice = choice or self.cue_choice
        return lay_out([rep] * self.reps, count_in_ms=count_in_ms, wait=wait, choice=choice)


def preset_name(text: str) -> str:
    """`text` as a name: trimmed, 1 to 80 characters of any script, on one line. Raises InputError."""
    return written_name(text, MAX_NAME, whose="a preset", example="heavy")


def default_preset(exercise: Exercise) -> Preset:
    """The preset that every exercise has to begin from."""
    sides = Sides.LEFT_THEN_RIGHT if exercise.one_limb else Sides.BOTH
    return Preset(exercise, exercise.tempo, exercise.start, sides=sides, beat_ms=exercise.beat_ms)
