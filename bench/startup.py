"""How long the window takes to open, against an empty PySide6 window in turns: `python -m bench.startup`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from tests.screen import hidden_screen
from tests.x_client import XClient

ROUNDS: Final = 7
AIM_RATIO: Final = 2.0
AIM_MB: Final = 130
GIVE_UP_S: Final = 30.0
SETTLED_S: Final = 1.0
"""So long after its first painting a window has finished what it does at its start."""

LOOKED_AT: Final = (340, 40, 400, 400)
"""A part of the screen that contains text of either window, wherever that opens: x, y, width, height."""

LIFTRONOME: Final = (sys.executable, "-m", "liftronome")
EMPTY: Final = (
    sys.executable,
    "-c",
    "import sys\n"
    "from PySide6.QtWidgets import QApplication, QLabel, QMainWindow\n"
    "application = QApplication(sys.argv)\n"
    "window = QMainWindow()\n"
    "window.setCentralWidget(QLabel('text ' * 30 + chr(10) * 3 + 'text ' * 30))\n"
    "window.resize(1280, 800)\n"
    "window.show()\n"
    "sys.exit(application.exec())",
)
"""The least that a PySide6 program can show: what Python and Qt themselves cost."""


def is_painted(pixels: bytes) -> bool:
    """True if there is more than one colour."""
    return pixels != pixels[:4] * (len(pixels) // 4)


def start_once(
    command: Sequence[str], folder: Path, env: Mapping[str, str], settled_s: float = 0.0
) -> tuple[float, float]:
    """Seconds from the process's start to its painted window, and its resident memory in MB `settled_s`
    later. `folder` is the data folder."""
    surroundings = {**os.environ, **env, "LIFTRONOME_DATA_DIR": str(folder)}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)  # with it, everything is compiled anew at each start
    with XClient(env["DISPLAY"]) as screen:
        began_s = time.monotonic()
        window = subprocess.Popen(command, env=surroundings)
        try:
            while not is_painted(screen.pixels(*LOOKED_AT)):
                if time.monotonic() - began_s > GIVE_UP_S or window.poll() is not None:
                    raise RuntimeError("the window did not open")
                time.sleep(0.002)
            seen_s = time.monotonic() - began_s
            time.sleep(settled_s)
            return seen_s, resident_mb(window.pid)
        finally:
            window.kill()
            window.wait()


def resident_mb(pid: int | str, what: str = "VmRSS") -> float:
    """The resident memory of a process in MB, or another of the kB figures in its /proc status."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(status[what].removesuffix("kB")) / 1024


def main() -> int:
    """Prints the figures; 1 if an aim is missed."""
    seconds: dict[Sequence[str], list[float]] = {EMPTY: [], LIFTRONOME: []}
    megabytes: dict[Sequence[str], list[float]] = {EMPTY: [], LIFTRONOME: []}
    with hidden_screen() as env, TemporaryDirectory() as name:
        for command in seconds:
            start_once(command, Path(name), env)  # warms the system's file cache, as for most starts
        for _ in range(ROUNDS):
            for command in seconds:
                seen_s, resident = start_once(command, Path(name), env, SETTLED_S)
                seconds[command].append(seen_s)
                megabytes[command].append(resident)
    empty_s, window_s = median(seconds[EMPTY]), median(seconds[LIFTRONOME])
    pairs = zip(seconds[LIFTRONOME], seconds[EMPTY], strict=True)
    ratio, used_mb = median(window / empty for window, empty in pairs), median(megabytes[LIFTRONOME])
    print(f"From the process's start to the painted window, median of {ROUNDS} starts in turns")
    print(f"  an empty PySide6 window {empty_s:33.2f} s   {median(megabytes[EMPTY]):6.0f} MB resident")
    print(f"  Liftronome {window_s:46.2f} s   {used_mb:6.0f} MB resident (aim: {AIM_MB})")
    print(f"  Liftronome against the empty window {ratio:21.2f}     (aim: {AIM_RATIO})")
    return 0 if ratio <= AIM_RATIO and used_mb <= AIM_MB else 1


if __name__ == "__main__":
    sys.exit(main())
