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

WARM_UP_WIDTH: Final = 1.9
"""What the names of warm-up sets need more."""

REPS_WIDTH: Final = 2.1
"""How wide the reps are, in font sizes, unless there are several mini-sets."""

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
    reps: float
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
            self._draw_row(painter, grid, len(rows) + 1, self._shown.sum_name)
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
        reps_width = self._reps_width()
        name_width = NAME_WIDTH + WARM_UP_WIDTH * (self._shown.sum_name != ALL_SETS)
        new_width, old_width = (width + reps_width - REPS_WIDTH for width in (NEW_WIDTH, OLD_WIDTH))
        by_width = self.width() / (name_width + new_width + old_width * (len(self._shown.columns) > 1))
        if by_width < self._pixels * SMALL:
            by_width = self.width() / (name_width + new_width)
        least = min(max(self._pixels * 0.55, LEAST_PX), by_width)
        pixels = max(min(self.height() / lines / ROW, by_width, float(self._pixels)), least)
        rows = min(count, max(int(self.height() / pixels / ROW) - (lines - count), 1))
        chosen = self._shown.rows.index(self._chosen) if self._chosen in self._shown.rows else 0
        first = min(max(chosen - rows // 2, 0), count - rows)
        room = self.width() / pixels - name_width - new_width
        columns = 1 + min(len(self._shown.columns) - 1, int(room / old_width + 0.01))
        used = (name_width + new_width + old_width * (columns - 1)) * pixels
        left = (self.width() - used) / 2
        name, new, old, reps = (width * pixels for width in (name_width, new_width, old_width, reps_width))
        return _Grid(pixels, left, name, new, old, reps, columns, first, rows)

    def _reps_width(self) -> float:
        """How wide the reps of the longest set are, in font sizes."""
        cells = [cell for column in self._shown.columns for cell in column.cells.values()]
        longest = max((len(cell.reps_text) for cell in cells if cell.parts or cell.is_held), default=0)
        return max(REPS_WIDTH, 0.75 * longest + 0.9)

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
        is_sum = row == self._shown.sum_name
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
        colour = self._theme.text if is_new and not cell.is_warm_up else self._theme.muted
        weight = QFont.Weight.Bold if is_new else QFont.Weight.Medium
        part = pixels * 1.0
        self._write(painter, place, cell.reps_text, colour, part, weight)
        rest = place.adjusted(grid.reps, 0, 0, 0)
        text = "  ".join(text for text in (cell.tension, cell.load) if text)
        self._write(painter, rest, text, colour, pixels * 0.8)
        if is_new and cell.note:
            at = place.adjusted(grid.reps + pixels * 6.5, 0, -pixels * 3.6, 0)
            self._write(painter, at, cell.note, self._theme.warning, pixels * 0.8)
        if not is_sum and self._shown.most:
            # One scale for all columns, so that equal reps are equally long.
            length = (grid.old - 1.5 * pixels) * cell.amount / self._shown.most
            bar = QRectF(
                place.left(), place.bottom() - place.height() * BAR, length, place.height() * BAR * 0.7
            )
            is_compared = is_new and not cell.is_warm_up
            painter.fillRect(bar, QColor(self._theme.accent if is_compared else self._theme.edge))

    def _draw_difference(
        self, painter: QPainter, place: QRectF, grid: _Grid, row: str, *, is_sum: bool
    ) -> None:
        text = self._shown.total_difference if is_sum else self._shown.difference(row)
        at = place.adjusted(grid.reps + grid.pixels * (3.9 if is_sum else 12.4), 0, -grid.pixels * 1.2, 0)
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
    said = [_spoken_column(column, comparison.sum_name) for column in comparison.columns]
    total, reference = comparison.total_difference, comparison.reference
    return ". ".join([*said, f"Compared with {reference.title}: {total}"] if total and reference else said)


def _spoken_column(column: Column, sum_name: str) -> str:
    cells = [
        ", ".join(text for text in (f"{name}: {_spoken_reps(cell)}", cell.tension, cell.load) if text)
        for name, cell in column.cells.items()
    ]
    if len(cells) > 1:
        total = column.total
        reps = [] if total.is_held else [counted(total.reps, "rep")]
        tension = [f"{total.tension} under tension"] if total.tension else []
        cells.append(f"{sum_name}: {', '.join([*reps, *tension])}")
    title = " ".join(filter(None, (column.title, column.tempo, column.aborted)))
    return f"{title}: {'; '.join(cells)}"


def _spoken_reps(cell: Cell) -> str:
    if cell.is_held:
        return f"held {cell.note}".strip()
    reps = counted(cell.reps, "rep")
    parts = f" ({cell.reps_text})" if cell.parts else ""
    return f"{reps}{parts} {cell.note}".strip()
