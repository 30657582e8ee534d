"""Sets that vary, played from lines in the terminal and recorded: what is too long for the tests."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from liftronome.audio.click_track import ClickTrack
from liftronome.audio.packs.loading import load_pack
from liftronome.audio.packs.pack import CuePack
from liftronome.domain.line.reader import read_line
from liftronome.domain.timeline import SAMPLES_PER_MS, Timeline
from liftronome.store.presets.exercises import load_library

from prove.figures import Figure, at_most, none_of
from prove.hearing import compared
from tests.listening import Samples
from tests.soundserver import running_sound_server

TITLE: Final = "Sets that vary, recorded"
NOTE: Final = """\
Played by `liftronome play LINE` into a sound server. Each set is found by its own beginning and compared
from there, sample by sample; where a set begins is measured from the first set's beginning."""

FULL: Final = {
    "a hold of two minutes": "Plank 1x120s",
    "four minutes, a set on each": "Hip thrust 4x3 every 1:00 @ 2011",
    "a cluster, 1½ reps in a ramp": "Back squat 1x4+2+2 break 15 @ 2010 > 4110 1½ reps",
    "a drop set with ranges": "Seated row 1x6-8+4-6+2-4 drop break 10 @ 2011 last rep hold 10",
}
QUICK: Final = {
    "a hold of ten seconds": "Plank 1x10s",
    "two sets, one each ten seconds": "Hip thrust 2x1 every :10 @ 1011",
}
OFF_MS: Final = 10.0
"""By how much a set may begin beside its minute: each is a stream of its own, begun by the clock."""


@dataclass(frozen=True)
class Heard:
    """A session as it was heard: wrong samples, the worst error of a cue, and how far each set began beside
    its time."""

    wrong: int
    samples: int
    worst_cue: int
    off_ms: Sequence[float]


def prove(quick: bool) -> list[Figure]:
    """The figures of each line."""
    figures = []
    for name, line in (QUICK if quick else FULL).items():
        heard = heard_line(line)
        figures.append(none_of(f"{name}: wrong samples", heard.wrong, f"{heard.samples:,}"))
        figures.append(none_of(f"{name}: worst error of a cue, samples", heard.worst_cue))
        if len(heard.off_ms) > 1:
            figures.append(
                at_most(f"{name}: begun beside its time", max(map(abs, heard.off_ms)), OFF_MS, "ms", 1)
            )
    return figures


def heard_line(line: str) -> Heard:
    """Play what a line says in the terminal, and compare what is heard with its rendering."""
    preset = replace(read_line(line, load_library()).preset, ready_ms=0)
    timelines = [preset.round_timeline(round_) for round_ in preset.rounds()]
    with running_sound_server() as server, tempfile.TemporaryDirectory() as folder:
        with server.record() as recording:
            subprocess.run(
                [sys.executable, "-m", "liftronome", "play", line],
                env={**os.environ, **server.env, "LIFTRONOME_DATA_DIR": folder},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=True,
                timeout=900,
            )
        samples = recording.samples
    return _heard(timelines, samples, load_pack(preset.pack))


def _heard(timelines: Sequence[Timeline], samples: Samples, pack: CuePack) -> Heard:
    """Each set begins where the one before ends. How far beside that it is heard adds up over the sets."""
    at, off = int(np.flatnonzero(samples)[0]), 0
    wrong = total = worst = 0
    offs = []
    for number, timeline in enumerate(timelines):
        track = ClickTrack(timeline, pack).render()
        place, errors, wrong_here = compared(track, [cue.sample for cue in timeline.cues], samples, at)
        wrong, total = wrong + wrong_here, total + len(track)
        worst = max(worst, *(abs(error) for error in errors))
        off += place - at if number else 0
        offs.append(off / SAMPLES_PER_MS)
        at = place + timeline.duration_ms * SAMPLES_PER_MS
    return Heard(wrong, total, worst, offs)
