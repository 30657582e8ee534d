"""`play` leads through the same session as the window: its keys, phases of own pace, and the log."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from liftronome.cli import main
from liftronome.domain.performance import Ended
from liftronome.domain.phase import Phase
from liftronome.domain.preset import Side, Sides
from liftronome.store.base.database import FILE_NAME
from liftronome.store.presets.presets import PresetStore

from tests.terminal.playing import LONG, QUICK, SILENT, in_pipe, quick_preset, sets_in
from tests.terminal.pseudo_terminal import PseudoTerminal, in_terminal

Capture = pytest.CaptureFixture[str]


def test_every_set_is_logged_with_its_reps(capsys: Capture, qapp: object, own_data_folder: Path) -> None:
    assert main(["play", "Hip Thrust", *QUICK, "--reps", "2", "--sets", "2", "--rest", "0.2"]) == 0
    first, second = sets_in(own_data_folder)
    assert first.plan.session_id == second.plan.session_id
    assert (first.plan.set_number, second.plan.set_number) == (1, 2)
    for found in (first, second):
        assert (found.plan.exercise_name, found.plan.tempo) == ("Hip thrust", "0.2-0-0.1-0.1")
        assert (found.plan.reps, found.paced_reps, found.tension_ms) == (2, 2, 800)
        assert (found.ended, found.pauses) == (Ended.COMPLETED, ())
        for performed in found.reps:
            assert performed.complete
            assert [(phase.phase, phase.duration_ms) for phase in performed.phases] == [
                (Phase.CONCENTRIC, 100),
                (Phase.PAUSE_SHORTENED, 100),
                (Phase.ECCENTRIC, 200),
            ]
    capsys.readouterr()
    assert main(["log"]) == 0
    assert "1/2 2 (2/2) 0:00 completed" in " ".join(capsys.readouterr().out.split())


def test_the_log_is_kept_in_the_data_folder_that_is_named(
    capsys: Capture, qapp: object, tmp_path: Path, own_data_folder: Path
) -> None:
    folder = tmp_path / "elsewhere"
    assert main(["play", "squat", *QUICK, "--reps", "1", "--sets", "1", "--data-dir", str(folder)]) == 0
    assert len(sets_in(folder)) == 1
    assert not own_data_folder.exists()


def test_a_preset_is_logged_under_its_name_and_each_side_by_itself(
    capsys: Capture, qapp: object, presets: PresetStore, own_data_folder: Path
) -> None:
    presets.add(quick_preset(sides=Sides.LEFT_THEN_RIGHT, changeover_ms=200, sets=1))
    assert main(["play", "quick", "--silent"]) == 0
    assert [(found.plan.preset_name, found.plan.side) for found in sets_in(own_data_folder)] == [
        ("quick", Side.LEFT),
        ("quick", Side.RIGHT),
    ]
    lines = capsys.readouterr().out.splitlines()
    assert "set 1 / 1 left, from rep 1" in lines
    assert "change sides, right side in 0.2 s" in lines
    assert "set 1 right done: 1 rep, 0:00 under tension" in lines


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_logs_what_was_done(own_data_folder: Path, number: signal.Signals, status: int) -> None:
    with PseudoTerminal(*LONG) as terminal:
        terminal.wait_for("rep 2 / 60")
        terminal.send(number)
        assert terminal.wait().status == status
    (left,) = sets_in(own_data_folder)
    assert left.ended is Ended.LEFT
    assert left.paced_reps >= 1
    assert left.reps[0].complete
    assert not left.reps[-1].complete


def test_a_reader_that_leaves_ends_it_quietly_and_the_set_with_it(own_data_folder: Path) -> None:
    process = in_pipe(*LONG)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=30) == 1
    assert process.stderr.read() == ""
    process.stderr.close()
    assert [found.ended for found in sets_in(own_data_folder)] in ([], [Ended.LEFT])


def test_a_log_that_cannot_be_kept_is_told_and_stops_nothing(
    capsys: Capture, qapp: object, own_data_folder: Path
) -> None:
    (own_data_folder / FILE_NAME).mkdir(parents=True)
    assert main(["play", "squat", *QUICK, "--reps", "1", "--sets", "1"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[1].startswith("This session won't be logged: ")
    assert FILE_NAME in out[1]
    assert out[-1].startswith("Back squat: 1 set, 1 rep done")


def test_a_phase_of_own_pace_lasts_until_space_and_its_length_is_logged(own_data_folder: Path) -> None:
    options = (*SILENT, "--tempo", "*-0-0.3-0", "--reps", "1", "--sets", "1")
    with PseudoTerminal("play", "squat", *options) as terminal:
        terminal.wait_for("Space end the phase")
        assert "L O W E R" in terminal.text
        terminal.wait_for("next: stand up 0.3")
        terminal.press(" ")
        done = terminal.wait()
    assert done.status == 0
    (found,) = sets_in(own_data_folder)
    lowering, lifting = found.reps[0].phases
    assert 150 < lowering.duration_ms < 20_000
    assert lifting.duration_ms == 300
    assert found.ended is Ended.COMPLETED


@pytest.mark.parametrize("command", ["play", "render"])
def test_own_pace_is_refused_where_no_key_can_end_it(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    options = ["--out", str(tmp_path / "set.wav")] if command == "render" else ["--silent"]
    assert main([command, "squat", "--tempo", "*-0-1-0", *options]) == 2
    assert "your own pace (*), which no key can end here: write it in seconds" in capsys.readouterr().err


def test_render_refuses_own_pace_in_a_terminal_too(tmp_path: Path) -> None:
    done = in_terminal("render", "squat", "--tempo", "*-0-1-0", "--out", str(tmp_path / "set.wav"))
    assert done.status == 2
    assert not (tmp_path / "set.wav").exists()


def test_one_more_rep_is_added_and_taken_back_and_the_volume_changed_by_keys() -> None:
    with PseudoTerminal(*LONG) as terminal:
        terminal.wait_for("rep 1 / 60")
        terminal.press("m")
        terminal.wait_for("rep 1 / 61")
        terminal.wait_for("U undo: one more rep")
        terminal.press("u")
        terminal.wait_for("/ 60")
        terminal.press("\x1b[B\x1b[B\x1b[A")
        terminal.wait_for("Volume 90 %")
        terminal.press("p")
        terminal.wait_for("P A U S E D")
        terminal.press("q")
        assert terminal.wait().status == 0


def test_a_rest_is_lengthened_shortened_and_skipped_by_keys() -> None:
    with PseudoTerminal("play", "squat", *QUICK, "--reps", "1", "--sets", "2", "--rest", "60") as terminal:
        terminal.wait_for("+ 15 s more")
        terminal.press("?")
        terminal.wait_for("− 15 s less")
        terminal.press("+")
        terminal.wait_for("undo: change of rest")
        terminal.press("-")
        terminal.press("s")
        terminal.wait_for("set 2 / 2")
        assert terminal.wait().status == 0


def test_a_set_that_was_restarted_is_logged_and_so_is_the_one_after(own_data_folder: Path) -> None:
    with PseudoTerminal(*LONG) as terminal:
        terminal.wait_for("rep 2 / 60")
        terminal.press("r")
        terminal.wait_for("restart of the set")
        terminal.wait_for("rep 2 / 60")
        terminal.press("q")
        assert terminal.wait().status == 0
    assert [found.ended for found in sets_in(own_data_folder)] == [Ended.RESTARTED, Ended.LEFT]


def test_the_end_of_the_last_set_can_be_taken_back(own_data_folder: Path) -> None:
    with PseudoTerminal(*LONG, "--sets", "1") as terminal:
        terminal.wait_for("rep 2 / 60")
        terminal.press("\r")
        terminal.wait_for("U undo: end of the set")
        terminal.press("u")
        terminal.wait_for("C O U N T - I N")
        terminal.press("q")
        assert terminal.wait().status == 0
    (found,) = sets_in(own_data_folder)
    assert found.ended is Ended.LEFT


def test_a_set_that_waits_for_a_key_says_so_and_begins_with_it(
    presets: PresetStore, own_data_folder: Path
) -> None:
    presets.add(quick_preset(wait_for_key=True))
    with PseudoTerminal("play", "quick", "--silent") as terminal:
        terminal.wait_for("Space: start set 2")
        terminal.press(" ")
        assert terminal.wait().status == 0
    assert [found.plan.set_number for found in sets_in(own_data_folder)] == [1, 2]


def test_no_set_waits_for_a_key_where_none_can_be_pressed(
    presets: PresetStore, capsys: Capture, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    presets.add(quick_preset(wait_for_key=True))
    assert main(["play", "quick", "--silent"]) == 0
    assert "2 sets, 2 reps done" in capsys.readouterr().out


def test_where_nothing_is_redrawn_a_set_that_waits_is_told_in_a_line(
    presets: PresetStore, tmp_path: Path
) -> None:
    presets.add(quick_preset(wait_for_key=True, sets=3))
    with PseudoTerminal("play", "quick", "--silent", env={"TERM": "dumb"}) as terminal:
        terminal.wait_for("Space: start set 2\r\n")
        terminal.press("q")
        assert terminal.wait().status == 0


def test_a_terminal_that_is_closed_ends_the_set_in_the_log(own_data_folder: Path) -> None:
    with PseudoTerminal(*LONG) as terminal:
        terminal.wait_for("rep 2 / 60")
        terminal.send(signal.SIGHUP)
        assert terminal.wait().status == 128 + signal.SIGHUP
    assert [found.ended for found in sets_in(own_data_folder)] == [Ended.LEFT]


def test_the_help_of_play_names_the_keys(capsys: Capture) -> None:
    assert main(["play", "--help"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "M: one more rep" in out
    assert "Space, Page Down, →: pause, go on, start the set, end the phase" in out
