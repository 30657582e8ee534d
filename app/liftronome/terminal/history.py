"""`liftronome history`: what each session came to, exercise by exercise."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from liftronome.domain.errors import InputError
from liftronome.domain.history.figures import PHASES, HistoryEntry, HistoryFilter
from liftronome.presentation.history.days import date_of, day_of
from liftronome.presentation.palette import DARK
from liftronome.presentation.texts import clock_text, counted, preset_title, quoted
from liftronome.store.log.history import History
from liftronome.terminal.data import Data
from liftronome.terminal.log import logged_exercise
from liftronome.terminal.streams import Row, console, print_columns, say_json, tell

if TYPE_CHECKING:
    from rich.text import Text

SHOWN: Final = 30
"""So many rows are shown to people unless they ask for a date; scripts get all."""

BAR: Final = 20
"""The longest bar, in characters."""

HEADINGS: Final = ("Date", "Exercise", "Workout", "Sets", "Reps", "Tension")

_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def since_date(text: str) -> date:
    """The date that was typed. Raises InputError for what is none."""
    match = _DATE.fullmatch(text.strip())
    try:
        if match is not None:
            return date(*map(int, match.groups()))
    except ValueError:
        pass
    raise InputError(f"--since must be a date such as 2026-01-31, not {quoted(text)}")


def show_history(data: Data, *, exercise: str | None, since: date | None, as_json: bool) -> None:
    """Print a row for each exercise of each session, the oldest first, as a table or JSON (`entry_as_json`).

    Raises InputError if the exercise is unknown, StoreError if the log cannot be read.
    """
    exercise_id = None if exercise is None else logged_exercise(exercise, data.database)
    which = HistoryFilter(exercise_id, since=None if since is None else day_of(since))
    history = History(data.database)
    if as_json:
        say_json([entry_as_json(entry) for entry in history.entries(which, oldest_first=True)])
        return
    entries = history.entries(which, SHOWN if since is None else -1)[::-1]
    if not entries:
        of, after = f" of {exercise}" if exercise else "", f" since {since}" if since else ""
        tell(f"no sets{of}{after}: they are logged as they are done")
        return
    _print(entries)
    there_are = history.count(which)
    if len(entries) < there_are:
        first = date_of(history.entries(which, 1, oldest_first=True)[0].day)
        tell(f"the last {len(entries)} of {counted(there_are, 'row')}; “--since {first}” shows all")


def entry_as_json(entry: HistoryEntry) -> dict[str, object]:
    """A row in the form that scripts rely on:

    `{"date": "2026-11-22", "exercise": str, "preset": str, "workout": str, "sets": int, "reps": int,
    "tension_ms": int, "by_phase_ms": {"eccentric": int, "pause_stretched": int, "concentric": int,
    "pause_shortened": int}}`

    `date` is the day on which the session began, in local time. `preset` and `workout` are "" for none. Sets
    that were begun anew are left out; `reps` are those really done.
    """
    return {
        "date": date_of(entry.day).isoformat(),
        "exercise": entry.exercise,
        "preset": entry.preset,
        "workout": entry.workout,
        "sets": entry.sets,
        "reps": entry.reps,
        "tension_ms": entry.tension_ms,
        "by_phase_ms": {phase.value: ms for phase, ms in entry.times.by_phase_ms.items()},
    }


def _row(entry: HistoryEntry) -> Row:
    return (
        date_of(entry.day).isoformat(),
        preset_title(entry.exercise, entry.preset),
        entry.workout,
        str(entry.sets),
        str(entry.reps),
        clock_text(entry.tension_ms),
    )


def _print(entries: Sequence[HistoryEntry]) -> None:
    """A table for people, plain columns where no terminal is or where it is too narrow."""
    most_ms = max(entry.tension_ms for entry in entries)
    shown = [
        column for column, name in enumerate(HEADINGS) if name != "Workout" or any(e.workout for e in entries)
    ]
    headings = (*(HEADINGS[column] for column in shown), "")
    rows = [(tuple(_row(entry)[column] for column in shown), bar_parts(entry, most_ms)) for entry in entries]
    if not (sys.stdout and sys.stdout.isatty()) or not _table(headings, rows):
        print_columns(headings, [(*cells, "█" * sum(parts)) for cells, parts in rows])


def bar_parts(entry: HistoryEntry, most_ms: int) -> tuple[int, ...]:
    """The characters of a bar that each phase takes, eccentric first; time of no known phase comes last. Any
    tension at all takes one."""
    if not entry.tension_ms:
        return ()
    times = [*entry.times.by_phase_ms.values()]
    times.append(max(entry.tension_ms - sum(times), 0))
    length = max(round(entry.tension_ms * BAR / most_ms), 1)
    ends = [round(sum(times[: count + 1]) * length / sum(times)) for count in range(len(times))]
    return tuple(end - begin for begin, end in zip([0, *ends], ends, strict=False))


def _table(headings: Row, rows: Sequence[tuple[Row, tuple[int, ...]]]) -> bool:
    """Print a table; False, and nothing is printed, where the terminal is too narrow for it."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    table.caption, table.caption_justify = _legend(), "left"
    for heading in headings:
        is_name = heading in ("Exercise", "Workout")
        table.add_column(
            heading,
            justify="right" if heading in ("Sets", "Reps", "Tension") else "left",
            no_wrap=not is_name,
            min_width=12 if is_name else None,
        )
    for cells, parts in rows:
        table.add_row(*map(Text, cells), _bar(parts))
    out = console()
    if out.measure(table, options=out.options.update(max_width=1000)).minimum > out.width:
        return False
    out.print(table)
    return True


def _bar(parts: Sequence[int]) -> Text:
    from rich.text import Text

    colours = [*(DARK.phases[phase] for phase in PHASES), DARK.muted]
    return Text.assemble(*(("█" * part, colour) for part, colour in zip(parts, colours, strict=False)))


def _legend() -> Text:
    from rich.text import Text

    names = ("lowering", "stretched pause", "lifting", "shortened pause")
    parts = [
        part
        for phase, name in zip(PHASES, names, strict=True)
        for part in (("█", DARK.phases[phase]), f" {name}  ")
    ]
    return Text.assemble("Time under tension: ", *parts)
