"""What the keys are called: by their letters on a Latin layout, by their places on any other."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from liftronome.presentation.bench_keys import Action
from liftronome.presentation.key_map import KeyMap, label
from liftronome.presentation.keyboard_layouts import latin_letter

_ROWS: Final = ((2, "1234567890-="), (16, "QWERTYUIOP[]"), (30, "ASDFGHJKL;'`"), (43, "\\ZXCVBNM,./"))
"""A US keyboard's characters by row, and the scan code of the row's first key (set 1; the codes of Linux's
input-event-codes.h are the same)."""

SCAN_CODES: Final[Mapping[int, str]] = {
    first + number: character for first, row in _ROWS for number, character in enumerate(row)
}

_MAC_KEYS: Final = "ASDFHGZXCV\0BQWERYT123465=97-80]OU[IP\0LJ'K;\\,/NM.\0\0`"
MAC_CODES: Final[Mapping[int, str]] = {code: key for code, key in enumerate(_MAC_KEYS) if key != "\0"}
"""The same by macOS's virtual key codes (Carbon, HIToolbox/Events.h: kVK_ANSI_A and so on)."""

XKB_OFFSET: Final = 8
"""X11 and Wayland count keys from 8 on."""

_MODIFIER_KEYS: Final = frozenset(
    {
        Qt.Key.Key_unknown,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
    }
)
_COUNTED: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)

_KEYPAD: Final[Mapping[int, str]] = {
    Qt.Key.Key_Insert: "0",
    Qt.Key.Key_End: "1",
    Qt.Key.Key_Down: "2",
    Qt.Key.Key_PageDown: "3",
    Qt.Key.Key_Left: "4",
    Qt.Key.Key_Clear: "5",
    Qt.Key.Key_Right: "6",
    Qt.Key.Key_Home: "7",
    Qt.Key.Key_Up: "8",
    Qt.Key.Key_PageUp: "9",
    Qt.Key.Key_Delete: ".",
}
"""What is printed on the keys of the number pad, by what they send while Num Lock is off."""


def key_names(event: QKeyEvent) -> tuple[str, ...]:
    """The names of the key of an event in Qt's portable notation; none for a modifier alone.

    The first is that of the character it types. Where that is no Latin one, a second names the key by the
    character in its place on a US keyboard: "P" for a Russian "З". Shift counts only beside Ctrl, Alt or
    Meta and a letter: it takes Shift to type "+" on one keyboard, and none on the next.
    """
    key = event.key()
    if key in _MODIFIER_KEYS or key == 0:
        return ()
    if digit := _keypad_digit(event):
        return (digit,)
    character = chr(key) if 0x80 <= key < 0x1000000 and key <= sys.maxunicode else ""
    own = _name(event, key)
    if character and (number := unicodedata.decimal(character, None)) is not None:
        return own, str(number)
    if character and _is_foreign(character):
        place = _at_place(event) or latin_letter(character).upper()
        return (own, _name(event, ord(place))) if place else (own,)
    return (own,)


def key_name(event: QKeyEvent) -> str:
    """The name of the key of an event as keys are assigned: by its Latin letter. "" for a modifier alone."""
    return next(reversed(key_names(event)), "")


def native_label(name: str) -> str:
    """What is written on a key, as the system writes it: "⌘Z" on macOS for "Ctrl+Z"."""
    plain = label(name)
    native = QKeySequence(name).toString(QKeySequence.SequenceFormat.NativeText)
    return native if plain == name and native else plain


def label_of(keys: KeyMap, action: Action) -> str:
    """The label of an action's first key as the system writes it, "" if it has none."""
    return next((native_label(name) for name in keys.keys[action]), "")


def labels_of(keys: KeyMap, action: Action) -> tuple[str, ...]:
    """The labels of all keys of an action, each once."""
    return tuple(dict.fromkeys(native_label(name) for name in keys.keys[action]))


def _name(event: QKeyEvent, key: int) -> str:
    counted = event.modifiers() & _COUNTED
    if counted and chr(min(key, sys.maxunicode)).isalpha():
        counted |= event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    pressed = QKeyCombination(counted, Qt.Key(key))
    return QKeySequence(pressed).toString(QKeySequence.SequenceFormat.PortableText)


def _keypad_digit(event: QKeyEvent) -> str:
    """The digit of a key of the number pad while Num Lock is off. A Mac has no Num Lock, and calls its
    arrows keys of the number pad."""
    is_on_pad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
    return _KEYPAD.get(event.key(), "") if is_on_pad and sys.platform != "darwin" else ""


def _is_foreign(character: str) -> bool:
    """True for a letter of another script than Latin, or a mark that goes with one."""
    is_letter = unicodedata.category(character)[0] in "LM"
    return is_letter and not unicodedata.name(character, "").startswith("LATIN")


def _at_place(event: QKeyEvent) -> str:
    """The character that a US keyboard has in the key's place, "" if the place is not known."""
    match QGuiApplication.platformName():
        case "cocoa":
            return MAC_CODES.get(event.nativeVirtualKey(), "")
        case "windows":
            return SCAN_CODES.get(event.nativeScanCode(), "")
        case _:
            return SCAN_CODES.get(event.nativeScanCode() - XKB_OFFSET, "")
