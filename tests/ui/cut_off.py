"""Finds what a page does not show whole: widgets beyond their page, and texts too long for their widgets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from liftronome.ui.widgets.labels import ElidedLabel
from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QStyle,
    QWidget,
)


def resized(page: QWidget, width: int, height: int) -> None:
    """Give a page a size, and let it settle."""
    page.resize(width, height)
    for _ in range(8):  # layouts inside scroll areas follow one after the other
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()


def cut_off(page: QWidget) -> list[str]:
    """What is not shown whole, each with where it is; what can be scrolled up and down to is shown."""
    return list(_cut_off(page))


def _cut_off(page: QWidget) -> Iterator[str]:
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, QScrollBar) or widget.window() is not page.window():
            continue
        place = _seen_in(widget, page)
        if place is not None:
            yield f"{_name(widget)} reaches beyond {place}"
        elif (why := _text_problem(widget)) is not None:
            yield f"{_name(widget)}: {why}"
    yield from _overlaps(page)


def _seen_in(widget: QWidget, page: QWidget) -> str | None:
    """What the widget reaches beyond, None if nothing cuts it."""
    rect = QRect(QPoint(0, 0), widget.size())
    above: QWidget | None = widget
    while above is not None and above is not page:
        rect.translate(above.pos())
        above = above.parentWidget()
        if above is None:
            break
        visible = above.rect()
        area = above.parentWidget()
        if isinstance(area, QAbstractScrollArea) and above is area.viewport():
            if not isinstance(area, QScrollArea):
                return None  # a list or a text shows its own parts
            scrolls_across = area.horizontalScrollBar().maximum() > 0
            if scrolls_across or rect.left() < 0 or rect.right() > visible.right():
                return f"{_name(area)} (across)"
            rect = (
                rect.intersected(visible)
                if rect.intersects(visible)
                else QRect(visible.topLeft(), QSize(1, 1))
            )
        elif not visible.contains(rect) and not rect.isEmpty():
            return f"{_name(above)}: {rect.getRect()} in {visible.getRect()}"
    return None


def _text_problem(widget: QWidget) -> str | None:
    if isinstance(widget, ElidedLabel):
        shown = widget.text()
        if shown.endswith("…") and not widget.toolTip() and not widget.accessibleName().endswith("…"):
            return "elided without a tooltip"
        if shown in ("", "…") and widget.accessibleName():
            return f"nothing is left of “{widget.accessibleName()}”"
        return None
    if isinstance(widget, QLabel) and widget.text():
        needed = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
        if needed > widget.height():
            return f"{needed} px high, has {widget.height()}"
        if not widget.wordWrap() and widget.sizeHint().width() > widget.width():
            return f"{widget.sizeHint().width()} px wide, has {widget.width()}"
        if widget.wordWrap() and _longest_word(widget) > widget.contentsRect().width():
            return "a word is wider than its label"
    if isinstance(widget, QAbstractButton) and widget.text() and widget.objectName() != "step":
        hint = widget.minimumSizeHint()
        if hint.width() > widget.width() or hint.height() > widget.height():
            return f"needs {hint.width()} × {hint.height()}, has {widget.width()} × {widget.height()}"
    if isinstance(widget, QLineEdit) and widget.objectName() == "number" and not widget.property("wrong"):
        frame = 2 * widget.style().pixelMetric(QStyle.PixelMetric.PM_DefaultFrameWidth)
        if widget.fontMetrics().horizontalAdvance(widget.text()) > widget.width() - frame:
            return "the text is wider than its field"
    return None


def _longest_word(label: QLabel) -> int:
    if "<" in label.text():
        return 0
    return max(
        label.fontMetrics().horizontalAdvance(word) for word in re.split(r"[\s\u200b]+", label.text()) or [""]
    )


def _overlaps(page: QWidget) -> Iterator[str]:
    """Widgets of one parent that lie upon each other; what is meant to float says so."""
    for parent in (page, *page.findChildren(QWidget)):
        if not parent.isVisible() or isinstance(parent, QAbstractScrollArea):
            continue
        children = [
            child
            for child in parent.children()
            if isinstance(child, QWidget)
            and child.isVisible()
            and not child.isWindow()
            and not child.property("floats")
            and not child.size().isEmpty()
        ]
        for number, child in enumerate(children):
            for other in children[number + 1 :]:
                if child.geometry().intersects(other.geometry()):
                    yield f"{_name(child)} and {_name(other)} overlap"


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
    said = text or widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} “{said[:40]}”"
