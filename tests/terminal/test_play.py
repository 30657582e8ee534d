"""`play` paces in the terminal: with a screen or with lines, by keys, and however it is ended."""

from __future__ import annotations

import os
import shlex
import signal

import pytest
from liftronome.cli import main

from tests.faults.commands import liftronome
from tests.terminal.playing import LONG, QUICK, SILENT, in_pipe, read_to
from tests.terminal.pseudo_terminal import LIFTRONOME, PseudoTerminal, in_terminal

Capture = pytest.CaptureFixture[str]

VIEW_OPENS = "\x1b[?25l"
"""What hides the cursor."""


def test_without_a_terminal_it_prints_a_line_for_all_that_is_done(capsys: Capture, qapp: object) -> None:
    assert main(["play", "Hip Thrust", *QUICK, "--reps", "2", "--sets", "2", "--rest", "0.3"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Hip thrust 0.2-0-0.1-0.1, 2 sets of 2 reps: lift 0.1 · squeeze 0.1 · lower 0.2 · no pause",
        "set 1 / 2, from rep 1",
        "set 1 / 2, rep 1 / 2 done",
        "set 1 / 2, rep 2 / 2 done",
        "set 1 done: 2 reps, 0:00 under tension",
        "rest, next set in 0.3 s",
        "set 2 / 2, from rep 1",
        "set 2 / 2, rep 1 / 2 done",
        "set 2 / 2, rep 2 / 2 done",
        "set 2 done: 2 reps, 0:00 under tension",
        "Hip thrust: 2 sets, 4 reps done, 0:01 under tension",
    ]


def test_a_ballistic_exercise_is_paced_in_beats(capsys: Capture, qapp: object) -> None:
    assert main(["play", "swing", *SILENT, "--reps", "1", "--sets", "1"]) == 0
    assert (
        capsys.readouterr().out.splitlines()[-1] == "Kettlebell swing: 1 set, 1 rep done, 0:01 under tension"
    )


def test_a_terminal_shows_the_phase_the_rep_and_what_is_next() -> None:
    options = ("--silent", "--count-in", "1", "--tempo", "0.5-0-X-0.5", "--reps", "1", "--sets", "1")
    done = in_terminal("play", "hip thrust", *options)
    assert done.status == 0
    for shown in (
        "C O U N T - I N",
        "D R I V E   U P",
        "S Q U E E Z E",
        "L O W E R",
        "set 1 / 1",
        "rep 1 / 1",
    ):
        assert shown in done.text
    assert "next: squeeze 0.5" in done.text
    assert "Space pause" in done.text
    assert done.text.rstrip().endswith("Hip thrust: 1 set, 1 rep done, 0:02 under tension")


def test_q_leaves_and_the_terminal_is_as_it_was() -> None:
    with PseudoTerminal(*LONG) as terminal:
        before = terminal.local_modes()
        terminal.wait_for("rep 1 / 60")
        assert terminal.local_modes() == 0
        terminal.press("q")
        done = terminal.wait()
        assert terminal.local_modes() == before != 0
    assert done.status == 0
    assert "under tension" in done.text.splitlines()[-1]


def test_space_pauses_and_resumes_and_enter_ends_the_set() -> None:
    with PseudoTerminal(*LONG, "--sets", "2", "--rest", "60") as terminal:
        terminal.wait_for("S Q U E E Z E")
        terminal.press(" ")
        terminal.wait_for("P A U S E D")
        terminal.press("\x1b[D")  # the left arrow means nothing here, and neither do its letters
        for _ in range(5):  # looks, ten a second: a second press of Space too soon is none
            terminal.wait_for("P A U S E D")
        terminal.press(" ")
        terminal.wait_for("C O U N T - I N")
        terminal.press("\r")
        terminal.wait_for("R E S T")
        terminal.press("q")
        done = terminal.wait()
    assert done.status == 0


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_cleanly_in_a_terminal(number: signal.Signals, status: int) -> None:
    with PseudoTerminal(*LONG) as terminal:
        before = terminal.local_modes()
        terminal.wait_for("rep 1 / 60")
        terminal.send(number)
        done = terminal.wait()
        assert terminal.local_modes() == before != 0
    assert done.status == status
    assert "Traceback" not in done.text
    assert "under tension" in done.text.splitlines()[-1]


def test_ctrl_c_typed_in_the_terminal_ends_it() -> None:
    with PseudoTerminal(*LONG) as terminal:
        terminal.wait_for("rep 1 / 60")
        terminal.press("\x03")
        assert terminal.wait().status == 130


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_cleanly_in_a_pipe(number: signal.Signals, status: int) -> None:
    process = in_pipe(*LONG)
    read_to(process, "rep 1 / 60 done")
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert process.returncode == status
    assert err == ""
    assert out.splitlines()[-1].startswith("Hip thrust: 1 set, ")


def test_without_a_sound_device_it_paces_silently_and_says_so() -> None:
    done = liftronome(
        *("play", "squat", *QUICK[1:], "--reps", "1", "--sets", "1"), env={"ALSA_CONFIG_PATH": os.devnull}
    )
    assert done.returncode == 0
    assert done.stderr == ""
    assert "paced silently" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Back squat: 1 set, 1 rep done")


def test_get_ready_time_is_given_only_when_asked_for() -> None:
    options = (*QUICK, "--reps", "1", "--sets", "1")
    assert "G E T   R E A D Y" in in_terminal("play", "squat", *options, "--ready", "0.5").text
    assert "G E T   R E A D Y" not in in_terminal("play", "squat", *options).text


def test_ctrl_z_pauses_and_leaves_the_terminal_to_the_shell_until_the_set_is_taken_up() -> None:
    with PseudoTerminal(program=("bash", "--norc", "-i"), env={"PS1": "$ "}) as terminal:
        terminal.press(f"{shlex.join((*LIFTRONOME, *LONG))}\n")
        terminal.wait_for("S Q U E E Z E")
        terminal.press("\x1a")
        terminal.wait_for("Stopped")
        terminal.press("fg\n")
        terminal.wait_for("P A U S E D")
        assert terminal.local_modes() == 0
        terminal.press(" ")
        terminal.wait_for("C O U N T - I N")
        terminal.press("q")
        terminal.wait_for("1 set, ")
        terminal.press("exit\n")
        terminal.wait()


def test_ctrl_z_only_pauses_where_no_shell_could_take_the_set_up_again() -> None:
    with PseudoTerminal(*LONG) as terminal:
        terminal.wait_for("S Q U E E Z E")
        terminal.press("\x1a")
        terminal.wait_for(VIEW_OPENS)  # what is typed before the terminal is taken again is dropped
        terminal.wait_for("P A U S E D")
        terminal.press(" ")
        terminal.wait_for("C O U N T - I N")
        terminal.press("q")
        assert terminal.wait().status == 0


def test_a_narrow_terminal_breaks_no_key_from_what_it_does() -> None:
    with PseudoTerminal(*LONG, env={"COLUMNS": "40"}) as terminal:
        terminal.wait_for("rep 1 / 60")
        terminal.wait_for("Q leave")
        terminal.press("q")
        assert terminal.wait().status == 0
