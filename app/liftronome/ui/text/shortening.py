"""The title of a preset where there is too little room: what tells it from others of its exercise stays."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from liftronome.presentation.texts import DASH

EXERCISE_SHARE: Final = 0.3
"""The exercise keeps so much of the room, however long the preset's name is."""


def shortened_title(exercise: str, name: str, room: float, metrics: QFontMetricsF) -> str:
    """Such as "Hip thrust – heavy" in a room in pixels. The exercise is shortened first, then the name
    if the rest of the room does not hold it. With one of them alone, it is that one that is shortened."""
    if not (exercise and name):
        return metrics.elidedText(exercise or name, Qt.TextElideMode.ElideRight, room)
    tail = f"{DASH}{name}"
    if metrics.horizontalAdvance(exercise + tail) <= room:
        return exercise + tail
    kept = min(metrics.horizontalAdvance(exercise), room * EXERCISE_SHARE)
    tail = metrics.elidedText(tail, Qt.TextElideMode.ElideRight, room - kept)
    room -= metrics.horizontalAdvance(tail)
    return metrics.elidedText(exercise, Qt.TextElideMode.ElideRight, room) + tail
