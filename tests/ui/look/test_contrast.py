"""Every text can be read on what it is drawn on, in every theme and state: measured in the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pytest
from liftronome.presentation.palette import DARK, THEMES, ThemeName
from liftronome.store.opening.opening import open_database
from liftronome.ui.look.theme_manager import THEME_MANAGER
from liftronome.ui.widgets.buttons import Switch
from liftronome.ui.window.main import window_on
from liftronome.ui.window.main_window import MainWindow
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.cut_off import resized
from tests.ui.letting_go import let_go
from tests.ui.look.test_theme_manager import DIALOGS, opened, styled  # noqa: F401  # the fixture is used

SCALE: Final = 2
"""So large that the strokes of letters have pixels of their full colour."""

WIDTH_PX: Final = 1000
HEIGHT_PX: Final = 2600

INSET_PX: Final = 5
"""Frames and rings of focus are no text."""

_PARTS: Final = np.arange(256, dtype=np.float32) / 255
LINEAR: Final = np.where(_PARTS <= 0.04045, _PARTS / 12.92, ((_PARTS + 0.055) / 1.055) ** 2.4)

TEXTS: Final = (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit)


def hovered(page: QWidget) -> None:
    for widget in page.findChildren(QWidget):
        widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)


def pressed(page: QWidget) -> None:
    for button in page.findChildren(QAbstractButton):
        button.setAutoRepeat(False)
        button.setDown(True)


def disabled(page: QWidget) -> None:
    for widget in page.findChildren(QWidget):
        if isinstance(widget, TEXTS):
            widget.setEnabled(False)


def wrong(page: QWidget) -> None:
    for edit in page.findChildren(QLineEdit):
        edit.setText("no")
        edit.textEdited.emit("no")


STATES: Final[dict[str, Callable[[QWidget], object]]] = {
    "normal": lambda _: None,
    "hovered": hovered,
    "pressed": pressed,
    "disabled": disabled,
    "wrong": wrong,
}

SAMPLE: Final = ("normal", "disabled")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, styled: QApplication) -> Iterator[MainWindow]:  # noqa: F811
    window = window_on(open_database(tmp_path))
    qtbot.addWidget(window)
    window.show()
    window.editor.vary.open(True)
    window.editor.fold.open(True)
    yield window
    window.close()
    let_go()
    THEME_MANAGER.use(DARK)


def luminances(page: QWidget) -> NDArray[np.float32]:
    """Relative luminance of each pixel of the picture of a page (WCAG 2.2)."""
    image = QImage(page.size() * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    page.render(image)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)[
        :, : image.width(), 2::-1
    ]
    parts = pixels / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def contrast_in(stretch: NDArray[np.float32]) -> float:
    """Between the ground, which is what most pixels show, and what differs most from it."""
    rounded, counts = np.unique(stretch.round(4), return_counts=True)
    ground = rounded[counts.argmax()]
    light, dark = np.maximum(rounded, ground), np.minimum(rounded, ground)
    return float(((light + 0.05) / (dark + 0.05)).max())


def seen_rect(widget: QWidget, page: QWidget) -> QRect:
    """Where a widget is in the picture, without its frame; empty if it is scrolled away in part."""
    region = widget.visibleRegion().boundingRect()
    if region.size() != widget.size():
        return QRect()
    inset = 0 if isinstance(widget, QLabel) else INSET_PX
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size()).adjusted(inset, inset, -inset, -inset)


def faults(page: QWidget, least: float) -> list[str]:
    """The texts of a page that stand out too little."""
    picture, found = luminances(page), []
    for widget in page.findChildren(QWidget):
        if not isinstance(widget, TEXTS) or isinstance(widget, Switch) or not widget.isVisible():
            continue
        text = widget.toPlainText() if isinstance(widget, QPlainTextEdit) else widget.text()
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            text = text or widget.placeholderText()
        rect = seen_rect(widget, page)
        if not text.strip() or rect.isEmpty():
            continue
        stretch = picture[
            rect.top() * SCALE : (rect.bottom() + 1) * SCALE, rect.left() * SCALE : (rect.right() + 1) * SCALE
        ]
        if (measured := contrast_in(stretch)) < least:
            found.append(f"{type(widget).__name__} “{text[:30]}”: {measured:.2f}")
    return found


def check(page: QWidget, name: ThemeName, state: str) -> None:
    THEME_MANAGER.use(THEMES[name])
    resized(page, WIDTH_PX, HEIGHT_PX)
    STATES[state](page)
    resized(page, WIDTH_PX, HEIGHT_PX + 1)
    assert faults(page, 7 if name is ThemeName.HIGH_CONTRAST else 4.5) == []


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(
    "state",
    [pytest.param(state, marks=[] if state in SAMPLE else [pytest.mark.thorough]) for state in STATES],
)
def test_the_page_is_legible_in_every_theme_and_state(
    window: MainWindow, name: ThemeName, state: str
) -> None:
    check(window, name, state)


@pytest.mark.thorough
@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("dialog", DIALOGS)
def test_a_dialog_is_legible_in_every_theme_and_state(
    window: MainWindow, dialog: str, name: ThemeName, state: str
) -> None:
    check(opened(window, dialog), name, state)


def test_the_check_finds_text_that_is_too_faint(window: MainWindow) -> None:
    window.editor.differs.setText("far too faint to be read")
    window.editor.differs.setStyleSheet("color: #404040")
    window.editor.differs.show()
    resized(window, 1280, 1800)
    assert any("far too faint" in fault for fault in faults(window, 4.5))
