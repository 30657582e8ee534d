from __future__ import annotations

from functools import cache

import numpy as np
from liftronome.audio.packs.tones import Ticks
from liftronome.domain.layout import lay_out
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Start
from liftronome.domain.rep import rep_of
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS, Sound

from tests.audio.listening import PHASE_SOUNDS, cue_of, mixed, pitches

ticks = cache(Ticks)


def test_a_set_is_nearly_silent() -> None:
    timeline = lay_out([rep_of(parse_tempo("3-1-1-2"), Start.ECCENTRIC)] * 5, count_in_ms=0)
    level = np.abs(mixed(ticks().arranged(timeline.cues))[: timeline.duration_ms * SAMPLES_PER_MS])
    loud = level.reshape(-1, SAMPLE_RATE // 100).max(axis=1) > 0.01
    assert loud.mean() < 0.15


def test_movements_knock_higher_than_pauses() -> None:
    heard = {}
    for sound in PHASE_SOUNDS:
        samples = ticks().sound(cue_of(sound))
        assert samples is not None
        heard[sound] = pitches(samples, 1)[0]
    assert heard[Sound.ECCENTRIC] == heard[Sound.CONCENTRIC] > 1.5 * heard[Sound.PAUSE_STRETCHED]
    assert heard[Sound.PAUSE_STRETCHED] == heard[Sound.PAUSE_SHORTENED]


def test_seconds_are_softer_than_phases() -> None:
    second, knock = ticks().sound(cue_of(Sound.TICK)), ticks().sound(cue_of(Sound.ECCENTRIC))
    assert second is not None
    assert knock is not None
    assert np.abs(second).max() < 0.3 * np.abs(knock).max()
