"""What the selected sets are: reps, range, open, timed, mini-sets, tempo and load."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from liftronome.domain.limits import REPS, Limits
from liftronome.domain.preset import Preset
from liftronome.domain.scheme import changing
from liftronome.domain.scheme.changing import Amount, amount_of
from liftronome.domain.scheme.load import Unit
from liftronome.domain.scheme.scheme import HOLD, LIMIT, Drop, Scheme, WorkingSet
from liftronome.ui.editor.varied_texts import (
    loads,
    loads_field_text,
    several_reps,
    several_reps_text,
    tempo_or_none,
    tempo_text,
)
from liftronome.ui.text.field_names import LABELS
from liftronome.ui.widgets.buttons import Segments
from liftronome.ui.widgets.number_field import NumberField
from liftronome.ui.widgets.text_field import TextField
from liftronome.ui.widgets.wrapping import WrappingLayout

AMOUNTS: Final = tuple(Amount)
AMOUNT_TEXTS: Final = ("Reps", "Range", "Open", "Timed")
AMOUNT_TOOLTIPS: Final = (
    "A number of reps",
    "From a least number of reps to the number that is paced",
    "As many reps as you can: you end the set",
    "Reps that begin before a time is over",
)
OPEN_LEAST: Final = Limits("the least reps", 0, REPS.most)
MINI_SETS: Final = Limits("mini-sets", 1, 20)
LIMIT_STEP_MS: Final = 5000
NUMBERS: Final = (
    ("set_least", REPS, 1),
    ("set_reps", REPS, 1),
    ("open_reps", OPEN_LEAST, 1),
    ("limit_ms", LIMIT, LIMIT_STEP_MS),
    ("set_hold_ms", HOLD, LIMIT_STEP_MS),
    ("mini_sets", MINI_SETS, 1),
)

Change = Callable[[WorkingSet], WorkingSet]


class SetDetails(QWidget):
    """Edits the selected sets of a scheme alike.

    `changed` carries the key of a field and the Scheme that it leads to.
    """

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preset: Preset | None = None
        self._rows: tuple[int, ...] = ()
        self.title = QLabel(self)
        self.title.setProperty("role", "strong")
        self.amount = Segments("How much", AMOUNT_TEXTS, self)
        self.amount.show_tooltips(AMOUNT_TOOLTIPS)
        self.amount.chosen.connect(self._choose_amount)
        self.fields: dict[str, NumberField | TextField] = {}
        for key, limits, step in NUMBERS:
            self._add(key, NumberField(LABELS[key], limits, step, self))
        self._add(
            "mini_reps",
            TextField(LABELS["mini_reps"], several_reps, several_reps_text, "12+10+8", self),
        )
        self._tempo = TextField(LABELS["set_tempo"], self._read_tempo, tempo_text, "", self)
        self._add("set_tempo", self._tempo)
        self._add("ramp_to", TextField(LABELS["ramp_to"], self._read_tempo, tempo_text, "none", self))
        self._add("loads", TextField(LABELS["loads"], self._read_loads, loads_field_text, "none", self))
        wrapped = WrappingLayout(24, 12, columns=4)
        for field in self.fields.values():
            wrapped.addWidget(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.amount, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(wrapped)

    def show_sets(self, preset: Preset, rows: tuple[int, ...], *, afresh: bool = False) -> None:
        """Show the sets of these numbers by the first of them."""
        self._preset, self._rows = preset, rows
        scheme, is_hold = preset.scheme, preset.exercise.is_hold
        found = scheme.sets[rows[0]]
        amount = amount_of(found)
        self.title.setText(title(rows, len(scheme.sets), first=len(scheme.warm_ups) + 1))
        self.amount.setVisible(not is_hold)
        self.amount.show_choice(AMOUNTS.index(amount))
        alike = len(set(found.mini_sets)) == 1
        has_breaks = len(found.mini_sets) > 1
        mini = found.mini_sets[0]
        counted = not is_hold and amount in (Amount.REPS, Amount.RANGE)
        values: dict[str, tuple[bool, Any]] = {
            "set_least": (counted and amount is Amount.RANGE, mini.least or mini.reps or 1),
            "set_reps": (counted and alike, mini.reps or 1),
            "open_reps": (amount is Amount.OPEN, found.mini_sets[-1].reps or 0),
            "limit_ms": (amount is Amount.TIMED and not is_hold, mini.limit_ms),
            "set_hold_ms": (is_hold, mini.limit_ms),
            "mini_sets": (is_hold or amount is not Amount.TIMED, len(found.mini_sets)),
            "mini_reps": (
                has_breaks and not is_hold and amount is Amount.REPS,
                tuple(each.reps or 1 for each in found.mini_sets),
            ),
            "set_tempo": (preset.tempo is not None, found.tempo),
            "ramp_to": (preset.tempo is not None and counted, found.ramp_to),
            "loads": (True, self._loads(scheme, rows[0])),
        }
        self._tempo.edit.setPlaceholderText(tempo_text(preset.tempo))
        for key, (is_shown, value) in values.items():
            field = self.fields[key]
            field.setVisible(is_shown)
            if is_shown:
                field.show_value(value, afresh=afresh)
            else:
                self._forget(field)

    def _forget(self, field: NumberField | TextField) -> None:
        if isinstance(field, NumberField):
            field.show_value(field.value, afresh=True)
        elif field.problem:
            is_tempo = field in (self.fields["set_tempo"], self.fields["ramp_to"])
            field.show_value(None if is_tempo else (), afresh=True)

    def _loads(self, scheme: Scheme, row: int) -> tuple[Any, ...]:
        found = scheme.loads_of(row)
        return found if scheme.is_dropping(row) and len(set(found)) > 1 else found[:1]

    def _add(self, key: str, field: NumberField | TextField) -> None:
        self.fields[key] = field
        field.edited.connect(lambda value: self._edit(key, value))

    def _choose_amount(self, index: int) -> None:
        self._put("amount", lambda found: changing.with_amount(found, AMOUNTS[index]))

    def _edit(self, key: str, value: Any) -> None:
        changes: dict[str, Change] = {
            "set_least": lambda found: changing.with_least(found, value),
            "set_reps": lambda found: changing.with_set_reps(found, value),
            "open_reps": lambda found: changing.with_least_of_open(found, value),
            "limit_ms": lambda found: changing.with_limit(found, value),
            "set_hold_ms": lambda found: changing.with_limit(found, value),
            "mini_sets": lambda found: changing.with_mini_sets(found, value),
            "mini_reps": lambda found: changing.with_mini_reps(found, value),
            "set_tempo": lambda found: changing.with_tempo(found, value),
            "ramp_to": lambda found: changing.with_ramp(found, value),
        }
        if key == "loads":
            self._try(key, lambda scheme: changing.with_loads(scheme, self._rows, value))
        else:
            self._put(key, changes[key])

    def _put(self, key: str, change: Change) -> None:
        self._try(key, lambda scheme: changing.with_sets(scheme, self._rows, change))

    def _try(self, key: str, change: Callable[[Scheme], Scheme]) -> None:
        if self._preset is not None:
            self.changed.emit(key, change)

    def _read_tempo(self, text: str) -> Any:
        return tempo_or_none(text, self._preset.exercise if self._preset else None)

    def _read_loads(self, text: str) -> Any:
        known = self._preset.scheme.loads if self._preset else ()
        found = loads(text, known[0].unit if known else Unit.KG)
        if len(found) > 1 and self._preset is not None and self._preset.scheme.drop is Drop.NONE:
            raise_one_load()
        return found


def raise_one_load() -> None:
    """One load is for one set; several are for the mini-sets of a drop."""
    from liftronome.domain.errors import InputError

    raise InputError("one load: select a set to give it another one")


def title(rows: tuple[int, ...], count: int, *, first: int = 1) -> str:
    """The selected sets by their numbers, if those begin with `first`: "All sets", "Set 2", "Sets 1, 3"."""
    if len(rows) == count:
        return "All sets" if count > 1 else "The set"
    if len(rows) == 1:
        return f"Set {rows[0] + first}"
    if rows == tuple(range(rows[0], rows[-1] + 1)):
        return f"Sets {rows[0] + first}–{rows[-1] + first}"
    return f"Sets {', '.join(str(row + first) for row in rows)}"
