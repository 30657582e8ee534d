"""What is typed about a set, key by key."""

from __future__ import annotations

import pytest
from liftronome.domain.log_entry import NOTHING_SAID, Annotation, Unit, corrected
from liftronome.ui.history.set_entry import Field, SetEntry


def typed(entry: SetEntry, *names: str) -> SetEntry:
    for name in names:
        for key in name if name.replace(".", "").isdigit() else (name,):
            entry.take_key(key)
    return entry


def said(entry: SetEntry) -> Annotation:
    return corrected(NOTHING_SAID, entry.changes)


def fresh(paced: int = 8, suggested: tuple[float, Unit] | None = (60.0, Unit.KG)) -> SetEntry:
    return SetEntry(paced, Unit.KG, suggested)


def test_the_paced_reps_are_logged_and_the_last_load_is_suggested() -> None:
    shown = fresh().shown
    assert [(field.text, field.suggested) for field in shown[:2]] == [("8", False), ("60", True)]
    assert said(fresh()) == Annotation()


def test_a_digit_goes_straight_into_the_reps() -> None:
    entry = typed(fresh(), "7")
    assert entry.is_active
    assert said(entry) == Annotation(done_reps=7)


def test_enter_goes_through_all_fields_and_ends_after_the_last() -> None:
    entry = typed(fresh(), "7", "Return", "62.5", "Return", "8.5", "Return", "4", "Return")
    assert not entry.is_active
    assert said(entry) == Annotation(7, 62.5, Unit.KG, 8.5, 4)


def test_enter_accepts_the_suggested_load_and_tab_passes_it_by() -> None:
    accepted = typed(fresh(), "Return", "Return", "Return")
    assert (accepted.field, said(accepted)) == (Field.EFFORT, Annotation(load=60, unit=Unit.KG))
    passed = typed(fresh(), "Return", "Tab", "Tab")
    assert (passed.field, said(passed)) == (Field.EFFORT, Annotation())


def test_reps_as_paced_are_not_noted() -> None:
    assert said(typed(fresh(8), "8")) == Annotation()


def test_tab_goes_round_and_backtab_goes_back() -> None:
    entry = typed(fresh(), "Tab", "Tab", "Tab", "Tab")
    assert entry.field is Field.FEELING
    assert typed(entry, "Tab").field is Field.REPS
    assert typed(entry, "Backtab").field is Field.FEELING


def test_k_and_l_choose_the_unit_in_the_load_alone() -> None:
    entry = typed(fresh(), "Tab", "Tab", "135", "L")
    assert said(entry) == Annotation(load=135, unit=Unit.LB)
    assert said(typed(entry, "K")) == Annotation(load=135, unit=Unit.KG)
    assert not typed(entry, "Tab").take_key("L")


def test_a_suggestion_in_another_unit_is_no_suggestion() -> None:
    entry = typed(fresh(), "Tab", "Tab", "L", "Return")
    assert said(entry) == Annotation()


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        (("Tab", "Tab", "Tab", "11"), "the effort must be 1 to 10 in halves, as in 8.5, not 11"),
        (("Tab", "Tab", "Tab", "8.3"), "the effort must be 1 to 10 in halves, as in 8.5, not 8.3"),
        (("Tab", "Tab", "Tab", "Tab", "6"), "the feeling must be 1 to 5, not 6"),
        (("Tab", "Tab", "9999"), "the load must be 0 to 2000, not 9999"),
        (("Tab", "Tab", "1", ".", "."), "“1..” is not a number: type a load, such as 62.5"),
        (("7", ".", "5"), "7.5 is not a whole number: type reps, such as 8"),
    ],
)
def test_a_field_that_cannot_be_read_says_why_and_is_left_out(keys: tuple[str, ...], problem: str) -> None:
    entry = typed(fresh(), *keys)
    assert entry.problem == problem
    assert said(entry) == Annotation()
    assert [field.wrong for field in entry.shown].count(True) == 1


def test_enter_stays_where_something_cannot_be_read_and_tab_goes_on() -> None:
    entry = typed(fresh(), "Tab", "Tab", "Tab", "11", "Return")
    assert entry.field is Field.EFFORT
    assert typed(entry, "Tab").field is Field.FEELING
    assert entry.problem


def test_the_other_fields_count_although_one_cannot_be_read() -> None:
    entry = typed(fresh(), "7", "Tab", "80", "Tab", "11", "Tab", "5")
    assert said(entry) == Annotation(7, 80, Unit.KG, None, 5)


def test_backspace_deletes_one_character_but_an_earlier_value_as_a_whole() -> None:
    entry = typed(fresh(), "Tab", "Tab", "62", "Backspace")
    assert said(entry).load == 6
    typed(entry, "Tab", "Backtab", "Backspace")
    assert said(entry).load is None
    assert entry.changes["load"] is None


def test_the_first_digit_replaces_what_stood_there() -> None:
    entry = typed(fresh(), "7", "Tab", "Backtab", "5")
    assert said(entry) == Annotation(done_reps=5)


def test_a_field_holds_no_more_than_seven_characters() -> None:
    assert typed(fresh(), "123456789").shown[0].text == "1234567"


@pytest.mark.parametrize("name", ["Space", "PgDown", "P", "S", "+", "Up", "U", "Ctrl+Z", "F1", "K"])
def test_the_fields_leave_all_other_keys_to_the_bench(name: str) -> None:
    entry = fresh()
    entry.begin()
    assert not entry.take_key(name)


@pytest.mark.parametrize("name", ["Esc", "Backspace", ".", "Del"])
def test_until_a_field_is_open_these_keys_are_the_benchs(name: str) -> None:
    assert not fresh().take_key(name)


def test_a_set_that_was_continued_drops_its_reps_and_keeps_its_load() -> None:
    entry = typed(fresh(), "7", "Tab", "80", "Esc")
    entry.paced_anew(9)
    assert said(entry) == Annotation(load=80, unit=Unit.KG)
    assert entry.shown[0].text == "9"


def test_what_is_logged_is_shown_to_be_corrected() -> None:
    entry = fresh()
    logged = Annotation(7, 135.5, Unit.LB, 9, 3)
    entry.show_said(logged)
    assert said(entry) == logged
    assert [field.text for field in entry.shown] == ["7", "135.5", "9", "3"]


def test_where_a_set_has_no_last_rep_minus_takes_off_one_and_plus_adds_one() -> None:
    entry = SetEntry(3, Unit.KG, counts_off=True)
    entry.begin()
    typed(entry, "-", "-")
    assert (said(entry), entry.is_typing) == (Annotation(done_reps=1), False)
    assert said(typed(entry, "-", "-")) == Annotation(done_reps=0)
    assert said(typed(entry, "+", "=", "+")) == Annotation()
    assert not typed(entry, "Tab").take_key("-")


def test_digits_replace_what_was_counted_off() -> None:
    entry = SetEntry(12, Unit.KG, counts_off=True)
    entry.begin()
    assert said(typed(entry, "-", "9")) == Annotation(done_reps=9)


def test_a_suggested_load_says_where_it_comes_from() -> None:
    assert fresh().shown[1].origin == "last time"
    assert SetEntry(8, Unit.KG, (60.0, Unit.KG), origin="planned").shown[1].origin == "planned"
