"""What goes wrong is told in one line, however long what was typed is."""

from __future__ import annotations

import ast
import io
import resource
import subprocess
import sys

import pytest
from liftronome.cli import main
from liftronome.store.presets.presets import PresetStore
from liftronome.terminal.streams import console, plain, say
from rich.text import Text

from tests.imports import SOURCE
from tests.terminal.playing import quick_preset
from tests.terminal.pseudo_terminal import in_terminal
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
        "unknown argument “--out x”: see “liftronome play --help”"
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


TRICKY = "he\u202eavy\x1b[31m\u2067red\x07\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (TRICKY, "heavy?[31mred? "),
        ("Hip thrust – heavy", "Hip thrust – heavy"),
        ("می‌خواهم 👩‍🦰", "می‌خواهم 👩‍🦰"),
        ("a\tb\u2028c\udcff", "a b c?"),
    ],
)
def test_a_text_is_printed_without_what_steers_a_terminal(text: str, shown: str, capsys: Capture) -> None:
    assert plain(text) == shown
    say(text)
    assert capsys.readouterr().out.rstrip("\n") == shown
    out = console()
    out.file = io.StringIO()
    out.print(Text(text))
    assert not [
        char for char in out.file.getvalue() if not char.isprintable() and char not in "\n\u200c\u200d"
    ]


def test_a_tricky_name_is_printed_plainly_wherever_it_stands(presets: PresetStore, qapp: object) -> None:
    presets.add(quick_preset(name="he\u202eavy", sets=1))
    assert main(["play", "heavy", "--silent"]) == 0
    for command in (("presets",), ("log",), ("play", "hevy")):
        text = in_terminal(*command).text
        assert "heavy" in text, command
        assert "\u202e" not in text


def test_everything_is_printed_through_one_door() -> None:
    names = ("print", "Console")
    calls = [
        f"{path.name}:{node.lineno}"
        for path in (SOURCE / "liftronome" / "terminal").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
        if path.name not in ("streams.py", "commands.py")  # commands prints our own help
    ]
    assert calls == []


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
@pytest.mark.parametrize("megabytes", [20, 60, 130])
def test_too_little_memory_is_told_in_one_line(megabytes: int) -> None:
    limit = megabytes * 1024 * 1024
    done = subprocess.run(
        [sys.executable, "-m", "liftronome", "play", "squat", "--silent"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
