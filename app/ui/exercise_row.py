"""How a row of the list of exercises is drawn."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.style import SMALL_PX, mixed
from app.ui.theme import DARK

DETAIL_ROLE: Final = Qt.ItemDataRole.UserRole + 1
OPEN_ROLE: Final = Qt.ItemDataRole.UserRole + 2
ROW_HEIGHT_PX: Final = 36
PADDING_PX: Final = 12


class ExerciseRow(QStyledItemDelegate):
    """The name, and at the end of the row its tempo; a bar before the one whose page is shown."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, ROW_HEIGHT_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_open = bool(index.data(OPEN_ROLE))
        _paint_ground(painter, rect, state, is_open)
        room = rect.adjusted(PADDING_PX, 0, -PADDING_PX, 0)
        font = QFont(option.font)
        detail_width = _paint_detail(painter, room, font, index.data(DETAIL_ROLE) or "")
        font.setWeight(QFont.Weight.DemiBold if is_open else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(DARK.text))
        room.setWidth(room.width() - detail_width - PADDING_PX)
        name = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, name)
        painter.restore()


def _paint_ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag, is_open: bool) -> None:
    ground = QRectF(rect).adjusted(1, 1, -1, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(QColor(mixed(DARK.surface, DARK.outline, 0.7)))
        painter.drawRoundedRect(ground, 8, 8)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(QColor(mixed(DARK.surface, DARK.outline, 0.35)))
        painter.drawRoundedRect(ground, 8, 8)
    if is_open:
        painter.setBrush(QColor(DARK.accent))
        painter.drawRoundedRect(QRectF(ground.left(), ground.top() + 8, 3, ground.height() - 16), 1.5, 1.5)


def _paint_detail(painter: QPainter, room: QRect, font: QFont, text: str) -> int:
    """Draws the end of the row; its width in pixels."""
    small = QFont(font)
    small.setPixelSize(SMALL_PX)
    painter.setFont(small)
    painter.setPen(QColor(DARK.muted))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width() // 2)
    painter.drawText(room, _RIGHT, shown)
    return painter.fontMetrics().horizontalAdvance(shown)


_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine
