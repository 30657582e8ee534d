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
from liftronome.ui.bench.count import RepCount
from liftronome.ui.bench.dots import RepDots
from liftronome.ui.bench.flash_sheet import FlashSheet
from liftronome.ui.bench.header import Header
from liftronome.ui.bench.help import HelpSheet
from liftronome.ui.bench.layout import Face, places_for, scale_for
from liftronome.ui.bench.number import BigNumber
from liftronome.ui.bench.view import BenchView
from liftronome.ui.bench.volume import VolumeLevel
from liftronome.ui.history.comparison_table import ComparisonTable
from liftronome.ui.history.entry_panel import EntryPanel
from liftronome.ui.history.set_entry import SetEntry
from liftronome.ui.widgets.key_hints import Hint, KeyHints
from liftronome.ui.widgets.labels import Fit, FittedLabel, place

STILL_STAGES: Final = (Stage.PAUSED, Stage.WAITING, Stage.FINISHED)


class Parts:
    """Makes the widgets in `screen`, arranges them, and shows a view in them."""

    def __init__(self, screen: QWidget, theme: Theme, keys: KeyMap) -> None:
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        self._screen = screen
        self._theme = theme
        self._face = Face.PACING
        self._is_asking = self._has_pad = self._has_side = False
        self.header = Header(screen, theme)
        self.notice = Banner(screen, theme)
        self.undo = KeyHints(screen, theme, at_right=True)
        self.bar = MovingBar(screen, theme)
        self.volume = VolumeLevel(screen, theme)
        self._word = FittedLabel(screen, weight=QFont.Weight.Bold)
        self._side = FittedLabel(screen, weight=QFont.Weight.Bold)
        self.number = BigNumber(screen)
        self._count = RepCount(screen, theme)
        self._prompt = FittedLabel(screen)
        self._dots = RepDots(screen, theme)
        self.entry = EntryPanel(screen, theme)
        self._next = FittedLabel(screen, Fit.SHRINK, left)
        self._cue = FittedLabel(screen, Fit.TWO_LINES, right, QFont.Weight.Normal)
        self.hints = KeyHints(screen, theme)
        self.pad = KeyHints(screen, theme)
        self.table = ComparisonTable(screen, theme)
        self._question = Banner(screen, theme)
        self.help = HelpSheet(screen, theme, keys)
        self._flash = FlashSheet(screen, theme)
        self.pad.hide()

    def show(self, view: BenchView, entry: SetEntry | None, entry_of: str = "") -> None:
        """Show a view; `entry` are the fields of the set named `entry_of`, None where none are shown."""
        if self._has_side is not bool(view.side):
            self._has_side = bool(view.side)
            self.arrange()
        self._show_face(view, entry)
        hue = self._colour(view.hue)
        self.header.show_set(view.set_text, view.tension, view.pace, view.times)
        self._word.write(view.word, hue)
        # While a set is on, the side is known: the phase's word comes first.
        is_known = view.stage is Stage.WORKING
        self._side.write(
            view.side,
            QColor(self._theme.muted if is_known else self._theme.text),
            spoken=f"{view.side.lower()} side",
        )
        if view.stage is Stage.PAUSED:
            self.number.show_pause(QColor(self._theme.muted))
        else:
            what = "elapsed: " if view.own_pace else "" if view.stage is Stage.WAITING else "time left: "
            self.number.show_number(view.number, hue, f"{what}{view.number}" if view.number else "")
        self._count.show_count(view.count)
        if view.hold is not None:
            self._dots.show_hold(view.hold)
        else:
            self._dots.show_reps(view.dots)
        self.bar.set_hue(hue if isinstance(view.hue, Phase) else QColor(self._theme.muted))
        self._next.write(
            "next: " if view.next_text else "",
            QColor(self._theme.muted),
            view.next_text,
            self._colour(view.next_hue),
        )
        self._cue.write(view.cue, QColor(self._theme.text))
        self.show_entry(view, entry, entry_of)

    def show_entry(self, view: BenchView, entry: SetEntry | None, entry_of: str = "") -> None:
        """Show the fields of a set. The prompt says why one cannot be read and, while the next set is on,
        which set they are of."""
        self._show_face(view, entry)
        problem = entry.problem if entry is not None else ""
        whose = f"notes on {entry_of}" if self._face is Face.ENTRY else ""
        colour = QColor(self._theme.warning if problem else self._theme.text)
        self._prompt.write(problem or whose or view.prompt, colour)
        if entry is not None:
            self.entry.show_entry(entry)

    def show_flash(self, view: BenchView, colour: QColor | None) -> None:
        """Light the screen up in the colour of a phase, or no longer."""
        if colour is None:
            self._flash.hide()
        else:
            self._flash.show_phase(view.word, view.number, colour)
            if self.help.isVisible():
                self.help.raise_()

    def ask(self, question: str) -> None:
        """Ask something above the hints, which are the answers; "" asks nothing."""
        self._question.say(question)
        self._is_asking = bool(question)
        self._show_foot()

    def show_undo(self, hints: Iterable[Hint]) -> None:
        """Show what can be undone or redone, and by which key; else a notice has the whole row."""
        before = self.undo.is_written
        self.undo.show_hints(hints)
        if before is not self.undo.is_written:
            self.arrange()

    def show_hints(self, hints: Iterable[Hint], pad: Iterable[Hint]) -> None:
        """Show what the keys do now; where there are keys for the fields to be touched, in their place."""
        self.hints.show_hints(hints)
        self.pad.show_hints(pad)
        self._has_pad = self.pad.is_written
        self._show_foot()

    def let_go(self) -> None:
        """Take all widgets off the screen."""
        for widget in self._widgets():
            widget.setParent(None)
            widget.deleteLater()

    def appear(self) -> None:
        """Show the widgets on a screen that is shown already."""
        self.arrange()
        for widget in self._widgets():
            # As Qt does when a window is first shown: what was hidden on purpose stays so.
            if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                widget.show()

    def arrange(self) -> None:
        """Put everything in its place."""
        size = self._screen.width(), self._screen.height()
        at = places_for(*size, self._face, has_side=self._has_side)
        scale = scale_for(*size, self._face, has_side=self._has_side)
        for label, rect, pixels in (
            (self._word, at.word, scale.word),
            (self._side, at.side, scale.word),
            (self._prompt, at.prompt, scale.large),
            (self._next, at.next_text, scale.body),
            (self._cue, at.cue, scale.body),
        ):
            place(label, rect, pixels)
        self.header.setGeometry(at.header)
        self.header.set_pixels(scale.body, scale.caption)
        self.number.setGeometry(at.number)
        self.number.set_digits(scale.number)
        self._count.setGeometry(at.count)
        self._count.set_sizes(scale.count, scale.caption)
        self.entry.setGeometry(at.entry)
        self.entry.set_pixels(scale.large, scale.small)
        self._flash.setGeometry(self._screen.rect())
        self._flash.arrange(at.word, scale.word, at.number, scale.number)
        for plain, rect in ((self.bar, at.bar), (self.volume, at.volume), (self._dots, at.dots)):
            plain.setGeometry(rect)
        self.help.setGeometry(self._screen.rect())
        notice = at.notice if self.undo.is_written else at.notice.united(at.undo)
        self.undo.setVisible(self.undo.is_written)
        for widget, rect, pixels in (
            (self.notice, notice, scale.small),
            (self.undo, at.undo, scale.small),
            (self.hints, at.hints, scale.small),
            (self.pad, at.pad, scale.large),
            (self._question, at.question, scale.large),
            (self.table, at.summary, scale.body),
        ):
            widget.setGeometry(rect)
            widget.set_pixels(pixels)

    def _show_face(self, view: BenchView, entry: SetEntry | None) -> None:
        finished = view.stage is Stage.FINISHED
        filling_in = Face.REST if view.at_rest else Face.ENTRY
        face = Face.SUMMARY if finished else filling_in if entry is not None else Face.PACING
        self._dots.setVisible(face is Face.PACING)
        self.entry.setVisible(entry is not None)
        self.bar.setVisible(face in (Face.PACING, Face.ENTRY))
        self._side.setVisible(self._has_side and not finished)
        for widget in (self.number, self._count):
            widget.setVisible(not finished)
        self.table.setVisible(finished)
        if finished:
            self.volume.hide()
        if face is not self._face:
            self._face = face
            self.arrange()
            self._show_foot()

    def _show_foot(self) -> None:
        """The question, or the keys of the fields, or what comes next: they share their place."""
        has_pad = self._has_pad and not self._is_asking
        self.pad.setVisible(has_pad)
        self.hints.setVisible(not has_pad)
        for label in (self._next, self._cue):
            label.setVisible(not has_pad and not self._is_asking and self._face is not Face.SUMMARY)

    def _widgets(self) -> list[QWidget]:
        return self._screen.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def _colour(self, hue: Phase | Interval | None) -> QColor:
        return QColor(self._theme.text if hue is None else self._theme.phases[hue])
