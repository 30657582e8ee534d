"""A layout that breaks its row into several where the width runs out."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class WrappingLayout(QLayout):
    """Places widgets side by side, and goes on in the next row where they do not fit.

    With `columns` all widgets are equally wide and fill the row: at most so many in one, and as evenly spread
    over the rows as can be. Without, each keeps its own width. Distances are in pixels.
    """

    def __init__(
        self, spacing: int, row_spacing: int, parent: QWidget | None = None, *, columns: int = 0
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._row_spacing = row_spacing
        self._columns = columns
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal if self._columns else Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, moves=True)

    def sizeHint(self) -> QSize:
        """All in one row."""
        sizes = [item.sizeHint() for item in self._shown()]
        gaps = self.spacing() * max(len(sizes) - 1, 0)
        width = sum(size.width() for size in sizes) + gaps
        if self._columns and sizes:
            in_a_row = min(self._columns, len(sizes))
            width = max(size.width() for size in sizes) * in_a_row + self.spacing() * (in_a_row - 1)
        return self._with_margins(QSize(width, max((size.height() for size in sizes), default=0)))

    def minimumSize(self) -> QSize:
        """The widest of them alone, and the height of one row: more rows come with the width."""
        least = QSize(0, 0)
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return self._with_margins(least)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, rect: QRect, *, moves: bool) -> int:
        """Place the widgets in a rectangle, if they are to move; the height that they take."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        top = inner.top()
        for row in self._rows(inner.width()):
            left, height = inner.left(), max(_height(item, width) for item, width in row)
            for item, width in row:
                if moves:
                    item.setGeometry(QRect(QPoint(left, top), QSize(width, _height(item, width))))
                left += width + self.spacing()
            top += height + self._row_spacing
        bottom = top - self._row_spacing if self._shown() else top
        return bottom + margins.bottom() - rect.top()

    def _rows(self, room: int) -> list[list[tuple[QLayoutItem, int]]]:
        """The widgets in their rows, each with its width."""
        if self._columns:
            return self._even_rows(room)
        rows: list[list[tuple[QLayoutItem, int]]] = []
        left = 0
        for item in self._shown():
            width = min(item.sizeHint().width(), max(room, item.minimumSize().width()))
            if not rows or left + width > room:
                rows.append([])
                left = 0
            rows[-1].append((item, width))
            left += width + self.spacing()
        return rows

    def _even_rows(self, room: int) -> list[list[tuple[QLayoutItem, int]]]:
        items = self._shown()
        if not items:
            return []
        least = max(item.minimumSize().width() for item in items)
        fitting = max((room + self.spacing()) // (least + self.spacing()), 1)
        row_count = -(-len(items) // min(self._columns, fitting))
        columns = -(-len(items) // row_count)
        width = max((room - self.spacing() * (columns - 1)) // columns, least)
        return [[(item, width) for item in items[at : at + columns]] for at in range(0, len(items), columns)]


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
