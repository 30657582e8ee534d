"""The session at its end, compared with those before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.log_entry import LoggedSession
from liftronome.engine.session import Session
from liftronome.ui.bench.entries import Entries, TrainingLog
from liftronome.ui.history.comparison import Comparison, column_of_results, columns_of_log

PAST_SESSIONS: Final = 3
"""So many earlier sessions with the exercise stand beside this one."""


def past_sessions(
    log: TrainingLog | None, session: Session, tell: Callable[[str], None]
) -> Sequence[LoggedSession]:
    """The last sessions with the exercise, the newest first. `tell` is called with a line for the lifter if
    they cannot be read."""
    if log is None:
        return ()
    try:
        return log.last_sessions(session.preset.exercise.id, PAST_SESSIONS, session.id)
    except LiftronomeError as error:
        tell(f"Earlier sessions cannot be read: {error}")
        return ()


def summary(
    session: Session, entries: Entries, past: Sequence[LoggedSession], *, left_in_set: bool = False
) -> Comparison:
    """The session so far, with what the lifter has said of it, beside those of the `past`. `left_in_set` is
    true if the lifter left it during a set."""
    said = [(result, entries.said_of(result)) for result in session.results]
    today = column_of_results(said, session.preset, left_in_set=left_in_set)
    return Comparison((today, *columns_of_log(past, datetime.now())))
