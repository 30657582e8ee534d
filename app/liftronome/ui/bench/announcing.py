"""What a screen reader says as soon as something happens."""

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
    """Have a screen reader say a text at once, in place of what it is saying. Does nothing without one."""
    if QAccessibleAnnouncementEvent is None or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def announcement(view: BenchView) -> str:
    """What is said when a phase or a stage begins: short, since the next phase is near."""
    word = view.word.lower()
    if view.stage is Stage.WORKING:
        is_phase = isinstance(view.hue, Phase)
        return f"{word}, at your own pace" if view.own_pace else f"{word} {view.number}" if is_phase else word
    if view.stage in (Stage.PAUSED, Stage.RESTING, Stage.WAITING):
        side = f"{view.side.lower()} side. " if view.side else ""
        return f"{word}. {side}{view.prompt if view.stage is Stage.PAUSED else view.count.spoken}"
    if view.stage is Stage.BREAK:
        return f"{word} {view.number}, {view.next_text}"
    side = f", {view.side.lower()} side" if view.side and view.stage is Stage.GET_READY else ""
    return f"{word} {view.number}{side}".strip()
