"""What holds for every cue pack."""

from __future__ import annotations

import numpy as np
import pytest
from liftronome.audio.packs.loading import PACKS, load_pack
from liftronome.audio.packs.pack import CuePack
from liftronome.audio.synthesis.levels import CEILING, KNEE, PEAKS, PHASE_LUFS, SPEECH_PEAK
from liftronome.domain.errors import InputError
from liftronome.domain.timeline import SAMPLES_PER_MS, Cue, CueKind, Sound

from tests.audio.listening import (
    PHASE_SOUNDS,
    clicks,
    cue_of,
    largest_step,
    loudness,
    phase_cue,
    share_between,
)
from tests.audio.loaded import loaded

WITHOUT_A_VOICE = ("glide", "tones", "ticks")

every_sound = pytest.mark.parametrize("sound", list(Sound))
every_phase = pytest.mark.parametrize("sound", PHASE_SOUNDS)
tones_only = pytest.mark.parametrize("pack", WITHOUT_A_VOICE, indirect=True)


@pytest.fixture(params=list(PACKS))
def pack(request: pytest.FixtureRequest) -> CuePack:
    return loaded(request.param)


def test_a_pack_is_known_by_the_name_it_is_loaded_by() -> None:
    assert [loaded(name).name for name in PACKS] == ["glide", "tones", "voice", "voice-glide", "ticks"]


@pytest.mark.parametrize("name", ["", "bells", "Glide", "../tones"])
def test_an_unknown_pack_is_refused_with_the_names_there_are(name: str) -> None:
    with pytest.raises(InputError, match=f"“{name}”: choose glide or tones or voice or voice-glide or ticks"):
        load_pack(name)


@every_sound
@pytest.mark.parametrize("name", ["glide", "tones"])
def test_every_sound_is_there_and_within_its_peak(name: str, sound: Sound) -> None:
    samples = loaded(name).sound(cue_of(sound))
    assert samples is not None
    assert 0.5 * PEAKS[sound] < np.abs(samples).max() <= PEAKS[sound] + 1e-4


@every_sound
def test_every_pack_has_something_to_hear_at_every_cue_it_is_asked_for(pack: CuePack, sound: Sound) -> None:
    samples = pack.sound(cue_of(sound))
    assert samples is not None
    assert 0.05 < np.abs(samples).max() <= KNEE


@tones_only
def test_a_cue_without_a_sound_in_the_pack_is_silent(pack: CuePack) -> None:
    assert pack.sound(Cue(0, CueKind.REP_COUNT, "number_7", text="7")) is None
    assert pack.arranged([Cue(0, CueKind.REP_COUNT, "number_7", text="7")]) == []


def test_a_pack_sounds_the_same_each_time_it_is_loaded(pack: CuePack) -> None:
    again = load_pack(pack.name)
    for sound in Sound:
        np.testing.assert_array_equal(pack.sound(cue_of(sound)), again.sound(cue_of(sound)))


@pytest.mark.parametrize("pack", ["glide", "voice-glide"], indirect=True)
def test_any_region_of_a_tone_is_that_of_the_whole(pack: CuePack) -> None:
    cues = [Cue(0, CueKind.PHASE, Sound.ECCENTRIC, 7300, "lower", own_pace) for own_pace in (False, True)]
    for cue in cues:
        part = max(pack.arranged([cue]), key=lambda part: part.length)
        whole = part.whole()
        for first, last in ((0, 1), (47_999, 48_001), (48_000, 96_000), (100, 340_000), (350_399, 350_400)):
            np.testing.assert_array_equal(part.make(first, last), whole[first:last])


@every_sound
def test_a_pack_cannot_be_changed_through_what_it_hands_out(pack: CuePack, sound: Sound) -> None:
    handed_out = [pack.sound(cue_of(sound)), *(part.whole() for part in pack.arranged([cue_of(sound)]))]
    for samples in handed_out:
        assert samples is not None
        with pytest.raises(ValueError, match="read-only"):
            samples[0] = 1


@every_sound
def test_a_part_is_as_long_as_it_says(pack: CuePack, sound: Sound) -> None:
    for part in pack.arranged([cue_of(sound)]):
        assert len(part.whole()) == part.length > 0


@every_sound
def test_a_sound_is_first_heard_within_a_millisecond(pack: CuePack, sound: Sound) -> None:
    samples = pack.sound(cue_of(sound))
    assert samples is not None
    assert np.abs(samples[:SAMPLES_PER_MS]).max() > 0.02 * np.abs(samples).max()


@every_sound
def test_no_sound_clicks_as_it_begins_and_ends(pack: CuePack, sound: Sound) -> None:
    samples = pack.sound(cue_of(sound))
    assert samples is not None
    assert abs(samples[0]) < 3e-3
    assert abs(samples[-1]) < 1e-3
    assert largest_step(samples) < (0.25 if pack.name in WITHOUT_A_VOICE else 0.5)
    assert clicks(samples) < 0.008


@every_phase
@pytest.mark.parametrize("length_ms", [1, 7, 60, 250, 399])
def test_the_sound_of_a_short_phase_does_not_outlast_it_or_click(
    pack: CuePack, sound: Sound, length_ms: int
) -> None:
    samples = pack.sound(phase_cue(sound, length_ms))
    if samples is None:
        assert pack.name == "voice"
        return
    assert len(samples) <= length_ms * SAMPLES_PER_MS
    assert abs(samples[-1]) < 1e-3
    assert largest_step(samples) < 0.5


@every_phase
@pytest.mark.parametrize("length_ms", [1000, 3000])
@pytest.mark.parametrize("pack", ["glide", "tones", "voice", "voice-glide"], indirect=True)
def test_the_phases_of_all_packs_are_equally_loud(pack: CuePack, sound: Sound, length_ms: int) -> None:
    samples = pack.sound(phase_cue(sound, length_ms))
    assert samples is not None
    assert loudness(samples) == pytest.approx(PHASE_LUFS, abs=0.5)


def test_the_ticks_are_much_softer_than_the_phases_of_any_other_pack() -> None:
    knocks = [loaded("ticks").sound(cue_of(sound)) for sound in PHASE_SOUNDS]
    loudest = max(loudness(knock) for knock in knocks if knock is not None)
    assert loudest < PHASE_LUFS - 4


@every_sound
@tones_only
def test_tones_lie_where_small_loudspeakers_carry(pack: CuePack, sound: Sound) -> None:
    samples = pack.sound(cue_of(sound))
    assert samples is not None
    assert share_between(samples, 500, 4000) > 0.9


def test_what_meets_in_a_usual_set_stays_below_the_knee() -> None:
    movement = max(PEAKS[Sound.ECCENTRIC], PEAKS[Sound.CONCENTRIC])
    extras = PEAKS[Sound.TICK] + PEAKS[Sound.PRE_CUE]
    assert movement + extras + PEAKS[Sound.LAST_REP] <= KNEE
    assert PEAKS[Sound.PAUSE_SHORTENED] + extras <= KNEE
    assert PEAKS[Sound.SET_END] + extras <= KNEE
    assert SPEECH_PEAK + extras <= KNEE
    for word in (Sound.READY, Sound.CHANGE_SIDES):
        assert PEAKS[word] + PEAKS[Sound.COUNT_IN] <= KNEE
        assert PEAKS[word] + movement + PEAKS[Sound.LAST_REP] <= KNEE
    assert KNEE < CEILING
