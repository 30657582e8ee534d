"""The list of presets and exercises, found by typing."""

from dataclasses import replace

import pytest
from liftronome.domain.phase import Start
from liftronome.domain.preset import Preset
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.presets import StoredPreset
from liftronome.ui.drafts.repository import PresetRepository
from liftronome.ui.library.list_row import _fitted_name, fold_area
from liftronome.ui.library.list_rows import MOST_FOUND, Kind
from liftronome.ui.library.preset_list import PresetList
from liftronome.ui.text.field_names import STARTS
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.examples import BACK_EXTENSION, CUED, HIP_THRUST, LIBRARY, ODD, SQUAT, SWING
from tests.ui.windows import preset, repository_on


@pytest.fixture
def repository(qtbot: QtBot) -> PresetRepository:
    return repository_on()


@pytest.fixture
def listed(qtbot: QtBot, repository: PresetRepository) -> PresetList:
    listed = PresetList(repository)
    qtbot.addWidget(listed)
    listed.opened.connect(listed.show_open)
    listed.show_open(SQUAT.id)
    listed.show()
    return listed


@pytest.fixture
def opened(listed: PresetList) -> list[str]:
    keys: list[str] = []
    listed.opened.connect(keys.append)
    return keys


def keep(repository: PresetRepository, kept: Preset, *, favourite: bool = False) -> StoredPreset:
    stored = repository.presets.add(kept, favourite=favourite)
    repository.reload()
    return stored


def shown(listed: PresetList) -> list[str]:
    return [listed.model.index(row).data() for row in range(listed.model.rowCount())]


def test_all_exercises_are_listed_before_anything_is_searched(listed: PresetList) -> None:
    assert shown(listed) == sorted(exercise.name for exercise in LIBRARY.exercises)


def test_the_list_shrinks_with_each_letter(qtbot: QtBot, listed: PresetList) -> None:
    qtbot.keyClicks(listed.search, "ba")
    assert shown(listed) == ["Back extension", "Back squat"]
    qtbot.keyClicks(listed.search, "ck ex")
    assert shown(listed) == ["Back extension"]


def test_an_exercise_is_found_by_another_of_its_names(qtbot: QtBot, listed: PresetList) -> None:
    qtbot.keyClicks(listed.search, "barbell")
    assert shown(listed) == ["Back squat"]


def test_what_is_found_first_is_shown_and_escape_goes_back(
    qtbot: QtBot, listed: PresetList, opened: list[str]
) -> None:
    qtbot.keyClicks(listed.search, "thrust")
    qtbot.waitUntil(lambda: opened[-1:] == [HIP_THRUST.id])
    assert listed.model.is_open(listed.view.currentIndex().row())
    qtbot.keyClick(listed.search, Qt.Key.Key_Escape)
    assert opened[-1] == SQUAT.id


def test_what_is_shown_stays_where_nothing_is_found(
    qtbot: QtBot, listed: PresetList, opened: list[str]
) -> None:
    listed.search.setText("thrust")
    listed.show_found()
    listed.search.setText("zercher")
    assert opened[-1] == HIP_THRUST.id
    assert listed.empty.isVisible()


def test_enter_opens_what_was_found(qtbot: QtBot, listed: PresetList, opened: list[str]) -> None:
    qtbot.keyClicks(listed.search, "thrust")
    with qtbot.waitSignal(listed.entered):
        qtbot.keyClick(listed.search, Qt.Key.Key_Return)
    assert opened[-1] == HIP_THRUST.id


def test_the_arrow_keys_move_from_the_search_field(
    qtbot: QtBot, listed: PresetList, opened: list[str]
) -> None:
    qtbot.keyClick(listed.search, Qt.Key.Key_Down)
    qtbot.keyClick(listed.search, Qt.Key.Key_Down)
    qtbot.keyClick(listed.search, Qt.Key.Key_Up)
    assert opened == [HIP_THRUST.id, SWING.id, HIP_THRUST.id]


def test_down_goes_from_the_first_that_was_found_to_the_next(
    qtbot: QtBot, listed: PresetList, opened: list[str]
) -> None:
    listed.show_open(ODD.id)
    qtbot.keyClicks(listed.search, "back")
    listed.show_found()
    assert opened[-1] == BACK_EXTENSION.id
    qtbot.keyClick(listed.search, Qt.Key.Key_Down)
    assert opened[-1] == SQUAT.id


