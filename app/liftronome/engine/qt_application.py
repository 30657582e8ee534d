"""Making Qt's application, without the messages that are of no use to anybody."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QtMsgType, qInstallMessageHandler


@contextmanager
def nothing_of_the_locale() -> Iterator[None]:
    """In a locale whose encoding is not UTF-8 Qt takes one for itself that is, and says so in four lines:
    no lifter can make use of them, and neither sets nor presets are touched by it."""
    before = qInstallMessageHandler(_tell_all_but_the_locale)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _tell_all_but_the_locale(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if "UTF-8 locale" not in message:
        print(message, file=sys.stderr)


def core_application() -> QCoreApplication:
    """The application that there is, else a new one without a window, which lasts as long as it is held."""
    with nothing_of_the_locale():
        return QCoreApplication.instance() or QCoreApplication([])
