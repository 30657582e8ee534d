"""Hearing a session of the window: each of its sets found in a long recording, sample by sample."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from liftronome.audio.click_track import ClickTrack
from liftronome.audio.packs.loading import load_pack
from liftronome.domain.preset import Preset
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS

from tests.listening import Samples, cue_error, place_of
from tests.soundserver import Recording

NS_PER_SAMPLE: Final = 1_000_000_000 / SAMPLE_RATE
AROUND: Final = SAMPLE_RATE
"""A set is looked for within so many samples of where the engine says it begins."""

FOUND_BY: Final = 4 * SAMPLE_RATE
"""So much of a set's beginning is enough to find it by."""

Told = tuple[int, int, float]
"""A phase as the engine told it: when it was due in its timeline (ms), on the clock (ns), how late (ms)."""


@dataclass(frozen=True, slots=True)
class HeardSet:
    """A set as it was heard. Errors are in samples, beside the set's own beginning. `late_ms` is by how
    much later than on the engine's clock each phase was heard."""

    errors: Sequence[int]
    wrong_samples: int
    samples: int
    late_ms: Sequence[float]


def start_ns(recording: Recording) -> float:
    """When the recording's first sample was heard. Pieces come in late by chance, and never early."""
    return min(at_ns - count * NS_PER_SAMPLE for at_ns, count in recording.arrivals)


def heard_sets(preset: Preset, told: Sequence[Told], recording: Recording) -> list[HeardSet]:
    """Each set of a session that was performed to its end, plain or not."""
    began_ns, heard = start_ns(recording), recording.samples
    rounds = preset.rounds()
    phases = len(told) // len(rounds)
    sets = []
    for index, round_ in enumerate(rounds):
        timeline = preset.round_timeline(round_)
        of_set = told[index * phases : (index + 1) * phases]
        zero_ns = of_set[0][1] - of_set[0][0] * 1_000_000
        track = ClickTrack(timeline, load_pack(preset.pack)).render()
        cues = [cue.sample for cue in timeline.cues]
        at = round((zero_ns - began_ns) / NS_PER_SAMPLE)
        place, errors, wrong = compared(track, cues, heard, at)
        late = _lateness(of_set, place, recording)
        sets.append(HeardSet(errors, wrong, len(track), late))
    return sets


def compared(track: Samples, cues: Sequence[int], heard: Samples, at: int) -> tuple[int, list[int], int]:
    """Where the track begins, each cue's error, and how many samples were not as rendered. What comes
    before the track's first sound belongs to the set before, which is still dying away."""
    first = int(np.flatnonzero(track)[0])
    beginning = track[first : first + FOUND_BY]
    window = max(at + first - AROUND, 0)
    found = window + place_of(beginning, heard[window : at + first + AROUND + len(beginning)])
    place = found - first
    errors = [cue_error(cue, place, track, heard) for cue in cues if cue >= first]
    part = heard[found : place + len(track)]
    wrong = int(np.count_nonzero(part != track[first : first + len(part)])) + len(track) - first - len(part)
    return place, errors, wrong


def _lateness(told: Sequence[Told], place: int, recording: Recording) -> list[float]:
    """By the clock of what came in around each phase: the earliest of the pieces within a second."""
    at_ns = np.array([arrival[0] for arrival in recording.arrivals])
    counts = np.array([arrival[1] for arrival in recording.arrivals])
    late = []
    for at_ms, due_ns, _ in told:
        sample = place + at_ms * SAMPLES_PER_MS
        near = slice(*np.searchsorted(counts, (sample - SAMPLE_RATE // 2, sample + SAMPLE_RATE // 2)))
        heard_ns = (at_ns[near] - (counts[near] - sample) * NS_PER_SAMPLE).min()
        late.append(float(heard_ns - due_ns) / 1e6)
    return late
