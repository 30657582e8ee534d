"""What can be done in the window, and with which keys."""

from __future__ import annotations

from enum import Enum


class Act(Enum):
    """Something that a lifter can do in the window: its name in menus, and its keys as Qt names them."""

    START = ("Start", ("Ctrl+Return", "Ctrl+Enter"))
    SAVE = ("Save", ("Ctrl+S",))
    SAVE_AS = ("Save as …", ("Ctrl+Shift+S",))
    RENAME = ("Rename …", ("F2",))
    DUPLICATE = ("Duplicate", ("Ctrl+D",))
    FAVOURITE = ("Favourite", ("Ctrl+B",))
    GIVE_UP = ("Revert to saved", ())
    COPY_LINE = ("Copy as one line", ("Ctrl+Shift+C",))
    EXPORT_ONE = ("Export this preset …", ())
    EDIT_EXERCISE = ("Edit exercise and cues …", ("Ctrl+E",))
    SOUNDS = ("Sounds …", ("Ctrl+U",))
    EXPORT_SOUND = ("Export as audio file …", ())
    PAST = ("Last sessions …", ())
    HISTORY = ("History", ("Ctrl+H",))
    NEXT_STEP = ("Take the next step", ("Ctrl+T",))
    DELETE = ("Delete", ("Delete",))
    UNDO = ("Undo", ("Ctrl+Z",))
    REDO = ("Redo", ("Ctrl+Shift+Z", "Ctrl+Y"))
    SEARCH = ("Search", ("Ctrl+F", "/"))
    NEW_LINE = ("New preset from one line …", ("Ctrl+L",))
    NEW_EXERCISE = ("New exercise …", ("Ctrl+N",))
    IMPORT = ("Import …", ("Ctrl+O",))
    EXPORT_ALL = ("Export everything …", ())
    OPTIONS = ("Options …", ("Ctrl+,",))
    FULL_SCREEN = ("Full screen", ("F11",))
    HELP = ("Keys", ("F1",))
    QUIT = ("Quit", ("Ctrl+Q", "Ctrl+W"))
