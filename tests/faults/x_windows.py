"""What a window manager would do, on a screen without one: give a window the keys, and ask it to close."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_long, c_uint, c_ulong, c_void_p
from typing import Final

CLIENT_MESSAGE: Final = 33
REVERT_TO_PARENT: Final = 2
IGNORE_ERRORS: Final = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)(lambda _display, _error: 0)
"""A window may be gone, or not be shown yet: otherwise Xlib would end the process."""


class _ClientMessage(Structure):
    """XClientMessageEvent, with the room of any event."""

    _fields_ = (
        ("type", c_int),
        ("serial", c_ulong),
        ("send_event", c_int),
        ("display", c_void_p),
        ("window", c_ulong),
        ("message_type", c_ulong),
        ("format", c_int),
        ("data", c_long * 5),
        ("padding", c_long * 24),
    )


def close_windows(display: str, title: str) -> int:
    """Ask every window whose title holds `title` to close; how many there were."""
    with _connected(display) as (x11, connection):
        found = [window for window in _windows(x11, connection) if title in _title(x11, connection, window)]
        for window in found:
            _ask_to_close(x11, connection, window)
        x11.XSync(connection, False)
    return len(found)


def give_keys_to(display: str, title: str) -> None:
    """Let a window whose title holds `title` have the keyboard, if there is one that is shown."""
    with _connected(display) as (x11, connection):
        for window in _windows(x11, connection):
            if title in _title(x11, connection, window):
                x11.XSetInputFocus(connection, c_ulong(window), REVERT_TO_PARENT, c_ulong(0))
        x11.XSync(connection, False)


@contextlib.contextmanager
def _connected(display: str) -> Iterator[tuple[ctypes.CDLL, c_void_p]]:
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = c_void_p
    x11.XDefaultRootWindow.restype = x11.XInternAtom.restype = c_ulong
    x11.XInternAtom.argtypes = [c_void_p, c_char_p, c_int]
    x11.XSendEvent.argtypes = [c_void_p, c_ulong, c_int, c_long, POINTER(_ClientMessage)]
    x11.XSetErrorHandler(IGNORE_ERRORS)
    connection = c_void_p(x11.XOpenDisplay(display.encode()))
    try:
        yield x11, connection
    finally:
        x11.XCloseDisplay(connection)


def _windows(x11: ctypes.CDLL, connection: c_void_p) -> list[int]:
    root, parent, children, count = c_ulong(), c_ulong(), POINTER(c_ulong)(), c_uint()
    top = c_ulong(x11.XDefaultRootWindow(connection))
    x11.XQueryTree(connection, top, byref(root), byref(parent), byref(children), byref(count))
    found = children[: count.value] if count.value else []
    if found:
        x11.XFree(children)
    return found


def _title(x11: ctypes.CDLL, connection: c_void_p, window: int) -> str:
    name = c_char_p()
    x11.XFetchName(connection, c_ulong(window), byref(name))
    return (name.value or b"").decode(errors="replace")


def _ask_to_close(x11: ctypes.CDLL, connection: c_void_p, window: int) -> None:
    protocols = x11.XInternAtom(connection, b"WM_PROTOCOLS", False)
    event = _ClientMessage(CLIENT_MESSAGE, window=window, message_type=protocols, format=32)
    event.data[0] = x11.XInternAtom(connection, b"WM_DELETE_WINDOW", False)
    x11.XSendEvent(connection, window, False, 0, byref(event))
