"""How a row of the list is drawn."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from liftronome.ui.library.list_rows import VIEW_ROLE, Kind, Row, RowView
from liftronome.ui.look.style import BODY_PX, SMALL_PX
from liftronome.ui.look.theme_manager import current_theme
from liftronome.ui.text.preset_titles import shortened_title

ROW_HEIGHT: Final = 2.5
"""The height of a row, in font sizes."""

PADDING_PX: Final = 12
INNER_PX: Final = 28
"""Before a preset that stands under its exercise."""

DOT_PX: Final = 7
FOLD_PX: Final = 48
"""The width at the end of an exercise's row on which a click folds its presets."""


def fold_area(rect: QRect) -> QRect:
    """Where a click folds the presets of an exercise, or shows them."""
    return QRect(rect.right() - FOLD_PX, rect.top(), FOLD_PX + 1, rect.height())


class ListRow(QStyledItemDelegate):
    """The name, and at the end of the row its tempo; a bar before the one whose page is shown, a star after a
    favourite, a dot after what is not saved."""

    def __init__(self, rows: QListView) -> None:
        super().__init__(rows)
        self._list = rows

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, round(option.fontMetrics.height() * ROW_HEIGHT * 0.85))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view: RowView = index.data(VIEW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if view.row.kind is Kind.CAPTION:
            _paint_caption(painter, option.rect, _small(option.font), view.row.text)
        else:
            _paint_item(painter, option, view, self._ground(option.rect, index))
        painter.restore()

    def _ground(self, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> str:
        """The colour behind a row, "" for none. Asked of the list, not of the option's state: that has the
        enums of QStyle made, which the window takes a while to load and needs for nothing else."""
        if self._list.selectionModel().isSelected(index):
            return current_theme().marked
        if not self._list.underMouse():
            return ""
        mouse = self._list.viewport().mapFromGlobal(QCursor.pos())
        return current_theme().raised if rect.contains(mouse) else ""


def _paint_caption(painter: QPainter, rect: QRect, font: QFont, text: str) -> None:
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(current_theme().muted))
    room = rect.adjusted(PADDING_PX, 0, -PADDING_PX, -4)
    painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)


def _paint_item(painter: QPainter, option: QStyleOptionViewItem, view: RowView, ground: str) -> None:
    rect: QRect = option.rect
    _paint_ground(painter, rect, ground, view.is_open)
    left = INNER_PX if view.row.inner else PADDING_PX
    room = rect.adjusted(left, 0, -PADDING_PX, 0)
    if view.row.inner:
        _paint_branch(painter, rect)
    if view.row.presets:
        _paint_fold(painter, rect, _small(option.font), view.row)
        room.setRight(room.right() - FOLD_PX + PADDING_PX)
    room.setRight(room.right() - _paint_end(painter, room, _small(option.font), view) - PADDING_PX)
    _paint_name(painter, room, QFont(option.font), view)


def _paint_ground(painter: QPainter, rect: QRect, colour: str, is_open: bool) -> None:
    ground = QRectF(rect).adjusted(1, 1, -1, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    if colour:
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(ground, 8, 8)
    if is_open:
        painter.setBrush(QColor(current_theme().accent))
        painter.drawRoundedRect(QRectF(ground.left(), ground.top() + 8, 3, ground.height() - 16), 1.5, 1.5)


def _paint_branch(painter: QPainter, rect: QRect) -> None:
    """A line that leads from the exercise down to its presets."""
    painter.setPen(QPen(QColor(current_theme().outline), 1))
    x = rect.left() + PADDING_PX + 5.5
    painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom() + 1))


def _paint_fold(painter: QPainter, rect: QRect, font: QFont, row: Row) -> None:
    """How many presets there are, and which way they go."""
    area = fold_area(rect)
    painter.setFont(font)
    painter.setPen(QColor(current_theme().muted))
    metrics = QFontMetrics(font)
    x, y, reach = area.right() - PADDING_PX - 3.0, area.center().y() + 1.0, 3.5
    painter.setBrush(QColor(current_theme().muted))
    points = (
        (QPointF(x - reach / 2, y - reach), QPointF(x - reach / 2, y + reach), QPointF(x + reach, y))
        if row.folded
        else (QPointF(x - reach, y - reach / 2), QPointF(x + reach, y - reach / 2), QPointF(x, y + reach))
    )
    number = metrics.elidedText(str(row.presets), Qt.TextElideMode.ElideRight, FOLD_PX)
    painter.drawText(area.adjusted(-8, 0, -PADDING_PX - 12, 0), _RIGHT, number)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(QPolygonF(points))


def _paint_end(painter: QPainter, room: QRect, font: QFont, view: RowView) -> int:
    """Draws what stands at the end of the row; its width in pixels."""
    painter.setFont(font)
    metrics = QFontMetrics(font)
    text = metrics.elidedText(view.detail, Qt.TextElideMode.ElideRight, room.width() // 2)
    painter.setPen(QColor(current_theme().muted))
    painter.drawText(room, _RIGHT, text)
    width = metrics.horizontalAdvance(text)
    if view.favourite:
        star = "★ "
        painter.setPen(QColor(current_theme().warning))
        painter.drawText(room.adjusted(0, 0, -width - 2, 0), _RIGHT, star)
        width += metrics.horizontalAdvance(star) + 2
    return width


def _paint_name(painter: QPainter, room: QRect, font: QFont, view: RowView) -> None:
    is_quiet = view.row.inner and not view.is_open
    across = room.width() - (DOT_PX + 8 if view.unsaved else 0)
    name, metrics = _fitted_name(font, view, across)
    painter.setFont(font)
    painter.setPen(QColor(current_theme().muted if is_quiet else current_theme().text))
    painter.drawText(room, _LEFT, name)
    if view.unsaved:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_theme().warning))
        centre = QPointF(
            room.left() + metrics.horizontalAdvance(name) + 8 + DOT_PX / 2, room.center().y() + 1
        )
        painter.drawEllipse(centre, DOT_PX / 2, DOT_PX / 2)


def _fitted_name(font: QFont, view: RowView, across: float) -> tuple[str, QFontMetricsF]:
    """The name as it fits. What is open is written bold if nothing of it is lost by that."""
    if view.is_open:
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        if metrics.horizontalAdvance(view.row.title) <= across:
            return view.row.title, metrics
    font.setWeight(QFont.Weight.Normal)
    metrics = QFontMetricsF(font)
    return shortened_title(view.row.exercise, view.row.text, across, metrics), metrics


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(round(font.pixelSize() * SMALL_PX / BODY_PX) if font.pixelSize() > 0 else SMALL_PX)
    return small


_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine
