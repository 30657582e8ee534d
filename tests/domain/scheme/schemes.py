"""What hypothesis draws from when it needs schemes."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from liftronome.domain.errors import InputError
from liftronome.domain.rep import End
from liftronome.domain.scheme.load import Effort, Load, LoadKind, Unit
from liftronome.domain.scheme.planned import Pacing, planned_sets
from liftronome.domain.scheme.scheme import Drop, LastHold, MiniSet, RepTempo, Scheme, WorkingSet

from tests.domain.strategies import tempos

counted = st.one_of(
    st.integers(1, 30).map(MiniSet),
    st.tuples(st.integers(1, 15), st.integers(1, 10)).map(lambda drawn: MiniSet(sum(drawn), drawn[0])),
)
lengths = st.integers(1, 300).map(lambda seconds: MiniSet(limit_ms=seconds * 1000))


def opened(minis: list[MiniSet], least: int | None) -> WorkingSet:
    return WorkingSet((*minis, MiniSet(least)), open=True)


working_sets = st.one_of(
    st.lists(counted, min_size=1, max_size=3).map(lambda minis: WorkingSet(tuple(minis))),
    st.builds(opened, st.lists(counted, max_size=2), st.one_of(st.none(), st.integers(1, 30))),
    lengths.map(lambda mini: WorkingSet((mini,))),
)
plain_sets = st.integers(1, 20).map(lambda reps: WorkingSet((MiniSet(reps),)))
halves = st.integers(2, 20).map(lambda number: number / 2)
kinds = st.tuples(st.sampled_from(Unit), st.sampled_from(LoadKind))


def loads(count: int, drawn: tuple[Unit, LoadKind], values: list[float]) -> tuple[Load, ...]:
    found = tuple(Load(value, *drawn) for value in values[:count])
    return found[:1] if len(set(found)) == 1 else found


def last_reps() -> st.SearchStrategy[Any]:
    held = st.builds(LastHold, st.integers(1, 60).map(lambda seconds: seconds * 1000), st.sampled_from(End))
    return st.one_of(st.none(), tempos, held)


@st.composite
def schemes(draw: st.DrawFn, pacing: Pacing) -> Scheme:
    """A scheme that goes with a pacing by tempo."""
    one = draw(st.one_of(plain_sets, working_sets))
    many = draw(
        st.one_of(st.just([one]), st.lists(st.one_of(plain_sets, working_sets), min_size=1, max_size=4))
    )
    sets = tuple(many * draw(st.integers(1, 5)))
    sets = tuple(
        WorkingSet(found.mini_sets, found.open, draw(st.one_of(st.none(), tempos))) for found in sets
    )
    sets = (WorkingSet(sets[0].mini_sets, sets[0].open), *sets[1:])
    last = draw(st.one_of(st.none(), st.integers(1, 20)))
    other = (RepTempo(max(last - 2, 1), last, draw(tempos)),) if last else ()
    values = draw(st.lists(st.integers(0, 4000).map(lambda number: number / 2), min_size=20, max_size=20))
    count = draw(st.sampled_from([0, 1, len(sets)]))
    fields: dict[str, Any] = {
        "warm_ups": tuple(draw(st.lists(st.integers(1, 30).map(MiniSet), max_size=3))),
        "break_ms": draw(st.integers(1, 300)) * 1000,
        "drop": draw(st.sampled_from(Drop)),
        "one_and_a_half": draw(st.sampled_from([None, *End])),
        "last_rep": draw(last_reps()),
        "rep_tempos": other,
        "loads": loads(count, draw(kinds), values),
        "effort": Effort(draw(st.one_of(st.none(), halves)), draw(st.one_of(st.none(), halves))),
    }
    while True:
        try:
            scheme = Scheme(sets, **fields).based_on(pacing.tempo)
            planned_sets(scheme, pacing)
        except InputError:
            if not fields:
                return Scheme()
            fields.popitem()
        else:
            return scheme