def test_the_keys_stop_at_the_ends_of_the_list(qtbot: QtBot, listed: PresetList, opened: list[str]) -> None:
    qtbot.keyClick(listed.search, Qt.Key.Key_PageDown)
    qtbot.keyClick(listed.search, Qt.Key.Key_PageDown)
    assert opened[-1] == CUED.id
    qtbot.keyClick(listed.search, Qt.Key.Key_PageUp)
    qtbot.keyClick(listed.search, Qt.Key.Key_PageUp)
    assert opened[-1] == ODD.id


def test_what_nothing_is_called_is_said(qtbot: QtBot, listed: PresetList, opened: list[str]) -> None:
    qtbot.keyClicks(listed.search, "zercher <b>")
    assert listed.empty.isVisible()
    assert listed.empty.text() == "No results for “zercher <b>”"
    qtbot.keyClick(listed.search, Qt.Key.Key_Down)
    qtbot.keyClick(listed.search, Qt.Key.Key_Return)
    assert opened == []


def test_a_search_is_cleared_by_button_or_escape(qtbot: QtBot, listed: PresetList) -> None:
    qtbot.keyClicks(listed.search, "zercher")
    qtbot.mouseClick(listed.clear, Qt.MouseButton.LeftButton)
    assert len(shown(listed)) == len(LIBRARY.exercises)
    qtbot.keyClicks(listed.search, "zercher")
    qtbot.keyClick(listed.search, Qt.Key.Key_Escape)
    assert listed.search.text() == ""
    assert listed.view.isVisible()


