"""The ear of the tests must itself be right."""

from __future__ import annotations

import numpy as np

from tests.listening import NoiseTrack, cue_errors, place_of, silent_from, wrong_samples

TRACK = np.zeros(96_000, dtype=np.int16)
CUES = (4800, 24_000, 48_000, 72_000)
for _cue in CUES:
    TRACK[_cue : _cue + 1000] = (8000 * np.sin(np.arange(1000) * 0.2)).astype(np.int16)


def test_a_track_is_found_where_it_lies_in_a_recording() -> None:
    noise = NoiseTrack(0.5).samples
    assert place_of(noise, np.concatenate((np.zeros(777, np.int16), noise))) == 777
    assert place_of(noise, noise[100:]) == -100


def test_every_sample_that_differs_is_counted() -> None:
    noise = NoiseTrack(0.5).samples
    recorded = np.concatenate((np.zeros(777, np.int16), noise))
    assert wrong_samples(noise, recorded) == 0
    recorded[1000] += 1
    assert wrong_samples(noise, recorded) == 1
    assert wrong_samples(noise, recorded[:-5]) >= 5


def test_a_cue_that_is_out_of_place_is_told_by_how_much() -> None:
    late = np.insert(TRACK, 30_000, np.zeros(3, np.int16))
    assert cue_errors(CUES, TRACK, np.insert(late, 0, np.zeros(500, np.int16))) == [0, 0, 3, 3]
    assert cue_errors(CUES, TRACK, TRACK) == [0, 0, 0, 0]


def test_silence_begins_after_the_last_sample_that_is_heard() -> None:
    assert silent_from(TRACK) == 73_000
    assert silent_from(TRACK[:100]) == 0
