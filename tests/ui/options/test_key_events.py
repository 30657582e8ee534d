"""Keys are found by their places where a layout has no Latin letters."""

from __future__ import annotations

from typing import Final

import pytest
from liftronome.presentation.bench_keys import Action
from liftronome.presentation.key_map import KeyMap
from liftronome.ui.options.key_events import (
    MAC_CODES,
    SCAN_CODES,
    XKB_OFFSET,
    key_name,
    key_names,
    native_label,
)
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

LAYOUTS: Final = {
    "Russian": "йцукенгшщз фывапролдж ячсмитьбю",
    "Ukrainian": "йцукенгшщз фівапролдж ячсмитьбю",
    "Bulgarian": ",уеишщксдз ьяаожгтнвм юйъэфхпрл",
    "Serbian": "љњертзуиоп асдфгхјклч жџцвбнм,.",
    "Greek": ";ςερτυθιοπ ασδφγηξκλ´ ζχψωβνμ,.",
    "Armenian": "ճփբսմուկըթ ջվգեանիտհպ ժդչյզլքխշ",
    "Georgian": "ქწერტყუიოპ ასდფგჰჯკლ; ზხცვბნმ,.",
    "Hebrew": "/'קראטוןםפ שדגכעיחלךף זסבהנמצתץ",
    "Arabic": "ضصثقفغعهخح شسيبلاتنمك ئءؤرﻻىةوز",
    "Persian": "ضصثقفغعهخح شسیبلاتنمک ظطزرذدپو.",
    "Thai": "ๆไำพะัีรนย ฟหกดเ้่าสว ผปแอิืทมใ",
    "Khmer": "ឆឹេរតយុិោផ ាសដថងហ្កលើ ឋខចវបនម។៊",
    "Hindi": "ौैाीूबहगदज ोे्िुपरकतच ॆंमनवलस,.",
    "Bengali": "ঙযডপটচজহগড় ৃুিব্াকতদ; ঁোেরনসম,.",
}
"""Of fourteen layouts what the keys from Q to P, from A to ; and from Z to . type (xkeyboard-config 2.35)."""

LETTERS: Final = {
    "P": Action.PAUSE,
    "M": Action.MORE_REP,
    "S": Action.SKIP,
    "R": Action.RESTART,
    "U": Action.UNDO,
    "K": None,
    "L": None,
}
"""The letters that the bench knows; K and L are those of the load's unit."""

ROWS: Final = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
CODES: Final = {character: code for code, character in SCAN_CODES.items()}


def pressed(
    character: str,
    scan_code: int = 0,
    *,
    virtual_key: int = 0,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> QKeyEvent:
    key = ord(character.upper()) if len(character.upper()) == 1 else ord(character)
    return QKeyEvent(QEvent.Type.KeyPress, key, held, scan_code, virtual_key, 0, character)


def special(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_letters_of_the_bench_work_on_every_layout(layout: str) -> None:
    for latin, typed in zip(ROWS, LAYOUTS[layout].split(), strict=True):
        for letter in LETTERS.keys() & set(latin):
            event = pressed(typed[latin.index(letter)], CODES[letter] + XKB_OFFSET)
            assert key_name(event) == letter
            assert KeyMap().action_for(key_names(event)) is LETTERS[letter]


@pytest.mark.parametrize(("platform", "offset"), [("xcb", 8), ("wayland", 8), ("windows", 0)])
def test_the_position_is_known_by_the_scan_code(
    monkeypatch: pytest.MonkeyPatch, platform: str, offset: int
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: platform)
    for code, character in SCAN_CODES.items():
        assert key_name(pressed("ж", code + offset)) == character


def test_on_a_mac_the_position_is_known_by_the_virtual_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "cocoa")
    for code, character in MAC_CODES.items():
        assert key_name(pressed("ж", virtual_key=code)) == character
    assert set(MAC_CODES.values()) == set(SCAN_CODES.values())


@pytest.mark.parametrize(
    ("typed", "place"), [("z", "Y"), ("ü", "["), ("a", "Q"), ("r", "O"), ("é", "2"), ("§", "3"), ("ş", ";")]
)
def test_on_a_latin_layout_the_letter_counts_and_not_its_position(typed: str, place: str) -> None:
    assert key_names(pressed(typed, CODES[place] + XKB_OFFSET)) == (typed.upper(),)


@pytest.mark.parametrize(
    ("typed", "digit"), [("٣", "3"), ("۴", "4"), ("५", "5"), ("๖", "6"), ("7", "7"), ("８", "8")]
)
def test_digits_of_any_script_are_digits(typed: str, digit: str) -> None:
    assert key_name(pressed(typed)) == digit


def test_where_the_number_row_types_letters_its_places_are_digits() -> None:
    assert [key_name(pressed(c, CODES[d] + XKB_OFFSET)) for c, d in zip("ๅภถุึ", "14567", strict=True)] == [
        *"14567"
    ]


def test_an_unknown_position_falls_back_to_the_letter() -> None:
    assert key_names(pressed("ξ")) == ("Ξ", "J")
    assert key_names(pressed("ᚠ")) == ("ᚠ",)


def test_an_assigned_letter_takes_precedence_over_its_position() -> None:
    keys = KeyMap().with_key(Action.GO, "З")
    assert keys.action_for(key_names(pressed("з", CODES["P"] + XKB_OFFSET))) is Action.GO


def test_shift_counts_beside_control_and_a_letter_alone() -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    assert key_name(special(Qt.Key.Key_Z, control | shift)) == "Ctrl+Shift+Z"
    assert key_name(special(Qt.Key.Key_P, shift)) == "P"
    assert key_name(special(Qt.Key.Key_Plus, control | shift)) == "Ctrl++"
    assert key_name(pressed("я", CODES["Z"] + XKB_OFFSET, held=control)) == "Ctrl+Z"


PAD: Final = {
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


@pytest.mark.parametrize("key", PAD)
def test_the_number_pad_types_its_digits_without_num_lock(
    monkeypatch: pytest.MonkeyPatch, key: Qt.Key
) -> None:
    pad = Qt.KeyboardModifier.KeypadModifier
    assert key_name(special(key, pad)) == PAD[key]
    assert key_name(special(key)) != PAD[key]
    monkeypatch.setattr("sys.platform", "darwin")
    assert key_name(special(key, pad)) != PAD[key]


def test_a_modifier_alone_has_no_name() -> None:
    for key in (Qt.Key.Key_Shift, Qt.Key.Key_AltGr, Qt.Key.Key_unknown):
        assert key_names(special(key)) == ()


def test_keys_are_labelled_as_they_are_on_a_keyboard() -> None:
    assert [native_label(name) for name in ("PgDown", "Return", "Up", "-", "Ctrl+Z", "M")] == [
        "Page Down",
        "Enter",
        "↑",
        "−",
        "Ctrl+Z",
        "M",
    ]
