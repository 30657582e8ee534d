"""What can be done in the window, and with which key: said once, for menus, keys and the page of help."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.shortcut_claim import ShortcutClaim


class Act(Enum):
    """Something that a lifter can do in the window: how it is called, and its keys."""

    START = ("Start", ("Ctrl+Return", "Ctrl+Enter"))
    SAVE = ("Save", ("Ctrl+S",))
    SAVE_AS = ("Save as …", ("Ctrl+Shift+S",))
    RENAME = ("Rename …", ("F2",))
    DUPLICATE = ("Duplicate", ("Ctrl+D",))
    FAVOURITE = ("Favourite", ("Ctrl+B",))
    GIVE_UP = ("Go back to what is saved", ())
    COPY_LINE = ("Copy as one line", ("Ctrl+Shift+C",))
    EXPORT_ONE = ("Export this preset …", ())
    EDIT_EXERCISE = ("Exercise and its cues …", ("Ctrl+E",))
    SOUNDS = ("Sounds …", ("Ctrl+U",))
    EXPORT_SOUND = ("Export as audio file …", ())
    PAST = ("Last sessions …", ("Ctrl+H",))
    DELETE = ("Delete", ("Delete",))
    UNDO = ("Undo", ("Ctrl+Z",))
    REDO = ("Redo", ("Ctrl+Shift+Z", "Ctrl+Y"))
    SEARCH = ("Search", ("Ctrl+F", "/"))
    NEW_LINE = ("New preset from a line …", ("Ctrl+L",))
    NEW_EXERCISE = ("New exercise …", ("Ctrl+N",))
    IMPORT = ("Import …", ("Ctrl+O",))
    EXPORT_ALL = ("Export everything …", ())
    OPTIONS = ("Options …", ("Ctrl+,",))
    FULL_SCREEN = ("Full screen", ("F11",))
    HELP = ("Keys", ("F1",))


PRESET_MENU: Final[Sequence[Act | None]] = (
    Act.SAVE,
    Act.SAVE_AS,
    Act.RENAME,
    Act.DUPLICATE,
    Act.FAVOURITE,
    Act.GIVE_UP,
    None,
    Act.COPY_LINE,
    Act.EXPORT_ONE,
    Act.SOUNDS,
    Act.EXPORT_SOUND,
    Act.EDIT_EXERCISE,
    Act.PAST,
    None,
    Act.DELETE,
    Act.UNDO,
    Act.REDO,
)
MAIN_MENU: Final[Sequence[Act | None]] = (
    Act.NEW_LINE,
    Act.NEW_EXERCISE,
    None,
    Act.PAST,
    Act.IMPORT,
    Act.EXPORT_ALL,
    None,
    Act.UNDO,
    Act.REDO,
    None,
    Act.OPTIONS,
    Act.FULL_SCREEN,
    Act.HELP,
)

TEXT_ACTS: Final = (Act.UNDO, Act.REDO)
TEXT_KEYS: Final = ("/", "Delete")
"""What a text that has the focus keeps for itself, where it can do something with it."""


def make_actions(
    page: QWidget, stack: QUndoStack, slots: Mapping[Act, Callable[[], None]]
) -> dict[Act, QAction]:
    """The actions with their keys, which hold while `page` or something in it has the focus: also a text
    field that is there by now."""
    actions = {Act.UNDO: stack.createUndoAction(page, "Undo"), Act.REDO: stack.createRedoAction(page, "Redo")}
    for act, slot in slots.items():
        actions[act] = QAction(act.value[0], page)
        actions[act].triggered.connect(slot)
    for act, action in actions.items():
        action.setShortcuts([QKeySequence(key) for key in act.value[1]])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setAutoRepeat(act in (Act.UNDO, Act.REDO))
        page.addAction(action)
    claimed = {key for act in actions if act not in TEXT_ACTS for key in act.value[1]}
    ShortcutClaim(claimed.difference(TEXT_KEYS), page)
    return actions


def menu_of(acts: Sequence[Act | None], actions: Mapping[Act, QAction], parent: QWidget) -> QMenu:
    """A menu of actions; None stands for a line between them."""
    menu = QMenu(parent)
    for act in acts:
        if act is None:
            menu.addSeparator()
        else:
            menu.addAction(actions[act])
    return menu
