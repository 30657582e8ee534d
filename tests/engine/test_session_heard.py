"""What is recorded of a session: the ticks of a short rest, and the phases after own pace."""

from __future__ import annotations

import time

import numpy as np
import pytest
from liftronome.audio.click_track import ClickTrack
from liftronome.audio.packs.loading import load_pack
from liftronome.audio.playing.simpleaudio_output import SimpleaudioOutput
from liftronome.domain.timeline import SAMPLES_PER_MS, CueKind, Timeline
from liftronome.engine.clock import MonotonicClock, PreciseTimer
from liftronome.engine.engine import TempoEngine
from liftronome.engine.qt_application import core_application
from liftronome.engine.session import Session
from liftronome.engine.snapshot import Stage

from tests.driving import preset_of
from tests.listening import cue_error, place_of
from tests.soundserver import SoundServer

pytestmark = pytest.mark.sound

KEYS = 6


@pytest.mark.parametrize("rest_ms", [1000, pytest.param(3000, marks=pytest.mark.thorough)])
def test_the_first_tick_of_a_short_rest_is_heard_exactly_at_the_end_of_the_set(
    sound_server: SoundServer, rest_ms: int
) -> None:
    application, pack = core_application(), load_pack("ticks")
    preset = preset_of(
        tempo="0.5-0-0.5-0", reps=2, sets=2, ready_ms=0, count_in_ms=rest_ms, rest_ms=rest_ms, pack="ticks"
    )
    timelines: list[Timeline] = []

    def track(timeline: Timeline) -> ClickTrack:
        timelines.append(timeline)
        return ClickTrack(timeline, pack)

    engine = TempoEngine(MonotonicClock(), PreciseTimer, SimpleaudioOutput(track))
    session = Session(preset, engine)
    with sound_server.record() as recording:
        session.begin()
        while session.stage is not Stage.FINISHED:
            application.processEvents()
            time.sleep(0.002)
        time.sleep(1)
        heard = recording.samples
    engine.close()
    first, second = timelines
    expected = ClickTrack(first, pack).render()
    place = place_of(expected, heard)
    end = first.duration_ms * SAMPLES_PER_MS
    tick_and_chime = slice(place + end, place + end + 300 * SAMPLES_PER_MS)
    assert np.array_equal(heard[tick_and_chime], expected[end : end + 300 * SAMPLES_PER_MS])
    chime_alone = ClickTrack(preset.timeline(), pack).render(end, end + 300 * SAMPLES_PER_MS)
    assert not np.array_equal(heard[tick_and_chime], chime_alone), "the tick is in it"
    phase = place + end + rest_ms * SAMPLES_PER_MS
    after = ClickTrack(second, pack).render()[rest_ms * SAMPLES_PER_MS :]
    found = place_of(after, heard[phase - 4800 :]) - 4800
    assert abs(found) < 5 * SAMPLES_PER_MS, "the set begins when the rest is over"


def test_in_a_set_of_100_reps_of_own_pace_each_key_is_followed_by_an_exact_onset(
    sound_server: SoundServer,
) -> None:
    application, pack = core_application(), load_pack("tones")
    preset = preset_of(
        tempo="*-*-*-*", reps=100, sets=1, ready_ms=0, count_in_ms=0, own_pace_limit_ms=60_000, pack="tones"
    )
    output = SimpleaudioOutput(lambda timeline: ClickTrack(timeline, pack))
    engine = TempoEngine(MonotonicClock(), PreciseTimer, output)
    session = Session(preset, engine)

    def wait(seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            application.processEvents()
            time.sleep(0.002)

    with sound_server.record() as recording:
        session.begin()
        wait(1.5)
        for _ in range(KEYS):
            session.go()
            wait(0.7)
        heard = recording.samples
        timeline = engine.timeline
        engine.close()
    expected = ClickTrack(timeline, pack).render(0, timeline.spans[KEYS].start_ms * SAMPLES_PER_MS + 9600)
    place = place_of(expected, heard)
    onsets = [cue.sample for cue in timeline.cues if cue.kind is CueKind.PHASE][: KEYS + 1]
    assert [cue_error(at, place, expected, heard) for at in onsets] == [0] * (KEYS + 1)
