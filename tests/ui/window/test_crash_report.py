"""Unexpected errors are told once, and never take the session's keys."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from liftronome.diagnostics import ErrorLog, unexpected_errors_caught
from liftronome.ui.window.crash_report import ON_THE_BENCH, CrashDialog, CrashReporter
from liftronome.ui.window.main_window import MainWindow
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.windows import window_with


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def window(qtbot: QtBot, said: list[str], tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    window = window_with()
    qtbot.addWidget(window)
    reporter, log = CrashReporter(ErrorLog(tmp_path), window), ErrorLog(tmp_path)
    reporter.follow(window, said.append)
    window.show()
    hook = sys.excepthook
    with unexpected_errors_caught(log, reporter.tell):
        yield window
    sys.excepthook = hook
    window.close()


def fail(text: str = "a rep too many") -> None:
    raise ValueError(text)


def fail_elsewhere() -> None:
    raise LookupError("a set too few")


def in_slot(work: object = fail) -> None:
    """Raise as a slot does: Qt hands the error to `sys.excepthook`."""
    try:
        work()  # type: ignore[operator]
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)


def dialogs(window: MainWindow) -> list[CrashDialog]:
    return [found for found in window.findChildren(CrashDialog) if found.isVisible()]


def test_an_error_in_a_slot_opens_one_dialog_whose_report_can_be_copied(window: MainWindow) -> None:
    in_slot()
    (dialog,) = dialogs(window)
    assert dialog.error.text() == "ValueError: a rep too many"
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "ValueError: a rep too many" in copied
    assert "Qt 6" in copied


def test_errors_never_become_a_cascade_of_dialogs(window: MainWindow) -> None:
    for _ in range(5):
        in_slot()
    in_slot(fail_elsewhere)
    (dialog,) = dialogs(window)
    assert dialog.others.text() == "1 more problem since; details are in the log file."
    dialog.accept()
    in_slot()
    assert dialogs(window) == []


def test_during_a_session_a_line_is_shown_and_the_dialog_after_it(
    window: MainWindow, said: list[str]
) -> None:
    screen = QWidget()
    window.show_screen(screen)
    in_slot()
    assert (said, dialogs(window)) == ([ON_THE_BENCH], [])
    window.show_home()
    assert len(dialogs(window)) == 1


def test_the_window_goes_on_after_an_error(qtbot: QtBot, window: MainWindow) -> None:
    in_slot()
    dialogs(window)[0].accept()
    with qtbot.waitSignal(window.start_requested):
        window.start()
