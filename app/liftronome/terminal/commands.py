"""The sub-commands: what each does and takes, and how what was typed is read."""

from __future__ import annotations

import os
import re
from argparse import SUPPRESS, Action, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from shutil import get_terminal_size
from typing import Any, Final, NoReturn

from liftronome.domain.errors import InputError
from liftronome.domain.limits import Limits
from liftronome.presentation.key_map import KeyMap
from liftronome.store.opening.folders import DATA_DIR_VARIABLE
from liftronome.terminal.keys import keys_help
from liftronome.terminal.options import (
    TEMPO_HELP,
    add_name,
    add_set_options,
    data_dir_path,
    file_path,
    sound_file_path,
    whole_number,
)

LAST: Final = Limits("--last", 1, 1_000_000)
SET_NUMBER: Final = Limits("--set", 1, 100)


class Command(StrEnum):
    """The sub-commands."""

    PLAY = "play"
    RENDER = "render"
    EXPLAIN = "explain"
    PLAN = "plan"
    READ = "read"
    EXERCISES = "exercises"
    PRESETS = "presets"
    IMPORT = "import"
    EXPORT = "export"
    LOG = "log"
    HISTORY = "history"


def add_commands(parser: ArgumentParser) -> None:
    """Add every sub-command; their parsers are of the same class."""
    _add_data_dir(parser, default=os.environ.get(DATA_DIR_VARIABLE) or None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def command(name: Command, help_text: str, *examples: str) -> ArgumentParser:
        added = commands.add_parser(
            name.value,
            help=help_text,
            description=f"{help_text[0].upper()}{help_text[1:]}.",
            epilog=example_text(*(f"{name} {example}" for example in examples)),
        )
        _add_data_dir(added, default=SUPPRESS)
        return added

    _fill_play(
        command(
            Command.PLAY,
            "pace the sets of an exercise in the terminal",
            '"hip thrust" --tempo 3-1-X-2 --reps 10 --sets 3 --rest 90',
            '"Hip thrust – heavy" --ready 10',
            '"Back squat 3x8-10 @ 30X1 rest 120"',
        )
    )
    _fill_render(
        command(
            Command.RENDER,
            "write a set's click track to a sound file, for a phone perhaps",
            '"hip thrust" --out set.wav --timeline set.json',
            '"hip thrust" --all-sets --rest 60 --out session.flac',
            '"Back squat 12,10,8 @ 30X1" --set 3 --out last.wav',
        )
    )
    _fill_explain(
        command(
            Command.EXPLAIN,
            "put a tempo into words, and say how long a rep takes",
            "3-1-X-2",
            '31X2 --exercise "hip thrust" --json',
        )
    )
    plan = command(
        Command.PLAN,
        "show what a preset, an exercise or a line comes to, set by set",
        '"Hip thrust – heavy"',
        '"Bench press 4x2+2+2 @ 30X0 break 15 rest 180" --json',
    )
    add_name(plan)
    _add_json(plan)
    _fill_read(
        command(
            Command.READ,
            "show what is understood in a coach's sheet, line by line",
            "monday.txt",
            "monday.csv --json",
            "monday.txt --save Monday",
        )
    )
    _add_json(command(Command.EXERCISES, "list the exercises, including your own", "--json"))
    _add_json(command(Command.PRESETS, "list your presets, each on a line that can be typed", "--json"))
    _fill_log(
        command(
            Command.LOG,
            "show the sets you have performed",
            '--exercise "hip thrust" --last 3',
            "--csv log.csv",
        )
    )
    _fill_history(
        command(
            Command.HISTORY,
            "show what your sessions came to, exercise by exercise",
            '"hip thrust" --since 2026-01-31',
            "--json",
        )
    )
    _fill_import(
        command(Command.IMPORT, "import presets, or a training log of Strong, Hevy or FitNotes", "strong.csv")
    )
    _fill_export(
        command(
            Command.EXPORT,
            "export presets and your own exercises to a file",
            "presets.json",
            'heavy.json --preset "Hip thrust – heavy"',
        )
    )


def example_text(*words: str) -> str:
    """Examples for the end of a help text, given without the program's name."""
    heading = "examples:" if len(words) > 1 else "example:"
    return "\n".join((heading, *(f"  liftronome {line}" for line in words)))


def _add_data_dir(parser: ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--data-dir",
        metavar="DIR",
        default=default,
        help=f"the folder for presets and the log (default: {DATA_DIR_VARIABLE}, else the usual place of the "
        "system)",
    )


def _add_json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, for scripts")


def _fill_play(parser: ArgumentParser) -> None:
    add_set_options(parser, silent_help="pace without sound")
    width = max(get_terminal_size().columns - 2, 20)
    parser.epilog = f"{keys_help(KeyMap(), width)}\n\n{parser.epilog}"


def _fill_render(parser: ArgumentParser) -> None:
    add_set_options(parser, silent_help="has no effect here; render takes all options of play")
    add = parser.add_argument
    add(
        "--out",
        metavar="FILE",
        type=sound_file_path,
        required=True,
        help="the WAV or FLAC file to write, such as set.wav or set.flac; an existing file is replaced",
    )
    add(
        "--all-sets",
        action="store_true",
        help="all sets with the rests between them (default: one set, from its count-in to its end)",
    )
    add(
        "--set",
        metavar="N",
        type=partial(whole_number, limits=SET_NUMBER),
        help="the set to write, counted through warm-up and working sets, such as 3 (default: 1)",
    )
    add(
        "--timeline",
        metavar="FILE",
        type=file_path,
        help="also write what sounds when, in milliseconds, to this JSON file, such as set.json",
    )


def _fill_explain(parser: ArgumentParser) -> None:
    parser.add_argument("tempo", metavar="TEMPO", help=TEMPO_HELP)
    parser.add_argument(
        "--exercise",
        metavar="NAME",
        help='use the words and the order of this exercise, such as "hip thrust" (default: lowering first)',
    )
    _add_json(parser)


def _fill_read(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE|-",
        help="a text with an exercise on each line, or a table with headings, such as monday.txt; "
        "“-” for standard input",
    )
    parser.add_argument(
        "--save",
        metavar="NAME",
        help="keep it as a workout of this name, such as Monday, if all was understood (default: only show)",
    )
    _add_json(parser)


def _fill_log(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--exercise", metavar="NAME", help='only this exercise, such as "hip thrust" (default: all)')
    add(
        "--last",
        metavar="N",
        type=partial(whole_number, limits=LAST),
        help="only the last N sessions, such as 3 (default: 10 in the table, all in JSON and CSV)",
    )
    add(
        "--csv",
        metavar="FILE",
        type=file_path,
        help="write a CSV file for a spreadsheet, such as log.csv; an existing file is replaced",
    )
    add(
        "--format",
        choices=["liftronome", "strong", "hevy", "fitnotes"],
        help="the program that the CSV file is for (default: liftronome)",
    )
    _add_json(parser)


def _fill_history(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "exercise",
        metavar="EXERCISE",
        nargs="?",
        help='only this exercise, such as "hip thrust" (default: all)',
    )
    add(
        "--since",
        metavar="DATE",
        help="only sessions from this day on, such as 2026-01-31 (default: the last 30 rows, in JSON all)",
    )
    _add_json(parser)


def _fill_import(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE|-",
        type=lambda text: None if text == "-" else file_path(text),
        help="presets such as presets.json, also one to a line as “liftronome presets” prints them, or a CSV "
        "file of Strong, Hevy, FitNotes or “log --csv”; “-” for presets from standard input",
    )
    parser.add_argument(
        "--on-conflict",
        choices=["keep-both", "replace", "skip"],
        help="what to do with a preset whose name is taken (default: import nothing from such a file)",
    )


def _fill_export(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        type=file_path,
        help="the JSON file to write, such as presets.json; an existing file is replaced",
    )
    parser.add_argument(
        "--preset",
        metavar="NAME",
        help='only this preset, such as "Hip thrust – heavy" (default: all, and all of your own exercises)',
    )


class _ShowVersion(Action):
    """Prints the version and exits. Looking it up takes time, so that is done only here."""

    def __call__(self, parser: ArgumentParser, *_: Any, **__: Any) -> None:
        from importlib.metadata import version

        print(f"{parser.prog} {version('liftronome')}")
        parser.exit()


class _Parser(ArgumentParser):
    """An argparse parser that raises InputError instead of exiting. Help that cannot be written raises
    OSError, like everything else that is printed."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, formatter_class=RawDescriptionHelpFormatter, **settings)

    def print_help(self, file: Any = None) -> None:
        print(self.format_help(), end="", file=file)

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message}; see “{self.prog} --help”")


def parse(argv: Sequence[str]) -> Namespace:
    """The arguments, read and checked one by one. `command` is a Command, or None for the window.

    Raises InputError; SystemExit once help or the version has been shown.
    """
    parser = _Parser(
        prog="liftronome",
        description="A metronome for lifting tempo. Without a command, it opens its window.",
        epilog=example_text('play "hip thrust"', "play --help"),
    )
    parser.add_argument("-V", "--version", nargs=0, action=_ShowVersion, help="show the version and exit")
    add_commands(parser)
    arguments, left_over = parser.parse_known_args([_shielded(text) for text in argv])
    if left_over:
        command = f" {arguments.command}" if arguments.command else ""
        raise InputError(f"unknown argument “{' '.join(left_over)}”: see “liftronome{command} --help”")
    arguments.data_dir = data_dir_path(arguments.data_dir)
    return arguments


_NEGATIVE: Final = re.compile(r"-(?:[0-9xX*.,][0-9xX*.,/:\s-]*|inf(?:inity)?|nan)")


def _shielded(text: str) -> str:
    """argparse takes a tempo or a number that begins with a minus for an option, and cannot say what is wrong
    with it. A space in front makes it a value, and means nothing in a tempo or a number."""
    return f" {text}" if _NEGATIVE.fullmatch(text) else text
