"""Words for a screen reader, said as soon as something happens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from liftronome.domain.phase import Phase
from liftronome.engine.snapshot import Stage
from liftronome.ui.bench.view import BenchView

try:  # Qt has it from 6.8 on, and a binding may leave it out
    from PySide6.QtGui import QAccessibleAnnouncementEvent
except ImportError:
    QAccessibleAnnouncementEvent = None  # type: ignore[assignment,misc]

Announce = Callable[[QWidget, str], None]


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say a text at once, instead of what it is saying. Without one, nothing happens."""
    if QAccessibleAnnouncementEvent is None or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def announcement(view: BenchView) -> str:
    """What is said when a phase or a stage begins: short, as the next phase is near."""
    word = view.word.lower()
    if view.stage is Stage.WORKING:
        is_phase = isinstance(view.hue, Phase)
        return f"{word}, at your own pace" if view.own_pace else f"{word} {view.number}" if is_phase else word
    if view.stage in (Stage.PAUSED, Stage.RESTING, Stage.WAITING):
        return f"{word}. {view.rep_text}"
    return f"{word} {view.number}".strip()
