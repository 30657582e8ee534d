"""What pacing on the bench screen costs of a processor, drawn in software: `python -m bench.pacing`.

The screen runs in a process of its own, 1920×1080 on an X server that nobody sees (without one, in
Qt's offscreen platform), and its processor time is set against the time that passes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from typing import Final

AIM_PERCENT: Final = 12
WIDTH: Final = 1920
HEIGHT: Final = 1080
WARM_UP_MS: Final = 2000
MEASURED_MS: Final = 14_000
"""Two whole reps, so that every phase is in it as often as in a set."""

REPS: Final = (10, 100)


@contextlib.contextmanager
def hidden_screen() -> Iterator[Mapping[str, str]]:
    """The environment of a screen of the size measured."""
    if shutil.which("Xvfb") is None:
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    readable, writable = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(writable),
            "-screen",
            "0",
            f"{WIDTH}x{HEIGHT}x24",
            "-nolisten",
            "tcp",
        ],
        pass_fds=(writable,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writable)
    try:
        with os.fdopen(readable) as said:
            yield {"DISPLAY": f":{said.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


def percent_while_pacing(reps: int, env: Mapping[str, str]) -> float:
    """Percent of one core that the screen takes while a set of `reps` is paced, its first reps."""
    said = subprocess.run(
        [sys.executable, "-m", "bench.pacing", str(reps)],
        env={**os.environ, **env},
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return float(said.stdout)


def pace(reps: int) -> float:
    """Show the bench screen, pace on it, and tell what it took, in percent of one core."""
    from liftronome.audio.playing.outputs import SilentOutput
    from liftronome.domain.preset import Preset
    from liftronome.domain.tempo import EXPLOSIVE, Tempo, timed
    from liftronome.engine.clock import MonotonicClock, PreciseTimer
    from liftronome.engine.engine import TempoEngine
    from liftronome.engine.session import Session
    from liftronome.store.presets.exercises import load_library
    from liftronome.ui.bench.screen import BenchScreen
    from liftronome.ui.look.style import set_up_style
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    set_up_style(application)
    exercise = load_library().find("Hip thrust")
    tempo = Tempo(timed(3000), timed(1000), EXPLOSIVE, timed(2000))
    preset = Preset(exercise, tempo, exercise.start, reps=reps, ready_ms=0, count_in_ms=0)
    session = Session(preset, TempoEngine(MonotonicClock(), PreciseTimer, SilentOutput()))
    screen = BenchScreen(session)
    screen.resize(WIDTH, HEIGHT)
    screen.show()
    session.begin()
    used_s: list[float] = []

    def note_time() -> None:
        used_s.extend((time.process_time(), time.monotonic()))

    QTimer.singleShot(WARM_UP_MS, note_time)
    QTimer.singleShot(WARM_UP_MS + MEASURED_MS, note_time)
    QTimer.singleShot(WARM_UP_MS + MEASURED_MS + 1, application.quit)
    application.exec()
    session.leave()
    processor_before, clock_before, processor_after, clock_after = used_s
    return 100 * (processor_after - processor_before) / (clock_after - clock_before)


def main() -> int:
    """Prints the figures; 1 if a usual set takes more than the aim."""
    print(f"Pacing on the bench screen, {WIDTH}×{HEIGHT} in software, of one core (aim: {AIM_PERCENT} %)")
    with hidden_screen() as env:
        percents = {reps: percent_while_pacing(reps, env) for reps in REPS}
        for reps, percent in percents.items():
            print(f"  {env['QT_QPA_PLATFORM']:10} {reps:3} reps {percent:6.1f} %")
    return 0 if percents[REPS[0]] <= AIM_PERCENT else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(pace(int(sys.argv[1])))
        sys.exit(0)
    sys.exit(main())
