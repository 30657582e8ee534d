"""The history on a log of ten years: `python -m bench.history`.

How long it takes from its key until it is drawn, the first time and after that; how long a filter or a zoom
takes until the chart is drawn anew; and how much memory all of it takes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from liftronome.ui.history.page import HistoryPage

ROUNDS: Final = 9
AIM_FIRST_MS: Final = 900.0
AIM_AGAIN_MS: Final = 300.0
AIM_CHANGE_MS: Final = 50.0
AIM_MORE_MB: Final = 60.0
SETTLED_S: Final = 3.0
"""So long after its opening a window has done what it does behind its back."""

TITLES: Final = {"first": "the first time", "again": "after that", "filter": "a filter", "zoom": "a zoom"}
AIMS: Final = {"first": AIM_FIRST_MS, "again": AIM_AGAIN_MS, "filter": AIM_CHANGE_MS, "zoom": AIM_CHANGE_MS}


def measured(folder: Path, env: Mapping[str, str]) -> dict[str, list[float]]:
    """Milliseconds and MB, measured in a process of its own."""
    said = subprocess.run(
        [sys.executable, "-m", "bench.history", str(folder)],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, list[float]] = {}
    for line in said.stdout.splitlines():
        name, value = line.split()
        found.setdefault(name, []).append(float(value))
    return found


def measure(folder: Path) -> None:
    """Open the history again and again, change its filter and zoom, and print what each took."""
    from liftronome.ui.look.style import set_up_style
    from liftronome.ui.window.main import open_kept, window_on
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    set_up_style(application)
    window = window_on(*open_kept(folder))
    window.show()
    QTest.qWaitForWindowExposed(window)
    QTest.qWait(round(SETTLED_S * 1000))

    def timed(name: str, act: Callable[[], object]) -> None:
        began_s = time.perf_counter()
        act()
        window.repaint()
        application.processEvents()
        print(name, (time.perf_counter() - began_s) * 1000)

    def change(page: HistoryPage, number: int) -> None:
        choices = (page.list.preset, 1), (page.list.exercise, number % 40 + 1), (page.list.period, 3)
        for choice, index in choices:
            timed("filter", partial(choice.setCurrentIndex, index))
        for factor in (1.4, 1.4, 0.7, 0):
            timed("zoom", partial(page.charts.view.zoom, factor))

    before_mb = resident_mb()
    for number in range(ROUNDS):
        timed("again" if number else "first", window.show_history)
        from liftronome.ui.history.page import HistoryPage  # only now: the first time has to load it

        page = next(found for found in window.findChildren(HistoryPage) if found.isVisible())
        change(page, number)
        window.show_home()
        QTest.qWait(50)
    print("MB", resident_mb() - before_mb)
    window.close()


def resident_mb() -> float:
    """The memory of this process. Nothing is imported for it that would be in memory already then."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> int:
    """Prints the figures; 1 if an aim is missed."""
    from bench.ten_years import SETS, fill_log
    from tests.screen import hidden_screen

    with TemporaryDirectory() as name, hidden_screen() as env:
        fill_log(Path(name))
        found = measured(Path(name), env)
    print(f"The history on {SETS:,} sets")
    missed = False
    for what, title in TITLES.items():
        took_ms = median(found[what])
        missed = missed or took_ms > AIMS[what]
        at_worst = f"at worst {max(found[what]):.0f}" if len(found[what]) > 1 else ""
        print(f"  {title:20} {took_ms:8.0f} ms   (aim: {AIMS[what]:.0f}) {at_worst}".rstrip())
    more_mb = found["MB"][0]
    print(f"  {'more memory':20} {more_mb:8.0f} MB   (aim: {AIM_MORE_MB:.0f})")
    return 1 if missed or more_mb > AIM_MORE_MB else 0


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
    else:
        sys.exit(main())
