"""Draw the icon in every size: `python packaging/make_icons.py` writes app/liftronome/data/icons."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE: Final = Path(__file__).parent
ICONS: Final = HERE.parent / "app" / "liftronome" / "data" / "icons"
SIZES: Final = (16, 24, 32, 48, 64, 128, 256, 512)


def main() -> None:
    """Write a PNG for each size."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    drawing = QSvgRenderer(str(HERE / "icon.svg"))
    ICONS.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        image.save(str(ICONS / f"{size}.png"))
    del application


if __name__ == "__main__":
    main()
