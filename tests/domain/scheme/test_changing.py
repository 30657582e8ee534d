"""One thing about the sets is changed, and what does not go with it any longer is left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from liftronome.domain.errors import InputError
from liftronome.domain.line import format_details
from liftronome.domain.line.reader import read_details
from liftronome.domain.preset import default_preset
from liftronome.domain.scheme import changing
from liftronome.domain.scheme.changing import Amount, amount_of, in_order, with_amount, with_loads, with_sets
from liftronome.domain.scheme.load import Load, Unit
from liftronome.domain.scheme.scheme import Scheme

from tests.domain.scheme.schemes import schemes
from tests.ui.examples import SQUAT


def scheme(line: str) -> Scheme:
    return read_details(f"{line} @ 3010", SQUAT).preset.scheme


def line(found: Scheme) -> str:
    preset = replace(default_preset(SQUAT), tempo=read_details("@ 3010", SQUAT).preset.tempo, scheme=found)
    return format_details(preset).replace(" @ 3010", "").replace(" rest 90", "")


def kg(*values: float) -> tuple[Load, ...]:
    return tuple(Load(value, Unit.KG) for value in values)


@pytest.mark.parametrize(
    ("before", "amount", "after"),
    [
        ("3x10", Amount.RANGE, "3x8-10"),
        ("3x1", Amount.RANGE, "3x1-2"),
        ("3x8-10", Amount.REPS, "3x10"),
        ("3xAMRAP", Amount.REPS, "3x8"),
        ("2x4+4+4", Amount.RANGE, "2x2-4+2-4+2-4"),
        ("3x10", Amount.TIMED, "3x40s"),
    ],
)
def test_how_much_a_set_is_can_be_said_in_another_way(before: str, amount: Amount, after: str) -> None:
    found = scheme(before)
    changed = with_sets(found, range(len(found.sets)), lambda one: with_amount(one, amount))
    assert line(changed) == after
    assert {amount_of(one) for one in changed.sets} == {amount}


def test_a_drop_without_mini_sets_goes_and_so_do_its_loads() -> None:
    found = scheme("3x12+10+8 drop 60/50/40kg")
    changed = with_sets(found, range(3), lambda one: changing.with_mini_sets(one, 1))
    assert line(changed) == "3x12 60kg"


def test_an_open_set_leaves_out_the_last_rep_and_the_minute() -> None:
    found = scheme("3x3 last rep hold 5 stretched every 60")
    changed = with_sets(found, [2], lambda one: with_amount(one, Amount.OPEN))
    assert (changed.last_rep, changed.every_ms) == (None, None)


def test_each_set_takes_its_load_along() -> None:
    assert line(in_order(scheme("12,10,8 60/65/70kg"), [2, 0])) == "8,12 70/60kg"
    assert line(in_order(scheme("12,10 60/60kg"), [0, 1, 1])) == "1x12, 2x10 60kg"


def test_a_load_for_one_set_leaves_the_others() -> None:
    assert line(with_loads(scheme("3x8"), [1], kg(60))) == "3x8 60kg"
    assert line(with_loads(scheme("3x8 60kg"), [1], kg(65))) == "3x8 60/65/60kg"
    assert line(with_loads(scheme("3x8 60/65/60kg"), [0, 1, 2], kg(70))) == "3x8 70kg"
    assert line(with_loads(scheme("3x8 60/65/60kg"), [1], ())) == "3x8"
    with pytest.raises(InputError, match="one unit"):
        with_loads(scheme("3x8 60kg"), [1], (Load(135, Unit.LB),))


def test_tempos_of_reps_that_are_not_reached_any_more_go() -> None:
    found = scheme("3x8 reps 6-8 5010")
    assert with_sets(found, [0, 1, 2], lambda one: changing.with_set_reps(one, 5)).rep_tempos == ()


CHANGES: list[Any] = [
    *(lambda one, amount=amount: with_amount(one, amount) for amount in Amount),
    *(lambda one, number=number: changing.with_mini_sets(one, number) for number in (1, 2, 5)),
    lambda one: changing.with_ramp(one, None),
    lambda one: changing.with_tempo(one, None),
]


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(CHANGES))
def test_any_scheme_can_be_changed_or_says_why_not(data: st.DataObject, change: Any) -> None:
    preset = default_preset(SQUAT)
    found = data.draw(schemes(preset.pacing))
    rows = data.draw(st.sets(st.integers(0, len(found.sets) - 1), min_size=1))
    order = data.draw(st.permutations(range(len(found.sets))))
    try:
        changed = in_order(with_sets(found, rows, change), order)
        planned = replace(preset, scheme=changed).planned_sets()
    except InputError:
        return
    assert len(planned) == len(found.sets) + len(found.warm_ups)
