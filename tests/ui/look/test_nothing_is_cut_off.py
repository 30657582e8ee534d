"""No width and no height cuts off anything on a page or a dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Final

import pytest
from liftronome.store.opening.opening import open_database
from liftronome.ui.widgets.number_field import NumberField
from liftronome.ui.window.main import window_on
from liftronome.ui.window.main_window import MainWindow
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.cut_off import cut_off, resized
from tests.ui.look.test_theme_manager import DIALOGS, opened, styled  # noqa: F401  # the fixture is used

WIDTHS: Final = range(640, 2561, 20)
HEIGHTS: Final = (360, 600, 1000)
SAMPLE: Final = (
    (640, 360),
    (660, 600),
    (900, 600),
    (860, 480),
    (1000, 600),
    (1140, 768),
    (1280, 720),
    (1600, 900),
)

LONG: Final = "Hip thrust with a very long name that no sidebar can hold, and then some more of it"


def tempo(window: MainWindow, text: str) -> None:
    edit = window.editor.card.tempo.edit
    edit.setText(text)
    edit.textEdited.emit(text)


def line(window: MainWindow, text: str) -> None:
    window.list.search.setText(text)
    window.list.search.textEdited.emit(text)


def sets(window: MainWindow, text: str, exercise: str = "hip-thrust") -> None:
    window.editing.open(exercise)
    edit = window.editor.line.line.edit
    edit.setText(text)
    edit.textEdited.emit(text)


def varied(window: MainWindow, text: str, exercise: str = "hip-thrust") -> None:
    sets(window, text, exercise)
    window.editor.vary.open(True)


def wrong_varied(window: MainWindow) -> None:
    varied(window, "4x2+2+2 drop break 20 @ 4010 last rep hold 10 RPE 8 rest 180")
    for field in window.editor.varied.fields.values():
        edit = field.field.edit if isinstance(field, NumberField) else field.edit
        edit.setText("no")
        edit.textEdited.emit("no")


def wrong_numbers(window: MainWindow) -> None:
    numbers = {**window.editor.fields.fields, **window.editor.more.fields}
    for field in numbers.values():
        field.field.edit.setText("no")
        field.field.edit.textEdited.emit("no")


def naming(window: MainWindow) -> None:
    window.editor.header.ask_name("x" * 90, "Save", lambda name: f"“{name}” is too long a name")
    window.editor.header._check(is_done=True)


PAGES: Final[dict[str, Callable[[MainWindow], object]]] = {
    "an exercise": lambda _: None,
    "all of it": lambda window: window.editor.fold.open(True),
    "a ballistic exercise": lambda window: window.editing.open("kettlebell-swing"),
    "left and right": lambda window: window.editor.fields.sides.buttons[1].click(),
    "sets that differ": lambda window: sets(window, "warm-up 8,5 12,10-12,8+ @ 3010 | 20X0 60,65,70kg RPE 8"),
    "many different sets": lambda window: sets(window, ",".join(map(str, range(30, 10, -1)))),
    "a cluster": lambda window: sets(window, "4x2+2+2 drop break 20 @ 4010 1½ reps each side rest 180"),
    "a hold": lambda window: sets(window, "60s,45s,30s rest 60", "plank"),
    "sets to vary": lambda window: varied(window, "3x8 @ 3010 rest 90"),
    "sets of mini-sets to vary": lambda window: varied(
        window, "20x12+10+8 drop break 20 @ 4010 1½ reps last rep hold 10 60,50,40kg RPE 8 every 5:00"
    ),
    "holds to vary": lambda window: varied(window, "60s,45s,30s rest 60", "plank"),
    "wrong varied numbers": wrong_varied,
    "a line to ask about": lambda window: sets(window, "4x6 40X0 60"),
    "a line that cannot be read": lambda window: sets(window, f"3x8 @ 30X1 {'wibble' * 20} rest 90"),
    "a tempo to ask about": lambda window: tempo(window, "4/2"),
    "a tempo that cannot be read": lambda window: tempo(window, "slowly down and quickly up again"),
    "wrong numbers": wrong_numbers,
    "a long name": naming,
    "a line": lambda window: line(window, "Hip thrust – heavy on Mondays 3x10 @ 3-1-X-2 rest 120 each side"),
    "a wrong line": lambda window: line(window, "Hip thrust – heavy 3x10 @ 3-1-99-2 rest 120 wibble wobble"),
    "nothing found": lambda window: line(window, "x" * 60),
    "a notice": lambda window: window.show_notice(f"{LONG}: {LONG}.", "Restore the copy", lambda: None),
}


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, styled: QApplication) -> Iterator[MainWindow]:  # noqa: F811
    window = window_on(open_database(tmp_path))
    qtbot.addWidget(window)
    window.show()
    window.setMinimumSize(1, 1)  # the window keeps to its screen, which may be small here
    yield window
    window.close()


def check(page: QWidget, sizes: list[tuple[int, int]]) -> None:
    for width, height in sizes:
        resized(page, width, height)
        assert (page.width(), page.height()) == (width, height)
        assert cut_off(page) == [], f"at {width} × {height}"


@pytest.mark.parametrize("state", PAGES)
def test_the_page_is_whole_at_common_sizes(window: MainWindow, state: str) -> None:
    PAGES[state](window)
    check(window, list(SAMPLE))


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_whole_at_common_sizes(window: MainWindow, name: str) -> None:
    check(opened(window, name), list(SAMPLE))


@pytest.mark.thorough
@pytest.mark.parametrize("state", PAGES)
def test_the_page_is_whole_at_every_size(window: MainWindow, state: str) -> None:
    PAGES[state](window)
    check(window, list(product(WIDTHS, HEIGHTS)))


@pytest.mark.thorough
@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_whole_at_every_size(window: MainWindow, name: str) -> None:
    check(opened(window, name), list(product(WIDTHS, HEIGHTS)))


def test_the_check_finds_what_is_cut_off(qtbot: QtBot, window: MainWindow) -> None:
    resized(window, 800, 600)
    window.editor.card.setMinimumWidth(900)
    resized(window, 700, 600)
    assert cut_off(window)
