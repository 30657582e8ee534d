"""Performs sets on a fast clock, and tells what memory that takes: `python -m prove.thousand_sets COUNT`.

Each session has an engine, a bench screen and rendered sound of its own, as in the window.
"""

from __future__ import annotations

import gc
import json
import sys
from typing import Final

from liftronome.audio.click_track import ClickTrack
from liftronome.audio.packs.loading import load_pack
from liftronome.domain.timeline import SAMPLE_RATE, Timeline
from liftronome.engine.engine import TempoEngine
from liftronome.engine.session import Session
from liftronome.engine.snapshot import Stage
from liftronome.ui.bench.screen import BenchScreen
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from bench.startup import resident_mb
from tests.driving import preset_of
from tests.engine.fakes import FakeOutput, World

SETS_A_SESSION: Final = 10
STEP_MS: Final = 1000
RENDERED: Final = 10 * SAMPLE_RATE


class RenderingOutput(FakeOutput):
    """Renders the beginning of each track, and keeps nothing."""

    def start(self, timeline: Timeline, zero_ns: int | None = None) -> None:
        """As `AudioOutput.start`."""
        super().start(timeline, zero_ns)
        self.told.clear()
        ClickTrack(timeline, load_pack("glide")).render(0, RENDERED)


def perform() -> None:
    """One session, seen from its first second to its summary."""
    world = World()
    engine = TempoEngine(world, world.timer, RenderingOutput(world))
    session = Session(preset_of(sets=SETS_A_SESSION, reps=10, rest_ms=20_000), engine)
    screen = BenchScreen(session, clock=world)
    session.setParent(screen)
    screen.show()
    session.begin()
    while session.stage is not Stage.FINISHED:
        world.advance(STEP_MS)
        screen.refresh()
        QApplication.processEvents()
    engine.close()
    screen.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main(sets: int) -> list[float]:
    """The resident memory in MB after each tenth of the sets."""
    application = QApplication(["sets", "-platform", "offscreen"])
    sessions = max(sets // SETS_A_SESSION, 10)
    found = []
    for number in range(1, sessions + 1):
        perform()
        if number % (sessions // 10) == 0:
            gc.collect()
            found.append(resident_mb("self"))
    del application
    return found


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
