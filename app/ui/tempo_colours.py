"""Colours within the one line of a tempo: each part in the hue of its phase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QLineEdit

from app.domain.notation import TempoError, parse_tempo
from app.domain.tempo import WRITTEN_ORDER, Tempo
from app.ui.wardrobe import worn


@dataclass(frozen=True, slots=True)
class TextStretch:
    """Characters of a line, and how they look."""

    start: int
    length: int
    look: QTextCharFormat


def tempo_stretches(text: str, tempo: Tempo) -> list[TextStretch]:
    """Where the parts of a tempo stand in the text that was read as it; nothing if that is not plain."""
    for pattern in (r"(?:[0-9]+(?:[.,][0-9]+)?|[xX×*])!?", r"[0-9xX×*]!?", r"(?:[0-9]+|[xX×*])!?"):
        found = list(re.finditer(pattern, text))
        if len(found) in (3, 4) and _means("-".join(match.group() for match in found), tempo):
            return [
                TextStretch(match.start(), len(match.group()), _look(worn().phases[phase]))
                for match, phase in zip(found, WRITTEN_ORDER, strict=False)
            ]
    return []


def colour_text(edit: QLineEdit, stretches: Sequence[TextStretch]) -> None:
    """Colour characters of a line.

    QLineEdit has no call for this; the formats that an input method may send are shown all the same,
    and an event without text changes nothing else.
    """
    attributes = [
        QInputMethodEvent.Attribute(
            QInputMethodEvent.AttributeType.TextFormat,
            stretch.start - edit.cursorPosition(),
            stretch.length,
            stretch.look,
        )
        for stretch in stretches
    ]
    QCoreApplication.sendEvent(edit, QInputMethodEvent("", attributes))


def _means(text: str, tempo: Tempo) -> bool:
    try:
        return parse_tempo(text) == tempo
    except TempoError:
        return False


def _look(colour: str) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(QColor(colour))
    return look
