"""The rule for the next step of a preset, and what it proposes."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from liftronome.domain.history.next_step import OFF, Progression, Rule
from liftronome.ui.history.choice import Choice
from liftronome.ui.history.sheet import history_sheet
from liftronome.ui.look.theme_manager import THEME_MANAGER, current_theme
from liftronome.ui.text.key_names import native_key
from liftronome.ui.widgets.buttons import EnterButton

NAMES: Final = {
    Progression.OFF: "Off",
    Progression.REPS: "Reps, then load",
    Progression.LOAD: "Load",
    Progression.LOWERING: "Half a second of lowering",
}
MOST_REPS: Final = (5, 6, 8, 10, 12, 15, 20, 25, 30)
LOAD_STEPS: Final = (0.5, 1, 1.25, 2, 2.5, 5, 10)


class NextStepRow(QWidget):
    """`chosen` carries the Rule that the lifter chooses; `taken` tells that the proposal is taken."""

    chosen = Signal(object)
    taken = Signal()

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule, self._reps = OFF, 8
        caption = QLabel("Next step", self)
        caption.setProperty("role", "caption")
        self.progression = Choice("Next step", self)
        self.progression.setToolTip("What to propose once all planned reps of all sets were done")
        self.progression.fill([(name, each) for each, name in NAMES.items()])
        self.in_a_row = Choice("After", self)
        self.in_a_row.fill([("after 1 session", 1), ("after 2 in a row", 2)])
        self.most_reps = Choice("Most reps", self)
        self.most_reps.fill([(f"up to {reps} reps", reps) for reps in MOST_REPS])
        self.load_step = Choice("Step of the load", self)
        self.proposal = QLabel(self)
        self.proposal.setWordWrap(True)
        self.take = EnterButton(f"Take ({native_key(key)})", self)
        self.take.clicked.connect(self.taken)
        for choice in (self.progression, self.in_a_row, self.most_reps, self.load_step):
            choice.currentIndexChanged.connect(lambda _: self.chosen.emit(self._as_chosen()))
        choices = QHBoxLayout()
        choices.addWidget(caption)
        for choice in (self.progression, self.in_a_row, self.most_reps, self.load_step):
            choices.addWidget(choice, 1)
        below = QHBoxLayout()
        below.addWidget(self.proposal, 1)
        below.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addLayout(choices)
        column.addLayout(below)
        THEME_MANAGER.changed.connect(self._follow_theme)
        self._follow_theme()
        self.show_rule(OFF, 8, "kg")

    def show_rule(self, rule: Rule, reps: int, unit: str) -> None:
        """Show the rule of a preset that has so many reps now."""
        self._rule, self._reps = rule, reps
        self.load_step.fill([(f"+{step:g} {unit}", step) for step in LOAD_STEPS])
        for choice, value in (
            (self.progression, rule.progression),
            (self.in_a_row, rule.in_a_row),
            (self.most_reps, rule.most_reps),
            (self.load_step, rule.load_step),
        ):
            choice.show_choice(choice.place_of(value))
        self.in_a_row.setVisible(rule.progression is not Progression.OFF)
        self.most_reps.setVisible(rule.progression is Progression.REPS)
        self.load_step.setVisible(rule.progression in (Progression.REPS, Progression.LOAD))

    def show_proposal(self, text: str) -> None:
        """Show what is proposed and why; "" for nothing."""
        self.proposal.setText(text)
        self.proposal.setVisible(bool(text))
        self.take.setVisible(bool(text))

    def _as_chosen(self) -> Rule:
        progression: Progression = self.progression.currentData()
        begins = progression is Progression.REPS and self._rule.progression is not Progression.REPS
        most = self.most_reps.currentData()
        if begins:  # the range begins where the preset stands
            most = next((reps for reps in MOST_REPS if reps >= self._reps + 2), MOST_REPS[-1])
        return replace(
            self._rule,
            progression=progression,
            in_a_row=self.in_a_row.currentData(),
            least_reps=self._reps if begins else self._rule.least_reps,
            most_reps=most,
            load_step=self.load_step.currentData(),
        )

    def _follow_theme(self) -> None:
        self.setStyleSheet(history_sheet(current_theme()))
