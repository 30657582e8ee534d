"""The widgets of the bench screen: what each of them shows, and where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QWidget

from liftronome.domain.phase import Interval, Phase
from liftronome.engine.snapshot import Stage
from liftronome.presentation.key_map import KeyMap
from liftronome.presentation.palette import Theme
from liftronome.ui.bench.banner import Banner
from liftronome.ui.bench.bar import MovingBar
from liftronome.ui.bench.dots import RepDots
from liftronome.ui.bench.header import Header
from liftronome.ui.bench.help import HelpSheet
from liftronome.ui.bench.layout import Face, places_for, scale_for
from liftronome.ui.bench.number import BigNumber
from liftronome.ui.bench.view import BenchView
from liftronome.ui.bench.volume import VolumeLevel
from liftronome.ui.history.comparison_table import ComparisonTable
from liftronome.ui.history.entry_panel import EntryPanel
from liftronome.ui.history.set_entry import SetEntry
from liftronome.ui.widgets.key_hints import KeyHints
from liftronome.ui.widgets.labels import Fit, FittedLabel, place

STILL_STAGES: Final = (Stage.PAUSED, Stage.WAITING, Stage.FINISHED)


class Parts:
    """Makes the widgets in `screen`, arranges them, and shows a view in them."""

    def __init__(self, screen: QWidget, theme: Theme, keys: KeyMap) -> None:
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        self._screen = screen
        self._theme = theme
        self._face = Face.PACING
        self.header = Header(screen, theme)
        self.notice = Banner(screen, theme)
        self.undo = KeyHints(screen, theme, at_right=True)
        self.bar = MovingBar(screen, theme)
        self.volume = VolumeLevel(screen, theme)
        self._word = FittedLabel(screen, weight=QFont.Weight.Bold)
        self._number = BigNumber(screen)
        self._rep = FittedLabel(screen)
        self._dots = RepDots(screen, theme)
        self._entry = EntryPanel(screen, theme)
        self._next = FittedLabel(screen, Fit.SHRINK, left)
        self._cue = FittedLabel(screen, Fit.TWO_LINES, right, QFont.Weight.Normal)
        self.hints = KeyHints(screen, theme)
        self.table = ComparisonTable(screen, theme)
        self._question = Banner(screen, theme)
        self.help = HelpSheet(screen, theme, keys)

    def show(self, view: BenchView, entry: SetEntry | None, flash: QColor | None) -> None:
        """Show what holds. While the screen is lit up in the colour of `flash`, the phase stands out from it
        in the colour of the ground."""
        self._show_face(view)
        hue = self._colour(view.hue) if flash is None else QColor(self._theme.background)
        self.header.show_set(view.set_text, view.side, view.tension)
        self._word.write(view.word, hue)
        if view.stage is Stage.PAUSED:
            self._number.show_pause(QColor(self._theme.muted))
        else:
            spoken = f"{'elapsed' if view.own_pace else 'time left'}: {view.number}"
            self._number.show_number(view.number, hue, spoken)
        self._dots.show_reps(view.reps, view.reps_done, view.rep_on)
        self.bar.set_hue(self._colour(view.hue) if isinstance(view.hue, Phase) else QColor(self._theme.muted))
        self._next.write(
            "next: " if view.next_text else "",
            QColor(self._theme.muted),
            view.next_text,
            self._colour(view.next_hue),
        )
        self._cue.write(view.cue, QColor(self._theme.text))
        self.show_entry(view, entry)

    def show_entry(self, view: BenchView, entry: SetEntry | None) -> None:
        """Show the fields of a set, and in place of what it brought what in them cannot be read."""
        problem = entry.problem if entry is not None and view.has_entry else ""
        text = "" if view.stage is Stage.FINISHED else view.rep_text
        self._rep.write(problem or text, QColor(self._theme.warning if problem else self._theme.text))
        if entry is not None and view.has_entry:
            self._entry.show_entry(entry)

    def ask(self, question: str) -> None:
        """Ask something at the foot of the screen, in place of what stands there; "" asks nothing."""
        self._question.say(question)
        self.hints.setVisible(not question)
        for label in (self._next, self._cue):
            label.setVisible(not question and self._face is not Face.SUMMARY)

    def show_undo(self, key: str, text: str) -> None:
        """Show what can be taken back, and by which key; else a notice has the whole row."""
        had_offer = self.undo.is_written
        self.undo.show_hints([(key, text)] if text else [])
        if had_offer is not bool(text):
            self.arrange()

    def let_go(self) -> None:
        """Take all widgets off the screen."""
        for widget in self._widgets():
            widget.setParent(None)
            widget.deleteLater()

    def appear(self) -> None:
        """Come to be seen on a screen that is shown already."""
        self.arrange()
        for widget in self._widgets():
            # As Qt does when a window is first shown: what was hidden on purpose stays so.
            if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                widget.show()

    def _widgets(self) -> list[QWidget]:
        return self._screen.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def show_hints(self, hints: Iterable[tuple[str, str]]) -> None:
        """Show what the keys do now."""
        self.hints.show_hints(hints)

    def arrange(self) -> None:
        """Put everything in its place."""
        size = self._screen.width(), self._screen.height()
        at, scale = places_for(*size, self._face), scale_for(*size, self._face)
        for label, rect, pixels in (
            (self._word, at.word, scale.word),
            (self._rep, at.rep, scale.large),
            (self._next, at.next_text, scale.body),
            (self._cue, at.cue, scale.body),
        ):
            place(label, rect, pixels)
        self.header.setGeometry(at.header)
        self.header.set_pixels(scale.body, scale.caption)
        self._number.setGeometry(at.number)
        self._number.set_digits(scale.number)
        self._entry.setGeometry(at.entry)
        self._entry.set_pixels(round(scale.large * 1.15), scale.small)
        for plain, rect in ((self.bar, at.bar), (self.volume, at.volume), (self._dots, at.dots)):
            plain.setGeometry(rect)
        self.help.setGeometry(self._screen.rect())
        notice = at.notice if self.undo.is_written else at.notice.united(at.undo)
        self.undo.setVisible(self.undo.is_written)
        for widget, rect, pixels in (
            (self.notice, notice, scale.small),
            (self.undo, at.undo, scale.small),
            (self.hints, at.hints, scale.small),
            (self._question, at.question, scale.large),
            (self.table, at.summary, scale.body),
        ):
            widget.setGeometry(rect)
            widget.set_pixels(pixels)

    def _show_face(self, view: BenchView) -> None:
        finished = view.stage is Stage.FINISHED
        face = Face.SUMMARY if finished else Face.REST if view.has_entry else Face.PACING
        self._dots.setVisible(face is Face.PACING)
        self._entry.setVisible(view.has_entry)
        for widget in (self.bar, self._number):
            widget.setVisible(not finished)
        self.table.setVisible(finished)
        if finished:
            self.volume.hide()
        if face is not self._face:
            self._face = face
            self.arrange()

    def _colour(self, hue: Phase | Interval | None) -> QColor:
        return QColor(self._theme.text if hue is None else self._theme.phases[hue])
