from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.audio.packs.glide import SHORTENED_HZ, STRETCHED_HZ, Glide, pitch
from liftronome.audio.packs.tones import Tones
from liftronome.audio.synthesis.levels import PEAKS, PHASE_LUFS
from liftronome.audio.synthesis.waves import Samples
from liftronome.domain.layout import CueChoice, lay_out
from liftronome.domain.motion import WHOLE_HEIGHTS
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase, Start
from liftronome.domain.rep import End, rep_of
from liftronome.domain.timeline import SAMPLES_PER_MS, Cue, CueKind, Sound

from tests.audio.listening import PHASE_SOUNDS, cue_of, loudness, phase_cue, pitches, share_between

glide = cache(Glide)

lengths = pytest.mark.parametrize("length_ms", [1000, 3000, 10_000, 60_000])


def tone(sound: Sound, length_ms: int) -> Samples:
    samples = glide().sound(phase_cue(sound, length_ms))
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


def strokes(sound: Sound, length_ms: int, *, own_pace: bool = False) -> list[float]:
    """The pitch of each second's stroke within a phase."""
    phase = Cue(0, CueKind.PHASE, sound, length_ms, own_pace=own_pace)
    ticks = [Cue(at_ms, CueKind.SECOND, Sound.TICK) for at_ms in range(1000, length_ms, 1000)]
    parts = glide().seconds([phase, *ticks])
    assert [part.first for part in parts] == [tick.sample for tick in ticks]
    return [pitches(part.whole(), 1)[0] for part in parts]


@pytest.mark.parametrize("length_ms", [3000, 10_000, 60_000])
def test_within_a_movement_the_strokes_of_the_seconds_follow_the_tone(length_ms: int) -> None:
    falling, rising = strokes(Sound.ECCENTRIC, length_ms), strokes(Sound.CONCENTRIC, length_ms)
    assert all(later < earlier for earlier, later in pairwise(falling))
    assert all(later > earlier for earlier, later in pairwise(rising))
    assert falling == pytest.approx(rising[::-1], rel=0.01)
    tone = SHORTENED_HZ * (STRETCHED_HZ / SHORTENED_HZ) ** (1000 / length_ms)
    assert falling[0] == pytest.approx(3 * tone, rel=0.01)


def test_within_a_pause_and_outside_the_reps_the_ticks_are_those_of_the_tones() -> None:
    tick = Tones().sound(cue_of(Sound.TICK))
    cues = [
        Cue(0, CueKind.SECOND, Sound.TICK),
        phase_cue(Sound.PAUSE_STRETCHED, 2000, 1000),
        Cue(2000, CueKind.SECOND, Sound.TICK),
        Cue(9000, CueKind.SECOND, Sound.TICK),
    ]
    for part in glide().seconds(cues):
        np.testing.assert_array_equal(part.whole(), tick)


@pytest.mark.parametrize("sound", [Sound.ECCENTRIC, Sound.CONCENTRIC])
def test_the_tone_of_a_movement_of_own_pace_is_level_once_it_has_told_its_direction(sound: Sound) -> None:
    def made(length_ms: int) -> Samples:
        samples = glide().sound(Cue(0, CueKind.PHASE, sound, length_ms, own_pace=True))
        assert samples is not None
        return samples

    heard = pitches(made(20_000)[300 * SAMPLES_PER_MS :], 20)
    assert heard == pytest.approx([heard[0]] * 20, rel=0.002)
    beginning = pitches(made(20_000)[: 250 * SAMPLES_PER_MS], 5)
    assert (beginning[0] > 1.1 * heard[0]) if sound is Sound.ECCENTRIC else (beginning[0] < 0.9 * heard[0])
    assert len(set(strokes(sound, 5000, own_pace=True))) == 1


@given(st.sampled_from(PHASE_SOUNDS), st.integers(1, 5000))
def test_a_tone_of_own_pace_is_the_same_until_it_ends(sound: Sound, length_ms: int) -> None:
    long = glide().tone(Cue(0, CueKind.PHASE, sound, 6000, own_pace=True))
    short = glide().tone(Cue(0, CueKind.PHASE, sound, length_ms, own_pace=True))
    assert len(short) == length_ms * SAMPLES_PER_MS
    kept = max(len(short) - 25 * SAMPLES_PER_MS, 0)
    if kept > 25 * SAMPLES_PER_MS:
        np.testing.assert_allclose(short[:kept], long[:kept], atol=1e-6)


