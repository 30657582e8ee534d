"""The command `liftronome`: opens the window, or does what a sub-command asks for.

Here errors become one line on standard error and an exit status. Each sub-command is imported when
it is asked for, so that `explain` and `exercises` load neither Qt nor numpy.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from liftronome.terminal.signals import Terminated, leaving_at_once, terminable

with leaving_at_once():
    from liftronome.terminal.streams import (
        flush,
        give_up_output,
        load_failure,
        loading,
        prepare_streams,
        tell,
    )

    with loading():
        from liftronome.domain.errors import InputError, LiftronomeError

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from liftronome.terminal.data import Data
    from liftronome.terminal.naming import Named

DONE: Final = 0
SURROUNDINGS_FAILED: Final = 1
BAD_INPUT: Final = 2
INTERRUPTED: Final = 130
TERMINATED: Final = 143


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments (those of the process unless given) ask for; returns the exit status."""
    prepare_streams()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads are no use here, and cost memory
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
    from liftronome.terminal.commands import parse

    try:
        arguments = parse(words)
    except SystemExit:  # argparse, once it has shown its help
        return DONE
    return _run(arguments)


def _run(arguments: Namespace) -> int:
    from liftronome.terminal.commands import Command

    if arguments.command is None:
        return _open_window(arguments.data_dir)
    from liftronome.terminal.data import data_in

    begins = arguments.command in (Command.PLAY, Command.RENDER)
    with data_in(arguments.data_dir, soon=begins) as data:
        if begins:
            return _perform(arguments, data)
        if arguments.command == Command.READ:
            from liftronome.terminal.plan import show_sheet

            return (
                DONE
                if show_sheet(arguments.file, data, arguments.save, as_json=arguments.json)
                else BAD_INPUT
            )
        _do(arguments, data)
    return DONE


def _do(arguments: Namespace, data: Data) -> None:
    """A command that shows something, or changes what is kept."""
    from liftronome.terminal.commands import Command

    match arguments.command:
        case Command.EXPLAIN:
            from liftronome.terminal.explain import explain

            explain(arguments.tempo, arguments.exercise, data, as_json=arguments.json)
        case Command.PLAN:
            from liftronome.terminal.plan import show_plan

            show_plan(arguments.name, data, as_json=arguments.json)
        case Command.EXERCISES:
            from liftronome.terminal.exercises import list_exercises

            list_exercises(data, as_json=arguments.json)
        case Command.PRESETS:
            from liftronome.terminal.presets import list_presets

            list_presets(data, as_json=arguments.json)
        case Command.IMPORT:
            from liftronome.terminal.presets import import_presets

            with terminable():
                import_presets(arguments.file, data, arguments.on_conflict)
        case Command.EXPORT:
            from liftronome.terminal.presets import export_presets

            with terminable():
                export_presets(arguments.file, data, arguments.preset)
        case Command.LOG:
            from liftronome.terminal.log import show_log

            with terminable():
                show_log(
                    data,
                    exercise=arguments.exercise,
                    last=arguments.last,
                    as_json=arguments.json,
                    csv=arguments.csv,
                    form=arguments.format,
                )

        case Command.HISTORY:
            from liftronome.terminal.history import show_history, since_date

            since = None if arguments.since is None else since_date(arguments.since)
            show_history(data, exercise=arguments.exercise, since=since, as_json=arguments.json)


def _perform(arguments: Namespace, data: Data) -> int:
    """A command that paces. Bad input is refused before sound and engine are loaded."""
    from liftronome.terminal.commands import Command
    from liftronome.terminal.keys import keyboard
    from liftronome.terminal.naming import named
    from liftronome.terminal.overrides import with_options

    found = named(arguments.name, data)
    found = replace(found, preset=with_options(found.preset, arguments))
    if arguments.command == Command.PLAY:
        from liftronome.terminal.layout import check_performable

        check_performable(found.preset, has_keys=keyboard() is not None)
        _tell_choices(found)
        from liftronome.terminal.play import play

        return play(found, data, silent=arguments.silent)
    from liftronome.terminal.layout import layout_of

    layout = layout_of(found.preset, arguments.set, all_sets=arguments.all_sets)
    _tell_choices(found)
    from liftronome.terminal.render import render

    render(found.preset, layout, data, arguments.out, arguments.timeline)
    return DONE


def _tell_choices(found: Named) -> None:
    for choice in found.said:
        tell(choice)


def _open_window(data_dir: Path | None) -> int:
    from liftronome.terminal.window import open_window

    return open_window(data_dir)


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
