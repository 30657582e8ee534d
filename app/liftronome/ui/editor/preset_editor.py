"""The page of one preset or exercise: everything that is set before the first rep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from liftronome.domain.errors import InputError
from liftronome.domain.overview import Overview, overview_of
from liftronome.domain.plan import session_plan
from liftronome.domain.preset import MAX_NOTES, Preset
from liftronome.ui.drafts.draft import Draft, Item
from liftronome.ui.editor.line_card import LineCard
from liftronome.ui.editor.line_field import LineField
from liftronome.ui.editor.more_fields import IN_MORE, MoreFields
from liftronome.ui.editor.preset_header import PresetHeader
from liftronome.ui.editor.set_fields import SetFields
from liftronome.ui.editor.start_bar import StartBar
from liftronome.ui.editor.tempo_card import TempoCard
from liftronome.ui.history.past_sessions import PastSessions
from liftronome.ui.text.field_names import STARTS, start_labels
from liftronome.ui.widgets.buttons import Segments
from liftronome.ui.widgets.pages import Fold, PageScroll

if TYPE_CHECKING:
    from liftronome.ui.editor.vary_fields import VaryFields

CONTENT_WIDTH_PX: Final = 960
NARROW_PX: Final = 656
"""Below this width of the page its parts go below each other."""

MARGIN_PX: Final = 24
MARGIN_NARROW_PX: Final = 16
VARY: Final = "Vary the sets …"
MORE: Final = "Times, counting, cues and notes"


Part: TypeAlias = "LineField | TempoCard | SetFields | VaryFields | MoreFields"
"""A part of the page that edits the preset."""


class PresetEditor(QWidget):
    """Shows a draft and edits it in place.

    `edited` carries the Draft after each of the lifter's changes, `start_requested` the Preset to start, and
    `startable` whether it can be started, and `part_made` a part with text fields that was not there yet.
    """

    edited = Signal(object)
    start_requested = Signal(object)
    startable = Signal(bool)
    part_made = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preset: Preset | None = None
        self._key = ""
        self._why_not = ""
        self._edited_in = ""
        self._is_showing = False
        self._scale = 1.0
        self.header = PresetHeader(self)
        self.begin = Segments("A rep begins with", ["", ""], self)
        self.begin.chosen.connect(self._flip)
        self.differs = QLabel("Lifters start this one either way.", self)
        self.differs.setProperty("role", "caption")
        self.line = LineCard(self)
        self.card = TempoCard(self)
        self.card.add_below(self.begin)
        self.card.add_below(self.differs)
        first, second = self.begin.buttons
        self.setTabOrder(self.card.tempo.question.buttons[-1], first)
        self.setTabOrder(first, second)
        self.fields = SetFields(self)
        self._more: MoreFields | None = None
        self._varied: VaryFields | None = None
        self._typed_last: Part = self.card
        self.vary = Fold(VARY, lambda: self.varied, self)
        self.fold = Fold(MORE, lambda: self.more, self)
        self.past = PastSessions(self)
        self.bar = StartBar(CONTENT_WIDTH_PX, MARGIN_PX, self)
        self.bar.start_clicked.connect(self.start)
        self._content = QWidget(self)
        self._scroll = self._scrolled()
        for part in self._parts():
            self._connect(part)
        self.card.noted.connect(self._add_note)
        self.line.line.noted.connect(self._add_note)
        self.card.tempo.accepted.connect(self._accepted)
        self.line.line.accepted.connect(self._accepted)
        self._leave_undo_to_page(self._content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.bar)

    @property
    def varied(self) -> VaryFields:
        """The controls for sets that vary, made when they are first needed."""
        if self._varied is None:
            from liftronome.ui.editor.vary_fields import VaryFields

            self._varied = varied = VaryFields(self)
            self._connect(varied)
            self._leave_undo_to_page(varied)
            if self._preset is not None:
                varied.show_preset(self._preset)
            self.part_made.emit(varied)
        return self._varied

    @property
    def more(self) -> MoreFields:
        """What seldom changes, made when it is first needed: most windows are opened to start a set."""
        if self._more is None:
            self._more = more = MoreFields(self)
            self._connect(more)
            self._leave_undo_to_page(more)
            if self._preset is not None:
                more.show_preset(self._preset)
            self.part_made.emit(more)
        return self._more

    @property
    def draft(self) -> Draft | None:
        """What is shown: the preset as far as it can be read, and the texts that cannot."""
        if self._preset is None:
            return None
        unread = {key: text for part in self._parts() for key, text in part.unread.items()}
        return Draft(self._preset, unread, self._edited_in)

    @property
    def can_start(self) -> bool:
        """True if the preset can be started."""
        return self._preset is not None and not self._reason()

    @property
    def problem(self) -> str:
        """Why the first set cannot be started, "" if it can."""
        return self._reason()

    def show_item(self, item: Item, draft: Draft) -> None:
        """Show a preset or an exercise, or another state of the one shown."""
        is_other = item.key != self._key
        self._key = item.key
        self._preset = draft.preset
        self.header.show_item(item, unsaved=draft != Draft(item.preset))
        if is_other:
            self.header.end_naming()
            self._typed_last = self.card
            self._scroll.verticalScrollBar().setValue(0)
        self._is_showing = True
        self._show_start(draft.preset)
        self.line.line.show_preset(draft.preset, draft.unread)
        self.card.show_draft(draft)
        self.fields.show_preset(draft.preset, draft.unread)
        if self._more is not None or IN_MORE & draft.unread.keys():
            self.more.show_preset(draft.preset, draft.unread)
        self._show_varied(draft, is_other=is_other)
        self._is_showing = False
        if self._more is not None and self._more.problem:
            self.fold.open(True)  # what prevents the start must be in sight
        self._show_overview()

    def show_saved(self, item: Item, *, unsaved: bool) -> None:
        """Show the name and whether it is saved; text being typed stays."""
        self.header.show_item(item, unsaved=unsaved)

    def start(self) -> None:
        """Ask for the first set, if the preset can be started."""
        if self.can_start:
            self.start_requested.emit(self._preset)

    def focus_tempo(self) -> None:
        """Move the focus to the tempo, or to the beat of a ballistic exercise."""
        ballistic = self._preset is not None and self._preset.tempo is None
        number = self.card.hold if self._preset and self._preset.exercise.is_hold else self.card.beat
        edit = number.field.edit if ballistic else self.card.tempo.edit
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        edit.selectAll()

    def set_scale(self, scale: float) -> None:
        """Show everything at `scale` times its usual size; the letters come from the style sheet."""
        self._scale = scale
        self._content.setMaximumWidth(round(CONTENT_WIDTH_PX * scale))
        self.bar.set_content_width(round(CONTENT_WIDTH_PX * scale))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo to the page: a field would only take back its own characters."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = event.matches(QKeySequence.StandardKey.Undo)
            if undoes or event.matches(QKeySequence.StandardKey.Redo):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _show_varied(self, draft: Draft, *, is_other: bool) -> None:
        """Show the controls for sets that vary where they do."""
        is_wanted = not draft.preset.scheme.is_simple or any(" of set " in name for name in draft.unread)
        if is_other or is_wanted:
            self.vary.open(is_wanted)
        if self._varied is not None:
            self._varied.show_preset(draft.preset, draft.unread)

    def _parts(self) -> Sequence[Part]:
        """The parts of the page that edit the preset, as far as they have been made."""
        made: list[Part | None] = [self.line.line, self.card, self.fields, self._varied, self._more]
        return [part for part in made if part is not None]

    def _connect(self, part: Part) -> None:
        part.edited.connect(lambda preset: self._take(preset, part))
        part.problem_changed.connect(lambda: self._problem_changed(part))

    def _leave_undo_to_page(self, part: QWidget) -> None:
        for text in (*part.findChildren(QLineEdit), *part.findChildren(QPlainTextEdit)):
            if text is not self.header.name:
                text.installEventFilter(self)

    def _fit(self) -> None:
        is_narrow = self.width() < NARROW_PX * self._scale
        self.card.fit(self._scale, is_narrow=is_narrow)
        margin = MARGIN_NARROW_PX if is_narrow else MARGIN_PX
        self._content.setContentsMargins(margin, margin, margin, margin)
        self.bar.fit(margin, is_narrow=is_narrow)

    def _take(self, preset: Preset, part: Part | None = None) -> None:
        self._preset = preset
        self._edited_in = getattr(part, "edited_in", "")
        self._is_showing = True
        self._show_start(preset)
        self.line.line.show_preset(preset)
        self.card.show_preset(preset)
        self.fields.show_preset(preset)
        if self._varied is not None:
            self._varied.show_preset(preset)
        if self._more is not None:
            self._more.show_preset(preset)
        self._is_showing = False
        self._show_overview()
        self.edited.emit(self.draft)

    def _flip(self, index: int) -> None:
        if self._preset is not None:
            self._take(replace(self._preset, start=STARTS[index]))

    def _add_note(self, note: str) -> None:
        """Keep a remark on the tempo among the notes, once."""
        if self._preset is None or note in self._preset.notes:
            return
        notes = "\n".join(part for part in (self._preset.notes.rstrip(), note) if part)
        if len(notes) <= MAX_NOTES:
            self._take(replace(self._preset, notes=notes))

    def _accepted(self) -> None:
        if self.can_start:
            self.bar.button.setFocus(Qt.FocusReason.TabFocusReason)

    def _problem_changed(self, part: Part) -> None:
        if self._is_showing:
            return  # half of the page still shows another draft
        self._typed_last = part
        self._edited_in = getattr(part, "edited_in", "")
        self._show_reason()
        if self._preset is not None:
            self.edited.emit(self.draft)

    def _show_reason(self) -> None:
        self.bar.show_reason(self._reason())
        self.startable.emit(self.can_start)

    def _reason(self) -> str:
        """What is wrong; first where the lifter typed last."""
        parts = (self._typed_last, *self._parts())
        return next((part.problem for part in parts if part.problem), self._why_not)

    def _show_start(self, preset: Preset) -> None:
        words = preset.exercise.words
        self.begin.show_texts(start_labels(words.eccentric, words.concentric))
        self.begin.show_choice(STARTS.index(preset.start))
        self.begin.setVisible(preset.tempo is not None)
        self.differs.setVisible(preset.exercise.start_differs)

    def _show_overview(self) -> None:
        shown: Overview | None = None
        self._why_not = ""
        if self._preset is not None:
            try:
                plan = session_plan(self._preset)
                shown = overview_of(plan)
                self.line.show_plan(plan)
            except InputError as error:
                self._why_not = str(error)
        self.card.show_overview(shown)
        self.bar.show_overview(shown)
        self._show_reason()

    def _scrolled(self) -> PageScroll:
        self._content.setMaximumWidth(CONTENT_WIDTH_PX)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for widget in (
            self.header,
            self.line,
            self.card,
            self._card(self.fields, self.vary),
            self._card(self.fold),
            self.past,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        page = QWidget(self)
        page.setObjectName("page")
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._content, 1000)
        row.addStretch(1)
        scroll = PageScroll(page, self)
        # The bar below stays aligned with the cards, with or without a scroll bar.
        scroll.verticalScrollBar().rangeChanged.connect(self._keep_in_line)
        return scroll

    def _keep_in_line(self, least: int, most: int) -> None:
        beside = self._scroll.verticalScrollBar().sizeHint().width() if most > least else 0
        self.bar.setContentsMargins(0, 0, beside, 0)

    def _card(self, content: QWidget, below: QWidget | None = None) -> QFrame:
        card = QFrame(self)
        card.setObjectName("card")
        column = QVBoxLayout(card)
        narrow = isinstance(content, Fold)
        column.setContentsMargins(20, 8 if narrow else 16, 20, 8 if narrow else 20)
        column.addWidget(content)
        if below is not None:
            column.addSpacing(8)
            column.addWidget(below)
            column.setContentsMargins(20, 16, 20, 12)
        return card
