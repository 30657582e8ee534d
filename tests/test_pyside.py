"""The release of PySide6 in use: that it is a sound one, and that it can show a window."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

import PySide6
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

PAINTS = 1000

SHOW_A_WINDOW = """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.show()
while not window.windowHandle().isExposed():
    application.processEvents()
print(application.platformName())
"""


def test_the_release_that_loses_references_is_not_in_use() -> None:
    assert PySide6.__version_info__[:3] != (6, 12, 0)


def paint(times: int) -> None:
    image = QImage(64, 64, QImage.Format.Format_ARGB32)
    for number in range(times):
        painter = QPainter(image)
        painter.setPen(QColor("white"))
        painter.fillRect(image.rect(), QColor("black"))
        painter.drawLine(0, 0, number % 64, 63)
        painter.end()


def test_painting_takes_no_references_from_none(qtbot: QtBot) -> None:
    """6.12.0 loses 2993 in this test on Python 3.11. From 3.12 on None is immortal, and keeps its count."""
    paint(1)  # what is set up at the first call has references of its own
    before = sys.getrefcount(None)
    paint(PAINTS)
    assert abs(sys.getrefcount(None) - before) < PAINTS / 10


@pytest.mark.screen
def test_qt_finds_all_that_it_needs_to_show_a_window(screen: Mapping[str, str]) -> None:
    shown = subprocess.run(
        [sys.executable, "-c", SHOW_A_WINDOW],
        env={**os.environ, **screen},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (shown.stdout, shown.stderr) == ("xcb\n", "")
