"""The history as a lifter uses it: found, looked at, corrected and saved."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from liftronome.domain.log_entry import Unit
from liftronome.presentation.history.chart import ChartKind
from liftronome.presentation.palette import DARK, HIGH_CONTRAST, LIGHT, Theme
from liftronome.store.base.database import Database
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.in_memory import in_memory_database
from liftronome.ui.files.file_places import FilePlaces
from liftronome.ui.history.chart_panel import STEPS
from liftronome.ui.history.page import HistoryPage
from liftronome.ui.history.session_details import COLUMNS
from liftronome.ui.look.theme_manager import THEME_MANAGER
from liftronome.ui.options.options import Options
from liftronome.ui.window.main_window import MainWindow
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from bench.plausible_year import log_year
from tests.store.log_examples import logged
from tests.ui.cut_off import cut_off, resized
from tests.ui.windows import repository_on, window_with

REPS, LOAD, EFFORT, FELT, NOTE = COLUMNS


@pytest.fixture
def database() -> Iterator[Database]:
    database = in_memory_database()
    yield database
    database.close()


@pytest.fixture
def log(database: Database) -> SetLogStore:
    log_year(database, datetime(2026, 1, 5), weeks=8)
    return SetLogStore(database)


def page_on(qtbot: QtBot, database: Database, exercise_id: str | None = None) -> HistoryPage:
    page = HistoryPage(database, Options(), FilePlaces(), exercise_id=exercise_id)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def page(qtbot: QtBot, database: Database, log: SetLogStore) -> HistoryPage:
    return page_on(qtbot, database, "hip-thrust")


def listed(page: HistoryPage) -> list[str]:
    model = page.list.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def cell(page: HistoryPage, row: int, column: int) -> str:
    item = page.details.topLevelItem(row)
    assert item is not None
    return item.text(column)


def type_into(qtbot: QtBot, page: HistoryPage, row: int, column: int, text: str) -> None:
    """Press F2 on a cell, type, and press Enter."""
    details = page.details
    details.setFocus()
    details.setCurrentItem(details.topLevelItem(row), column)  # type: ignore[arg-type]
    qtbot.keyClick(details, Qt.Key.Key_F2)
    editor = details.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: details.state() != details.State.EditingState)
    QApplication.processEvents()


def choose(page: HistoryPage, kind: ChartKind) -> None:
    page.charts.kind.setCurrentIndex(list(ChartKind).index(kind))


def test_ctrl_h_opens_it_for_the_open_exercise_and_esc_goes_back(qtbot: QtBot, database: Database) -> None:
    log_year(database, datetime(2026, 1, 5), weeks=2)
    window = window_with(repository_on(database))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.editing.open("hip-thrust")
    qtbot.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    page = shown_page(window)
    assert page.list.exercise.currentText() == "Hip thrust"
    assert window.focusWidget() is page.list.view
    qtbot.keyClick(page.list.view, Qt.Key.Key_Escape)
    assert window.is_home
    qtbot.mouseClick(window.sidebar.history_button, Qt.MouseButton.LeftButton)
    shown_page(window)
    window.close()


def shown_page(window: MainWindow) -> HistoryPage:
    (page,) = [each for each in window.findChildren(HistoryPage) if each.isVisible()]
    return page


def test_an_exercise_that_was_never_trained_leaves_all_in_sight(qtbot: QtBot, database: Database) -> None:
    logged(SetLogStore(database))
    page = page_on(qtbot, database, "squat")
    assert page.list.exercise.currentText() == "All exercises"
    assert listed(page) == ["Hip thrust – heavy, Fri 15 Jan, 0:12 under tension · 1 set · 2 reps, 2027"]


def test_nothing_logged_is_said_and_nothing_can_be_saved(qtbot: QtBot, database: Database) -> None:
    page = page_on(qtbot, database)
    assert page.list.nothing.text() == "No sets yet. They are logged as you do them."
    assert page.charts.sentence.text() == "Nothing to show yet."
    assert not page.charts.view.isVisible()
    assert not page.charts.save_button.isEnabled()
    for kind in ChartKind:
        choose(page, kind)
        assert page.charts.sentence.text()


def test_a_single_session_is_shown(qtbot: QtBot, database: Database) -> None:
    logged(SetLogStore(database))
    page = page_on(qtbot, database)
    assert page.charts.sentence.text() == "Time under tension per session: 0:12."
    assert cell(page, 0, 1) == "2 of 10"


def test_the_newest_session_comes_first_and_its_sets_are_below(page: HistoryPage) -> None:
    assert listed(page)[0].startswith("Hip thrust – light, ")
    assert page.details.topLevelItemCount() == 3
    assert page.session.text().startswith("Hip thrust – light · ")
    first = page.details.topLevelItem(0)
    assert first is not None
    assert first.text(0) == "Set 1"
    assert [first.child(at).text(0) for at in (0, 1)] == ["Planned per rep", "Rep 1"]
    assert [first.child(0).text(column) for column in range(3, 7)] == ["3", "1", "1", "2"]
    assert [first.child(1).text(column) for column in range(3, 7)] == ["3 s", "1 s", "1 s", "2 s"]


def test_filters_and_the_search_choose_sessions_and_charts(qtbot: QtBot, page: HistoryPage) -> None:
    both = page.list.model.rowCount()
    page.list.preset.setCurrentIndex(page.list.preset.findText("heavy"))
    heavy = page.list.model.rowCount()
    assert 0 < heavy < both
    assert all(text.startswith("Hip thrust – heavy") for text in listed(page))
    assert page.charts.chart is not None
    assert len(page.charts.chart.points) == heavy
    page.list.period.setCurrentIndex(page.list.period.findText("January 2026"))
    assert 0 < page.list.model.rowCount() < heavy
    assert page.list.month.text() == "January 2026"
    page.list.search.setFocus()
    page.list.search.setText("zercher")
    qtbot.waitUntil(lambda: page.list.nothing.isVisible(), timeout=2000)
    assert page.list.nothing.text() == "No results for “zercher”."
    qtbot.keyClick(page.list.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.list.model.rowCount() > 0, timeout=2000)


@pytest.mark.parametrize(
    ("column", "text", "shown"),
    [
        (REPS, "14", "14 of 15 ("),
        (LOAD, "62,5", "62.5 kg"),
        (LOAD, "135 lb", "135 lb"),
        (LOAD, "", ""),
        (EFFORT, "9.5", "9.5"),
        (FELT, "5", "5"),
        (NOTE, "slow & even", "slow & even"),
    ],
)
def test_a_set_is_corrected_in_place_undone_and_redone(
    qtbot: QtBot, page: HistoryPage, column: int, text: str, shown: str
) -> None:
    before = cell(page, 1, column)
    type_into(qtbot, page, 1, column, text)
    assert cell(page, 1, column).startswith(shown)
    assert page.undo_button.toolTip() == "Undo the correction of set 2"
    qtbot.keyClick(page.details, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert cell(page, 1, column) == before
    qtbot.keyClick(page.details, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert cell(page, 1, column).startswith(shown)


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        (REPS, "many", "The reps must be a number, such as 8, not “many”."),
        (LOAD, "heavy", "The load must be a number, such as 62.5 kg, not “heavy”."),
        (LOAD, "9999", "The load must be 0 to 2000, not 9999."),
        (EFFORT, "11", "The effort must be 1 to 10 in halves, as in 8.5, not 11."),
        (FELT, "2.5", "The feeling must be a whole number from 1 to 5, not “2.5”."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    qtbot: QtBot, page: HistoryPage, column: int, text: str, said: str
) -> None:
    before = cell(page, 0, column)
    type_into(qtbot, page, 0, column, text)
    assert page.notice.text == said
    assert cell(page, 0, column) == before
    assert not page.undo_button.isEnabled()


def test_a_correction_reaches_the_chart(qtbot: QtBot, page: HistoryPage, log: SetLogStore) -> None:
    choose(page, ChartKind.LOAD)
    type_into(qtbot, page, 0, LOAD, "500")
    assert page.charts.chart is not None
    assert page.charts.chart.points[-1].said == "500 kg"


def test_a_set_and_a_session_are_deleted_and_come_back(
    qtbot: QtBot, page: HistoryPage, log: SetLogStore
) -> None:
    before, (newest, next_one, *_) = log.sets(), listed(page)
    page.details.setFocus()
    qtbot.keyClick(page.details, Qt.Key.Key_Delete)
    assert page.details.topLevelItemCount() == 2
    qtbot.mouseClick(page.delete_button, Qt.MouseButton.LeftButton)
    assert page.notice.text == "Deleted 2 sets."
    assert len(log.sets()) == len(before) - 3
    assert listed(page)[0] == next_one
    page.undo()
    page.undo()
    assert log.sets() == before
    assert listed(page)[0] == newest
    page.redo()
    assert len(log.sets()) == len(before) - 1


def test_the_keyboard_goes_through_the_points_and_opens_a_session(qtbot: QtBot, page: HistoryPage) -> None:
    view = page.charts.view
    points = page.charts.chart.points if page.charts.chart else ()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.place == points[0]
    assert page.charts.value.text() == f"{points[0].label}: {points[0].said}"
    assert view.accessibleDescription() == f"{points[0].label}: {points[0].said}"
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.place == points[-2]
    qtbot.keyClick(view, Qt.Key.Key_Return)
    entry = page.list.entry
    assert entry is not None
    assert entry.session_id == points[-2].session_id


def test_the_mouse_says_the_value_under_it(qtbot: QtBot, page: HistoryPage) -> None:
    view = page.charts.view
    points = page.charts.chart.points if page.charts.chart else ()
    qtbot.wait(20)
    at = view.getViewBox().mapViewToScene(QPointF(points[3].x, 1))
    view._hovered(at)
    assert view.place == points[3]


def test_keys_zoom_and_show_all_again(qtbot: QtBot, page: HistoryPage) -> None:
    view = page.charts.view
    whole = view.getViewBox().viewRange()[0]
    qtbot.keyClicks(view, "+")
    zoomed = view.getViewBox().viewRange()[0]
    assert zoomed[1] - zoomed[0] < whole[1] - whole[0]
    qtbot.keyClicks(view, "0")
    assert view.getViewBox().viewRange()[0] == pytest.approx(whole)


def test_each_chart_is_described_for_those_who_do_not_see_it(page: HistoryPage) -> None:
    page.list.exercise.setCurrentIndex(0)
    for kind in ChartKind:
        choose(page, kind)
        view = page.charts.view
        assert page.charts.chart is not None
        assert view.isVisible(), kind
        assert view.accessibleName() == page.charts.chart.title
        assert view.accessibleDescription() == page.charts.sentence.text() != ""


def test_two_presets_and_two_months_are_compared(page: HistoryPage) -> None:
    page.list.preset.setCurrentIndex(page.list.preset.findText("heavy"))
    other = page.charts.other
    other.setCurrentIndex(other.findText("Compare with light"))
    assert page.charts.chart is not None
    assert len(page.charts.chart.groups) == 2
    assert page.charts.sentence.text().startswith("heavy: Time under tension")
    page.list.period.setCurrentIndex(page.list.period.findText("February 2026"))
    other.setCurrentIndex(other.findText("Compare with January 2026"))
    assert "January 2026: Time under tension" in page.charts.sentence.text()


def test_sessions_weeks_and_months_are_chosen(page: HistoryPage) -> None:
    counts = []
    for index in range(len(STEPS)):
        page.charts.step.setCurrentIndex(index)
        assert page.charts.chart is not None
        counts.append(len(page.charts.chart.points))
    assert counts[0] > counts[1] > counts[2] == 2


def test_the_chart_follows_the_theme(page: HistoryPage) -> None:
    def ground() -> str:
        return str(page.charts.view.backgroundBrush().color().name())

    THEME_MANAGER.use(LIGHT)
    try:
        assert ground() == LIGHT.background
    finally:
        THEME_MANAGER.use(DARK)
    assert ground() == DARK.background


@pytest.mark.parametrize("kind", [ChartKind.TENSION, ChartKind.REPS, ChartKind.YEAR])
def test_a_chart_is_saved_on_white_paper_and_stays_as_it_was(
    page: HistoryPage, tmp_path: Path, kind: ChartKind
) -> None:
    choose(page, kind)
    charts = page.charts
    before = charts.view.getViewBox().viewRange()
    for ending in ("png", "svg", "csv"):
        charts.save(tmp_path / f"chart.{ending}", ending)
        assert page.notice.text == f"Chart saved to {tmp_path / f'chart.{ending}'}."
    image = QImage(str(tmp_path / "chart.png"))
    assert (image.width(), image.height()) == (1600, 900)
    assert image.pixelColor(5, 5) == QColor("white")
    colours = {image.pixelColor(x, y).name() for x in range(0, 1600, 7) for y in range(0, 900, 7)}
    assert len(colours) > 3
    svg = ElementTree.parse(tmp_path / "chart.svg").getroot()
    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    text = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert charts.chart is not None
    assert charts.chart.sentence in text
    with (tmp_path / "chart.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == len(charts.chart.points) + 1
    for found, expected in zip(charts.view.getViewBox().viewRange(), before, strict=True):
        assert found == pytest.approx(expected)


def test_a_chart_that_cannot_be_saved_is_told(page: HistoryPage, tmp_path: Path) -> None:
    page.charts.save(tmp_path / "missing" / "chart.png", "png")
    assert page.notice.text == "chart.png: No such file or directory."


def test_what_another_window_logged_is_seen_when_it_is_opened_again(
    qtbot: QtBot, page: HistoryPage, database: Database, log: SetLogStore
) -> None:
    count = page.list.model.rowCount()
    log.annotate(logged(log, "later", day=30).id, load=50, unit=Unit.KG)
    assert page_on(qtbot, database, "hip-thrust").list.model.rowCount() == count + 1


@pytest.mark.parametrize("theme", [DARK, LIGHT, HIGH_CONTRAST])
def test_nothing_is_cut_off_at_common_sizes(page: HistoryPage, theme: Theme) -> None:
    THEME_MANAGER.use(theme)
    try:
        for width, height in ((900, 600), (1024, 768), (1280, 720), (1920, 1080)):
            for kind in ChartKind:
                choose(page, kind)
                resized(page, width, height)
                # A table scrolls sideways where it is too narrow for its columns.
                found = [what for what in cut_off(page) if "QHeaderView" not in what]
                assert found == [], f"{kind} at {width} × {height}"
    finally:
        THEME_MANAGER.use(DARK)
