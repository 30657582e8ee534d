"""Two ways to play a cue every half second, each run as a program: `python -m bench.players engine|timer`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

import numpy as np
from liftronome.audio.packs.pack import Part, each_by_itself
from liftronome.domain.layout import CueChoice, lay_out
from liftronome.domain.rep import beat
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS, Cue, CueKind, Timeline
from PySide6.QtCore import QCoreApplication, Qt, QTimer

CUES: Final = 40
APART_MS: Final = 500

PING_MS: Final = 60


def ping() -> np.ndarray:
    """A short sound whose first sample is its loudest, so that its beginning can be found exactly."""
    at = np.arange(PING_MS * SAMPLES_PER_MS)
    fading = np.exp(-at / (8 * SAMPLES_PER_MS))
    return (0.5 * fading * np.cos(2 * np.pi * 1000 * at / SAMPLE_RATE)).astype(np.float32)


class Pings:
    """A cue pack of pings at the phases, and nothing else."""

    name = "pings"

    def sound(self, cue: Cue) -> np.ndarray | None:
        """A ping for each phase."""
        return ping() if cue.kind is CueKind.PHASE else None

    def arranged(self, cues: Sequence[Cue]) -> Sequence[Part]:
        """Each ping at its cue."""
        return each_by_itself(cues, self.sound)


def cues_apart() -> Timeline:
    """Forty phases of half a second."""
    return lay_out([beat(APART_MS)] * CUES, count_in_ms=0, choice=CueChoice(seconds=False, pre_cue_ms=0))


def play_with_engine() -> None:
    """As Liftronome does it."""
    from liftronome.audio.click_track import ClickTrack
    from liftronome.audio.playing.simpleaudio_output import SimpleaudioOutput
    from liftronome.engine.clock import MonotonicClock, PreciseTimer
    from liftronome.engine.engine import TempoEngine

    application = QCoreApplication([])
    engine = TempoEngine(
        MonotonicClock(), PreciseTimer, SimpleaudioOutput(lambda timeline: ClickTrack(timeline, Pings()))
    )
    engine.sound_lost.connect(lambda fault: sys.exit(str(fault)))
    engine.set_finished.connect(lambda _due: QTimer.singleShot(700, application.quit))
    engine.start(cues_apart())
    application.exec()
    engine.close()


def play_with_timer() -> None:
    """As it is usually done: a precise QTimer that plays each cue when it fires."""
    import simpleaudio

    application = QCoreApplication([])
    samples = (ping() * 32767).astype(np.int16)
    played = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)

    def play() -> None:
        played.append(simpleaudio.play_buffer(samples, 1, 2, SAMPLE_RATE))
        if len(played) == CUES:
            timer.stop()
            QTimer.singleShot(1500, application.quit)

    timer.timeout.connect(play)
    timer.start(APART_MS)
    application.exec()


if __name__ == "__main__":
    {"engine": play_with_engine, "timer": play_with_timer}[sys.argv[1]]()
