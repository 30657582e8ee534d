"""What all sets have in common: breaks, drop, half reps, the last rep, effort, warm-ups, every minute."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from liftronome.domain.errors import InputError
from liftronome.domain.preset import Preset
from liftronome.domain.rep import End, first_end
from liftronome.domain.scheme.load import NO_EFFORT, Effort, number_text
from liftronome.domain.scheme.scheme import BREAK, EVERY, LAST_HOLD, Drop, LastHold, Scheme
from liftronome.domain.tempo import Tempo
from liftronome.ui.editor.varied_texts import (
    effort_value,
    hold_warm_ups,
    tempo_or_none,
    tempo_text,
    warm_ups,
    warm_ups_text,
)
from liftronome.ui.text.field_names import LABELS
from liftronome.ui.widgets.buttons import Segments
from liftronome.ui.widgets.number_field import NumberField
from liftronome.ui.widgets.pages import put_behind
from liftronome.ui.widgets.text_field import TextField
from liftronome.ui.widgets.wrapping import WrappingLayout

DROPS: Final = (Drop.NONE, Drop.ALL, Drop.LAST)
DROP_TEXTS: Final = ("No", "All sets", "Last set")
HALVES: Final = (None, End.STRETCHED, End.SHORTENED)
HALF_TEXTS: Final = ("Whole reps", "1½ reps, stretched", "1½ reps, shortened")
LAST_REPS: Final = ("Like the others", "Another tempo", "Held")
ENDS: Final = (End.STRETCHED, End.SHORTENED)
END_TEXTS: Final = ("Stretched", "Shortened")
EFFORTS: Final = ("None", "RPE", "RIR")
EVERY_TEXTS: Final = ("Rest between sets", "A set begins every …")
DEFAULT_HOLD_MS: Final = 10_000
DEFAULT_EVERY_MS: Final = 60_000
DEFAULT_EFFORT: Final = {"rpe": 8.0, "rir": 2.0}

Change = Callable[[Scheme], Scheme]


class SchemeFields(QWidget):
    """Edits what is said once for all sets.

    `changed` carries the key of a field and what it does to a Scheme.
    """

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preset: Preset | None = None
        self.fields: dict[str, NumberField | TextField] = {}
        self._add("break_ms", NumberField(LABELS["break_ms"], BREAK, 5000, self))
        self._add(
            "last_tempo", TextField(LABELS["last_tempo"], self._read_last, tempo_text, "10-0-X-0", self)
        )
        self._add("last_hold_ms", NumberField(LABELS["last_hold_ms"], LAST_HOLD, 1000, self))
        self._add("every_ms", NumberField(LABELS["every_ms"], EVERY, 15_000, self))
        self._add("effort", TextField(LABELS["effort"], effort_value, number_text, "8", self))
        warm_ups_field = TextField(LABELS["warm_ups"], self._read_warm_ups, warm_ups_text, "none", self)
        self._add("warm_ups", warm_ups_field)
        self.drop = self._choice("Take load off in each break", DROP_TEXTS, self._choose_drop)
        self.halves = self._choice("Range of each rep", HALF_TEXTS, self._choose_halves)
        self.last = self._choice("Last rep", LAST_REPS, self._choose_last)
        self.end = self._choice("Held at which end", END_TEXTS, self._choose_end)
        self.every = self._choice("Between sets", EVERY_TEXTS, self._choose_every)
        self.effort = self._choice("Effort", EFFORTS, self._choose_effort)
        self._captioned = {
            each: _captioned(each.accessibleName(), each, self)
            for each in (self.drop, self.halves, self.last, self.end, self.every, self.effort)
        }
        row = WrappingLayout(24, 12, self)
        last: QWidget = warm_ups_field.edit
        for widget in (
            *(self.fields["warm_ups"], self.fields["break_ms"], self._captioned[self.drop]),
            *(self._captioned[self.halves], self._captioned[self.last]),
            *(self.fields["last_tempo"], self.fields["last_hold_ms"], self._captioned[self.end]),
            *(self._captioned[self.every], self.fields["every_ms"]),
            *(self._captioned[self.effort], self.fields["effort"]),
        ):
            row.addWidget(widget)
            if widget is not self.fields["warm_ups"]:
                last = put_behind(last, widget)

    def show_scheme(self, preset: Preset, *, afresh: bool = False) -> None:
        """Show what all sets of a preset have in common."""
        self._preset = preset
        scheme, last = preset.scheme, preset.scheme.last_rep
        has_tempo = preset.tempo is not None
        can_end = has_tempo and not scheme.has_open_sets
        shown = {
            self.drop: scheme.has_breaks,
            self.halves: has_tempo,
            self.last: can_end,
            self.end: can_end and isinstance(last, LastHold),
            self.every: not scheme.has_open_sets,
            self.effort: True,
        }
        for choice, is_shown in shown.items():
            self._captioned[choice].setVisible(is_shown)
        self.drop.show_choice(DROPS.index(scheme.drop))
        self.halves.show_choice(HALVES.index(scheme.one_and_a_half))
        self.last.show_choice(2 if isinstance(last, LastHold) else 1 if last is not None else 0)
        self.end.show_choice(ENDS.index(last.end) if isinstance(last, LastHold) else 1)
        self.every.show_choice(0 if scheme.every_ms is None else 1)
        effort = scheme.effort
        self.effort.show_choice(1 if effort.rpe is not None else 2 if effort.rir is not None else 0)
        values: dict[str, tuple[bool, Any]] = {
            "break_ms": (scheme.has_breaks, scheme.break_ms),
            "last_tempo": (can_end and isinstance(last, Tempo), last),
            "last_hold_ms": (
                can_end and isinstance(last, LastHold),
                last.ms if isinstance(last, LastHold) else DEFAULT_HOLD_MS,
            ),
            "every_ms": (scheme.every_ms is not None, scheme.every_ms or DEFAULT_EVERY_MS),
            "effort": (effort != NO_EFFORT, effort.rpe if effort.rpe is not None else effort.rir or 0.0),
            "warm_ups": (True, scheme.warm_ups),
        }
        for key, (is_shown, value) in values.items():
            field = self.fields[key]
            field.setVisible(is_shown)
            if is_shown:
                field.show_value(value, afresh=afresh)
            elif field.problem:
                self._forget(key)

    def _forget(self, key: str) -> None:
        field = self.fields[key]
        if isinstance(field, NumberField):
            field.show_value(field.value, afresh=True)
        else:
            field.show_value(DEFAULT_EFFORT["rpe"] if key == "effort" else None, afresh=True)

    def _choose_drop(self, index: int) -> None:
        def change(scheme: Scheme) -> Scheme:
            drop = DROPS[index]
            return replace(scheme, drop=drop, loads=scheme.loads[:1])

        self.changed.emit("drop", change)

    def _choose_halves(self, index: int) -> None:
        self.changed.emit("halves", lambda scheme: replace(scheme, one_and_a_half=HALVES[index]))

    def _choose_last(self, index: int) -> None:
        assert self._preset is not None
        last: Tempo | LastHold | None = None
        if index == 1:
            last = self._preset.tempo
        elif index == 2:
            end = End.SHORTENED if self._preset.exercise.squeezed else first_end(self._preset.start)
            last = LastHold(DEFAULT_HOLD_MS, end)
        self.changed.emit("last", lambda scheme: replace(scheme, last_rep=last))

    def _choose_end(self, index: int) -> None:
        def change(scheme: Scheme) -> Scheme:
            last = scheme.last_rep
            if not isinstance(last, LastHold):
                return scheme
            return replace(scheme, last_rep=replace(last, end=ENDS[index]))

        self.changed.emit("end", change)

    def _choose_every(self, index: int) -> None:
        every_ms = DEFAULT_EVERY_MS if index else None
        self.changed.emit("every", lambda scheme: replace(scheme, every_ms=every_ms))

    def _choose_effort(self, index: int) -> None:
        effort = (NO_EFFORT, Effort(rpe=DEFAULT_EFFORT["rpe"]), Effort(rir=DEFAULT_EFFORT["rir"]))[index]
        self.changed.emit("efforts", lambda scheme: replace(scheme, effort=effort))

    def _edit(self, key: str, value: Any) -> None:
        changes: dict[str, Change] = {
            "break_ms": lambda scheme: replace(scheme, break_ms=value),
            "last_tempo": lambda scheme: replace(scheme, last_rep=value),
            "last_hold_ms": lambda scheme: replace(scheme, last_rep=_held(scheme, value)),
            "every_ms": lambda scheme: replace(scheme, every_ms=value),
            "effort": lambda scheme: replace(scheme, effort=_effort(scheme, value)),
            "warm_ups": lambda scheme: replace(scheme, warm_ups=value),
        }
        self.changed.emit(key, changes[key])

    def _add(self, key: str, field: NumberField | TextField) -> None:
        field.setMinimumWidth(FIELD_PX[0])
        field.setMaximumWidth(FIELD_PX[1])
        self.fields[key] = field
        field.edited.connect(lambda value: self._edit(key, value))

    def _choice(self, name: str, texts: tuple[str, ...], act: Callable[[int], None]) -> Segments:
        choice = Segments(name, texts, self)
        choice.chosen.connect(act)
        return choice

    def _read_last(self, text: str) -> Tempo:
        tempo = tempo_or_none(text, self._preset.exercise if self._preset else None)
        if tempo is None:
            raise InputError("a tempo, such as 10-0-X-0")
        return tempo

    def _read_warm_ups(self, text: str) -> Any:
        is_hold = self._preset is not None and self._preset.exercise.is_hold
        return hold_warm_ups(text) if is_hold else warm_ups(text)


FIELD_PX: Final = (150, 270)


def _held(scheme: Scheme, ms: int) -> LastHold:
    last = scheme.last_rep
    return LastHold(ms, last.end if isinstance(last, LastHold) else End.SHORTENED)


def _effort(scheme: Scheme, value: float) -> Effort:
    return Effort(rir=value) if scheme.effort.rir is not None else Effort(rpe=value)


def _captioned(text: str, widget: QWidget, parent: QWidget) -> QWidget:
    captioned = QWidget(parent)
    caption = QLabel(text, captioned)
    caption.setProperty("role", "caption")
    column = QVBoxLayout(captioned)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(caption)
    column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
    return captioned
