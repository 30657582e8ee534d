from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.audio.glide import SHORTENED_HZ, STRETCHED_HZ, Glide
from app.audio.synthesis import Samples
from app.audio.tones import Tones
from app.domain.timeline import SAMPLES_PER_MS, Sound
from tests.audio.listening import PHASE_SOUNDS, cue_of, phase_cue, pitches, share_between

GLIDE = Glide()

lengths = pytest.mark.parametrize("length_ms", [1000, 3000, 10_000, 60_000])


def tone(sound: Sound, length_ms: int) -> Samples:
    samples = GLIDE.sound(phase_cue(sound, length_ms))
    assert samples is not None
    return samples


@given(st.sampled_from(PHASE_SOUNDS), st.integers(1, 8000))
def test_a_tone_fills_its_phase_to_the_sample(sound: Sound, length_ms: int) -> None:
    assert len(tone(sound, length_ms)) == length_ms * SAMPLES_PER_MS


@lengths
def test_the_eccentric_falls_all_the_way_through(length_ms: int) -> None:
    heard = pitches(tone(Sound.ECCENTRIC, length_ms), 10)
    assert all(later < earlier * 0.97 for earlier, later in pairwise(heard))
    assert heard[0] == pytest.approx(SHORTENED_HZ, rel=0.08)
    assert heard[-1] == pytest.approx(STRETCHED_HZ, rel=0.08)


@lengths
def test_the_concentric_rises_all_the_way_through(length_ms: int) -> None:
    heard = pitches(tone(Sound.CONCENTRIC, length_ms), 10)
    assert all(later > earlier * 1.03 for earlier, later in pairwise(heard))
    assert heard[0] == pytest.approx(STRETCHED_HZ, rel=0.08)
    assert heard[-1] == pytest.approx(SHORTENED_HZ, rel=0.08)


@lengths
def test_the_pauses_stay_level_where_the_movement_left_them(length_ms: int) -> None:
    assert pitches(tone(Sound.PAUSE_STRETCHED, length_ms), 10) == pytest.approx(
        [STRETCHED_HZ] * 10, rel=0.005
    )
    assert pitches(tone(Sound.PAUSE_SHORTENED, length_ms), 10) == pytest.approx(
        [SHORTENED_HZ] * 10, rel=0.005
    )


def test_only_the_shortened_pause_has_a_fifth_and_trembles() -> None:
    plain, squeeze = tone(Sound.PAUSE_STRETCHED, 2000), tone(Sound.PAUSE_SHORTENED, 2000)
    assert share_between(squeeze, 1.5 * SHORTENED_HZ - 20, 1.5 * SHORTENED_HZ + 20) > 0.05
    assert share_between(plain, 1.5 * STRETCHED_HZ - 20, 1.5 * STRETCHED_HZ + 20) < 0.001

    def unrest(samples: Samples) -> float:
        level = np.abs(samples[SAMPLES_PER_MS * 500 : SAMPLES_PER_MS * 1500]).reshape(100, -1).max(axis=1)
        return float(level.min() / level.max())

    assert unrest(squeeze) < 0.7
    assert unrest(plain) > 0.95


def test_a_tone_has_no_gap_between_its_ends() -> None:
    for sound in PHASE_SOUNDS:
        level = np.abs(tone(sound, 3000)).reshape(-1, SAMPLES_PER_MS * 10).max(axis=1)
        assert level[1:-3].min() > 0.15


def test_every_other_cue_is_that_of_the_tones() -> None:
    tones = Tones()
    for sound in set(Sound) - set(PHASE_SOUNDS):
        np.testing.assert_array_equal(GLIDE.sound(cue_of(sound)), tones.sound(cue_of(sound)))
