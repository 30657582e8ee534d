"""A preset: everything that is decided about an exercise before its first rep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from enum import StrEnum
from typing import Final

from liftronome.domain.counting import Count, usual_count
from liftronome.domain.errors import InputError
from liftronome.domain.exercise import NO_CUES, Exercise
from liftronome.domain.layout import NO_WAIT, CueChoice, Wait, WaitKind
from liftronome.domain.limits import (
    BEAT,
    CHANGEOVER,
    COUNT_IN,
    OWN_PACE_LIMIT,
    PRE_CUE,
    READY,
    REST,
    X_SLOT,
)
from liftronome.domain.phase import Phase, Start
from liftronome.domain.rep import DEFAULT_X_SLOT_MS, OWN_PACE_LIMIT_MS, OwnPaceError
from liftronome.domain.scheme.planned import Pacing, PlannedSet, planned_sets
from liftronome.domain.scheme.scheme import MiniSet, Scheme, WorkingSet
from liftronome.domain.set_layout import OpenSetError, lay_out_set
from liftronome.domain.tempo import Tempo, seconds_text
from liftronome.domain.timeline import Timeline
from liftronome.domain.writing import check_text, written_name

DEFAULT_HOLD_MS: Final = 30_000
"""How long an exercise without movement is held, unless the preset says otherwise."""

USUAL_SCHEME: Final = Scheme()
HOLD_SCHEME: Final = Scheme((WorkingSet((MiniSet(limit_ms=DEFAULT_HOLD_MS),)),) * 3)

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
    """A set to be performed, or one side of it, with the quiet time and the count-in before it.

    `set_number` counts warm-up sets and working sets together, from 1. `tempo_before` is the tempo that the
    set before began with, None for the first and for a second side.
    """

    set_number: int
    side: Side | None
    wait: Wait
    count_in_ms: int
    planned: PlannedSet
    tempo_before: Tempo | None = None

    @property
    def reps(self) -> int:
        """The reps that are written for it."""
        return len(self.planned.reps)

    @property
    def before_ms(self) -> int:
        """The time before the first phase."""
        return self.wait.duration_ms + self.count_in_ms


@dataclass(frozen=True, slots=True)
class Preset:
    """How an exercise is to be performed. Times are in milliseconds.

    `tempo` is None for a ballistic exercise, whose rep lasts `beat_ms`. Raises InputError if a
    number is out of range or a text is too long. The set's whole length is checked when it is laid out.

    `scheme` has its sets; `sets` and `reps` are the plain way to say how many there are, and how many reps
    each has. A hold's scheme has seconds instead of reps.

    `name` is "" for the preset that an exercise has to begin from. `changeover_ms` lies between the
    sides. `cues` are the coaching cues that differ from the exercise's own. `seconds` is for the light ticks;
    `count` is None for what the pack usually counts aloud. With `wait_for_key` a set that follows a rest
    begins when the lifter says so, not by itself.
    """

    exercise: Exercise
    tempo: Tempo | None
    start: Start
    name: str = ""
    sets: InitVar[int | None] = None
    reps: InitVar[int | None] = None
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
    scheme: Scheme = USUAL_SCHEME

    def __post_init__(self, sets: int | None, reps: int | None) -> None:
        scheme = self.scheme if sets is None else self.scheme.with_number_of_sets(sets)
        scheme = scheme if reps is None else scheme.with_reps(reps)
        object.__setattr__(self, "scheme", scheme.based_on(self.tempo))
        for limits, value in (
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
    def pacing(self) -> Pacing:
        """How its reps are paced."""
        return Pacing(
            self.tempo,
            self.start,
            self.x_slot_ms,
            self.own_pace_limit_ms,
            self.beat_ms,
            self.exercise.is_hold,
        )

    @property
    def number_of_sets(self) -> int:
        """How many sets it has, warm-up sets counted."""
        return len(self.scheme.warm_ups) + len(self.scheme.sets)

    @property
    def number_of_sides(self) -> int:
        """How many times each set is performed."""
        return 2 if self.sides is Sides.LEFT_THEN_RIGHT else 1

    def planned_sets(self) -> tuple[PlannedSet, ...]:
        """All sets, rep by rep: the warm-ups, then the working sets.

        Raises InputError if the scheme does not go with the exercise and its tempo, or a set does not fit
        into the time from set to set.
        """
        sets = planned_sets(self.scheme, self.pacing)
        if self.scheme.every_ms is not None:
            for planned in sets:
                self._check_every(planned, self.scheme.every_ms)
        return sets

    def round_ms(self, planned: PlannedSet) -> int | None:
        """The length of a set with both its sides and the changeover, None if the lifter decides."""
        if planned.length_ms is None:
            return None
        return self.number_of_sides * planned.length_ms + (self.number_of_sides - 1) * self.changeover_ms

    def _check_every(self, planned: PlannedSet, every_ms: int) -> None:
        length_ms = self.round_ms(planned)
        if length_ms is None:
            raise InputError(
                "a set that begins every so often knows no own pace (*): give the tempo in seconds"
            )
        whole_ms = length_ms + self.count_in_ms
        if whole_ms > every_ms:
            raise InputError(
                f"a set with its count-in takes {seconds_text(whole_ms)} s, and one is to begin every "
                f"{seconds_text(every_ms)} s: fewer reps, a quicker tempo or more time would fit"
            )

    @property
    def first_working_set(self) -> PlannedSet:
        """The first working set, rep by rep."""
        return self.planned_sets()[len(self.scheme.warm_ups)]

    def timeline(self) -> Timeline:
        """The first working set on its own, from its count-in to its end.

        Raises InputError if that is longer than 15 minutes, OwnPaceError if a phase waits for the lifter,
        OpenSetError if the set has no last rep.
        """
        planned = self.first_working_set
        self.refuse_own_pace([planned])
        return lay_out_set(planned, NO_WAIT, self.count_in_ms, self.cue_choice)

    def refuse_own_pace(self, sets: Iterable[PlannedSet]) -> None:
        """Raises OwnPaceError if a phase of any set waits for the lifter, OpenSetError if a set does."""
        for planned in sets:
            if planned.open:
                raise OpenSetError
            for rep in planned.reps:
                if rep.tempo is not None and rep.rep.has_own_pace:
                    raise OwnPaceError(rep.tempo)

    def rounds(self) -> tuple[Round, ...]:
        """The session, round by round: each set once, or once for each side."""
        sides = (None,) if self.sides is Sides.BOTH else tuple(Side)
        sets = self.planned_sets()
        return tuple(
            Round(
                number,
                side,
                *self._before(sets[: number - 1], side),
                planned,
                sets[number - 2].tempo if number > 1 and side is not Side.RIGHT else None,
            )
            for number, planned in enumerate(sets, start=1)
            for side in sides
        )

    def round_timeline(self, round_: Round, choice: CueChoice | None = None) -> Timeline:
        """A round laid out: its quiet time, its count-in and its reps, with all its cues or those chosen.

        Raises InputError if count-in and reps are longer than 15 minutes, phases of own pace not counted.
        """
        choice = choice or self.cue_choice
        return lay_out_set(round_.planned, round_.wait, round_.count_in_ms, choice, round_.tempo_before)

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

    def _before(self, before: Sequence[PlannedSet], side: Side | None) -> tuple[Wait, int]:
        """The quiet time and the count-in before a round behind other sets. A count-in takes the last seconds
        of a rest, so that a rest of 90 s is 90 s to the first phase, and is shortened where the rest is."""
        name = side.value if side else ""
        if not before and side is not Side.RIGHT:
            return Wait(self.ready_ms, WaitKind.GET_READY, name), self.count_in_ms
        if side is Side.RIGHT:
            whole_ms, kind = self.changeover_ms, WaitKind.CHANGEOVER
        else:
            whole_ms, kind = self._rest_ms_behind(before[-1]), WaitKind.REST
        count_in_ms = min(self.count_in_ms, whole_ms)
        return Wait(whole_ms - count_in_ms, kind, name), count_in_ms

    def _rest_ms_behind(self, planned: PlannedSet) -> int:
        """The rest behind a set: what is left of the time from set to set, if that is given."""
        if self.scheme.every_ms is None:
            return self.rest_ms
        return max(self.scheme.every_ms - (self.round_ms(planned) or 0), 0)


def preset_name(text: str) -> str:
    """`text` as a name: trimmed, 1 to 80 characters of any script, on one line. Raises InputError."""
    return written_name(text, MAX_NAME, whose="a preset", example="heavy")


def default_preset(exercise: Exercise) -> Preset:
    """The preset that every exercise has to begin from."""
    sides = Sides.LEFT_THEN_RIGHT if exercise.one_limb else Sides.BOTH
    scheme = HOLD_SCHEME if exercise.is_hold else USUAL_SCHEME
    return Preset(
        exercise, exercise.tempo, exercise.start, sides=sides, beat_ms=exercise.beat_ms, scheme=scheme
    )
