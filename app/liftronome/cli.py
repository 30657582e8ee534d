"""The command `liftronome`: opens the window, or does what a sub-command asks for.

Here errors become one line on standard error and an exit status. Each sub-command is imported when
it is asked for, so that `explain` and `exercises` load neither Qt nor numpy.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from liftronome.terminal.signals import Terminated, leaving_at_once, terminable
from liftronome.terminal.streams import (
    flush,
    give_up_output,
    load_failure,
    loading,
    prepare_streams,
    tell,
)

with leaving_at_once(), loading():
    from liftronome.domain.errors import InputError, LiftronomeError

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from liftronome.terminal.naming import Named

DONE: Final = 0
SURROUNDINGS_FAILED: Final = 1
BAD_INPUT: Final = 2
INTERRUPTED: Final = 130
TERMINATED: Final = 143


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments (those of the process unless given) ask for; returns the exit status."""
    prepare_streams()
    words = sys.argv[1:] if argv is None else list(argv)
    _be_player_if_asked(words)
    try:
        with leaving_at_once():
            status = _status(words)
            flush()
        return status
    except InputError as error:
        tell(str(error))
        return BAD_INPUT
    except LiftronomeError as error:
        tell(str(error))
        return SURROUNDINGS_FAILED
    except (ImportError, MemoryError) as error:
        tell(load_failure(error))
        return SURROUNDINGS_FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Terminated:
        return TERMINATED
    except BrokenPipeError:
        give_up_output()
        return SURROUNDINGS_FAILED
    except OSError as error:
        give_up_output()
        tell(f"the output cannot be written: {error.strerror or error}")
        return SURROUNDINGS_FAILED
    except Exception as error:
        _record(error)
        return SURROUNDINGS_FAILED


def _status(words: Sequence[str]) -> int:
    if not words:
        return _open_window(None)  # at once: it needs nothing of what reads arguments
    from liftronome.terminal.arguments import parse

    try:
        arguments = parse(words)
    except SystemExit:  # argparse, once it has shown its help
        return DONE
    return _run(arguments)


def _run(arguments: Namespace) -> int:
    from liftronome.terminal.commands import Command

    match arguments.command:
        case Command.EXPLAIN:
            from liftronome.terminal.explain import explain

            explain(arguments.tempo, arguments.exercise, data_dir=arguments.data_dir, as_json=arguments.json)
        case Command.EXERCISES:
            from liftronome.terminal.exercises import list_exercises

            list_exercises(arguments.data_dir, as_json=arguments.json)
        case Command.PRESETS:
            from liftronome.terminal.presets import list_presets

            list_presets(arguments.data_dir, as_json=arguments.json)
        case Command.IMPORT:
            from liftronome.terminal.presets import import_presets

            with terminable():
                import_presets(arguments.file, arguments.data_dir, arguments.on_conflict)
        case Command.EXPORT:
            from liftronome.terminal.presets import export_presets

            with terminable():
                export_presets(arguments.file, arguments.data_dir, arguments.preset)
        case Command.LOG:
            from liftronome.terminal.log import show_log

            with terminable():
                show_log(
                    arguments.data_dir,
                    exercise=arguments.exercise,
                    last=arguments.last,
                    as_json=arguments.json,
                    csv=arguments.csv,
                )
        case Command.RENDER:
            named = _named_in(arguments)
            from liftronome.terminal.render import render

            render(
                named.preset,
                arguments.out,
                arguments.timeline,
                data_dir=arguments.data_dir,
                all_sets=arguments.all_sets,
            )
        case Command.PLAY:
            named = _named_in(arguments)
            from liftronome.terminal.play import play

            return play(named, silent=arguments.silent, data_dir=arguments.data_dir)
        case _:
            return _open_window(arguments.data_dir)
    return DONE


def _open_window(data_dir: Path | None) -> int:
    from liftronome.terminal.window import open_window

    return open_window(data_dir)


def _named_in(arguments: Namespace) -> Named:
    """Bad input is refused before what the command itself needs is loaded."""
    from liftronome.terminal.naming import named_in

    return named_in(arguments)


def _record(error: Exception) -> None:
    """Keep the traceback of an error that nothing expected in the log file, and name that."""
    from liftronome.diagnostics import ErrorLog, one_line
    from liftronome.store.opening.folders import data_folder

    log = ErrorLog(data_folder())
    log.record("Unexpected error", error)
    tell(f"something went wrong ({one_line(error)}); details are in {log.path}")


def _be_player_if_asked(words: list[str]) -> None:
    """A frozen bundle has one executable, which is then the sound player too."""
    if getattr(sys, "frozen", False):
        from liftronome.audio.playing.player import PLAYER_FLAG, player_main

        if words[:1] == [PLAYER_FLAG]:
            player_main(words[1:])
