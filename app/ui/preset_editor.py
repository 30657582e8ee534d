"""The page of one exercise: everything that can be decided before its first rep."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.domain.errors import InputError
from app.domain.overview import Overview, overview
from app.domain.phase import Start
from app.domain.preset import Preset
from app.ui.draft import Draft
from app.ui.elided_label import ElidedLabel
from app.ui.segments import Segments
from app.ui.sentences import capitalised
from app.ui.set_fields import SetFields
from app.ui.start_bar import StartBar
from app.ui.tempo_card import TempoCard

STARTS: Final = (Start.ECCENTRIC, Start.CONCENTRIC)
CONTENT_WIDTH_PX: Final = 960
NARROW_PX: Final = 760
MARGIN_PX: Final = 24


class PresetEditor(QWidget):
    """Shows a draft and edits it in place.

    `edited` carries the Draft after each change of the lifter's; `start_requested` the Preset to start;
    `startable` whether anything stands in the way of that.
    """

    edited = Signal(object)
    start_requested = Signal(object)
    startable = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preset: Preset | None = None
        self._why_not = ""
        self.title = ElidedLabel("title", self)
        self.begin = Segments("A rep begins with", ["", ""], self)
        self.begin.chosen.connect(self._flip)
        self.differs = QLabel("Lifters differ in how they begin this one.", self)
        self.differs.setProperty("role", "caption")
        self.card = TempoCard(self)
        self.card.edited.connect(self._take)
        self.card.problem_changed.connect(self._problem_changed)
        self.fields = SetFields(self)
        self.fields.edited.connect(self._take)
        self.fields.problem_changed.connect(self._problem_changed)
        self.bar = StartBar(CONTENT_WIDTH_PX, MARGIN_PX, self)
        self.bar.start_clicked.connect(self.start)
        self.card.tempo.accepted.connect(self._tempo_accepted)
        self._scroll = self._scrolled()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.bar)

    @property
    def draft(self) -> Draft | None:
        """What is shown, as far as it can be read, and the text that cannot."""
        if self._preset is None:
            return None
        return Draft(self._preset, self.card.tempo.text if self.card.tempo.problem else "")

    @property
    def can_start(self) -> bool:
        """True if nothing stands in the way of the first set."""
        return self._preset is not None and not self._reason()

    def show_draft(self, draft: Draft) -> None:
        """Show another exercise, or another state of this one."""
        self._preset = draft.preset
        exercise = draft.preset.exercise
        self.title.show_text(exercise.name)
        self._show_start(draft.preset)
        self.card.show_draft(draft)
        self.fields.show_preset(draft.preset, afresh=True)
        self._scroll.verticalScrollBar().setValue(0)
        self._show_overview()

    def start(self) -> None:
        """Ask for the first set, if nothing stands in its way."""
        if self.can_start:
            self.start_requested.emit(self._preset)

    def focus_tempo(self) -> None:
        """Go to where the pace is typed."""
        ballistic = self._preset is not None and self._preset.tempo is None
        edit = self.card.beat.field.edit if ballistic else self.card.tempo.edit
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        edit.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.card.narrow(self.width() < NARROW_PX)

    def _take(self, preset: Preset) -> None:
        self._preset = preset
        self._show_start(preset)
        self.card.show_preset(preset)
        self.fields.show_preset(preset)
        self._show_overview()
        self.edited.emit(self.draft)

    def _flip(self, index: int) -> None:
        if self._preset is not None:
            self._take(replace(self._preset, start=STARTS[index]))

    def _tempo_accepted(self) -> None:
        if self.can_start:
            self.bar.button.setFocus(Qt.FocusReason.TabFocusReason)

    def _problem_changed(self) -> None:
        self._show_reason()
        if self._preset is not None:
            self.edited.emit(self.draft)

    def _show_reason(self) -> None:
        self.bar.show_reason(self._reason())
        self.startable.emit(self.can_start)

    def _reason(self) -> str:
        return self.card.problem or self.fields.problem or self._why_not

    def _show_start(self, preset: Preset) -> None:
        words = preset.exercise.words
        self.begin.show_texts(
            [f"{capitalised(words.eccentric)} first", f"{capitalised(words.concentric)} first"]
        )
        self.begin.show_choice(STARTS.index(preset.start))
        self.begin.setVisible(not preset.exercise.is_ballistic)
        self.differs.setVisible(preset.exercise.start_differs)

    def _show_overview(self) -> None:
        shown: Overview | None = None
        self._why_not = ""
        if self._preset is not None:
            try:
                shown = overview(self._preset)
            except InputError as error:
                self._why_not = str(error)
        self.card.show_overview(shown)
        self.bar.show_overview(shown)
        self._show_reason()

    def _scrolled(self) -> QScrollArea:
        content = QWidget(self)
        content.setMaximumWidth(CONTENT_WIDTH_PX)
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        column.setSpacing(16)
        column.addLayout(self._header())
        column.addWidget(self.card)
        column.addWidget(self._set_card())
        column.addStretch(1)
        page = QWidget(self)
        page.setObjectName("page")
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(content, 1000)
        row.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        # The bar below stays in line with the cards, whether there is something to scroll or not.
        scroll.verticalScrollBar().rangeChanged.connect(self._keep_in_line)
        return scroll

    def _keep_in_line(self, least: int, most: int) -> None:
        beside = self._scroll.verticalScrollBar().sizeHint().width() if most > least else 0
        self.bar.setContentsMargins(0, 0, beside, 0)

    def _header(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.title, 1)
        row.addWidget(self.begin)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.differs, 0, Qt.AlignmentFlag.AlignRight)
        return column

    def _set_card(self) -> QFrame:
        card = QFrame(self)
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 16, 20, 20)
        column.addWidget(self.fields)
        return card
