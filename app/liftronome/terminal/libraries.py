"""The system libraries that Qt needs on Linux, looked for before Qt is: it aborts without them, or worse."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

PACKAGES: Final[Mapping[str, str]] = {
    "libstdc++.so.6": "libstdc++6",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
"""Debian's package for each library, as scripts/system-packages installs them. They are what `objdump -p`
lists as NEEDED by Qt's Core, Gui, Widgets and DBus, and by its platforms xcb and wayland."""

WAYLAND_ONLY: Final = ("libwayland-client.so.0", "libwayland-cursor.so.0")
X11_ONLY: Final = tuple(
    name for name in PACKAGES if name.startswith(("libxcb-", "libxkbcommon-x11", "libX11-xcb"))
)
ALWAYS: Final = tuple(name for name in PACKAGES if name not in (*WAYLAND_ONLY, *X11_ONLY))
"""What Qt's windows need on any platform, `offscreen` too."""


def loads(name: str) -> bool:
    """True if the system has a library."""
    import ctypes

    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def lacking(
    environment: Mapping[str, str] = os.environ, loads: Callable[[str], bool] = loads
) -> Sequence[str]:
    """The libraries that are missing for a window on a platform that the environment asks for; none if one of
    these platforms has all that it needs."""
    missing = [name for name in ALWAYS if not loads(name)]
    beyond = [[name for name in needed if not loads(name)] for needed in _needed(environment)]
    return missing + min(beyond, key=len, default=[])


def _needed(environment: Mapping[str, str]) -> Iterable[Sequence[str]]:
    """What each platform needs that Qt may choose."""
    asked = environment.get("QT_QPA_PLATFORM", "")
    if asked:
        platforms = [name.split(":")[0] for name in asked.split(";")]
    else:
        platforms = [
            platform
            for variable, platform in (("DISPLAY", "xcb"), ("WAYLAND_DISPLAY", "wayland"))
            if environment.get(variable)
        ]
    for platform in platforms:
        yield {"xcb": X11_ONLY}.get(platform, WAYLAND_ONLY if platform.startswith("wayland") else ())


def missing_libraries(names: Sequence[str]) -> str:
    """One line that names the libraries that are missing, and the packages that bring them."""
    packages = [PACKAGES[name] for name in names if name in PACKAGES]
    verb, what = ("is", "it") if len(names) == 1 else ("are", "them")
    told = f"{', '.join(names)} {verb} missing, and Qt needs {what}"
    return f"{told}: install {' '.join(packages)} (as Debian and Ubuntu call it)" if packages else told
