"""What goes wrong is told in one line, however long what was typed is."""

import pytest
from liftronome.cli import main

from tests.terminal.refusing import refused

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    "command",
    [
        ("play",),
        ("explain", "31X2", "--exercise"),
        ("log", "--exercise"),
        ("export", "presets.json", "--preset"),
    ],
)
def test_a_name_of_any_length_is_refused_in_a_line_that_can_be_read(
    capsys: Capture, command: tuple[str, ...]
) -> None:
    message = refused(capsys, *command, "squät" * 20_000)
    assert len(message) < 600
    assert message.startswith("no ")
    assert message.endswith("lists them all")


def test_what_is_left_over_is_answered_with_the_help_of_its_command(capsys: Capture) -> None:
    assert refused(capsys, "play", "squat", "--out", "x") == (
        "“--out x” fits nothing: “liftronome play --help” shows what it takes"
    )


def test_an_exercise_without_a_name_is_refused_by_the_log_too(capsys: Capture) -> None:
    assert "an exercise needs a name" in refused(capsys, "log", "--exercise", "")


def test_no_sets_is_no_failure(capsys: Capture) -> None:
    assert main(["log"]) == 0
    assert "no sets yet" in capsys.readouterr().err


@pytest.mark.parametrize("seconds", ["-inf", "inf", "-nan", "nan", "1e3", "-1", "9" * 400, "1:30", " "])
def test_a_time_that_is_none_is_refused_with_what_would_be_right(capsys: Capture, seconds: str) -> None:
    message = refused(capsys, "play", "squat", "--rest", seconds)
    assert message.startswith("rest must be ")
    assert "900" in message
