"""What was done, in lines that stay in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal

from liftronome.domain.log_entry import LoggedSession, LoggedSet
from liftronome.presentation.texts import clock_text, counted
from liftronome.terminal.log_formats import UNFINISHED, local_time
from liftronome.terminal.streams import Row, console, print_columns

if TYPE_CHECKING:
    from rich.table import Table


HEADINGS: Final = ("Date", "Exercise", "Set", "Reps", "Tension", "Load", "Effort", "Felt", "Ended")
_LEAST_WIDTH: Final = {"Date": 10, "Exercise": 12, "Set": 4, "Reps": 7}
"""Columns that may be broken into lines, and how narrow each may become; together they find room in 80."""

REPS_NOTE: Final = "Reps: done (paced/planned). Tension: minutes and seconds. Effort: 1 to 10. Felt: 1 to 5."


def print_sessions(sessions: Sequence[LoggedSession]) -> None:
    """Print the sessions: a table for people, plain columns where no terminal is."""
    tables = [([set_row(logged) for logged in session.sets], total_row(session)) for session in sessions]
    if sys.stdout and sys.stdout.isatty():
        _print_table(tables)
    else:
        print_columns(HEADINGS, _all_rows(tables))


def set_row(logged: LoggedSet) -> Row:
    """What is shown of a set."""
    plan, said = logged.plan, logged.annotation
    side = f" {plan.side}" if plan.side else ""
    warm_up = " warm-up" if plan.warm_up else ""
    return (
        f"{local_time(plan.started_at):%Y-%m-%d %H:%M}",
        " · ".join(filter(None, (plan.exercise_name, plan.preset_name, plan.tempo))),
        f"{plan.set_number}{'' if plan.sets is None else f'/{plan.sets}'}{side}{warm_up}",
        _reps_text(logged),
        clock_text(logged.tension_ms) if logged.is_paced else "",
        "" if said.load is None else f"{said.load:g} {said.unit}",
        "" if said.effort is None else f"{said.effort:g}",
        "" if said.feeling is None else str(said.feeling),
        f"in {logged.origin.program}"
        if logged.origin and not logged.is_paced
        else logged.ended or UNFINISHED,
    )


def _reps_text(logged: LoggedSet) -> str:
    said = logged.annotation.done_reps
    if not logged.is_paced:
        return "" if said is None else str(said)
    planned = "open" if logged.plan.open else "?" if logged.plan.reps is None else logged.plan.reps
    return f"{logged.done_reps} ({logged.paced_reps}/{planned})"


def total_row(session: LoggedSession) -> Row:
    """What a session came to."""
    tension = clock_text(session.tension_ms) if any(logged.is_paced for logged in session.sets) else ""
    sets = counted(len(session.sets), "set")
    workout = session.sets[0].plan.workout if session.sets else ""
    name = f"session · {workout}" if workout else "session"
    return ("", name, sets, str(session.done_reps), tension, "", "", "", "")


def _print_table(tables: Sequence[tuple[list[Row], Row]]) -> None:
    """A table no wider than the terminal, or plain columns where that is too narrow for one."""
    out = console()
    table = _table(tables)
    boundless = out.options.update(max_width=1000)
    if out.measure(table, options=boundless).minimum <= out.width:
        out.print(table)
    else:
        print_columns(HEADINGS, _all_rows(tables))


def _table(tables: Sequence[tuple[list[Row], Row]]) -> Table:
    """The sessions in a table, without columns in which nothing stands."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    table.caption, table.caption_justify = REPS_NOTE, "left"
    rows = _all_rows(tables)
    shown = [column for column in range(len(HEADINGS)) if any(row[column] for row in rows)]
    for heading in (HEADINGS[column] for column in shown):
        least = _LEAST_WIDTH.get(heading)
        is_number = heading in ("Tension", "Load", "Effort", "Felt")
        justify: Literal["left", "right"] = "right" if is_number else "left"
        table.add_column(heading, justify=justify, no_wrap=least is None, min_width=least)
    for sets, total in tables:
        for row in sets:
            table.add_row(*(Text(row[column]) for column in shown))
        table.add_row(*(Text(total[column]) for column in shown), style="bold", end_section=True)
    return table


def _all_rows(tables: Sequence[tuple[list[Row], Row]]) -> list[Row]:
    return [row for sets, total in tables for row in (*sets, total)]
