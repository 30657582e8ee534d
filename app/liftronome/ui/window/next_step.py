"""Proposes the next step of the open preset, on its page and after a session; changes nothing by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.history.next_step import (
    OFF,
    Progression,
    Proposal,
    Rule,
    as_plain,
    next_step,
    rule_from,
)
from liftronome.presentation.texts import counted
from liftronome.presentation.window_keys import Act
from liftronome.store.log.log import SetLogStore
from liftronome.ui.drafts.draft import Draft
from liftronome.ui.history.next_step_row import NextStepRow
from liftronome.ui.options.options import Options
from liftronome.ui.text.days import day_texts
from liftronome.ui.widgets.notice import NoticeKind
from liftronome.ui.window.main_window import MainWindow

KEY: Final = "next_step."
"""Before a preset's id: what its rule is remembered under."""

LOOKED_AT: Final = 12
"""So many sessions of the exercise are looked at: other presets lie between those of one."""


class NextStep(QObject):
    """Follows the preset that is open in the window."""

    def __init__(self, window: MainWindow, options: Options) -> None:
        super().__init__(window)
        self._window, self._options = window, options
        self._proposal: Proposal | None = None
        self._has_performed = False
        self.row = NextStepRow(Act.NEXT_STEP.value[1][0], window.editor.past)
        window.editor.past.set_foot(self.row)
        self.row.chosen.connect(self._choose)
        self.row.taken.connect(self.take)
        for key in Act.NEXT_STEP.value[1]:
            shortcut = QShortcut(QKeySequence(key), window.editor)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(self.take)
        window.editing.opened.connect(lambda _: self.look())
        window.repository.changed.connect(self.look)
        window.start_requested.connect(lambda _: self._note_session())
        # What the session itself had to say is shown by then.
        window.home_shown.connect(lambda: QTimer.singleShot(0, self._offer))
        self.look()

    @property
    def proposal(self) -> Proposal | None:
        """What is proposed for the open preset, None for nothing."""
        return self._proposal

    def look(self) -> None:
        """Show the rule of the open preset and what it proposes now."""
        item, self._proposal = self._window.editing.item, None
        self.row.setVisible(item.stored is not None)
        if item.stored is None:
            return
        try:
            rule = self._rule(item.key)
            preset = self._window.editing.draft.preset
            if rule.progression is not Progression.OFF:
                log = SetLogStore(self._window.repository.database)
                sessions = list(log.sessions(item.exercise.id, LOOKED_AT, with_reps=False))[::-1]
                self._proposal = next_step(preset, rule, sessions)
        except LiftronomeError as error:
            self._window.editing.tell_error(error)
            return
        self.row.show_rule(rule, max(preset.scheme.first_reps, 1), self._options.unit.value)
        self.row.show_proposal(self._text())

    def take(self) -> None:
        """Change the preset as proposed; undo takes that back."""
        proposal, window = self._proposal, self._window
        if proposal is None or not window.is_home:
            return
        window.editing.edit(Draft(proposal.preset))
        window.editing.open(window.editing.item.key)
        self.look()
        window.notice.show_text(
            f"Next step taken: {proposal.what}.", "Undo", window.editing.stack.undo, NoticeKind.DONE
        )

    def _text(self) -> str:
        proposal = self._proposal
        if proposal is None:
            return ""
        sessions = proposal.sessions
        days = day_texts([session.sets[0].plan.started_at for session in sessions], datetime.now())
        sets, reps = len(sessions[0].sets), sessions[0].sets[0].plan.reps
        done = f"all {counted(sets, 'set')} of {counted(reps or 0, 'rep')} done {' and '.join(days[::-1])}"
        return f"Next step: {proposal.what}. Why: {done}."

    def _rule(self, preset_id: str) -> Rule:
        plain = self._window.repository.settings.get(f"{KEY}{preset_id}", {})
        return rule_from(plain) if plain else OFF

    def _choose(self, rule: Rule) -> None:
        window = self._window
        try:
            window.repository.settings.set(f"{KEY}{window.editing.item.key}", dict(as_plain(rule)))
        except LiftronomeError as error:
            window.editing.tell_error(error)
        self.look()

    def _note_session(self) -> None:
        self._has_performed = True

    def _offer(self) -> None:
        """After a session, propose the step; not over what else is to be read."""
        has_performed, self._has_performed = self._has_performed, False
        self.look()
        if has_performed and self._proposal is not None and not self._window.notice.text:
            self._window.show_notice(self._text(), "Take", self.take)