def test_a_click_opens(qtbot: QtBot, listed: PresetList, opened: list[str]) -> None:
    place = listed.view.visualRect(listed.model.index(listed.model.number_of(HIP_THRUST.id))).center()
    qtbot.mouseClick(listed.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened[0] == opened[-1] == HIP_THRUST.id


def test_a_row_tells_all_names_in_its_tooltip(listed: PresetList) -> None:
    row = listed.model.index(listed.model.number_of(SQUAT.id))
    assert row.data(Qt.ItemDataRole.ToolTipRole) == "Back squat · barbell squat"


def test_any_name_can_be_drawn(qtbot: QtBot, listed: PresetList) -> None:
    listed.resize(180, 400)
    assert not listed.grab().isNull()


def test_presets_stand_under_their_exercise_by_name(listed: PresetList, repository: PresetRepository) -> None:
    for name in ("light", "Heavy"):
        keep(repository, preset(HIP_THRUST, name))
    assert shown(listed)[:6] == [
        "Your presets",
        "Hip thrust",
        "Heavy",
        "light",
        "Exercises",
        ODD.name,
    ]


def test_a_preset_is_found_by_its_own_name_or_its_exercise(
    qtbot: QtBot, listed: PresetList, repository: PresetRepository
) -> None:
    keep(repository, preset(HIP_THRUST, "Erste Übung"))
    qtbot.keyClicks(listed.search, "ubu")
    assert shown(listed) == ["Hip thrust – Erste Übung"]
    listed.search.setText("hip er")
    assert shown(listed) == ["Hip thrust – Erste Übung"]


def test_what_begins_so_stands_before_what_has_a_word_that_does_and_that_before_the_rest(
    listed: PresetList, repository: PresetRepository
) -> None:
    for name in ("thick", "hip day", "slow hip", "whip"):
        keep(repository, preset(SQUAT, name))
    listed.search.setText("hip")
    assert shown(listed) == [
        "Back squat – hip day",
        "Hip thrust",
        "Back squat – slow hip",
        "Back squat – whip",
    ]


def test_favourites_are_pinned_and_what_was_performed_last_stands_on_top(
    listed: PresetList, repository: PresetRepository
) -> None:
    keep(repository, preset(SQUAT, "a favourite"), favourite=True)
    for at_s, name in enumerate(("older", "newer"), start=1):
        repository.presets.mark_used(keep(repository, preset(HIP_THRUST, name)).id, float(at_s))
    repository.reload()
    assert shown(listed)[:12] == [
        "Favourites",
        "Back squat – a favourite",
        "Recent",
        "Hip thrust – newer",
        "Hip thrust – older",
        "Your presets",
        "Back squat",
        "a favourite",
        "Hip thrust",
        "newer",
        "older",
        "Exercises",
    ]


def test_captions_are_passed_over(
    qtbot: QtBot, listed: PresetList, repository: PresetRepository, opened: list[str]
) -> None:
    stored = keep(repository, preset(SQUAT, "heavy"), favourite=True)
    qtbot.keyClick(listed.search, Qt.Key.Key_PageUp)
    qtbot.keyClick(listed.search, Qt.Key.Key_Down)
    qtbot.keyClick(listed.search, Qt.Key.Key_Up)
    assert opened == [stored.id, SQUAT.id, stored.id]


def test_an_exercise_folds_its_presets_away(
    qtbot: QtBot, listed: PresetList, repository: PresetRepository
) -> None:
    stored = keep(repository, preset(SQUAT, "heavy"))
    place = fold_area(listed.view.visualRect(listed.model.index(1))).center()
    qtbot.mouseClick(listed.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown(listed)[:3] == ["Your presets", "Back squat", "Exercises"]
    qtbot.keyClick(listed.view, Qt.Key.Key_Right)
    assert shown(listed)[:3] == ["Your presets", "Back squat", "heavy"]
    qtbot.keyClick(listed.view, Qt.Key.Key_Left)
    listed.show_open(stored.id)
    assert shown(listed)[:3] == ["Your presets", "Back squat", "heavy"]


def test_a_preset_is_written_on_one_line(qtbot: QtBot, listed: PresetList) -> None:
    with qtbot.waitSignal(listed.lines_taken) as taken:
        listed.search.insert("Hip thrust – heavy 5x5 @ 3-1-X-2 rest 120")
        assert listed.line.said.text() == "Hip thrust – heavy: 5 × 5 at 31X2, rest 120 s"
        qtbot.keyClick(listed.search, Qt.Key.Key_Return)
    assert taken.args == [(preset(HIP_THRUST, "heavy", "31X2", sets=5, reps=5, rest_ms=120_000),)]
    assert listed.search.text() == ""
    assert not listed.line.isVisible()


def test_what_in_a_line_cannot_be_read_is_pointed_at(qtbot: QtBot, listed: PresetList) -> None:
    qtbot.keyClicks(listed.search, "Hip thrust 3x10 @ 3-1-#-2")
    assert listed.line.place.text() == "Hip thrust 3x10 @ 3-1-▸#-2◂"
    assert "place 23" in listed.line.said.text()
    qtbot.keyClick(listed.search, Qt.Key.Key_Return)
    assert listed.search.text() != ""


def test_a_line_that_can_be_read_two_ways_is_asked_about(qtbot: QtBot, listed: PresetList) -> None:
    qtbot.keyClicks(listed.search, "Hip thrust @ 4/2")
    qtbot.keyClick(listed.search, Qt.Key.Key_Return)
    assert listed.focusWidget() is listed.line.answers[0]
    with qtbot.waitSignal(listed.lines_taken) as taken:
        qtbot.keyClick(listed.line.answers[1], Qt.Key.Key_Return)
    assert taken.args == [(preset(HIP_THRUST, "", "2040"),)]


def test_a_search_is_not_taken_for_a_line(qtbot: QtBot, listed: PresetList) -> None:
    qtbot.keyClicks(listed.search, "day 3, rest")
    assert not listed.line.isVisible()


def test_of_thousands_only_so_many_are_listed_and_the_rest_is_counted(
    listed: PresetList, repository: PresetRepository
) -> None:
    with repository.database.changing():
        for number in range(MOST_FOUND + 20):
            repository.presets.add(preset(SQUAT, f"day {number}"))
    repository.reload()
    listed.search.setText("day")
    assert shown(listed)[-1] == "20 more: keep typing to narrow the list"
    assert listed.model.rowCount() == MOST_FOUND + 1


def test_an_empty_repository_says_how_a_preset_is_made(
    listed: PresetList, repository: PresetRepository
) -> None:
    assert listed.first.isVisible()
    keep(repository, preset(SQUAT, "heavy"))
    assert not listed.first.isVisible()


def test_what_is_not_found_can_be_made_an_exercise(qtbot: QtBot, listed: PresetList) -> None:
    qtbot.keyClicks(listed.search, "Zercher squat")
    with qtbot.waitSignal(listed.exercise_wanted) as wanted:
        qtbot.mouseClick(listed.make, Qt.MouseButton.LeftButton)
    assert wanted.args == ["Zercher squat"]


@pytest.mark.parametrize("is_open", [False, True])
def test_what_is_found_keeps_its_presets_name_also_where_its_page_is_shown(
    listed: PresetList, repository: PresetRepository, is_open: bool
) -> None:
    stored = keep(repository, preset(HIP_THRUST, "heavy"))
    listed.search.setText("heavy")
    if is_open:
        listed.show_open(stored.id)
    row = listed.model.row(0)
    assert row is not None
    font = QFont(listed.font())
    whole = QFontMetricsF(font).horizontalAdvance(row.title)
    assert _fitted_name(font, listed.model.view(row), whole - 5)[0].endswith("… – heavy")
    assert _fitted_name(font, listed.model.view(row), whole)[0] == "Hip thrust – heavy"


def test_presets_stand_before_exercises_that_are_found_as_well(
    listed: PresetList, repository: PresetRepository
) -> None:
    keep(repository, preset(HIP_THRUST, "heavy"))
    listed.search.setText("hip thrust")
    assert shown(listed) == ["Hip thrust – heavy", "Hip thrust"]


def test_a_preview_of_a_line_says_each_side(listed: PresetList) -> None:
    listed.search.setText("Hip thrust 3x10 each side @ 3-1-X-2 rest 90")
    assert listed.line.said.text() == "Hip thrust: 3 × 10 each side at 31X2, rest 90 s"


def test_the_head_of_the_list_stays_in_view_when_a_section_appears(
    listed: PresetList, repository: PresetRepository
) -> None:
    listed.resize(260, 200)
    stored = keep(repository, preset(SQUAT, "heavy"))
    listed.show_open(stored.id)
    listed.view.verticalScrollBar().setValue(0)
    repository.presets.save(replace(stored, favourite=True))
    repository.reload()
    assert shown(listed)[0] == "Favourites"
    assert listed.view.verticalScrollBar().value() == 0


def test_a_row_keeps_its_place_when_others_appear_above_it(
    listed: PresetList, repository: PresetRepository
) -> None:
    listed.resize(260, 200)
    listed.show_open(CUED.id)
    before = listed.view.visualRect(listed.view.currentIndex()).y()
    keep(repository, preset(SQUAT, "heavy"))
    assert listed.view.visualRect(listed.view.currentIndex()).y() == before


@pytest.fixture
def shipped(qtbot: QtBot) -> PresetList:
    listed = PresetList(repository_on(library=load_library()))
    qtbot.addWidget(listed)
    listed.opened.connect(listed.show_open)
    listed.show()
    return listed


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("DB bench", "Bench press – dumbbell"),
        ("RDLs", "Romanian deadlift"),
        ("squats", "Back squat"),
        ("Hip Thrusts", "Hip thrust"),
        ("row, seated", "Seated row"),
        ("wall sits", "Wall sit"),
        ("hip trhust", "Hip thrust"),
    ],
)
def test_the_list_is_searched_by_the_names_that_a_line_knows(
    qtbot: QtBot, shipped: PresetList, typed: str, first: str
) -> None:
    qtbot.keyClicks(shipped.search, typed)
    assert shown(shipped)[0] == first


