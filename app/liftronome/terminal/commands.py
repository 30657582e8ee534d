"""The sub-commands: what each does and takes, with an example of each thing."""

from __future__ import annotations

import os
from argparse import SUPPRESS, ArgumentParser
from enum import StrEnum
from functools import partial
from shutil import get_terminal_size
from typing import Final

from liftronome.domain.limits import Limits
from liftronome.presentation.key_map import KeyMap
from liftronome.store.opening.folders import DATA_DIR_VARIABLE
from liftronome.terminal.keys import keys_help
from liftronome.terminal.options import TEMPO_HELP, add_set_options, file_path, sound_file_path, whole_number

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


def add_commands(parser: ArgumentParser) -> None:
    """Add every sub-command; the parsers of these are of the same class."""
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
        )
    )
    _fill_render(
        command(
            Command.RENDER,
            "write a set's click track to a sound file, as for a phone",
            '"hip thrust" --out set.wav --timeline set.json',
            '"hip thrust" --all-sets --rest 60 --out session.flac',
        )
    )
    _fill_explain(
        command(
            Command.EXPLAIN,
            "say a tempo in words, and how long a rep is",
            "3-1-X-2",
            '31X2 --exercise "hip thrust" --json',
        )
    )
    _add_json(command(Command.EXERCISES, "list the exercises, your own among them", "--json"))
    _add_json(command(Command.PRESETS, "list your presets, each as one line that can be typed", "--json"))
    _fill_log(
        command(
            Command.LOG,
            "show the sets that were performed",
            '--exercise "hip thrust" --last 3',
            "--csv log.csv",
        )
    )
    _fill_import(command(Command.IMPORT, "bring in the presets of a file", "presets.json --on-conflict skip"))
    _fill_export(
        command(
            Command.EXPORT,
            "write presets and own exercises to a file",
            "presets.json",
            'heavy.json --preset "Hip thrust – heavy"',
        )
    )


def example_text(*words: str) -> str:
    """Examples as they stand at the end of a help text, each without the program's name."""
    heading = "examples:" if len(words) > 1 else "example:"
    return "\n".join((heading, *(f"  liftronome {line}" for line in words)))


def _add_data_dir(parser: ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--data-dir",
        metavar="DIR",
        default=default,
        help=f"the folder where presets and the log are kept (unless given: {DATA_DIR_VARIABLE}, else the "
        "system's usual place)",
    )


def _add_json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON, for scripts")


def _fill_play(parser: ArgumentParser) -> None:
    add_set_options(parser, silent_help="pace without sound")
    width = max(get_terminal_size().columns - 2, 20)
    parser.epilog = f"{keys_help(KeyMap(), width)}\n\n{parser.epilog}"


def _fill_render(parser: ArgumentParser) -> None:
    add_set_options(parser, silent_help="changes nothing here: options of play may be given to render too")
    add = parser.add_argument
    add(
        "--out",
        metavar="FILE",
        type=sound_file_path,
        required=True,
        help="the WAV file to write, as in set.wav, or FLAC, as in set.flac; a file of that name is replaced",
    )
    add(
        "--all-sets",
        action="store_true",
        help="all sets with the rests between them (unless given: one set, from its count-in to its end)",
    )
    add(
        "--timeline",
        metavar="FILE",
        type=file_path,
        help="also write what sounds when, in milliseconds, to this JSON file, as in set.json",
    )


def _fill_explain(parser: ArgumentParser) -> None:
    parser.add_argument("tempo", metavar="TEMPO", help=TEMPO_HELP)
    parser.add_argument(
        "--exercise",
        metavar="NAME",
        help='in the words and the order of this exercise, as in "hip thrust" (unless given: lowering first)',
    )
    _add_json(parser)


def _fill_log(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--exercise", metavar="NAME", help='only this exercise, as in "hip thrust" (unless given: all)')
    add(
        "--last",
        metavar="N",
        type=partial(whole_number, limits=LAST),
        help="only the last N sessions, as in 3 (unless given: 10 in the table, all in JSON and CSV)",
    )
    add(
        "--csv",
        metavar="FILE",
        type=file_path,
        help="write them to this CSV file, for a spreadsheet, as in log.csv; a file of that name is replaced",
    )
    _add_json(parser)


def _fill_import(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=file_path, help="the JSON file, as in presets.json")
    parser.add_argument(
        "--on-conflict",
        choices=["keep-both", "replace", "skip"],
        help="what becomes of a preset whose name another one has here (unless given: nothing of such a file "
        "is brought in)",
    )


def _fill_export(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        type=file_path,
        help="the JSON file to write, as in presets.json; a file of that name is replaced",
    )
    parser.add_argument(
        "--preset",
        metavar="NAME",
        help='only this one, as in "Hip thrust – heavy" (unless given: all, and all own exercises)',
    )
