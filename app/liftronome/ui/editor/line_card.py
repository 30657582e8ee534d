"""The line of a preset, its sets drawn rep by rep, and the sets in words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from liftronome.domain.plan import SessionPlan, set_groups, set_sentence
from liftronome.domain.tempo import seconds_text
from liftronome.ui.editor.line_field import LineField
from liftronome.ui.editor.set_drawing import SetDrawing
from liftronome.ui.widgets.labels import breakable

MAX_SENTENCES: Final = 8
"""So many different sets are said in words; more of them are in the drawing and in the line."""


class LineCard(QFrame):
    """The line on top; below it what the sets come to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.line = LineField(self)
        self.drawing = SetDrawing(self)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        for widget in (self.line, self.drawing, self.words):
            column.addWidget(widget)

    def show_plan(self, plan: SessionPlan | None) -> None:
        """Draw the sets of a plan and say them; what was shown stays where there is none."""
        if plan is None:
            return
        self.drawing.show_plan(plan)
        groups = [*set_groups(plan.sets)]
        befores = [None, *(planned for _, planned in groups)]
        sentences = [
            f"{title}: {set_sentence(planned, plan, before=before)}"
            for (title, planned), before in zip(groups[:MAX_SENTENCES], befores, strict=False)
        ]
        if len(groups) > MAX_SENTENCES:
            sentences.append("…")
        every_ms = plan.preset.scheme.every_ms
        if every_ms is not None:
            sentences.append(f"A set begins every {seconds_text(every_ms)} s")
        self.words.setText(breakable("\n".join(sentences)))
