"""However and whenever a program is ended: what was done is logged, and no process and no sound is left."""

from __future__ import annotations

import signal
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from liftronome.domain.performance import Ended

from tests.audio.waiting import wait_until
from tests.driving import driven_window
from tests.faults.commands import started
from tests.faults.leaving import left_while_playing
from tests.faults.x_windows import close_windows
from tests.listening import silent_from
from tests.soundserver import SoundServer
from tests.terminal.playing import sets_in
from tests.terminal.pseudo_terminal import PseudoTerminal

SESSION: Final = (
    *("play", "hip thrust", "--tempo", "0.4-0-0.4-0.4", "--reps", "2", "--sets", "2"),
    *("--rest", "9", "--count-in", "1", "--ready", "1"),
)
STAGES: Final = {
    "get ready": "G E T   R E A D Y",
    "count-in": "C O U N T - I N",
    "working": "rep 2 / 2",
    "paused": "P A U S E D",
    "resting": "R E S T",
}
PHASES: Final = ("L I F T", "S Q U E E Z E", "L O W E R", "H O L D")
SIGNALS: Final = [(signal.SIGINT, 130), (signal.SIGTERM, 143)]
STARTING_S: Final = (0.08, 0.11, 0.14, 0.17, 0.2, 0.25, 0.28, 0.31, 0.35, 0.45, 0.6)
"""Moments before the first line: modules are loaded, the file is opened. What comes before those is the
interpreter's own start, in which it speaks for itself."""

SILENT_MS: Final = 500


@pytest.mark.parametrize(("number", "status"), SIGNALS)
@pytest.mark.parametrize("stage", STAGES)
def test_a_signal_at_any_stage_ends_a_set_tidily(
    own_data_folder: Path, stage: str, number: signal.Signals, status: int
) -> None:
    with PseudoTerminal(*SESSION, "--silent") as terminal:
        if stage == "paused":
            terminal.wait_for("rep 2 / 2")
            terminal.press("p")
        terminal.wait_for(STAGES[stage])
        terminal.send(number)
        done = terminal.wait()
    assert done.status == status
    assert "Traceback" not in done.text
    assert "under tension" in done.text.splitlines()[-1]
    begun = {"working": [Ended.LEFT], "paused": [Ended.LEFT], "resting": [Ended.COMPLETED]}
    logged = sets_in(own_data_folder)
    assert [found.ended for found in logged] == begun.get(stage, [])
    for found in logged:
        done_reps = sum(rep.complete for rep in found.reps)
        assert found.paced_reps == done_reps == (2 if stage == "resting" else 1)


@pytest.mark.parametrize(("number", "status"), SIGNALS)
@pytest.mark.parametrize("phase", PHASES)
def test_a_signal_in_any_phase_logs_the_rep_as_far_as_it_came(
    own_data_folder: Path, phase: str, number: signal.Signals, status: int
) -> None:
    options = ("--tempo", "1-1-1-1", "--sets", "1", "--count-in", "0", "--ready", "0", "--silent")
    with PseudoTerminal("play", "hip thrust", *options) as terminal:
        terminal.wait_for(phase)
        terminal.send(number)
        done = terminal.wait()
    assert done.status == status
    assert "Traceback" not in done.text
    (found,) = sets_in(own_data_folder)
    (rep,) = found.reps
    assert found.ended is Ended.LEFT
    assert len(rep.phases) == PHASES.index(phase) + 1
    assert rep.complete is (phase == PHASES[-1])


@pytest.mark.parametrize(("number", "status"), SIGNALS)
def test_a_signal_while_a_command_starts_ends_it_without_a_word_of_python(
    own_data_folder: Path, number: signal.Signals, status: int
) -> None:
    for after_s in STARTING_S:
        process = started(*SESSION, "--silent")
        time.sleep(after_s)
        process.send_signal(number)
        _, err = process.communicate(timeout=20)
        # Nothing of the program runs yet while Python still loads its first module.
        places = [line for line in err.splitlines() if "File" in line and "/cli.py" in line]
        interrupted_python_itself = all("in <module>" in line for line in places)
        assert process.returncode in (status, -number), after_s
        assert err == "" or interrupted_python_itself, err


@pytest.mark.sound
@pytest.mark.parametrize(("number", "status"), SIGNALS)
def test_a_signal_in_mid_set_is_followed_by_silence_and_nothing_is_left(
    sound_server: SoundServer, own_data_folder: Path, number: signal.Signals, status: int
) -> None:
    options = ("--tempo", "8-0-8-0", "--reps", "1", "--sets", "1", "--count-in", "0")
    process = started("play", "hip thrust", *options)
    with sound_server.record() as recording:
        wait_until(lambda: recording.samples.any())
        time.sleep(0.5)
        ended_ns = time.monotonic_ns()
        process.send_signal(number)
        _, err = process.communicate(timeout=20)
        time.sleep(0.3)
    assert (process.returncode, err) == (status, "")
    assert (recording.heard_ns(silent_from(recording.samples) - 1) - ended_ns) / 1e6 < SILENT_MS
    assert sound_server.players() == []
    assert sound_server.shared_tracks() == 0
    assert [found.ended for found in sets_in(own_data_folder)] == [Ended.LEFT]


@pytest.mark.sound
def test_an_interpreter_that_is_left_while_it_sounds_neither_hangs_nor_crashes(
    sound_server: SoundServer,
) -> None:
    assert left_while_playing(sound_server, 6) == []


@pytest.mark.sound
@pytest.mark.screen
@pytest.mark.parametrize("how", ["closed", "ended"])
def test_a_window_closed_in_mid_set_falls_silent_logs_the_set_and_leaves_nothing(
    sound_server: SoundServer, screen: Mapping[str, str], own_data_folder: Path, how: str
) -> None:
    env = {**sound_server.env, **screen, "LIFTRONOME_DATA_DIR": str(own_data_folder)}
    with (
        sound_server.record() as recording,
        driven_window(env) as window,
    ):
        window.start(tempo="1-0-8-0", reps=3, count_in_ms=0)
        window.wait_for("working")
        wait_until(lambda: recording.samples[-4800:].any())
        time.sleep(0.5)
        if how == "closed":
            assert close_windows(screen["DISPLAY"], "Liftronome")
            time.sleep(0.5)
            assert window.ask("stage") == "working"  # it asks first
        ended_ns = time.monotonic_ns()
        if how == "closed":
            assert close_windows(screen["DISPLAY"], "Liftronome")
        else:
            window.process.terminate()
        status = window.process.wait(timeout=20)
        time.sleep(0.3)
    assert status == (0 if how == "closed" else 143)
    assert (recording.heard_ns(silent_from(recording.samples) - 1) - ended_ns) / 1e6 < SILENT_MS
    assert sound_server.players() == []
    assert sound_server.shared_tracks() == 0
    assert [found.ended for found in sets_in(own_data_folder)] == [Ended.LEFT]
