"""Whatever becomes of the sound: each rep is paced, the screen says so, and sound is back by the next set."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from liftronome.audio.click_track import ClickTrack
from liftronome.audio.packs.loading import load_pack

from tests.audio.waiting import wait_until
from tests.driving import DrivenWindow, driven_window, preset_of
from tests.faults.commands import liftronome, started
from tests.faults.stalls import STALL_MS, longest_stall_ms
from tests.listening import wrong_samples
from tests.soundserver import SoundServer

pytestmark = pytest.mark.sound

FIELDS: Final[dict[str, Any]] = {"tempo": "0.5-0-0.5-0.5", "reps": 4, "sets": 2, "rest_ms": 3000}
OPTIONS: Final = (
    *("play", "hip thrust", "--tempo", "0.5-0-0.5-0.5", "--reps", "4", "--sets", "2"),
    *("--rest", "3", "--count-in", "1"),
)


@pytest.fixture
def window(sound_server: SoundServer, screen: Mapping[str, str]) -> Iterator[DrivenWindow]:
    with driven_window({**sound_server.env, **screen}) as opened:
        yield opened


def first_set_of(fields: dict[str, Any], number: int = 0) -> np.ndarray[Any, np.dtype[np.int16]]:
    preset = preset_of(**fields)
    timeline = preset.round_timeline(preset.rounds()[number])
    return ClickTrack(timeline, load_pack("glide")).render()


def lines_until(process: subprocess.Popen[str], text: str) -> list[str]:
    """What a command prints, up to a line that holds `text`."""
    assert process.stdout is not None
    lines: list[str] = []
    while not lines or text not in lines[-1]:
        line = process.stdout.readline()
        assert line, f"it ended before “{text}”: {lines}"
        lines.append(line)
    return lines


def test_without_a_server_at_the_start_every_rep_is_paced_and_sound_comes_with_the_server(
    sound_server: SoundServer,
) -> None:
    sound_server.stop()
    process = started(*OPTIONS)
    before = lines_until(process, "rep 2 / 4 done")
    assert any("No sound: no sound server answers. The set is paced silently." in line for line in before)
    sound_server.start()
    with sound_server.record() as recording:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert out.splitlines()[-1].startswith("Hip thrust: 2 sets, 8 reps done, 0:12 under tension")
    second = first_set_of({**FIELDS, "count_in_ms": 1000}, 1)
    assert wrong_samples(second[np.flatnonzero(second)[0] :], recording.samples) == 0


def test_a_server_killed_in_mid_set_and_started_again_is_heard_by_the_next_set_at_the_latest(
    sound_server: SoundServer,
) -> None:
    process = started(*OPTIONS)
    lines_until(process, "rep 1 / 4 done")
    sound_server.stop()
    told = lines_until(process, "rep 3 / 4 done")
    assert any("paced silently" in line for line in told)
    sound_server.start()
    with sound_server.record() as recording:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert out.splitlines()[-1].startswith("Hip thrust: 2 sets, 8 reps done, 0:12 under tension")
    second = first_set_of({**FIELDS, "count_in_ms": 1000}, 1)
    assert wrong_samples(second[np.flatnonzero(second)[0] :], recording.samples) == 0
    assert sound_server.players() == []


def test_a_server_that_stands_still_in_mid_set_is_told_and_nothing_unheard_is_counted(
    sound_server: SoundServer,
) -> None:
    process = started(*OPTIONS)
    lines_until(process, "rep 1 / 4 done")
    with sound_server.frozen():
        began = time.monotonic()
        lines_until(process, "the sound device stopped playing")
        assert time.monotonic() - began < 3
        out, err = process.communicate(timeout=10)
    assert (process.returncode, err) == (1, "")
    assert "1 rep done" in out
    wait_until(lambda: not sound_server.players())


@pytest.mark.screen
def test_a_device_that_takes_2_s_to_open_freezes_no_window_and_the_count_in_waits_for_it(
    sound_server: SoundServer, window: DrivenWindow
) -> None:
    fields = {**FIELDS, "reps": 1, "sets": 1, "count_in_ms": 2000}
    with sound_server.record() as recording:
        with sound_server.frozen():
            window.start(**fields)
            wait_until(lambda: window.ask("stage") != "home")
            stalled_ms = longest_stall_ms(window, 2.0)
        assert window.ask("stage") == "count_in"
        stalled_ms = max(stalled_ms, longest_stall_ms(window, 1.5))
        window.wait_for("finished")
        wait_until(lambda: not recording.samples[-9600:].any())
        phases = window.ask("phases")
    assert stalled_ms < STALL_MS
    assert wrong_samples(first_set_of(fields), recording.samples) == 0
    assert max(late_ms for _, _, late_ms in phases) < STALL_MS


@pytest.mark.screen
def test_a_player_that_is_killed_in_mid_set_freezes_no_window(
    sound_server: SoundServer, window: DrivenWindow
) -> None:
    window.start(tempo="1-0-3-0", reps=1, count_in_ms=1000)
    window.wait_for("working")
    (player,) = sound_server.players()
    os.kill(player, signal.SIGKILL)
    assert longest_stall_ms(window, 1.5) < STALL_MS
    assert sound_server.players()
    window.wait_for("finished")


def test_a_machine_without_any_sound_configuration_paces_every_rep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "none.conf"))
    options = ("--tempo", "0.2-0-0.2-0", "--reps", "1", "--sets", "2", "--rest", "0", "--count-in", "0")
    done = liftronome("play", "squat", *options)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Back squat: 2 sets, 2 reps done" in done.stdout
