"""What can be typed after `liftronome`, and reading it."""

from __future__ import annotations

import os
import re
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Final, NoReturn

from app.domain.errors import InputError
from app.domain.phase import Start
from app.domain.preset import COUNT_IN, DEFAULT_PACK, READY, REPS, REST, SETS, Limits
from app.store.folders import DATA_DIR_VARIABLE
from app.terminal.keys import KEYS_HELP
from app.terminal.numbers import milliseconds, whole_number

LAST: Final = Limits("--last", 1, 1_000_000)


class Command(StrEnum):
    """The sub-commands."""

    PLAY = "play"
    RENDER = "render"
    EXPLAIN = "explain"
    EXERCISES = "exercises"
    PRESETS = "presets"
    IMPORT = "import"
    EXPORT = "export"
    LOG = "log"


class _Parser(ArgumentParser):
    """An argparse parser whose errors are ours: one line, and never an exit of its own."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message}; “{self.prog} --help” shows what it takes")


def parse(argv: Sequence[str]) -> Namespace:
    """The arguments, read and checked one by one. `command` is a Command, or None for the window.

    Raises InputError; SystemExit once help has been shown.
    """
    arguments = _parser().parse_args([_shielded(text) for text in argv])
    arguments.data_dir = _data_dir(arguments.data_dir)
    return arguments


def _parser() -> _Parser:
    parser = _Parser(
        prog="liftronome",
        description="A metronome for lifting tempo. Without a command it opens its window.",
    )
    _add_data_dir(parser, default=os.environ.get(DATA_DIR_VARIABLE) or None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def command(name: Command, help_text: str) -> _Parser:
        added = commands.add_parser(
            name.value, help=help_text, description=f"{help_text[0].upper()}{help_text[1:]}."
        )
        _add_data_dir(added, default=SUPPRESS)
        return added

    play = command(Command.PLAY, "pace the sets of an exercise in the terminal")
    play.epilog = KEYS_HELP
    _add_set_options(play)
    render = command(Command.RENDER, "write a set's click track to a sound file, e.g. for a phone")
    _add_set_options(render)
    render.add_argument(
        "--out", metavar="FILE", type=_path, required=True, help="the WAV file to write, or .flac for FLAC"
    )
    render.add_argument("--all-sets", action="store_true", help="all sets with their rests, not just one")
    render.add_argument("--timeline", metavar="FILE", type=_path, help="also write what sounds when, as JSON")
    explain = command(Command.EXPLAIN, "say a tempo in words, and how long a rep is")
    explain.add_argument("tempo", metavar="TEMPO", help="for example 3-1-X-2")
    explain.add_argument("--exercise", metavar="NAME", help="say it in this exercise's words and order")
    exercises = command(Command.EXERCISES, "list the exercises")
    presets = command(Command.PRESETS, "list the presets")
    log = command(Command.LOG, "show the sets that were performed")
    _add_log_options(log)
    for parser_with_json in (explain, exercises, presets, log):
        parser_with_json.add_argument("--json", action="store_true", help="as JSON, for scripts")
    _add_import_options(command(Command.IMPORT, "bring in the presets of a file that was exported"))
    export = command(Command.EXPORT, "write all presets and own exercises to a file")
    export.add_argument("file", metavar="FILE", type=_path, help="the JSON file to write")
    export.add_argument("--preset", metavar="NAME", help="only this one")
    return parser


def _add_data_dir(parser: ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--data-dir",
        metavar="DIR",
        default=default,
        help=f"where presets and the log are kept (or set {DATA_DIR_VARIABLE})",
    )


def _add_import_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=_path, help="the JSON file to read")
    parser.add_argument(
        "--on-conflict",
        choices=["keep-both", "replace", "skip"],
        help="what becomes of a preset whose name is taken by another",
    )


def _add_log_options(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--exercise", metavar="NAME", help="only this exercise")
    number = partial(whole_number, limits=LAST)
    add("--last", metavar="N", type=number, help="only the last so many sessions (10 in the table)")
    add("--csv", metavar="FILE", type=_path, help="write a CSV file, for a spreadsheet")


def _add_set_options(parser: ArgumentParser) -> None:
    """What `play` and `render` share, so that one line of options serves both."""
    parser.add_argument("name", metavar="NAME", help="a preset or an exercise; case does not matter")
    add = parser.add_argument
    add("--tempo", metavar="T", help="for example 3-1-X-2; the preset's or exercise's own unless given")
    for option, limits in (("--reps", REPS), ("--sets", SETS)):
        add(option, metavar="N", type=partial(whole_number, limits=limits), help=_range(limits))
    for option, limits in (("--rest", REST), ("--count-in", COUNT_IN), ("--ready", READY)):
        add(option, metavar="S", type=partial(milliseconds, limits=limits), help=_range(limits))
    add("--start", choices=[start.value for start in Start], help="the movement a rep begins with")
    add("--pack", metavar="P", help=f"the sounds (the preset's, or {DEFAULT_PACK}, unless given)")
    add("--silent", action="store_true", help="pace without sound")


def _range(limits: Limits) -> str:
    if limits.is_time:
        return f"{limits.what}: {limits.least // 1000} to {limits.most // 1000} s"
    return f"{limits.what}: {limits.least} to {limits.most}"


def _path(text: str) -> Path:
    if not text:
        raise InputError("a file needs a name, as in set.wav")
    return Path(text)


def _data_dir(text: str | None) -> Path | None:
    """The data folder asked for, None for the usual one.

    Raises InputError if it is neither a folder nor could become one.
    """
    if text is None:
        return None
    if not text:
        raise InputError("--data-dir needs the name of a folder")
    folder = Path(text)
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{text} is a file, and the data folder must be a folder: give --data-dir another")
    return folder


_NEGATIVE_TEMPO: Final = re.compile(r"-[0-9xX*.,][0-9xX*.,/:\s-]*")


def _shielded(text: str) -> str:
    """A tempo with a minus before it would be taken for an option, and the lifter told nothing of what
    is wrong with it. A space in front makes it a value, and means nothing in a tempo or a number."""
    return f" {text}" if _NEGATIVE_TEMPO.fullmatch(text) else text
