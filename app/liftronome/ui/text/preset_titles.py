"""How a preset is called: its title where room is short, and a name for a new one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from liftronome.domain.preset import Preset
from liftronome.domain.tempo import Pace
from liftronome.presentation.texts import DASH

EXERCISE_SHARE: Final = 0.3
"""The share of the width that the exercise keeps, however long the preset's name is."""


SLOW_MS: Final = 4000
PAUSED_MS: Final = 2000


def offered_name(preset: Preset) -> str:
    """A name for a new preset, after what is special about its tempo."""
    tempo = preset.tempo
    if tempo is None:
        return "standard"
    pauses = (tempo.pause_stretched, tempo.pause_shortened)
    if any(part.pace is Pace.OWN for part in tempo.parts):
        return "own pace"
    if tempo.eccentric.ms >= SLOW_MS:
        return "slow"
    if any(pause.ms >= PAUSED_MS for pause in pauses):
        return "paused"
    return "explosive" if tempo.concentric.pace is Pace.EXPLOSIVE else "standard"


def shortened_title(exercise: str, name: str, room: float, metrics: QFontMetricsF) -> str:
    """Such as "Hip thrust – heavy", in `room` pixels. The exercise is shortened first, since the name tells
    presets apart; the name only where the rest does not hold it."""
    if not (exercise and name):
        return metrics.elidedText(exercise or name, Qt.TextElideMode.ElideRight, room)
    tail = f"{DASH}{name}"
    if metrics.horizontalAdvance(exercise + tail) <= room:
        return exercise + tail
    kept = min(metrics.horizontalAdvance(exercise), room * EXERCISE_SHARE)
    tail = metrics.elidedText(tail, Qt.TextElideMode.ElideRight, room - kept)
    room -= metrics.horizontalAdvance(tail)
    return metrics.elidedText(exercise, Qt.TextElideMode.ElideRight, room) + tail
