"""The window with few presets and with thousands: `python -m bench.window`.

How long it takes from the start of its process until it is seen, in turns; and how long a key in the search
field takes until the list that it leads to is drawn.
"""

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

from bench.presets import COUNTS, filled
from bench.startup import LIFTRONOME, start_once
from tests.screen import hidden_screen

ROUNDS: Final = 5
AIM_RATIO: Final = 1.3
AIM_KEY_MS: Final = 16.0
TYPED: Final = ("hip thrust", "row", "day 49", "squat", "zercher", "a", "press day")


def key_ms(folder: Path, env: Mapping[str, str]) -> list[float]:
    """Milliseconds for each key of some searches, typed in a process of its own."""
    said = subprocess.run(
        [sys.executable, "-m", "bench.window", str(folder)],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(line) for line in said.stdout.split()]


def type_searches(folder: Path) -> None:
    """Type searches into the window, each letter and its deletion, and print the milliseconds of each key."""
    from liftronome.ui.look.style import STYLE, set_up_style
    from liftronome.ui.window.main import open_kept, window_on
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    application = QApplication(["liftronome", *STYLE])
    set_up_style(application)
    window = window_on(*open_kept(folder))
    window.show()
    QTest.qWaitForWindowExposed(window)
    search = window.list.search
    search.setFocus()
    for text in TYPED:
        for letter in (*text, *"\b" * len(text)):
            began_s = time.perf_counter()
            if letter == "\b":
                QTest.keyClick(search, Qt.Key.Key_Backspace)
            else:
                QTest.keyClick(search, letter)
            window.list.repaint()
            application.processEvents()
            print((time.perf_counter() - began_s) * 1000)
    window.close()


def main() -> int:
    """Prints the figures; 1 if an aim is missed."""
    opened_s: dict[int, list[float]] = {count: [] for count in COUNTS}
    keys_ms: dict[int, list[float]] = {}
    with TemporaryDirectory() as name, hidden_screen() as env:
        folders = {count: Path(name) / str(count) for count in COUNTS}
        for count, folder in folders.items():
            folder.mkdir()
            filled(folder, count)
            start_once(LIFTRONOME, folder, env)  # warms the cache, and makes the copy of the day
        for _ in range(ROUNDS):
            for count, folder in folders.items():
                opened_s[count].append(start_once(LIFTRONOME, folder, env)[0])
        for count, folder in folders.items():
            keys_ms[count] = key_ms(folder, env)
    few, many = (median(opened_s[count]) for count in COUNTS)
    print(f"The window, median of {ROUNDS} starts in turns           seen after   a key in the search field")
    for count in COUNTS:
        times = sorted(keys_ms[count])
        print(
            f"  with {count:4} presets {median(opened_s[count]):36.2f} s"
            f" {median(times):12.1f} ms, at worst {times[-1]:.0f}"
        )
    print(f"  thousands against few {many / few:32.2f}     (aim: {AIM_RATIO}; a key: {AIM_KEY_MS:.0f} ms)")
    slowest_ms = max(median(times) for times in keys_ms.values())
    return 0 if many / few <= AIM_RATIO and slowest_ms <= AIM_KEY_MS else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        type_searches(Path(sys.argv[1]))
    else:
        sys.exit(main())
