"""The help texts: each option with what it means, its unit, an example, and what holds without it."""

from __future__ import annotations

import re
from argparse import SUPPRESS, ArgumentParser
from collections.abc import Iterator

import pytest
from liftronome.audio.packs.loading import PACKS
from liftronome.cli import main
from liftronome.terminal.commands import Command, add_commands

from tests.terminal.pseudo_terminal import in_terminal

Capture = pytest.CaptureFixture[str]


def help_text(capsys: Capture, *command: str) -> str:
    assert main([*command, "--help"]) == 0
    return capsys.readouterr().out


def parsers() -> Iterator[tuple[str, ArgumentParser]]:
    parser = ArgumentParser()
    add_commands(parser)
    for action in parser._actions:
        if action.dest == "command":
            assert isinstance(action.choices, dict)
            yield from action.choices.items()


@pytest.mark.parametrize(("name", "parser"), [*parsers()])
def test_an_option_that_takes_a_value_says_what_holds_without_it(name: str, parser: ArgumentParser) -> None:
    for action in parser._actions:
        takes_a_value = action.option_strings and action.nargs != 0 and action.default is not SUPPRESS
        if takes_a_value and not action.required and action.dest not in ("timeline", "csv"):
            assert "default: " in (action.help or ""), action.dest
        assert action.help, action.dest


@pytest.mark.parametrize("name", Command)
def test_a_help_text_has_an_example_that_can_be_typed(capsys: Capture, name: Command) -> None:
    text = help_text(capsys, name)
    assert re.search(rf"^  liftronome {name} .+$", text, re.MULTILINE)


def test_the_help_of_play_tells_numbers_with_their_range_and_unit(capsys: Capture) -> None:
    text = " ".join(help_text(capsys, "play").split())
    assert "--reps N reps per set, 1 to 100, such as 8 (default: the preset's, else 10)" in text
    assert "--rest S seconds of rest between two sets, 0 to 900, such as 120" in text
    assert "--ready S quiet seconds before the first count-in, 0 to 300, such as 10 (default: 0)" in text


def test_the_help_of_play_names_every_pack(capsys: Capture) -> None:
    listed = re.search(r"the sounds: ([a-z, -]+) \(", " ".join(help_text(capsys, "play").split()))
    assert listed
    assert listed[1].replace(" or ", ", ").split(", ") == list(PACKS)


@pytest.mark.parametrize("columns", [20, 40])
def test_help_fits_a_narrow_terminal(columns: int) -> None:
    done = in_terminal("play", "--help", env={"COLUMNS": str(columns)})
    assert done.status == 0
    keys = done.text[done.text.index("keys while") : done.text.index("examples:")]
    assert all(len(line) <= columns for line in keys.splitlines())
