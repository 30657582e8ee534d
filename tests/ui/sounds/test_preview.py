"""A button that lets a sound be heard, and the loudspeaker."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from liftronome.audio.click_track import ClickTrack
from liftronome.audio.packs.loading import load_pack
from liftronome.domain.preset import default_preset
from liftronome.domain.timeline import SAMPLE_RATE, Sound
from liftronome.ui.sounds.cue_rows import one_cue
from liftronome.ui.sounds.preview import SoundPreview
from pytestqt.qtbot import QtBot

from tests.listening import wrong_samples
from tests.soundserver import Recording, SoundServer
from tests.ui.examples import HIP_THRUST

pytestmark = pytest.mark.sound


def has_sounded(recording: Recording, since: int) -> bool:
    """True once something was heard since that sample, and has died away."""
    samples = recording.samples[since:]
    return bool(samples.any()) and not samples[-SAMPLE_RATE // 5 :].any()


def test_two_cues_one_after_the_other_are_really_heard(qtbot: QtBot, sound_server: SoundServer) -> None:
    preset = default_preset(HIP_THRUST)
    pack = load_pack("tones")
    preview = SoundPreview()
    failed: list[str] = []
    preview.failed.connect(failed.append)
    with sound_server.record() as recording:
        for sound in (Sound.ECCENTRIC, Sound.SET_END):
            before = len(recording.samples)
            preview.play(one_cue(sound, preset), lambda: pack)
            qtbot.waitUntil(partial(has_sounded, recording, before), timeout=20_000)
    preview.stop()
    assert failed == []
    expected = ClickTrack(one_cue(Sound.SET_END, preset), pack).render()
    assert wrong_samples(expected[:SAMPLE_RATE], recording.samples) == 0
    assert np.abs(recording.samples).max() > 3000
