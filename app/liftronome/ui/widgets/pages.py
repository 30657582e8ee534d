"""Pages and dialogs that fit their screen: what does not fit scrolls, and seldom used parts fold away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QVBoxLayout, QWidget

from liftronome.ui.widgets.buttons import EnterButton

FRAME: Final = QSize(16, 48)
"""Room for a window's frame and title, in pixels; no system tells it before the window is shown."""


def room_for(window: QWidget) -> QSize:
    """The largest size of a window that lies on its screen as a whole, in pixels. A dialog that has not been
    shown yet will open on the screen of its parent."""
    below = window.parentWidget() or window
    return below.screen().availableGeometry().size() - FRAME


class PageScroll(QScrollArea):
    """Scrolls vertically, and follows the focus that a key moves.

    A click never scrolls: its target would be gone before the button is released.
    """

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        self._page = page
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.setInterval(0)  # by then, what has just been shown is laid out
        self._following.timeout.connect(self._follow)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        is_by_key = QApplication.mouseButtons() == Qt.MouseButton.NoButton
        if before is not None and now is not None and is_by_key and self._page.isAncestorOf(now):
            self._following.start()

    def _follow(self) -> None:
        widget = QApplication.focusWidget()
        if widget is not None and self._page.isAncestorOf(widget):
            self.ensureWidgetVisible(widget)


LEAST: Final = QSize(200, 60)
"""The smallest size of a scrolled area, in pixels."""


class Scrolled(QScrollArea):
    """As large as its content where there is room; otherwise it scrolls."""

    def __init__(self, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._content = content
        content.setObjectName(content.objectName() or "page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def sizeHint(self) -> QSize:
        content, layout = self._content, self._content.layout()
        hint = content.sizeHint()
        if layout is not None and layout.hasHeightForWidth():
            hint.setHeight(max(hint.height(), layout.totalHeightForWidth(hint.width())))
        hint.setWidth(hint.width() + self.verticalScrollBar().sizeHint().width())
        return hint

    def minimumSizeHint(self) -> QSize:
        return LEAST.boundedTo(self.sizeHint())


def fit(dialog: QDialog, wanted: QSize | None = None, *, width_px: int = 0) -> None:
    """Give a dialog the wanted size, or that of its content and at least `width_px`, but never more than its
    screen has. To be called once its content is complete."""
    take_close_keys(dialog)
    room = room_for(dialog)
    dialog.setMinimumWidth(min(width_px, room.width()))
    hint = dialog.sizeHint().expandedTo(QSize(width_px, 0))
    dialog.resize((wanted or hint).boundedTo(room))


def take_close_keys(dialog: QDialog) -> None:
    """Let the keys that close windows and quit everywhere do so in a dialog, too: it keeps them from its
    window. Quitting goes on with that window once the dialog has closed."""
    below = dialog.parentWidget()

    def quit_all() -> None:
        if dialog.close() and below is not None:
            QTimer.singleShot(0, below.window().close)

    for key, act in (("Ctrl+W", dialog.close), ("Ctrl+Q", quit_all)):
        QShortcut(QKeySequence(key), dialog).activated.connect(act)


def fit_window_below(dialog: QDialog, wanted: QSize) -> None:
    """The same for a dialog that lies over its window: no larger than that either."""
    below = dialog.parentWidget()
    fit(dialog, wanted.boundedTo(below.window().size()) if below else wanted)


def put_behind(widget: QWidget, content: QWidget) -> QWidget:
    """Let Tab go from a widget to those within `content`, in their own order, and on from there; returns the
    last of them."""
    inside, after = [], content.nextInFocusChain()
    while after is not None and after is not content:
        if content.isAncestorOf(after):
            inside.append(after)
        after = after.nextInFocusChain()
    for each in inside:
        if each.focusPolicy() != Qt.FocusPolicy.NoFocus and each.focusProxy() is None:
            QWidget.setTabOrder(widget, each)
            widget = each
    return widget


class Fold(QWidget):
    """A button that shows and hides the widget below it, made by `make` when it is first opened. `toggled`
    carries whether it is shown."""

    toggled = Signal(bool)

    def __init__(self, title: str, make: Callable[[], QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._make = make
        self._content: QWidget | None = None
        self.button = EnterButton(self)
        self.button.setObjectName("fold")
        self.button.setCheckable(True)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.toggled.connect(self._show)
        self.button.clicked.connect(self.toggled)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(False)

    def open(self, is_open: bool) -> None:
        """Show the content, or hide it."""
        self.button.setChecked(is_open)

    def _show(self, is_open: bool) -> None:
        self.button.setText(f"{'▾' if is_open else '▸'}  {self._title}")
        self.button.setAccessibleName(f"{self._title}: {'hide' if is_open else 'show'}")
        if is_open and self._content is None:
            self._content = self._make()
            self._column.addWidget(self._content)
            put_behind(self.button, self._content)
        if self._content is not None:
            self._content.setVisible(is_open)
