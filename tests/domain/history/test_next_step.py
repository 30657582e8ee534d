"""What a rule proposes, and when it keeps silent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from liftronome.domain.errors import InputError
from liftronome.domain.history.next_step import (
    OFF,
    Progression,
    Proposal,
    Rule,
    as_plain,
    next_step,
    rule_from,
)
from liftronome.domain.log_entry import Annotation, LoggedSession, LoggedSet
from liftronome.domain.performance import Ended, SetPlan
from liftronome.domain.phase import Start
from liftronome.domain.preset import Preset, Sides
from liftronome.domain.scheme.load import Load, Unit
from liftronome.domain.scheme.scheme import Scheme, plain_sets

from tests.ui.examples import HIP_THRUST
from tests.ui.windows import preset as preset_of

HEAVY = preset_of(HIP_THRUST, "heavy", "3-1-X-2", sets=3, reps=10)
REPS, LOAD, LOWERING = (
    Rule(each, load_step=2.5) for each in (Progression.REPS, Progression.LOAD, Progression.LOWERING)
)


def session(
    *reps: int,
    name: str = "heavy",
    tempo: str = "31X2",
    planned: int = 10,
    load: float | None = None,
    ended: Ended = Ended.COMPLETED,
    loads: tuple[Load, ...] = (),
) -> LoggedSession:
    sets = []
    for number, done in enumerate(reps, start=1):
        plan = SetPlan(
            *("session", 1000.0, HIP_THRUST.id, HIP_THRUST.name, name, tempo, Start.CONCENTRIC, number),
            len(reps),
            None,
            planned,
            loads=loads,
        )
        said = Annotation(load=load, unit=None if load is None else Unit.KG)
        sets.append(LoggedSet(f"{number}", plan, (), (), ended, done, done * 7000, said))
    return LoggedSession("session", tuple(sets))


FULL = session(10, 10, 10)


def step(rule: Rule, *sessions: LoggedSession, preset: Preset = HEAVY) -> Proposal:
    found = next_step(preset, rule, sessions)
    assert found is not None
    return found


def test_a_rule_is_off_unless_it_is_chosen() -> None:
    assert next_step(HEAVY, OFF, [FULL, FULL]) is None


def test_all_reps_of_all_sets_earn_a_rep() -> None:
    found = step(REPS, FULL)
    assert found.what == "11 reps instead of 10"
    assert found.preset == replace(HEAVY, scheme=HEAVY.scheme.with_reps(11))
    assert found.sessions == (FULL,)


@pytest.mark.parametrize(
    "last",
    [
        session(10, 10, 9),
        session(10, 10),
        session(10, 10, 10, tempo="41X2"),
        session(10, 10, 10, planned=8),
        session(12, 12, 12, planned=12),
    ],
)
def test_a_session_that_was_not_all_of_it_earns_nothing(last: LoggedSession) -> None:
    assert next_step(HEAVY, REPS, [last, FULL]) is None


def test_other_presets_between_do_not_matter() -> None:
    other = session(4, name="light")
    assert next_step(HEAVY, REPS, [other, FULL, other]) is not None
    assert next_step(HEAVY, REPS, [other]) is None


def test_reps_count_as_the_lifter_says() -> None:
    said = tuple(
        replace(each, annotation=Annotation(done_reps=10)) for each in session(8, 8, 8, planned=10).sets
    )
    assert next_step(HEAVY, REPS, [LoggedSession("said", said)]) is not None


def test_twice_in_a_row_needs_two() -> None:
    twice = replace(REPS, in_a_row=2)
    assert next_step(HEAVY, twice, [FULL]) is None
    assert next_step(HEAVY, twice, [FULL, session(10, 9, 10)]) is None
    assert step(twice, FULL, FULL).sessions == (FULL, FULL)


def test_at_the_upper_end_of_the_range_the_load_goes_up_and_the_reps_go_down() -> None:
    rule = replace(REPS, least_reps=8, most_reps=10)
    found = step(rule, session(10, 10, 10, load=60))
    assert found.what == "62.5 kg instead of 60 kg, with 8 reps instead of 10"
    assert found.preset.scheme == Scheme(plain_sets(3, 8), loads=(Load(62.5, Unit.KG),))
    unknown = step(rule, FULL)
    assert unknown.what == "more load, with 8 reps instead of 10"
    assert unknown.preset.scheme.first_reps == 8


def test_the_load_goes_on_from_the_planned_one_or_the_lightest_noted() -> None:
    assert step(LOAD, session(10, 10, 10, load=60)).what == "62.5 kg instead of 60 kg"
    planned = replace(HEAVY, scheme=replace(HEAVY.scheme, loads=(Load(80, Unit.KG),)))
    found = step(LOAD, session(10, 10, 10, load=80), preset=planned)
    assert found.preset.scheme.loads == (Load(82.5, Unit.KG),)
    assert next_step(HEAVY, LOAD, [FULL]) is None


def test_a_step_has_to_be_earned_anew() -> None:
    for rule, last in ((REPS, FULL), (LOAD, session(10, 10, 10, load=60)), (LOWERING, FULL)):
        taken = step(rule, last).preset
        assert next_step(taken, rule, [last]) is None


def test_lowering_takes_half_a_second_more() -> None:
    found = step(LOWERING, FULL)
    assert found.what == "3.5 s of lowering instead of 3"
    assert str(found.preset.tempo) == "3.5-1-X-2"
    own = preset_of(HIP_THRUST, "heavy", "*-1-X-2", sets=3, reps=10)
    assert next_step(own, LOWERING, [session(10, 10, 10, tempo="*-1-X-2")]) is None


def test_both_sides_have_to_be_done() -> None:
    sided = replace(HEAVY, sides=Sides.LEFT_THEN_RIGHT)
    assert next_step(sided, REPS, [FULL]) is None
    assert next_step(sided, REPS, [session(10, 10, 10, 10, 10, 10)]) is not None


def test_nothing_is_beyond_the_limits() -> None:
    heaviest = session(10, 10, 10, load=2000)
    assert next_step(HEAVY, LOAD, [heaviest]) is None
    slowest = preset_of(HIP_THRUST, "heavy", "60-0-1-0", sets=3, reps=10)
    assert next_step(slowest, LOWERING, [session(10, 10, 10, tempo="60-0-1-0")]) is None


def test_a_rule_is_remembered() -> None:
    rule = Rule(Progression.REPS, 2, 6, 10, 1.25)
    assert rule_from(as_plain(rule)) == rule


@pytest.mark.parametrize(
    "plain",
    [{}, {"progression": "fame"}, {"progression": "reps", "in_a_row": 7}, {"progression": "off", "x": 1}],
)
def test_a_rule_that_cannot_be_understood_is_off(plain: dict[str, object]) -> None:
    assert rule_from(plain) == OFF


def test_a_rule_has_limits() -> None:
    with pytest.raises(InputError, match="one or two sessions"):
        Rule(in_a_row=3)
    with pytest.raises(InputError, match="above 0"):
        Rule(load_step=0)
