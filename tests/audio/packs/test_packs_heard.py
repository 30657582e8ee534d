"""A set of each pack as it is heard: recorded from a sound server, every cue at its sample."""

from __future__ import annotations

from dataclasses import replace

import pytest
from liftronome.audio.click_track import ClickTrack
from liftronome.audio.packs.loading import PACKS, load_pack
from liftronome.audio.playing.simpleaudio_output import SimpleaudioOutput
from liftronome.domain.counting import Count
from liftronome.domain.layout import CueChoice, lay_out
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Start
from liftronome.domain.preset import default_preset
from liftronome.domain.rep import End, rep_of
from liftronome.domain.scheme.scheme import Drop, MiniSet, RepTempo, Scheme, WorkingSet
from liftronome.domain.timeline import SAMPLE_RATE, CueKind, Sound, Timeline
from liftronome.store.presets.exercises import load_library

from tests.audio.waiting import wait_until, wait_until_ns
from tests.listening import cue_errors, wrong_samples
from tests.soundserver import SoundServer

pytestmark = pytest.mark.sound


def two_reps() -> Timeline:
    """A usual one, and a quick one to be announced as the last."""
    reps = [rep_of(parse_tempo(tempo), Start.CONCENTRIC) for tempo in ("2-1-X-1", "1-0-X-0")]
    return lay_out(reps, count_in_ms=1000, choice=CueChoice(count=Count.REPS_UP))


def cluster() -> Timeline:
    """Two mini-sets with a drop between them: a quick rep, then a slower one and a half of another height."""
    scheme = Scheme(
        sets=(WorkingSet((MiniSet(1), MiniSet(2, least=1)), tempo=parse_tempo("1-0-X-0")),),
        break_ms=2000,
        drop=Drop.ALL,
        one_and_a_half=End.STRETCHED,
        rep_tempos=(RepTempo(2, 2, parse_tempo("1-1-X-0")),),
    )
    preset = replace(default_preset(load_library().find("back squat")), scheme=scheme, count_in_ms=1000)
    return preset.timeline()


@pytest.mark.parametrize(
    "name",
    [
        each if each in ("tones", "voice") else pytest.param(each, marks=pytest.mark.thorough)
        for each in PACKS
    ],
)
def test_every_cue_of_a_set_is_heard_at_its_sample(name: str, sound_server: SoundServer) -> None:
    assert_heard(name, two_reps(), sound_server)


@pytest.mark.parametrize("name", ["glide", pytest.param("voice-glide", marks=pytest.mark.thorough)])
def test_a_cluster_with_a_drop_and_halves_is_heard_at_its_samples(
    name: str, sound_server: SoundServer
) -> None:
    timeline = cluster()
    sounds = {cue.sound for cue in timeline.cues}
    assert sounds >= {Sound.DROP, Sound.LEAST, Sound.CHANGE}
    assert any(cue.heights for cue in timeline.cues)
    assert_heard(name, timeline, sound_server)


def assert_heard(name: str, timeline: Timeline, sound_server: SoundServer) -> None:
    """The timeline is heard with a pack as it was rendered, each cue of its phases at its sample."""
    track = ClickTrack(timeline, load_pack(name))
    output = SimpleaudioOutput(lambda _: track)
    with sound_server.record() as recording:
        output.start(timeline, None)
        wait_until(lambda: output.zero_ns() or output.fault())
        zero_ns = output.zero_ns()
        assert zero_ns is not None, output.fault()
        wait_until_ns(zero_ns + track.length * 1_000_000_000 // SAMPLE_RATE + 300_000_000)
    output.close()
    cues = [cue.sample for cue in timeline.cues if cue.kind is CueKind.PHASE]
    expected = track.render()
    assert cue_errors(cues, expected, recording.samples) == [0] * len(cues)
    assert wrong_samples(expected, recording.samples) == 0