def test_enter_on_a_variant_offers_it_as_a_name(qtbot: QtBot, shipped: PresetList) -> None:
    qtbot.keyClicks(shipped.search, "DB bench")
    with qtbot.waitSignal(shipped.variant_entered) as entered:
        qtbot.keyClick(shipped.search, Qt.Key.Key_Return)
    assert entered.args == ["dumbbell"]
    assert shipped.model.open_key == "bench-press"


def test_a_preset_of_the_variant_is_found_before_its_exercise(qtbot: QtBot) -> None:
    repository = repository_on(library=load_library())
    bench = repository.item("bench-press").preset
    keep(repository, replace(bench, name="heavy"))
    keep(repository, replace(bench, name="dumbbell"))
    listed = PresetList(repository)
    qtbot.addWidget(listed)
    qtbot.keyClicks(listed.search, "DB bench")
    assert shown(listed)[0] == "Bench press – dumbbell"
    first = listed.model.row(0)
    assert first is not None
    assert first.kind is Kind.PRESET


def test_a_line_says_each_choice_made_in_reading_it(shipped: PresetList) -> None:
    shipped.search.setText("A1. Hip thrust 3x8-10 @ 3-1-X-2 last rep 10-0-X-0 rest 60-90 // ribs down")
    assert "60–90 s read as 60." in shipped.line.said.text()
    assert "“A1” is left out: it is a place in a workout." in shipped.line.said.text()
    for part in ("Hip thrust", "3x8-10", "last rep 10-0-X-0", "// ribs down"):
        assert part in shipped.line.written.text()


