"""From what the parts of a line say to a preset and its scheme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise
from liftronome.domain.limits import SETS
from liftronome.domain.line.counts import Counts
from liftronome.domain.line.details import BreakAndRest, Every, Halves, LastRepHold, Pause, which_hold
from liftronome.domain.line.paces import SetTempo
from liftronome.domain.line.settling import DEFAULT_REPS, Settled, Statement
from liftronome.domain.line.text import LineError, PartKind
from liftronome.domain.phase import Start
from liftronome.domain.preset import DEFAULT_HOLD_MS, Preset, Sides, default_preset
from liftronome.domain.rep import End, first_end
from liftronome.domain.scheme.load import NO_EFFORT, Effort
from liftronome.domain.scheme.planned import with_hold
from liftronome.domain.scheme.scheme import (
    DEFAULT_BREAK_MS,
    Drop,
    LastHold,
    MiniSet,
    RepTempo,
    Scheme,
    WorkingSet,
)
from liftronome.domain.tempo import Tempo, seconds_text
from liftronome.domain.words import lifts_downwards

DEFAULT_SETS: Final = 3


@dataclass(frozen=True, slots=True)
class Composed:
    """A preset, and the choices that were made."""

    preset: Preset
    said: tuple[str, ...]


def compose(line: str, exercise: Exercise, name: str, statements: Sequence[Statement]) -> Composed:
    """What all statements of a line come to. Raises LineError and Question."""
    return _Composer(exercise, name, Settled(line, exercise, statements)).composed()


@dataclass
class _Composer:
    exercise: Exercise
    name: str
    found: Settled
    said: list[str] = field(default_factory=list)

    def composed(self) -> Composed:
        for statement in self.found.by_kind.values():
            self.said += statement.choices
        usual = default_preset(self.exercise)
        start: Start = self.found.value(PartKind.START, usual.start)
        sets = self._sets()
        tempos = self._tempos(len(sets))
        sets = self._with_tempos(sets, tempos)
        try:
            scheme = self._scheme(sets, start)
            preset = self._preset(usual, start, tempos, scheme)
            preset.planned_sets()
        except LineError:
            raise
        except InputError as error:
            raise LineError(str(error), self._blamed()) from error
        return Composed(preset, tuple(dict.fromkeys(self.said)))

    def _blamed(self) -> int:
        """The place of what most likely makes a scheme impossible."""
        for kind in (
            *(PartKind.EVERY, PartKind.DROP, PartKind.LAST_REP, PartKind.ONE_AND_A_HALF, PartKind.LOAD),
            *(PartKind.TEMPO, PartKind.SETS, PartKind.WARM_UP),
        ):
            if kind in self.found.by_kind:
                return self.found.by_kind[kind].start
        return self.found.rep_tempos[0].start if self.found.rep_tempos else 0

    def _sets(self) -> tuple[WorkingSet, ...]:
        counts: Counts = self.found.value(PartKind.SETS, Counts())
        every: Every | None = self.found.value(PartKind.EVERY, None)
        reps = self.found.by_kind.get(PartKind.REPS)
        item = self._usual_set()
        if reps is not None:
            if counts.sets:
                raise self.found.said_again(reps)
            first, last = reps.value
            item = WorkingSet((MiniSet(last, first if first < last else None),))
        sets = counts.sets or (item,)
        number = counts.number
        if number is None and every is not None and every.sets is not None:
            number = every.sets
        elif every is not None and every.sets not in (None, number):
            raise LineError(
                f"{every.sets} sets are named here, and {number} elsewhere",
                self.found.by_kind[PartKind.EVERY].start,
            )
        if number is None and len(sets) == 1 and len(sets[0].mini_sets) == 1:
            number = DEFAULT_SETS
        number = number or len(sets)
        try:
            SETS.check(number)
        except InputError as error:
            raise LineError(str(error), self._place(PartKind.SETS, PartKind.EVERY)) from error
        if len(sets) == 1:
            return sets * number
        if len(sets) != number:
            raise LineError(
                f"{number} sets are named, and {len(sets)} numbers of reps: write one for each set",
                self._place(PartKind.SETS, PartKind.EVERY),
            )
        return sets

    def _usual_set(self) -> WorkingSet:
        if self.exercise.is_hold:
            held = self.found.by_kind.pop(PartKind.HOLD, None)
            return WorkingSet((MiniSet(limit_ms=held.value.ms if held else DEFAULT_HOLD_MS),))
        return WorkingSet((MiniSet(DEFAULT_REPS),))

    def _place(self, *kinds: PartKind) -> int:
        return next((self.found.by_kind[kind].start for kind in kinds if kind in self.found.by_kind), 0)

    def _tempos(self, sets: int) -> tuple[SetTempo, ...]:
        """The tempo of each set as far as the line says so; the last holds for the rest."""
        statement = self.found.by_kind.get(PartKind.TEMPO)
        if self.exercise.tempo is None:
            for kind in (PartKind.PAUSE, PartKind.HOLD, PartKind.TEMPO):
                found = self.found.by_kind.get(kind)
                if found is not None and not (kind is PartKind.TEMPO and self.exercise.is_ballistic):
                    how = "is held without movement" if self.exercise.is_hold else "is paced one beat a rep"
                    raise LineError(
                        f"{self.exercise.name} {how}, and has no tempo: leave it out", found.start
                    )
            return ()
        tempos: tuple[SetTempo, ...] = statement.value.sets if statement else (SetTempo(self.exercise.tempo),)
        if len(tempos) > sets:
            assert statement is not None
            raise LineError(
                f"there are {len(tempos)} tempos and {sets} sets: write at most one a set", statement.start
            )
        for kind, usual in ((PartKind.PAUSE, End.STRETCHED), (PartKind.HOLD, End.SHORTENED)):
            if kind in self.found.by_kind:
                pause: Pause = self.found.by_kind[kind].value
                end = pause.end(usual, down_lifts=lifts_downwards(self.exercise))
                tempos = tuple(self._with_pause(tempo, end, self.found.by_kind[kind]) for tempo in tempos)
        if statement is None and tempos[0].tempo != self.exercise.tempo:
            self.said.append(f"the usual tempo {self.exercise.tempo} with that pause is {tempos[0].tempo}")
        return tempos

    def _with_pause(self, tempos: SetTempo, end: End, statement: Statement) -> SetTempo:
        def changed(tempo: Tempo) -> Tempo:
            there = tempo.pause_stretched if end is End.STRETCHED else tempo.pause_shortened
            new = with_hold(tempo, end, statement.value.ms)
            if PartKind.TEMPO in self.found.by_kind and not there.is_nothing and tempo != new:
                raise LineError(
                    f"the tempo {tempo} has another pause there than {seconds_text(statement.value.ms)} s: "
                    "say it once",
                    statement.start,
                )
            return new

        try:
            return SetTempo(changed(tempos.tempo), changed(tempos.ramp_to) if tempos.ramp_to else None)
        except LineError:
            raise
        except InputError as error:
            raise LineError(str(error), statement.start) from error

    def _with_tempos(self, sets: Sequence[WorkingSet], tempos: Sequence[SetTempo]) -> tuple[WorkingSet, ...]:
        if not tempos:
            return tuple(sets)
        first = tempos[0].tempo

        def timed() -> Iterator[WorkingSet]:
            for number, found in enumerate(sets):
                pace = tempos[min(number, len(tempos) - 1)]
                own = None if pace.tempo == first else pace.tempo
                ramp_to = None if pace.ramp_to == pace.tempo else pace.ramp_to
                yield replace(found, tempo=own, ramp_to=ramp_to)

        try:
            return tuple(timed())
        except InputError as error:
            raise LineError(str(error), self._place(PartKind.TEMPO)) from error

    def _scheme(self, sets: tuple[WorkingSet, ...], start: Start) -> Scheme:
        counts: Counts = self.found.value(PartKind.SETS, Counts())
        every: Every | None = self.found.value(PartKind.EVERY, None)
        effort: Effort = self.found.value(PartKind.EFFORT, NO_EFFORT)
        loads = self.found.value(PartKind.LOAD, ())
        if counts.loads and loads:
            raise self.found.said_again(self.found.by_kind[PartKind.LOAD])
        if (
            every is not None
            and PartKind.REST in self.found.by_kind
            and self.found.by_kind[PartKind.REST].value
        ):
            raise LineError(
                f"a set begins every {seconds_text(every.ms)} s, which leaves no rest to choose",
                self.found.by_kind[PartKind.REST].start,
            )
        return Scheme(
            sets=sets,
            warm_ups=self.found.value(PartKind.WARM_UP, ()),
            break_ms=self._break_ms(sets),
            drop=self.found.value(PartKind.DROP, Drop.NONE),
            one_and_a_half=self._half(start),
            last_rep=self._last_rep(start),
            rep_tempos=self._rep_tempos(),
            loads=self._loads(counts.loads or loads),
            effort=effort,
            every_ms=every.ms if every else None,
        )

    @staticmethod
    def _loads(loads: Any) -> Any:
        return loads[:1] if len(set(loads)) == 1 else loads

    def _break_ms(self, sets: Sequence[WorkingSet]) -> int:
        said = self.found.by_kind.get(PartKind.BREAK)
        if said is None:
            return DEFAULT_BREAK_MS
        if not any(len(found.mini_sets) > 1 for found in sets):
            raise LineError("a break stands between mini-sets, as in 4x2+2+2 break 15", said.start)
        return said.value.break_ms if isinstance(said.value, BreakAndRest) else int(said.value)

    def _half(self, start: Start) -> End | None:
        halves: Halves | None = self.found.value(PartKind.ONE_AND_A_HALF, None)
        return None if halves is None else halves.end or first_end(start)

    def _last_rep(self, start: Start) -> Tempo | LastHold | None:
        statement = self.found.by_kind.get(PartKind.LAST_REP)
        if statement is None or isinstance(statement.value, Tempo):
            return statement.value if statement else None
        held: LastRepHold = statement.value
        end = held.end
        if end is None:
            if start is not Start.CONCENTRIC and not self.exercise.squeezed:
                raise which_hold(statement.start, statement.end, seconds_text(held.ms))
            end = End.SHORTENED
        return LastHold(held.ms, end)

    def _rep_tempos(self) -> tuple[RepTempo, ...]:
        found = []
        for statement in self.found.rep_tempos:
            first, last, tempo = statement.value[:3]
            found.append(RepTempo(first, last, tempo))
        return tuple(sorted(found, key=lambda each: each.first))

    def _preset(self, usual: Preset, start: Start, tempos: Sequence[SetTempo], scheme: Scheme) -> Preset:
        tempo = tempos[0].tempo if tempos else None
        break_said = self.found.value(PartKind.BREAK, None)
        rest_ms = self.found.value(PartKind.REST, usual.rest_ms)
        if isinstance(break_said, BreakAndRest):
            if PartKind.REST in self.found.by_kind:
                raise self.found.said_again(self.found.by_kind[PartKind.REST])
            rest_ms = break_said.rest_ms
        return replace(
            usual,
            name=self.name,
            tempo=tempo,
            start=start,
            beat_ms=self.found.value(PartKind.TEMPO, usual.beat_ms)
            if self.exercise.is_ballistic
            else usual.beat_ms,
            scheme=scheme,
            rest_ms=usual.rest_ms if scheme.every_ms else rest_ms,
            count_in_ms=self.found.value(PartKind.COUNT_IN, usual.count_in_ms),
            ready_ms=self.found.value(PartKind.READY, usual.ready_ms),
            sides=self._sides(usual),
            changeover_ms=self.found.value(PartKind.CHANGEOVER, usual.changeover_ms),
        )

    def _sides(self, usual: Preset) -> Sides:
        counts: Counts = self.found.value(PartKind.SETS, Counts())
        sides: Sides = self.found.value(PartKind.SIDES, usual.sides)
        return Sides.LEFT_THEN_RIGHT if counts.each else sides
