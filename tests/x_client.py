"""Eyes and a finger on an X server: keys that are pressed at a known moment, pixels as they are shown.

libX11 and libXtst are called directly: to start a program for each key takes longer than a key may.
"""

from __future__ import annotations

import ctypes
import time
from ctypes import POINTER, Structure, c_char, c_char_p, c_int, c_uint, c_ulong, c_void_p
from types import TracebackType
from typing import Final, Self

Z_PIXMAP: Final = 2
ALL_PLANES: Final = 0xFFFF_FFFF
AT_ONCE: Final = 0


class _Image(Structure):
    """The first part of XImage."""

    _fields_ = (
        ("width", c_int),
        ("height", c_int),
        ("xoffset", c_int),
        ("format", c_int),
        ("data", POINTER(c_char)),
        ("byte_order", c_int),
        ("bitmap_unit", c_int),
        ("bitmap_bit_order", c_int),
        ("bitmap_pad", c_int),
        ("depth", c_int),
        ("bytes_per_line", c_int),
    )


def _libraries() -> tuple[ctypes.CDLL, ctypes.CDLL]:
    x11, xtst = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
    x11.XOpenDisplay.restype = c_void_p
    x11.XOpenDisplay.argtypes = [c_char_p]
    x11.XDefaultRootWindow.restype = c_ulong
    x11.XDefaultRootWindow.argtypes = [c_void_p]
    x11.XStringToKeysym.restype = c_ulong
    x11.XStringToKeysym.argtypes = [c_char_p]
    x11.XKeysymToKeycode.argtypes = [c_void_p, c_ulong]
    x11.XFlush.argtypes = [c_void_p]
    x11.XSync.argtypes = [c_void_p, c_int]
    x11.XGetImage.restype = POINTER(_Image)
    x11.XGetImage.argtypes = [c_void_p, c_ulong, c_int, c_int, c_uint, c_uint, c_ulong, c_int]
    x11.XDestroyImage.argtypes = [c_void_p]
    x11.XCloseDisplay.argtypes = [c_void_p]
    xtst.XTestFakeKeyEvent.argtypes = [c_void_p, c_uint, c_int, c_ulong]
    return x11, xtst


class XClient:
    """A connection to the X server of that name, as in ":99". Used in a `with` block."""

    def __init__(self, display: str) -> None:
        self._x11, self._xtst = _libraries()
        self._display = c_void_p(self._x11.XOpenDisplay(display.encode()))
        if not self._display:
            raise RuntimeError(f"no X server answers at {display}")
        self._root = self._x11.XDefaultRootWindow(self._display)

    def press(self, keys: str) -> int:
        """Press keys together, by their X names, as in "Control_L+Return", and let them go. When that was."""
        codes = [
            self._x11.XKeysymToKeycode(self._display, self._x11.XStringToKeysym(name.encode()))
            for name in keys.split("+")
        ]
        at_ns = time.monotonic_ns()
        for code in codes:
            self._xtst.XTestFakeKeyEvent(self._display, code, True, AT_ONCE)
        for code in reversed(codes):
            self._xtst.XTestFakeKeyEvent(self._display, code, False, AT_ONCE)
        self._x11.XSync(self._display, False)
        return at_ns

    def pixels(self, x: int, y: int, width: int, height: int) -> bytes:
        """What is shown there now."""
        image = self._x11.XGetImage(
            self._display, c_ulong(self._root), x, y, width, height, ALL_PLANES, Z_PIXMAP
        )
        size = image.contents.bytes_per_line * image.contents.height
        data = ctypes.string_at(ctypes.cast(image.contents.data, c_void_p), size)
        self._x11.XDestroyImage(ctypes.cast(image, c_void_p))
        return data

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._x11.XCloseDisplay(self._display)
