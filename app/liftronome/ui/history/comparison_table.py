"""Sessions side by side: a row for each set, with a bar as long as its reps, so that a drop is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from liftronome.presentation.palette import Theme
from liftronome.presentation.texts import counted
from liftronome.ui.history.comparison import ALL_SETS, Cell, Column, Comparison
from liftronome.ui.widgets.labels import font_of

ROW: Final = 1.75
"""The height of a row, in font sizes."""

NAME_WIDTH: Final = 5.4
NEW_WIDTH: Final = 19
OLD_WIDTH: Final = 10.5
"""The least widths of the columns, in font sizes: the sets' names, the newest session, an older one."""

SMALL: Final = 0.7
"""In type smaller than that, in wanted font sizes, the older sessions are left out."""

LEAST_PX: Final = 11
BAR: Final = 0.16
"""The height of the bar, in rows."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Sizes of what is drawn, in pixels, and which rows and columns fit."""

    pixels: float
    left: float
    name: float
    new: float
    old: float
    columns: int
    first: int
    rows: int


class ComparisonTable(QWidget):
    """Shows a comparison. What does not fit is left out: the oldest sessions, and the rows farthest from the
    chosen one.

    `picked` carries the column and the row that are clicked, `opened` those of a double click; the row of a
    column's head is "".
    """

    picked = Signal(int, str)
    opened = Signal(int, str)

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = Comparison(())
        self._chosen = ""
        self._pixels = 24

    def show_comparison(self, comparison: Comparison, chosen: str = "") -> None:
        """Show sessions; the set named `chosen` is marked."""
        self._shown, self._chosen = comparison, chosen
        self.setAccessibleName(spoken(comparison))
        self.update()

    def set_pixels(self, pixels: int) -> None:
        """Set the largest font size, in pixels."""
        self._pixels = pixels
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the head, a row for each set, and their sum."""
        if not self._shown.rows:
            return
        grid = self._grid()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_heads(painter, grid)
        rows = self._shown.rows[grid.first : grid.first + grid.rows]
        for number, row in enumerate(rows, start=1):
            self._draw_row(painter, grid, number, row)
        if len(self._shown.rows) > 1:
            self._draw_row(painter, grid, len(rows) + 1, ALL_SETS)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell what is clicked."""
        if (under := self._under(event.position())) is not None:
            self.picked.emit(*under)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Tell what is double-clicked."""
        if (under := self._under(event.position())) is not None:
            self.opened.emit(*under)

    def _under(self, point: QPointF) -> tuple[int, str] | None:
        """The column and the row at a point; None beside them, and where they are summed up."""
        if not self._shown.rows:
            return None
        grid = self._grid()
        line = int(point.y() // (grid.pixels * ROW))
        across = point.x() - grid.left - grid.name
        column = 0 if across < grid.new else 1 + int((across - grid.new) // grid.old)
        if across < -grid.name or column >= grid.columns or line > grid.rows:
            return None
        return column, self._shown.rows[grid.first + line - 1] if line else ""

    def _grid(self) -> _Grid:
        """The largest type with which all rows fit, down to a least one, and what of it fits then."""
        count = len(self._shown.rows)
        lines = count + (3 if count > 1 else 2)
        by_width = self.width() / (NAME_WIDTH + NEW_WIDTH + OLD_WIDTH * (len(self._shown.columns) > 1))
        if by_width < self._pixels * SMALL:
            by_width = self.width() / (NAME_WIDTH + NEW_WIDTH)
        least = min(max(self._pixels * 0.55, LEAST_PX), by_width)
        pixels = max(min(self.height() / lines / ROW, by_width, float(self._pixels)), least)
        rows = min(count, max(int(self.height() / pixels / ROW) - (lines - count), 1))
        chosen = self._shown.rows.index(self._chosen) if self._chosen in self._shown.rows else 0
        first = min(max(chosen - rows // 2, 0), count - rows)
        room = self.width() / pixels - NAME_WIDTH - NEW_WIDTH
        columns = 1 + min(len(self._shown.columns) - 1, int(room / OLD_WIDTH + 0.01))
        used = (NAME_WIDTH + NEW_WIDTH + OLD_WIDTH * (columns - 1)) * pixels
        left = (self.width() - used) / 2
        return _Grid(
            pixels, left, NAME_WIDTH * pixels, NEW_WIDTH * pixels, OLD_WIDTH * pixels, columns, first, rows
        )

    def _place(self, grid: _Grid, line: int, column: int) -> QRectF:
        height = grid.pixels * ROW
        left = grid.left + grid.name + (grid.new + (column - 1) * grid.old if column else 0)
        return QRectF(left, line * height, grid.old if column else grid.new, height)

    def _draw_heads(self, painter: QPainter, grid: _Grid) -> None:
        for number, column in enumerate(self._shown.columns[: grid.columns]):
            place = self._place(grid, 0, number)
            colour = self._theme.text if number == 0 else self._theme.muted
            head = "  ".join(filter(None, (column.title, column.tempo, column.aborted)))
            self._write(painter, place, head, colour, grid.pixels * 0.8)
        if self._shown.reference:
            place = self._place(grid, 0, 0).adjusted(grid.pixels * 11, 0, -grid.pixels * 1.2, 0)
            since = f"vs {self._shown.reference.title}"
            self._write(painter, place, since, self._theme.accent, grid.pixels * 0.7, at_right=True)

    def _draw_row(self, painter: QPainter, grid: _Grid, line: int, row: str) -> None:
        first = self._place(grid, line, 0)
        whole = QRectF(grid.left, first.top(), self.width() - 2 * grid.left, first.height())
        is_sum = row == ALL_SETS
        if row == self._chosen:
            painter.fillRect(whole, QColor(self._theme.surface))
            painter.fillRect(QRectF(whole.left(), whole.top(), 4, whole.height()), QColor(self._theme.accent))
        elif is_sum:
            painter.fillRect(QRectF(whole.left(), whole.top(), whole.width(), 2), QColor(self._theme.outline))
        name = QRectF(grid.left + grid.pixels * 0.5, first.top(), grid.name, first.height())
        self._write(painter, name, row, self._theme.muted, grid.pixels * 0.8)
        for number, column in enumerate(self._shown.columns[: grid.columns]):
            cell = column.total if is_sum else column.cells.get(row)
            if cell is not None:
                self._draw_cell(
                    painter, self._place(grid, line, number), grid, cell, is_new=number == 0, is_sum=is_sum
                )
        self._draw_difference(painter, first, grid, row, is_sum=is_sum)

    def _draw_cell(
        self, painter: QPainter, place: QRectF, grid: _Grid, cell: Cell, *, is_new: bool, is_sum: bool
    ) -> None:
        pixels = grid.pixels
        colour = self._theme.text if is_new else self._theme.muted
        weight = QFont.Weight.Bold if is_new else QFont.Weight.Medium
        part = pixels * 1.0
        self._write(painter, place, str(cell.reps), colour, part, weight)
        rest = place.adjusted(pixels * 2.1, 0, 0, 0)
        text = "  ".join(text for text in (cell.tension, cell.load) if text)
        self._write(painter, rest, text, colour, pixels * 0.8)
        if is_new and cell.note:
            at = place.adjusted(pixels * 8.6, 0, -pixels * 3.6, 0)
            self._write(painter, at, cell.note, self._theme.warning, pixels * 0.8)
        if not is_sum and self._shown.most_reps:
            # One scale for all columns, so that equal reps are equally long.
            length = (OLD_WIDTH - 1.5) * pixels * cell.reps / self._shown.most_reps
            bar = QRectF(
                place.left(), place.bottom() - place.height() * BAR, length, place.height() * BAR * 0.7
            )
            painter.fillRect(bar, QColor(self._theme.accent if is_new else self._theme.edge))

    def _draw_difference(
        self, painter: QPainter, place: QRectF, grid: _Grid, row: str, *, is_sum: bool
    ) -> None:
        text = self._shown.total_difference if is_sum else self._shown.difference(row)
        at = place.adjusted(grid.pixels * (6.0 if is_sum else 14.5), 0, -grid.pixels * 1.2, 0)
        self._write(
            painter, at, text, self._theme.accent, grid.pixels * 0.8, QFont.Weight.Bold, at_right=True
        )

    def _write(
        self,
        painter: QPainter,
        place: QRectF,
        text: str,
        colour: str,
        pixels: float,
        weight: QFont.Weight = QFont.Weight.Medium,
        *,
        at_right: bool = False,
    ) -> None:
        font = font_of(pixels, weight)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        across = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, across | Qt.AlignmentFlag.AlignVCenter, shown)


def spoken(comparison: Comparison) -> str:
    """The comparison as a screen reader says it, session by session."""
    said = [_spoken_column(column) for column in comparison.columns]
    total, reference = comparison.total_difference, comparison.reference
    return ". ".join([*said, f"Compared with {reference.title}: {total}"] if total and reference else said)


def _spoken_column(column: Column) -> str:
    cells = [
        ", ".join(
            text
            for text in (f"{name}: {counted(cell.reps, 'rep')} {cell.note}".strip(), cell.tension, cell.load)
            if text
        )
        for name, cell in column.cells.items()
    ]
    if len(cells) > 1:
        tension = f", {column.total.tension} under tension" if column.total.tension else ""
        cells.append(f"{ALL_SETS}: {counted(column.total.reps, 'rep')}{tension}")
    title = " ".join(filter(None, (column.title, column.tempo, column.aborted)))
    return f"{title}: {'; '.join(cells)}"
