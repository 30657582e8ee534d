"""How long the window takes to be seen, and what memory it then has: `python -m bench.startup`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from tests.screen import hidden_screen
from tests.x_client import XClient

ROUNDS: Final = 5
AIM_S: Final = 0.7
AIM_MB: Final = 130
GIVE_UP_S: Final = 30.0
SETTLED_S: Final = 1.0
"""When the window has been seen for so long, it has done what it does at once."""

LOOKED_AT: Final = (300, 40, 400, 300)
"""A part of the window in which text stands, wherever it opens."""


def is_painted(pixels: bytes) -> bool:
    """True if there is more than one colour."""
    return pixels != pixels[:4] * (len(pixels) // 4)


def start_once(env: Mapping[str, str]) -> tuple[float, float]:
    """Seconds from the process's start to the painted window, and its resident memory in MB."""
    with XClient(env["DISPLAY"]) as screen, TemporaryDirectory() as folder:
        began_s = time.monotonic()
        window = subprocess.Popen(
            [sys.executable, "-m", "liftronome"], env={**os.environ, **env, "LIFTRONOME_DATA_DIR": folder}
        )
        try:
            while not is_painted(screen.pixels(*LOOKED_AT)):
                if time.monotonic() - began_s > GIVE_UP_S or window.poll() is not None:
                    raise RuntimeError("no window is seen")
                time.sleep(0.002)
            seen_s = time.monotonic() - began_s
            time.sleep(SETTLED_S)
            return seen_s, resident_mb(window.pid)
        finally:
            window.kill()
            window.wait()


def resident_mb(pid: int | str, what: str = "VmRSS") -> float:
    """The resident memory of a process, or what else of it /proc tells in kB."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(status[what].removesuffix("kB")) / 1024


def main() -> int:
    """Prints the figures; 1 if an aim is missed."""
    with hidden_screen() as env:
        start_once(env)  # from then on the files are in the system's cache, as for most starts
        starts = [start_once(env) for _ in range(ROUNDS)]
    seconds, megabytes = (median(figures) for figures in zip(*starts, strict=True))
    print(f"The window, median of {ROUNDS} starts")
    print(f"  from the process's start to its first painting {seconds:8.2f} s   (aim: {AIM_S})")
    print(f"  resident memory {megabytes:39.0f} MB  (aim: {AIM_MB})")
    return 0 if seconds < AIM_S and megabytes < AIM_MB else 1


if __name__ == "__main__":
    sys.exit(main())
