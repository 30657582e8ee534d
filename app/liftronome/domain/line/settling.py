"""What the statements of a line say together: parts that belong together, and what could be either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from liftronome.domain.exercise import Exercise
from liftronome.domain.line.counts import Counts
from liftronome.domain.line.paces import Paces, SetsOrTempo, SetTempo
from liftronome.domain.line.text import LineError, PartKind, Question
from liftronome.domain.scheme.load import Effort
from liftronome.domain.scheme.scheme import OPEN_REPS, MiniSet, WorkingSet, plain_sets

DEFAULT_REPS: Final = 10


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of a line and what it says. `is_bare`: it is a time that does not say what for."""

    kind: PartKind
    start: int
    end: int
    value: Any
    choices: tuple[str, ...] = ()
    is_bare: bool = False

    def meaning(self, line: str) -> str:
        """What the stretch means, in words."""
        if self.kind is PartKind.NOTE:
            return str(self.value)
        return "; ".join(self.choices) or line[self.start : self.end].strip()


class Settled:
    """The statements of a line by their kind, each said once; those of single reps apart, as `rep_tempos`.

    Raises LineError where something is said twice, and Question where it can mean two things.
    """

    def __init__(self, line: str, exercise: Exercise, statements: Sequence[Statement]) -> None:
        self.line = line
        self.exercise = exercise
        self.statements = statements
        self.by_kind: dict[PartKind, Statement] = {}
        self.rep_tempos: list[Statement] = []
        self._collect()
        self._settle_rep_tempos()
        self._settle_sets_or_tempo()

    def _collect(self) -> None:
        for statement in self.statements:
            if statement.kind is PartKind.NOTE:
                continue
            if statement.kind is PartKind.REP_TEMPO:
                if self.exercise.is_ballistic:
                    raise LineError(
                        f"{self.exercise.name} is paced one beat a rep, and has no tempo: leave it out",
                        statement.start,
                    )
                self.rep_tempos.append(statement)
                continue
            statement = self._bare_time(statement)
            if statement.kind is PartKind.TEMPO and self._joins_sets_or_tempo(statement):
                continue
            if statement.kind in self.by_kind and not (
                self._joins_counts(statement) or self._joins_effort(statement)
            ):
                raise self.said_again(statement)
            self.by_kind.setdefault(statement.kind, statement)

    def _bare_time(self, statement: Statement) -> Statement:
        """For a hold, seconds alone are how long it is held, if that was not said before."""
        if not (statement.is_bare and self.exercise.is_hold):
            return statement
        counts = self.by_kind.get(PartKind.SETS)
        if counts is None or not counts.value.sets:
            value = Counts(
                (WorkingSet((MiniSet(limit_ms=statement.value),)),), None, (), False, statement.choices
            )
            return replace(statement, kind=PartKind.SETS, value=value, is_bare=False)
        return statement

    def _joins_counts(self, statement: Statement) -> bool:
        """True if a number of sets and a number of reps were said apart, and are put together."""
        if statement.kind is not PartKind.SETS:
            return False
        first: Counts = self.by_kind[PartKind.SETS].value
        second: Counts = statement.value
        if (
            bool(first.sets) is bool(second.sets)
            or (first.sets and first.number)
            or (second.sets and second.number)
        ):
            return False
        number, counted = (first.number, second) if second.sets else (second.number, first)
        joined = replace(
            self.by_kind[PartKind.SETS],
            value=replace(counted, number=number),
            choices=(*first.said, *second.said),
        )
        items = counted.sets
        if len(items) > 1 and number != len(items):
            raise LineError(
                f"{number} sets are named, and {len(items)} numbers of reps: write one for each set",
                statement.start,
            )
        if len(items) == 1 and number:
            joined = replace(joined, value=replace(counted, number=number, sets=items * number))
        self.by_kind[PartKind.SETS] = joined
        return True

    def _joins_effort(self, statement: Statement) -> bool:
        """True if RPE and RIR were said, each once."""
        if statement.kind is not PartKind.EFFORT:
            return False
        before: Effort = self.by_kind[PartKind.EFFORT].value
        other: Effort = statement.value
        if (before.rpe is None) is (other.rpe is None):
            return False
        both = Effort(before.rpe or other.rpe, other.rir if before.rir is None else before.rir)
        said = self.by_kind[PartKind.EFFORT]
        self.by_kind[PartKind.EFFORT] = replace(said, value=both, choices=said.choices + statement.choices)
        return True

    def _joins_sets_or_tempo(self, statement: Statement) -> bool:
        """True if one of two is `20X1`, and the other a tempo: then it is sets and reps."""
        before = self.by_kind.get(PartKind.TEMPO)
        if before is None:
            return False
        either = next((each for each in (before, statement) if isinstance(each.value, SetsOrTempo)), None)
        other = statement if either is before else before
        if either is None or isinstance(other.value, SetsOrTempo) or either.value.only_tempo:
            return False
        if PartKind.SETS in self.by_kind:
            raise self.said_again(statement)
        self.by_kind[PartKind.TEMPO] = other
        self.by_kind[PartKind.SETS] = self._as_sets(either)
        return True

    @staticmethod
    def _as_sets(statement: Statement) -> Statement:
        either: SetsOrTempo = statement.value
        counts = Counts(plain_sets(either.sets, either.reps), either.sets)
        return replace(statement, kind=PartKind.SETS, value=counts)

    def _settle_sets_or_tempo(self) -> None:
        """`20X1` alone: a tempo where the sets are said elsewhere or it can be nothing else, else sets."""
        statement = self.by_kind.get(PartKind.TEMPO)
        if statement is None or not isinstance(statement.value, SetsOrTempo):
            return
        either = statement.value
        counts = self.by_kind.get(PartKind.SETS)
        sets_are_said = counts is not None and bool(counts.value.sets)
        if sets_are_said or either.only_tempo:
            self.by_kind[PartKind.TEMPO] = replace(statement, value=Paces((SetTempo(either.tempo),)))
            return
        if either.unsure:
            written = self.line[statement.start : statement.end]
            raise Question(
                f"“{written}” may be a tempo or sets and reps",
                statement.start,
                statement.end,
                (f"@ {either.tempo}", "a tempo"),
                (f"{either.sets}x{either.reps}", f"{either.sets} sets of {either.reps}"),
            )
        if counts is not None:
            raise self.said_again(statement)
        del self.by_kind[PartKind.TEMPO]
        self.by_kind[PartKind.SETS] = self._as_sets(statement)

    def _settle_rep_tempos(self) -> None:
        """`reps 6-8 5010`: a tempo for some reps if reps are said elsewhere, else the range and the tempo."""
        counts = self.by_kind.get(PartKind.SETS)
        reps = self.by_kind.get(PartKind.REPS)
        longest = reps.value[1] if reps else 0
        if counts is not None and counts.value.sets:
            endless = any(found.open or found.is_timed for found in counts.value.sets)
            longest = OPEN_REPS if endless else max(found.written_reps for found in counts.value.sets)
        for statement in [*self.rep_tempos]:
            first, last, tempo, start = statement.value
            if last <= longest:
                continue
            if longest or PartKind.TEMPO in self.by_kind:
                raise LineError(
                    f"there is no rep {last}: a set has {longest or DEFAULT_REPS} reps", statement.start
                )
            self.rep_tempos.remove(statement)
            self.by_kind[PartKind.REPS] = replace(statement, kind=PartKind.REPS, value=(first, last))
            paces = Paces((SetTempo(tempo),))
            self.by_kind[PartKind.TEMPO] = replace(statement, kind=PartKind.TEMPO, start=start, value=paces)
            longest = last

    def value(self, kind: PartKind, usual: Any) -> Any:
        """What is said of a kind, else what is usual."""
        return self.by_kind[kind].value if kind in self.by_kind else usual

    def said_again(self, statement: Statement) -> LineError:
        """That a statement repeats or contradicts another."""
        written = self.line[statement.start : statement.end].strip()
        return LineError(
            f"“{written}” at place {statement.start + 1} says again what was said before it", statement.start
        )
