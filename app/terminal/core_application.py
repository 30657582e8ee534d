"""Qt's application without a window, which its timers need."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QtMsgType, qInstallMessageHandler


def core_application() -> QCoreApplication:
    """The application that there is, else a new one, which lasts as long as it is held.

    In a locale whose encoding is not UTF-8 Qt takes one for itself that is, and says so in four lines: no
    lifter can make use of them, and the session is not touched by it.
    """
    before = qInstallMessageHandler(_tell_all_but_the_locale)
    try:
        return QCoreApplication.instance() or QCoreApplication([])
    finally:
        qInstallMessageHandler(before)


def _tell_all_but_the_locale(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if "UTF-8 locale" not in message:
        print(message, file=sys.stderr)
