"""Reading what was typed after `liftronome`."""

from __future__ import annotations

import re
from argparse import Action, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from typing import Any, Final, NoReturn

from liftronome.domain.errors import InputError
from liftronome.terminal.commands import add_commands, example_text
from liftronome.terminal.options import data_dir_path


class _ShowVersion(Action):
    """Prints the version and ends, as help does. The version is looked up only then: that takes time."""

    def __call__(self, parser: ArgumentParser, *_: Any, **__: Any) -> None:
        from importlib.metadata import version

        print(f"{parser.prog} {version('liftronome')}")
        parser.exit()


class _Parser(ArgumentParser):
    """An argparse parser whose errors are ours: one line, and never an exit of its own. Help that cannot be
    written raises OSError, as all else that is printed does."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, formatter_class=RawDescriptionHelpFormatter, **settings)

    def print_help(self, file: Any = None) -> None:
        print(self.format_help(), end="", file=file)

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message}; “{self.prog} --help” shows what it takes")


def parse(argv: Sequence[str]) -> Namespace:
    """The arguments, read and checked one by one. `command` is a Command, or None for the window.

    Raises InputError; SystemExit once help or the version has been shown.
    """
    parser = _Parser(
        prog="liftronome",
        description="A metronome for lifting tempo. Without a command it opens its window.",
        epilog=example_text('play "hip thrust"', "play --help"),
    )
    parser.add_argument("-V", "--version", nargs=0, action=_ShowVersion, help="show the version and exit")
    add_commands(parser)
    arguments, left_over = parser.parse_known_args([_shielded(text) for text in argv])
    if left_over:
        command = f" {arguments.command}" if arguments.command else ""
        raise InputError(
            f"“{' '.join(left_over)}” fits nothing: “liftronome{command} --help” shows what it takes"
        )
    arguments.data_dir = data_dir_path(arguments.data_dir)
    return arguments


_NEGATIVE: Final = re.compile(r"-(?:[0-9xX*.,][0-9xX*.,/:\s-]*|inf(?:inity)?|nan)")


def _shielded(text: str) -> str:
    """A tempo or a number with a minus before it would be taken for an option, and the lifter told nothing of
    what is wrong with it. A space in front makes it a value, and means nothing in a tempo or a number."""
    return f" {text}" if _NEGATIVE.fullmatch(text) else text
