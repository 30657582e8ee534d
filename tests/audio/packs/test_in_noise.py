"""Phases are told apart over music as loud as they are."""

from __future__ import annotations

import numpy as np
import pytest
from liftronome.audio.packs.loading import load_pack
from liftronome.audio.synthesis.waves import Samples
from liftronome.domain.timeline import SAMPLE_RATE, Cue, CueKind, Sound

from tests.audio.listening import PHASE_SOUNDS, cue_of
from tests.audio.loaded import loaded
from tests.audio.noise import in_noise, nearest

LISTENED = SAMPLE_RATE * 6 // 10
"""The ear has decided after the first 600 ms of a phase."""

WORDS = {
    Sound.ECCENTRIC: "lower",
    Sound.PAUSE_STRETCHED: "hold",
    Sound.CONCENTRIC: "drive up",
    Sound.PAUSE_SHORTENED: "squeeze",
}
TRIES = 100


def beginnings(name: str, length_ms: int) -> dict[str, Samples]:
    pack = load_pack(name)
    found = {}
    for sound, text in WORDS.items():
        samples = pack.sound(Cue(0, CueKind.PHASE, sound, length_ms, text))
        assert samples is not None
        found[sound.value] = np.pad(samples, (0, LISTENED))[:LISTENED]
    return found


@pytest.mark.parametrize("length_ms", [1000, 4000])
@pytest.mark.parametrize("name", ["glide", "tones", "voice", "voice-glide"])
def test_the_phases_are_told_apart_in_noise_as_loud_as_they_are(name: str, length_ms: int) -> None:
    known = beginnings(name, length_ms)
    for sound, clean in known.items():
        heard = [nearest(in_noise(clean, 0, seed), known) for seed in range(TRIES)]
        assert heard.count(sound) >= 0.99 * TRIES, sound


def test_the_signals_of_the_tones_are_told_apart_in_noise_as_loud_as_they_are() -> None:
    signals = {sound.value: loaded("tones").sound(cue_of(sound)) for sound in set(Sound) - set(PHASE_SOUNDS)}
    longest = max(len(samples) for samples in signals.values() if samples is not None)
    known = {
        name: np.pad(samples, (0, longest - len(samples)))
        for name, samples in signals.items()
        if samples is not None
    }
    assert known.keys() == signals.keys()
    for name, clean in known.items():
        assert {nearest(in_noise(clean, 0, seed), known) for seed in range(20)} == {name}


def test_the_ear_of_these_tests_does_not_hear_phases_in_noise_alone() -> None:
    known = beginnings("glide", 1000)
    heard = [nearest(in_noise(known["eccentric"], -40, seed), known) for seed in range(TRIES)]
    assert heard.count("eccentric") < 0.6 * TRIES
