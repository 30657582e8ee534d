"""The window's actions with their keys, and its menus."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QWidget

from liftronome.presentation.window_keys import Act
from liftronome.ui.widgets.shortcut_claim import ShortcutClaim

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
    Act.HISTORY,
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
    None,
    Act.QUIT,
)

TEXT_ACTS: Final = (Act.UNDO, Act.REDO)
TEXT_KEYS: Final = ("/", "Delete")
"""Keys that a focused text field keeps while it can use them."""


def make_actions(
    page: QWidget, stack: QUndoStack, slots: Mapping[Act, Callable[[], None]]
) -> tuple[dict[Act, QAction], ShortcutClaim]:
    """The actions with their keys, which work while `page` or anything in it has the focus, text fields
    included: what claims the keys for those has to cover fields that are made later."""
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
    return actions, ShortcutClaim(claimed.difference(TEXT_KEYS), page)


def menu_of(acts: Sequence[Act | None], actions: Mapping[Act, QAction], parent: QWidget) -> QMenu:
    """A menu of actions; None is a separator."""
    menu = QMenu(parent)
    for act in acts:
        if act is None:
            menu.addSeparator()
        else:
            menu.addAction(actions[act])
    return menu
