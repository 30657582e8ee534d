"""The log as a table: a row for each set, and under each session what it came to."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from app.domain.log_entry import LoggedSession, LoggedSet
from app.terminal.columns import Row, print_columns
from app.terminal.log_formats import UNFINISHED
from app.terminal.texts import clock_text, counted

HEADINGS: Final = ("Date", "Exercise", "Set", "Reps", "Tension", "Load", "Effort", "Felt", "Ended")
REPS_NOTE: Final = "Reps: done (paced/planned). Tension: minutes and seconds. Effort: 1 to 10. Felt: 1 to 5."


def print_sessions(sessions: Sequence[LoggedSession]) -> None:
    """Print the sessions: a table for people, plain columns where no terminal is."""
    tables = [([set_row(logged) for logged in session.sets], total_row(session)) for session in sessions]
    if sys.stdout and sys.stdout.isatty():
        _print_table(tables)
    else:
        print_columns(HEADINGS, [row for rows, total in tables for row in (*rows, total)])


def set_row(logged: LoggedSet) -> Row:
    """What is shown of a set."""
    plan, said = logged.plan, logged.annotation
    side = f" {plan.side}" if plan.side else ""
    return (
        f"{datetime.fromtimestamp(plan.started_at):%Y-%m-%d %H:%M}",
        " · ".join(filter(None, (plan.exercise_name, plan.preset_name, plan.tempo))),
        f"{plan.set_number}/{plan.sets}{side}",
        f"{logged.done_reps} ({logged.paced_reps}/{plan.reps})",
        clock_text(logged.tension_ms),
        "" if said.load is None else f"{said.load:g} {said.unit}",
        "" if said.effort is None else f"{said.effort:g}",
        "" if said.feeling is None else str(said.feeling),
        logged.ended or UNFINISHED,
    )


def total_row(session: LoggedSession) -> Row:
    """What a session came to."""
    tension, sets = clock_text(session.tension_ms), counted(len(session.sets), "set")
    return ("", "session", sets, str(session.done_reps), tension, "", "", "", "")


def _print_table(tables: Sequence[tuple[list[Row], Row]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, caption=REPS_NOTE, caption_justify="left", pad_edge=False)
    for heading in HEADINGS:
        is_number = heading in ("Tension", "Load", "Effort", "Felt")
        table.add_column(heading, justify="right" if is_number else "left", no_wrap=heading != "Exercise")
    for rows, total in tables:
        for row in rows:
            table.add_row(*map(Text, row))
        table.add_row(*map(Text, total), style="bold", end_section=True)
    Console(highlight=False).print(table)