def test_a_remark_in_a_line_becomes_the_notes_of_its_preset(qtbot: QtBot, shipped: PresetList) -> None:
    shipped.search.setText("Hip thrust 3x8 @ 3010 // ribs down")
    with qtbot.waitSignal(shipped.lines_taken) as taken:
        qtbot.keyClick(shipped.search, Qt.Key.Key_Return)
    assert taken.args is not None
    assert taken.args[0][0].notes == "ribs down"


def test_a_typing_error_in_an_exercise_is_asked_with_a_button(qtbot: QtBot, shipped: PresetList) -> None:
    shipped.search.setText("hip trhust – heavy 3x8 @ 3010")
    assert shipped.line.answers[0].text() == "Did you mean Hip thrust?"
    with qtbot.waitSignal(shipped.lines_taken) as taken:
        shipped.line.answers[0].click()
    assert taken.args is not None
    assert [(each.exercise.id, each.name) for each in taken.args[0]] == [("hip-thrust", "heavy")]


@pytest.mark.parametrize(
    ("name", "start"), [("Zercher flump press", "eccentric"), ("Meadow wire row", "concentric")]
)
def test_an_unknown_exercise_becomes_an_own_one_whose_start_is_guessed_and_can_be_changed(
    qtbot: QtBot, shipped: PresetList, name: str, start: str
) -> None:
    shipped.search.setText(f"{name} 3x8 @ 3010 rest 60")
    assert shipped.line.start.isVisible()
    assert shipped.line.start.choice == STARTS.index(Start(start))
    other = 1 - shipped.line.start.choice
    shipped.line.start.buttons[other].click()
    with qtbot.waitSignal(shipped.lines_taken) as taken:
        shipped.line.make.click()
    assert taken.args is not None
    (made,) = taken.args[0]
    assert (made.exercise.name, made.exercise.start, made.start) == (name, STARTS[other], STARTS[other])


def test_lines_pasted_together_become_presets_together(
    qtbot: QtBot, shipped: PresetList, qapp: QApplication
) -> None:
    qapp.clipboard().setText("Hip thrust 3x8 @ 3010\n\nPlank 3x40s\nSquats 12,10,8 rest 120\n")
    qtbot.keySequence(shipped.search, "Ctrl+V")
    assert shipped.line.make.text() == "Create 3 presets"
    with qtbot.waitSignal(shipped.lines_taken) as taken:
        qtbot.keyClick(shipped.search, Qt.Key.Key_Return)
    assert taken.args is not None
    assert [each.exercise.id for each in taken.args[0]] == ["hip-thrust", "plank", "back-squat"]


def test_of_lines_pasted_together_none_is_taken_while_one_is_wrong(
    qtbot: QtBot, shipped: PresetList, qapp: QApplication
) -> None:
    qapp.clipboard().setText("Hip thrust 3x8 @ 3010\nPlank 3x40s foo\nFlump 3x8")
    qtbot.keySequence(shipped.search, "Ctrl+V")
    said = shipped.line.said.text()
    assert "Line 2" in said
    assert "Line 3" in said
    assert not shipped.line.make.isVisible()
    with qtbot.assertNotEmitted(shipped.lines_taken):
        qtbot.keyClick(shipped.search, Qt.Key.Key_Return)


def test_a_row_of_a_hold_says_so(shipped: PresetList) -> None:
    shipped.search.setText("wall sit")
    assert shipped.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Wall sit, hold"
