"""A message over the foot of a page leaves by itself, but never before it could be read."""

from __future__ import annotations

import pytest
from liftronome.ui.widgets.notice import ATTENTION_MS, DONE_MS, OFFER_MS, Notice, NoticeKind
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(QLabel("page"), 1)
    column.addWidget(QPushButton("Start"))
    page.resize(600, 400)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def notice(page: QWidget) -> Notice:
    return Notice(page, page.findChild(QPushButton))


def let_time_pass(notice: Notice) -> None:
    notice.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)  # wherever the mouse happens to be
    notice._timer.timeout.emit()


def test_a_done_notice_leaves_soon_and_one_that_offers_undo_later(notice: Notice) -> None:
    notice.show_text("Saved.", kind=NoticeKind.DONE)
    assert DONE_MS <= notice.lasts_ms < DONE_MS + 1000
    notice.show_text("Deleted.", "Undo", lambda: None, NoticeKind.DONE)
    assert OFFER_MS <= notice.lasts_ms < OFFER_MS + 1000


def test_a_long_message_stays_longer(notice: Notice) -> None:
    notice.show_text("This cannot be imported.")
    short = notice.lasts_ms
    notice.show_text("This cannot be imported. " * 10)
    assert short >= ATTENTION_MS
    assert notice.lasts_ms > short + 5000


def test_a_warning_stays_until_it_is_dismissed(qtbot: QtBot, notice: Notice) -> None:
    notice.show_text("Changes won't be saved.", stays=True)
    assert notice.lasts_ms == -1
    qtbot.mouseClick(notice.dismiss, Qt.MouseButton.LeftButton)
    assert notice.text == ""


def test_it_leaves_when_its_time_is_over(notice: Notice) -> None:
    notice.show_text("Saved.", kind=NoticeKind.DONE)
    let_time_pass(notice)
    assert notice.text == ""


def test_it_stays_while_the_focus_is_in_it(qtbot: QtBot, notice: Notice) -> None:
    notice.show_text("Deleted.", "Undo", lambda: None, NoticeKind.DONE)
    notice.action.setFocus()
    let_time_pass(notice)
    assert notice.text == "Deleted."
    notice.dismiss.clearFocus()
    notice.action.clearFocus()
    let_time_pass(notice)
    assert notice.text == ""


def test_it_stays_under_the_mouse(notice: Notice) -> None:
    notice.show_text("Saved.", kind=NoticeKind.DONE)
    notice.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    notice._timer.timeout.emit()
    assert notice.text == "Saved."
    assert notice.lasts_ms > 0


def test_it_floats_above_the_start_bar_and_moves_nothing(page: QWidget, notice: Notice) -> None:
    label, foot = page.findChild(QLabel), page.findChild(QPushButton)
    assert isinstance(label, QLabel)
    assert isinstance(foot, QPushButton)
    before = label.geometry()
    notice.show_text("A longer message that says what has happened. " * 3)
    assert label.geometry() == before
    assert notice.geometry().bottom() < foot.y()
    page.resize(500, 300)
    assert page.rect().contains(notice.geometry())
    assert notice.geometry().bottom() < foot.y()
