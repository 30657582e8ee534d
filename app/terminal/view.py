"""How a running session is shown in a terminal: what a view is told."""

from __future__ import annotations

from app.engine.progress import SetResult
from app.engine.snapshot import Snapshot


class View:
    """A view takes up what it has a use for; here that is nothing."""

    def open(self) -> None:
        """The session is about to begin."""

    def close(self) -> None:
        """The session is over: leave the terminal as it was."""

    def show(self, snap: Snapshot, undo: str = "") -> None:
        """A look at the session, ten times a second; `undo` is what can be taken back, "" if nothing can."""

    def note(self, text: str) -> None:
        """Something that the lifter should know."""

    def stage_changed(self, snap: Snapshot) -> None:
        """The session has entered another stage."""

    def rep_done(self, snap: Snapshot, rep: int) -> None:
        """Both movements of a rep are complete."""

    def set_ended(self, result: SetResult) -> None:
        """A set is over."""
