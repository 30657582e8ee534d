"""A whole set, as it is heard from a program of its own: every sample of every cue in its place.

The programs run as they do for a lifter, with the default cue pack, and are recorded from a sound server.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np
import pytest
from liftronome.audio.click_track import ClickTrack
from liftronome.audio.packs.loading import load_pack
from liftronome.domain.preset import Preset
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS, Timeline

from bench.load import busy_processes
from tests.audio.waiting import wait_until
from tests.driving import driven_window, play, preset_of
from tests.listening import Samples, cue_errors, place_of, wrong_samples
from tests.soundserver import Recording, SoundServer

pytestmark = pytest.mark.sound

SET: Final = preset_of(tempo="3-1-X-2", reps=2, count_in_ms=1000)
OPTIONS: Final = ("--tempo", "3-1-X-2", "--reps", "2", "--sets", "1", "--count-in", "1")
STALL_S: Final = 2.0


def timeline_of(preset: Preset) -> Timeline:
    return preset.round_timeline(preset.rounds()[0])


def sound_of(timeline: Timeline) -> Samples:
    return ClickTrack(timeline, load_pack("glide")).render()


def assert_exact(recording: Recording, timeline: Timeline) -> None:
    """The whole of the track was heard, at one place, each cue exactly there."""
    expected, heard = sound_of(timeline), recording.samples
    cues = [cue.sample for cue in timeline.cues]
    assert len(cues) > 8
    assert cue_errors(cues, expected, heard) == [0] * len(cues)
    assert wrong_samples(expected, heard) == 0


def test_a_set_in_the_terminal_is_heard_sample_for_sample(sound_server: SoundServer) -> None:
    with sound_server.record() as recording:
        played = play(sound_server.env, *OPTIONS)
    assert played.returncode == 0, played.stderr
    assert_exact(recording, timeline_of(SET))
    assert sound_server.players() == []


def test_four_busy_processes_move_no_sample_of_a_set(sound_server: SoundServer) -> None:
    with sound_server.record() as recording, busy_processes(4):
        played = play(sound_server.env, *OPTIONS, "--reps", "1")
    assert played.returncode == 0, played.stderr
    assert_exact(recording, timeline_of(replace(SET, reps=1)))


@pytest.mark.thorough
def test_the_only_tick_of_a_rest_of_a_second_is_heard_over_the_end_of_the_set_before(
    sound_server: SoundServer,
) -> None:
    preset = replace(SET, reps=1, sets=2, rest_ms=1000)
    sets = [sound_of(preset.round_timeline(round_)) for round_ in preset.rounds()]
    options = ("--reps", "1", "--sets", "2", "--rest", "1")
    with sound_server.record() as recording:
        played = play(sound_server.env, *OPTIONS, *options)
    assert played.returncode == 0, played.stderr
    heard = recording.samples
    beginning = sets[0][: 2 * SAMPLE_RATE]
    end = place_of(beginning, heard[: 6 * SAMPLE_RATE]) + timeline_of(preset).duration_ms * SAMPLES_PER_MS
    tick = sets[1][: SAMPLE_RATE // 10].astype(np.int32)
    chime = sets[0][timeline_of(preset).duration_ms * SAMPLES_PER_MS :][: len(tick)]
    assert tick.any()
    assert np.abs(heard[end : end + len(tick)] - (chime + tick)).max() <= 1, "only rounded once, not twice"


@pytest.mark.screen
def test_a_window_that_is_blocked_and_then_stopped_in_mid_set_loses_no_sample(
    sound_server: SoundServer, screen: Mapping[str, str]
) -> None:
    timeline = timeline_of(replace(SET, reps=1))
    with sound_server.record() as recording, driven_window({**sound_server.env, **screen}) as window:
        window.start(tempo="3-1-X-2", reps=1, count_in_ms=1000)
        window.wait_for("working")
        window.ask("block", STALL_S)  # over the beginning of the squeeze, a second later
        wait_until(lambda: len(window.ask("phases")) == 3)
        time.sleep(1.5)
        window.process.send_signal(signal.SIGSTOP)
        time.sleep(STALL_S)  # over the end of the eccentric
        window.process.send_signal(signal.SIGCONT)
        window.wait_for("finished")
        told = window.ask("phases")
        wait_until(lambda: not recording.samples[-9600:].any())  # the set's end has died away
    assert_exact(recording, timeline)
    starts_ms = [span.start_ms for span in timeline.spans if span.rep is not None]
    assert [at_ms for at_ms, _, _ in told] == starts_ms, "each phase is told, once and in order"
    late_ms = [late_ms for _, _, late_ms in told]
    assert late_ms[1] > 300, "the window did stand still"
    assert late_ms[3] > 300
