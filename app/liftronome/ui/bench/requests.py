"""What the lifter asks for at the bench, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from liftronome.engine.clock import NS_PER_MS
from liftronome.engine.session import Session
from liftronome.engine.snapshot import Stage
from liftronome.engine.undo import UNDO_MS
from liftronome.presentation.bench_keys import Effect, Situation, session_effects
from liftronome.presentation.preferences import VOLUME_STEP
from liftronome.ui.bench.entries import Entries
from liftronome.ui.bench.leaving import LeaveQuestion, Left
from liftronome.ui.bench.view import BenchView
from liftronome.ui.options.options import Options


class Bench(Protocol):
    """What the requests need of the screen."""

    @property
    def view(self) -> BenchView | None:
        """What the screen shows."""

    @property
    def situation(self) -> Situation:
        """What the keys depend on."""

    def show_volume(self) -> None:
        """Show how loud it is."""

    def toggle_help(self) -> None:
        """Show or hide the help."""

    def close_help(self) -> bool:
        """Hide the help; False if it was not shown."""

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""

    def forget_notice(self) -> None:
        """Hide what was said about the last track."""

    def go_back(self) -> None:
        """Go back to the window's own page."""


class Requests:
    """Carries out the effects of the table of keys. `has_left` is true once the lifter left the session."""

    def __init__(
        self, session: Session, options: Options, entries: Entries, question: LeaveQuestion, bench: Bench
    ) -> None:
        self.has_left = False
        self._ended_before_leaving = 0
        self._session = session
        self._options = options
        self._entries = entries
        self._question = question
        self._bench = bench

    @property
    def left_in_set(self) -> bool:
        """True if the lifter has left during a set, which is the last result."""
        return self.has_left and len(self._session.results) > self._ended_before_leaving

    @property
    def corrects_first(self) -> bool:
        """True if Undo takes back a correction: between sets, unless the session offers something later."""
        view, offer = self._bench.view, self._session.undo_offer
        if view is None or not view.has_entry:
            return False
        return offer is None or self._entries.corrected_ns > offer.until_ns - UNDO_MS * NS_PER_MS

    def effects(self) -> dict[Effect, Callable[[], None]]:
        """How each effect comes about."""
        entries, bench = self._entries, self._bench
        return {
            **session_effects(self._session),
            Effect.END_SET: self._end_set,
            Effect.TAKE_UP: self._go_on,
            Effect.START_SET: self._go_on,
            Effect.UNDO: self._undo,
            Effect.REDO: entries.redo,
            Effect.LOUDER: lambda: self._turn_volume(VOLUME_STEP),
            Effect.SOFTER: lambda: self._turn_volume(-VOLUME_STEP),
            Effect.ASK_LEAVE: lambda: self._unless_help_closes(self._ask_leave),
            Effect.STAY: self._question.drop,
            Effect.LEAVE: lambda: self._unless_help_closes(self._leave),
            Effect.BACK: lambda: self._unless_help_closes(bench.go_back),
            Effect.EARLIER_SET: lambda: entries.select(-1),
            Effect.LATER_SET: lambda: entries.select(1),
            Effect.FULL_SCREEN: bench.toggle_full_screen,
            Effect.HELP: bench.toggle_help,
        }

    def may_close(self) -> bool:
        """True if the window may be closed: it breaks nothing off, or the lifter has asked for it twice. Else
        the lifter is asked."""
        if not self._breaks_off() or self._question.asked is Left.WINDOW:
            return True
        self._bench.close_help()
        self._question.ask(Left.WINDOW, self._bench.situation)
        return False

    def _breaks_off(self) -> bool:
        """True if leaving breaks off a set, or a session of which something was done."""
        if self._session.stage is Stage.FINISHED:
            return False
        view = self._bench.view
        return bool(self._session.results) or (view is not None and not view.at_rest)

    def _end_set(self) -> None:
        before = len(self._session.results)
        self._session.end_set()
        if len(self._session.results) > before:
            self._entries.open_at_end()

    def _ask_leave(self) -> None:
        if self._breaks_off():
            self._question.ask(Left.SESSION, self._bench.situation)
        else:
            self._leave()

    def _leave(self) -> None:
        """End the session. If a set was done, the summary is shown first."""
        self.has_left = True
        self._ended_before_leaving = len(self._session.results)
        self._session.leave()
        if not self._session.results:
            self._bench.go_back()

    def _go_on(self) -> None:
        """Resume, or start the set that waits: either begins a track, which tries the sound again."""
        self._bench.forget_notice()
        self._session.go()

    def _undo(self) -> None:
        if self.corrects_first:
            self._entries.undo()
        else:
            self._session.undo()

    def _turn_volume(self, by: int) -> None:
        self._options.volume += by
        self._session.set_volume(self._options.gain)
        self._bench.show_volume()

    def _unless_help_closes(self, what: Callable[[], None]) -> None:
        if not self._bench.close_help():
            what()
