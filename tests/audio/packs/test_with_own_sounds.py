"""Packs in which some sounds are the lifter's own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from liftronome.audio.click_track import ClickTrack
from liftronome.audio.packs.loading import PACKS, WithOwnSounds, load_pack
from liftronome.audio.packs.pack import CuePack
from liftronome.audio.synthesis.fitting import as_wav
from liftronome.audio.synthesis.levels import CEILING, FULL_SCALE
from liftronome.domain.counting import Count
from liftronome.domain.layout import CueChoice, lay_out
from liftronome.domain.phase import Phase
from liftronome.domain.rep import PhaseStep, Rep
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS, Cue, CueKind, Sound

from tests.audio.listening import mixed, phase_cue
from tests.audio.loaded import loaded

LONG = (0.5 * np.sin(np.arange(2 * SAMPLE_RATE) * 0.1)).astype(np.float32)
REP = Rep(
    (
        PhaseStep(Phase.ECCENTRIC, 3000),
        PhaseStep(Phase.CONCENTRIC, 500),
        PhaseStep(Phase.PAUSE_SHORTENED, 1000),
    )
)


@pytest.fixture(params=list(PACKS))
def pack(request: pytest.FixtureRequest) -> CuePack:
    return loaded(request.param)


def test_an_own_sound_takes_the_packs_place_and_all_others_stay(pack: CuePack) -> None:
    own = WithOwnSounds(pack, {Sound.SET_END: LONG})
    assert own.name == pack.name
    assert own.sound(Cue(0, CueKind.SET_END, Sound.SET_END)) is LONG
    for sound in (Sound.COUNT_IN, Sound.READY):
        cue = Cue(0, CueKind.READY, sound)
        assert np.array_equal(own.sound(cue), pack.sound(cue))  # type: ignore[arg-type]


def test_an_own_sound_replaces_the_packs_completely(pack: CuePack) -> None:
    cues = [phase_cue(Sound.ECCENTRIC, 2000), Cue(2000, CueKind.SET_END, Sound.SET_END)]
    silence = np.zeros(1, dtype=np.float32)
    own = WithOwnSounds(pack, {Sound.ECCENTRIC: silence, Sound.SET_END: silence})
    assert not mixed(own.arranged(cues)).any()


def test_a_phases_own_sound_ends_with_its_phase(pack: CuePack) -> None:
    own = WithOwnSounds(pack, {Sound.CONCENTRIC: LONG})
    sound = own.sound(phase_cue(Sound.CONCENTRIC, 500))
    assert sound is not None
    assert len(sound) == 500 * SAMPLES_PER_MS
    assert abs(sound[-1]) < 0.001


def test_a_set_of_own_sounds_alone_stays_under_the_ceiling(pack: CuePack) -> None:
    own = WithOwnSounds(pack, dict.fromkeys(map(str, Sound), LONG))
    choice = CueChoice(count=Count.REPS_UP)
    samples = ClickTrack(lay_out([REP] * 8, count_in_ms=3000, choice=choice), own).render()
    assert np.abs(samples.astype(int)).max() <= round(CEILING * FULL_SCALE)
    assert samples.any()


def test_own_sounds_begin_at_the_samples_of_their_cues() -> None:
    own = WithOwnSounds(loaded("glide"), {Sound.ECCENTRIC: LONG})
    timeline = lay_out([REP] * 2, count_in_ms=1000)
    firsts = {part.first for part in own.arranged(timeline.cues) if part.length == len(LONG)}
    assert firsts == {cue.sample for cue in timeline.cues if cue.sound == Sound.ECCENTRIC}


def test_no_word_runs_into_an_own_sound() -> None:
    voice = loaded("voice")
    ready = Cue(0, CueKind.READY, Sound.READY)
    (whole,) = voice.arranged([ready])
    own = WithOwnSounds(voice, {Sound.CONCENTRIC: LONG[:100]})
    cues = [ready, phase_cue(Sound.CONCENTRIC, 500, at_ms=whole.length // SAMPLES_PER_MS)]
    assert whole.length not in {part.length for part in own.arranged(cues)}
    word = loaded("voice").arranged([ready, phase_cue(Sound.CONCENTRIC, 500, at_ms=cues[1].at_ms)])[0]
    assert word.length in {part.length for part in own.arranged(cues)}


def test_a_missing_or_damaged_own_sound_is_reported_and_the_packs_is_used(tmp_path: Path) -> None:
    (tmp_path / "good.wav").write_bytes(as_wav(LONG))
    (tmp_path / "bad.wav").write_bytes(b"RIFF")
    own: dict[str, Path] = {
        Sound.TICK: tmp_path / "good.wav",
        Sound.LAST_REP: tmp_path / "bad.wav",
        Sound.READY: tmp_path / "none",
    }
    told: list[str] = []
    pack = load_pack("tones", own=own, tell=told.append)
    assert told == [
        "your own sound for last rep is damaged or gone: choose it again",
        "your own sound for ready is damaged or gone: choose it again",
    ]
    tick, ready = (pack.sound(Cue(0, CueKind.SECOND, sound)) for sound in (Sound.TICK, Sound.READY))
    assert tick is not None
    assert len(tick) == len(LONG)
    assert np.array_equal(ready, loaded("tones").sound(Cue(0, CueKind.READY, Sound.READY)))  # type: ignore[arg-type]