def test_every_other_cue_is_that_of_the_tones() -> None:
    tones = Tones()
    for sound in set(Sound) - set(PHASE_SOUNDS):
        np.testing.assert_array_equal(glide().sound(cue_of(sound)), tones.sound(cue_of(sound)))


def between(sound: Sound, length_ms: int, *heights: float, own_pace: bool = False) -> Cue:
    return Cue(0, CueKind.PHASE, sound, length_ms, own_pace=own_pace, heights=heights)


@pytest.mark.parametrize(
    ("sound", "heights"),
    [
        (Sound.CONCENTRIC, (0, 0.5)),
        (Sound.ECCENTRIC, (0.5, 0)),
        (Sound.ECCENTRIC, (1, 0.5)),
        (Sound.CONCENTRIC, (0.5, 1)),
        (Sound.ECCENTRIC, (0.75, 0.25)),
    ],
)
@lengths
def test_part_of_a_movement_goes_part_of_the_way(
    sound: Sound, heights: tuple[float, float], length_ms: int
) -> None:
    samples = glide().tone(between(sound, length_ms, *heights))
    assert len(samples) == length_ms * SAMPLES_PER_MS
    edge = 60 * SAMPLES_PER_MS
    first, last = (pitches(part, 1)[0] for part in (samples[:edge], samples[-edge:]))
    assert first == pytest.approx(pitch(heights[0]), rel=0.06)
    assert last == pytest.approx(pitch(heights[1]), rel=0.06)
    assert loudness(samples) == pytest.approx(PHASE_LUFS, abs=0.75)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(200, 3000))
def test_no_part_of_a_movement_is_above_its_peak(one: float, other: float, length_ms: int) -> None:
    falling, rising = max(one, other), min(one, other)
    for sound, heights in ((Sound.ECCENTRIC, (falling, rising)), (Sound.CONCENTRIC, (rising, falling))):
        assert np.abs(glide().tone(between(sound, length_ms, *heights))).max() <= PEAKS[sound] + 1e-4


def test_half_way_is_half_way_to_the_ear() -> None:
    assert pitch(0.5) / STRETCHED_HZ == pytest.approx(SHORTENED_HZ / pitch(0.5))
    assert (pitch(0), pitch(1)) == pytest.approx((STRETCHED_HZ, SHORTENED_HZ))


@pytest.mark.parametrize("sound", PHASE_SOUNDS)
@pytest.mark.parametrize("own_pace", [False, True])
def test_a_whole_movement_sounds_as_one_whose_heights_are_not_given(sound: Sound, own_pace: bool) -> None:
    heights = WHOLE_HEIGHTS[Phase(sound.value)]
    plain = glide().tone(between(sound, 2600, own_pace=own_pace))
    np.testing.assert_allclose(
        glide().tone(between(sound, 2600, *heights, own_pace=own_pace)), plain, atol=1e-5
    )


@pytest.mark.parametrize("half", End)
@pytest.mark.parametrize("start", Start)
def test_through_a_one_and_a_half_rep_the_pitch_has_no_step(start: Start, half: End) -> None:
    rep = rep_of(parse_tempo("4-1-4-1"), start, half=half)
    timeline = lay_out([rep], count_in_ms=0, choice=CueChoice(seconds=False, pre_cue_ms=0))
    phases = [cue for cue in timeline.cues if cue.kind is CueKind.PHASE]
    assert len([cue for cue in phases if cue.heights]) == 2
    ends = []
    for cue in phases:
        samples = glide().tone(cue)
        heard = [pitches(part, 1)[0] for part in (samples[:2400], samples[-2400:])]
        ends.append(heard)
    for (_, before), (after, _) in pairwise(ends):
        assert before == pytest.approx(after, rel=0.08)


def test_the_strokes_of_half_a_movement_follow_its_tone() -> None:
    phase = between(Sound.CONCENTRIC, 4000, 0, 0.5)
    ticks = [Cue(at_ms, CueKind.SECOND, Sound.TICK) for at_ms in (1000, 2000, 3000)]
    heard = [pitches(part.whole(), 1)[0] for part in glide().seconds([phase, *ticks])]
    assert heard == pytest.approx([3 * pitch(height) for height in (0.125, 0.25, 0.375)], rel=0.01)


def test_half_a_movement_of_own_pace_is_level_in_the_middle_of_it() -> None:
    heard = pitches(glide().tone(between(Sound.ECCENTRIC, 5000, 1, 0.5, own_pace=True))[24_000:], 4)
    assert heard == pytest.approx([pitch(0.75)] * 4, rel=0.01)
