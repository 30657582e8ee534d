"""Sets that vary, as they are heard from the terminal: every sample of every cue in its place."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from liftronome.audio.click_track import ClickTrack
from liftronome.audio.packs.loading import load_pack
from liftronome.domain.line.reader import read_line
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS, CueKind, Timeline
from liftronome.store.presets.exercises import load_library

from tests.audio.waiting import wait_until
from tests.driving import driven_window, preset_of
from tests.listening import Samples, cue_errors, place_of, silent_from, wrong_samples
from tests.soundserver import SoundServer
from tests.terminal.playing import sets_in
from tests.terminal.pseudo_terminal import PseudoTerminal

pytestmark = pytest.mark.sound

COUNT_IN: tuple[str, ...] = ("--count-in", "1")


def timeline_of(line: str) -> Timeline:
    preset = replace(read_line(line, load_library()).preset, ready_ms=0, count_in_ms=1000)
    return preset.round_timeline(preset.rounds()[0])


def sound_of(timeline: Timeline) -> Samples:
    return ClickTrack(timeline, load_pack("glide")).render()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Hip thrust 1+1 break 4 @ 1011", CueKind.BREAK),
        pytest.param("Hip thrust 1x3 @ 1010 > 2010", CueKind.CHANGE, marks=pytest.mark.thorough),
        ("Back squat 1x1 @ 2110 1½ reps", CueKind.PHASE),
        pytest.param("Hip thrust 1x1-2 @ 1011 last rep hold 2", CueKind.LEAST, marks=pytest.mark.thorough),
    ],
    ids=["a cluster", "a ramp", "one and a half reps", "a range with a last hold"],
)
def test_a_varied_set_is_heard_sample_for_sample(
    sound_server: SoundServer, tmp_path: Path, line: str, kind: CueKind
) -> None:
    timeline = timeline_of(line)
    with sound_server.record() as recording:
        played = subprocess.run(
            [sys.executable, "-m", "liftronome", "play", line, *COUNT_IN],
            env={**os.environ, **sound_server.env, "LIFTRONOME_DATA_DIR": str(tmp_path)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert played.returncode == 0, played.stderr
    expected, heard = sound_of(timeline), recording.samples
    assert any(cue.kind is kind for cue in timeline.cues)
    assert wrong_samples(expected, heard) == 0
    cues = [cue.sample for cue in timeline.cues if expected[cue.sample : cue.sample + 2400].any()]
    assert cue_errors(cues, expected, heard) == [0] * len(cues)


@pytest.mark.screen
@pytest.mark.thorough
def test_a_varied_set_in_the_window_is_heard_sample_for_sample(
    sound_server: SoundServer, screen: Mapping[str, str]
) -> None:
    line = "Back squat 1+1 break 4 @ 1010 > 2010 1½ reps"
    fields: dict[str, Any] = {"line": line, "count_in_ms": 1000}
    preset = preset_of(**fields)
    with sound_server.record() as recording, driven_window({**sound_server.env, **screen}) as window:
        window.start(**fields)
        window.wait_for("break")
        window.wait_for("finished", within_s=30)
        wait_until(lambda: not recording.samples[-9600:].any())
    timeline = preset.round_timeline(preset.rounds()[0])
    assert wrong_samples(sound_of(timeline), recording.samples) == 0


def test_an_open_set_is_heard_to_the_key_that_ends_it_and_counts_its_whole_reps(
    sound_server: SoundServer, tmp_path: Path
) -> None:
    line = "Hip thrust 1xAMRAP @ 1011"
    env = {**sound_server.env, "LIFTRONOME_DATA_DIR": str(tmp_path)}
    with (
        sound_server.record() as recording,
        PseudoTerminal("play", line, *COUNT_IN, env=env) as terminal,
    ):
        terminal.wait_for("rep 3")
        time.sleep(0.3)
        terminal.press("\r")
        assert terminal.wait().status == 0
    expected, heard = sound_of(timeline_of(line)), recording.samples
    to_the_third_rep = expected[: 7 * SAMPLE_RATE]
    place = place_of(to_the_third_rep, heard)
    assert wrong_samples(to_the_third_rep, heard) == 0
    assert 7 <= (silent_from(heard) - place) / SAMPLE_RATE < 9, "it falls silent in the third rep"
    logged = sets_in(tmp_path)[0]
    assert (logged.plan.open, logged.plan.reps, logged.paced_reps) == (True, None, 2)
    assert [rep.complete for rep in logged.reps] == [True, True, False]


@pytest.mark.screen
def test_the_window_begins_a_mini_set_early_and_its_open_end_is_counted_off_by_key(
    sound_server: SoundServer, screen: Mapping[str, str], tmp_path: Path
) -> None:
    line = "Hip thrust 1+max break 10 @ 1011"
    fields: dict[str, Any] = {"line": line, "count_in_ms": 1000}
    env = {**sound_server.env, **screen, "LIFTRONOME_DATA_DIR": str(tmp_path)}
    with sound_server.record() as recording, driven_window(env) as window:
        window.start(**fields)
        window.wait_for("break")
        window.press("space")
        window.wait_for("working")
        wait_until(lambda: len(window.ask("phases")) > 6)
        begins_ms = window.ask("phases")[3][0]
        window.press("Return")
        window.wait_for("finished")
        window.press("minus")
        wait_until(lambda: sets_in(tmp_path)[0].annotation.done_reps == 1)
        window.leave()
        wait_until(lambda: not recording.samples[-9600:].any())
    (logged,) = sets_in(tmp_path)
    assert (logged.paced_reps, logged.done_reps) == (2, 1)
    assert [(rep.mini_set, rep.complete) for rep in logged.reps] == [(1, True), (2, True), (2, False)]
    preset, rep = preset_of(**fields), SAMPLE_RATE * 3
    timeline = preset.round_timeline(preset.rounds()[0])
    count_in_and_rep = sound_of(timeline)[: SAMPLE_RATE + rep]
    begins = place_of(count_in_and_rep, recording.samples)
    assert wrong_samples(count_in_and_rep, recording.samples) == 0
    second = timeline.rep_spans(2)[0].start_ms * SAMPLES_PER_MS + SAMPLE_RATE // 2
    second_rep = sound_of(timeline)[second : second + rep - SAMPLE_RATE]
    after = recording.samples[begins + len(count_in_and_rep) :]
    assert wrong_samples(second_rep, after) == 0
    at = place_of(second_rep, after) + len(count_in_and_rep)
    assert at == begins_ms * SAMPLES_PER_MS + SAMPLE_RATE // 2, "it is the same stream"
