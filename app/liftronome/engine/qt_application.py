"""Making Qt's application without its message about the locale."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QtMsgType, qInstallMessageHandler


@contextmanager
def without_locale_message() -> Iterator[None]:
    """In a locale whose encoding is not UTF-8, Qt chooses one for itself and says so in four lines. That is
    of no use to a lifter, and affects neither sets nor presets."""
    before = qInstallMessageHandler(_print_other_messages)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _print_other_messages(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if "UTF-8 locale" not in message:
        print(message, file=sys.stderr)


def core_application() -> QCoreApplication:
    """The existing application, or a new one without a window. It lasts as long as a reference is held."""
    with without_locale_message():
        return QCoreApplication.instance() or QCoreApplication([])
