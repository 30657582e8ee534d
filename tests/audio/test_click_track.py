from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from liftronome.audio.click_track import BLOCK, ClickTrack
from liftronome.audio.packs.loading import PACKS
from liftronome.audio.packs.pack import CuePack
from liftronome.audio.synthesis.levels import CEILING, FULL_SCALE, KNEE
from liftronome.domain.counting import Count
from liftronome.domain.layout import CueChoice, Wait, WaitKind, lay_out, lay_out_rest
from liftronome.domain.phase import Phase
from liftronome.domain.rep import PhaseStep, Rep
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS, Cue, CueKind, Sound, Timeline

from tests.audio.listening import clicks, mixed
from tests.audio.loaded import loaded

LOUDEST = 29_204
"""-1 dBFS, in 16 bits."""

LARGEST_STEPS = {"voice": 0.5, "voice-glide": 0.5}
"""The sharp sounds of speech have steeper waves than tones."""

packs = st.sampled_from(list(PACKS)).map(loaded)
steps = st.builds(PhaseStep, st.sampled_from(Phase), st.integers(1, 2600), st.booleans(), st.booleans())
reps = st.lists(st.builds(Rep, st.lists(steps, min_size=1, max_size=5).map(tuple)), max_size=4)
timelines = st.builds(
    lambda reps, count_in_ms, wait_ms, kind, pre_cue_ms, count: lay_out(
        reps,
        count_in_ms=count_in_ms,
        wait=Wait(wait_ms, kind),
        choice=CueChoice(pre_cue_ms=pre_cue_ms, count=count),
    ),
    reps,
    st.integers(0, 3000),
    st.integers(0, 1500),
    st.sampled_from(WaitKind),
    st.sampled_from([0, 1, 50, 500, 1500]),
    st.sampled_from(Count),
)


def three_reps() -> Timeline:
    rep = Rep(
        (
            PhaseStep(Phase.ECCENTRIC, 3000),
            PhaseStep(Phase.PAUSE_STRETCHED, 1000),
            PhaseStep(Phase.CONCENTRIC, 1000),
            PhaseStep(Phase.PAUSE_SHORTENED, 2000),
        )
    )
    return lay_out([rep] * 3, count_in_ms=5000, wait=Wait(2000, kind=WaitKind.GET_READY))


@pytest.mark.parametrize("name", PACKS)
def test_every_cue_stands_at_its_sample(name: str) -> None:
    timeline = three_reps()
    track = ClickTrack(timeline, loaded(name))
    expected = np.zeros(track.length)
    sounding = mixed(loaded(name).arranged(timeline.cues))
    expected[: len(sounding)] = sounding
    np.testing.assert_allclose(track.render(), expected * FULL_SCALE, atol=0.51)


def test_the_first_cue_after_silence_is_heard_at_its_sample() -> None:
    timeline = lay_out([], count_in_ms=2345)
    samples = ClickTrack(timeline, loaded("glide")).render()
    cue = timeline.cues[0]
    assert cue.at_ms == 345
    assert not samples[: cue.sample].any()
    assert np.abs(samples[cue.sample : cue.sample + SAMPLES_PER_MS]).max() > 100


@settings(max_examples=60)
@given(timelines, packs, st.data())
def test_any_region_equals_that_slice_of_the_whole(
    timeline: Timeline, pack: CuePack, data: st.DataObject
) -> None:
    track = ClickTrack(timeline, pack)
    whole = track.render()
    assert len(whole) == track.length
    places = st.integers(0, track.length)
    first, last = data.draw(places), data.draw(places)
    np.testing.assert_array_equal(track.render(first, last), whole[first:last])
    np.testing.assert_array_equal(track.render(first), whole[first:])


def test_regions_meet_without_a_seam_across_blocks() -> None:
    track = ClickTrack(three_reps(), loaded("glide"))
    assert track.length > 3 * BLOCK
    parts = [track.render(at, min(at + 10_007, track.length)) for at in range(0, track.length, 10_007)]
    np.testing.assert_array_equal(np.concatenate(parts), track.render())


@settings(max_examples=60)
@given(timelines, packs)
def test_no_set_is_louder_than_the_ceiling(timeline: Timeline, pack: CuePack) -> None:
    samples = ClickTrack(timeline, pack).render()
    assert np.abs(samples.astype(np.int32)).max(initial=0) <= LOUDEST


@pytest.mark.parametrize("name", PACKS)
def test_everything_at_once_several_times_over_stays_under_the_ceiling(name: str) -> None:
    cues = tuple(Cue(0, CueKind.PHASE, sound, 2000 * (i < 4)) for i, sound in enumerate(Sound)) * 3
    samples = ClickTrack(Timeline((), cues), loaded(name)).render()
    assert KNEE * FULL_SCALE < np.abs(samples.astype(np.int32)).max() <= LOUDEST


@pytest.mark.parametrize("name", PACKS)
def test_a_usual_set_is_mixed_without_any_limiting(name: str) -> None:
    assert np.abs(mixed(loaded(name).arranged(three_reps().cues))).max() < KNEE < CEILING


@pytest.mark.parametrize("name", PACKS)
def test_there_is_no_click_at_any_join(name: str) -> None:
    samples = ClickTrack(three_reps(), loaded(name)).render().astype(np.float32) / np.float32(FULL_SCALE)
    assert np.abs(np.diff(samples)).max() < LARGEST_STEPS.get(name, 0.3)
    assert clicks(samples) < 0.008


def test_the_track_ends_when_the_last_sound_has_died_away() -> None:
    timeline = three_reps()
    end = loaded("glide").sound(timeline.cues[-1])
    assert end is not None
    track = ClickTrack(timeline, loaded("glide"))
    assert track.length == timeline.duration_ms * SAMPLES_PER_MS + len(end)


def test_a_rest_with_nothing_to_hear_is_silence_of_its_length() -> None:
    track = ClickTrack(lay_out_rest(4000), loaded("tones"))
    assert track.length == 4 * SAMPLE_RATE
    assert not track.render().any()


def test_nothing_at_all_is_an_empty_track() -> None:
    track = ClickTrack(Timeline((), ()), loaded("glide"))
    assert track.length == 0
    assert len(track.render()) == 0


def test_cues_that_a_pack_says_nothing_for_are_silence() -> None:
    spans = three_reps().spans
    unknown = tuple(Cue(span.start_ms, CueKind.COACH, "ribs stay to hips") for span in spans)
    track = ClickTrack(Timeline(spans, unknown), loaded("tones"))
    assert track.length == spans[-1].end_ms * SAMPLES_PER_MS
    assert not track.render().any()
