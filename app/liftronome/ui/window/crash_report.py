"""Telling of an unexpected error: once, in a dialog that a report can be copied from."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qFormatLogMessage,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from liftronome.diagnostics import ErrorLog, one_line, report
from liftronome.ui.look.theme_manager import ThemeStyleSheet
from liftronome.ui.widgets.buttons import EnterButton
from liftronome.ui.widgets.pages import fit
from liftronome.ui.window.main_window import MainWindow

TITLE: Final = "Something went wrong"
ABOUT: Final = (
    "Liftronome ran into an unexpected problem. Your presets and all sets logged so far are safe, and you "
    "can go on. If something looks wrong, restart Liftronome."
)
ON_THE_BENCH: Final = "Something went wrong. Your log is safe; details follow after the session."
HAS_CRASHED: Final = "Liftronome crashed last time. Your presets and all sets logged before that are safe."
WIDTH_PX: Final = 560


class CrashReporter(QObject):
    """Told of unexpected errors on any thread, it shows one dialog at a time over the window.

    During a session the keys belong to that: a line is shown on its screen, and the dialog afterwards. An
    error that comes again from the same place is not shown again.
    """

    _caught = Signal(object)

    def __init__(self, log: ErrorLog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._window: MainWindow | None = None
        self._say: Callable[[str], None] = lambda _: None
        self._dialog: CrashDialog | None = None
        self._waiting: BaseException | None = None
        self._shown: set[tuple[str, ...]] = set()
        self._caught.connect(self._show)

    def tell(self, error: BaseException) -> None:
        """Show an error that has been recorded. May be called on any thread."""
        self._caught.emit(error)

    def follow(self, window: MainWindow, say: Callable[[str], None]) -> None:
        """Show errors over this window from now on; `say` shows a line during a session."""
        self._window, self._say = window, say
        window.home_shown.connect(self._show_waiting)

    def _show_waiting(self) -> None:
        error, self._waiting = self._waiting, None
        if error is not None:
            self._open(error)

    def show_last_crash(self) -> None:
        """Show the end of the log, with the crash of an earlier process in it."""
        self._open(None)

    def _show(self, error: BaseException) -> None:
        place = _place(error)
        if place in self._shown:
            return
        self._shown.add(place)
        if self._window is not None and not self._window.is_home:
            self._waiting = self._waiting or error
            self._say(ON_THE_BENCH)
        elif self._dialog is not None:
            self._dialog.count_another()
        else:
            self._open(error)

    def _open(self, error: BaseException | None) -> None:
        text = report(self._log, error, Qt=qVersion(), Platform=QGuiApplication.platformName())
        about = HAS_CRASHED if error is None else ABOUT
        self._dialog = CrashDialog(about, one_line(error) if error else "", text, self._window)
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    def _closed(self) -> None:
        self._dialog = None


class CrashDialog(QDialog):
    """What happened, what it means for the lifter, and the report."""

    def __init__(self, about: str, error: str, text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ThemeStyleSheet(self)
        self._others = 0
        heading = self._label(TITLE, "heading")
        self.error = self._label(error, "problem")
        self.error.setVisible(bool(error))
        self.others = self._label("", "muted")
        self.others.hide()
        self.report = QPlainTextEdit(text, self)
        self.report.setReadOnly(True)
        self.report.setAccessibleName("Report")
        self.report.setTabChangesFocus(True)
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.copy = EnterButton("Copy report", self)
        self.copy.clicked.connect(self._copy)
        self.close_button = EnterButton("Close", self)
        self.close_button.setObjectName("main")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        for label in (heading, self._label(about, ""), self.error, self.others):
            column.addWidget(label)
        column.addWidget(self.report, 1)
        column.addLayout(foot)
        fit(self, width_px=WIDTH_PX)
        self.close_button.setFocus()

    def count_another(self) -> None:
        """Another error came while this is open."""
        self._others += 1
        more = "1 more problem" if self._others == 1 else f"{self._others} more problems"
        self.others.setText(f"{more} since; details are in the log file.")
        self.others.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText("Copied")

    def _label(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label


@contextmanager
def qt_messages_recorded(log: ErrorLog) -> Iterator[None]:
    """Within this, what Qt warns of is recorded as well as printed."""

    def message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
            log.record(f"Qt: {text}")
        print(qFormatLogMessage(kind, context, text), file=sys.stderr)

    before = qInstallMessageHandler(message)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _place(error: BaseException) -> tuple[str, ...]:
    """What errors from the same place have in common."""
    frames = traceback.extract_tb(error.__traceback__)
    last = (frames[-1].filename, str(frames[-1].lineno)) if frames else ()
    return (type(error).__name__, *last)
