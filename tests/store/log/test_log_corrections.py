"""What the lifter says of a set, afterwards or at once; and sets deleted and put back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from liftronome.domain.errors import InputError
from liftronome.domain.log_entry import NOTHING_SAID, Annotation, Unit
from liftronome.domain.performance import Ended
from liftronome.store.base.errors import StoreError
from liftronome.store.log.log import SetLogStore

from tests.store.log_examples import logged, rep


def test_the_reps_done_are_those_paced_until_the_lifter_says_otherwise(log: SetLogStore) -> None:
    before = logged(log, reps=3)
    assert (before.done_reps, before.annotation) == (3, NOTHING_SAID)
    after = log.annotate(before.id, done_reps=2)
    assert (after.done_reps, after.paced_reps, after.plan.reps) == (2, 3, 10)
    assert log.annotate(before.id, done_reps=None).done_reps == 3


def test_all_that_can_be_said_is_kept_and_what_is_left_out_stays(log: SetLogStore) -> None:
    before = logged(log)
    said = {"done_reps": 1, "load": 82.5, "unit": Unit.KG, "effort": 8.5, "feeling": 4, "note": "zwölf\n⚠"}
    assert log.annotate(before.id, **said).annotation == Annotation(**said)  # type: ignore[arg-type]
    log.annotate(before.id, load=85)
    log.annotate(before.id)
    assert log.get(before.id) == replace(before, annotation=Annotation(**{**said, "load": 85.0}))  # type: ignore[arg-type]


def test_a_load_that_is_taken_back_takes_its_unit_along(log: SetLogStore) -> None:
    before = logged(log)
    log.annotate(before.id, load=225, unit=Unit.LB)
    assert log.annotate(before.id, load=None) == before


@pytest.mark.parametrize("effort", [1, 1.5, 10])
@pytest.mark.parametrize("load", [0, 0.25, 2000])
@pytest.mark.parametrize("done_reps", [0, 3000])
def test_the_ends_of_every_range_are_within_it(
    log: SetLogStore, effort: float, load: float, done_reps: int
) -> None:
    kept = log.annotate(
        logged(log).id, effort=effort, load=load, unit=Unit.LB, done_reps=done_reps, feeling=5
    )
    assert kept.annotation == Annotation(done_reps, load, Unit.LB, effort, 5)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"done_reps": -1}, "the reps done must be 0 to 3000, not -1"),
        ({"done_reps": 3001}, "the reps done must be 0 to 3000, not 3001"),
        ({"load": 60}, "a load needs its unit: 60 kg or 60 lb?"),
        ({"load": -0.5, "unit": Unit.KG}, "the load must be 0 to 2000, not -0.5"),
        ({"load": float("nan"), "unit": Unit.KG}, "the load must be 0 to 2000, not nan"),
        ({"load": 80.125, "unit": Unit.KG}, "80.125 is finer than any plate: write at most two decimals"),
        ({"unit": Unit.KG}, "kg is the unit of no load"),
        ({"effort": 8.25}, "the effort must be 1 to 10 in halves, as in 8.5, not 8.25"),
        ({"effort": 0}, "the effort must be 1 to 10 in halves, as in 8.5, not 0"),
        ({"effort": 10.5}, "the effort must be 1 to 10 in halves"),
        ({"effort": float("inf")}, "the effort must be 1 to 10 in halves"),
        ({"feeling": 0}, "the feeling must be 1 to 5, not 0"),
        ({"feeling": 6}, "the feeling must be 1 to 5, not 6"),
        ({"note": "x" * 4001}, "the note is 4001 characters long: at most 4000 will do"),
        ({"note": "a\x1b[31m"}, "the note has a character that cannot be shown at place 2"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(
    log: SetLogStore, changes: dict[str, Any], said: str
) -> None:
    before = log.annotate(logged(log).id, note="kept", effort=7)
    with pytest.raises(InputError, match=said.replace("?", r"\?")):
        log.annotate(before.id, **{"note": "lost", **changes})
    assert log.get(before.id) == before


@pytest.mark.parametrize("ended", [Ended.EARLY, None])
def test_a_deleted_set_is_put_back_as_it_was(log: SetLogStore, ended: Ended | None) -> None:
    other = logged(log, "tuesday", day=1)
    before = log.annotate(logged(log, ended=ended).id, load=60, unit=Unit.KG, note="belt")
    deleted = log.delete(before.id)
    assert (deleted, log.sets()) == (before, [other])
    for table in ("rep", "phase", "pause"):
        ((left,),) = log.database.rows(f"SELECT count(DISTINCT set_key) FROM logged_{table}")
        assert left == 1
    log.restore(deleted)
    assert log.sets() == [other, before]


def test_a_set_cannot_be_put_back_twice(log: SetLogStore) -> None:
    kept = logged(log)
    with pytest.raises(StoreError):
        log.restore(kept)
    assert log.sets() == [kept]


def test_a_set_that_is_put_back_while_it_is_on_goes_on(log: SetLogStore) -> None:
    before = logged(log, ended=None)
    log.restore(log.delete(before.id))
    log.add_rep(before.id, rep(3))
    assert [performed.number for performed in log.get(before.id).reps] == [1, 2, 3]
