"""Controls for sets that vary, for those who do not type the line; made when they are first needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from liftronome.domain.errors import InputError
from liftronome.domain.preset import Preset
from liftronome.domain.scheme.changing import in_order
from liftronome.domain.scheme.scheme import Scheme
from liftronome.presentation.texts import capitalised
from liftronome.ui.editor.scheme_fields import SchemeFields
from liftronome.ui.editor.set_details import SetDetails
from liftronome.ui.editor.set_table import SetTable
from liftronome.ui.text.field_names import AT_SETS, LABELS, VARIED
from liftronome.ui.widgets.labels import problem_label, show_line
from liftronome.ui.widgets.number_field import NumberField
from liftronome.ui.widgets.text_field import TextField

IN_VARIED: Final = frozenset(VARIED)


def is_about_sets(field: str) -> bool:
    """True for the name of an unread text that stands in these controls."""
    return field.partition(AT_SETS)[0] in IN_VARIED


class VaryFields(QWidget):
    """Edits the scheme of a preset: a table of its sets, what the selected ones are, and what all share.

    `edited` carries the changed preset; `problem_changed` tells that `problem` has changed. `edited_in` names
    the field that was edited last.
    """

    edited = Signal(object)
    problem_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preset: Preset | None = None
        self._texts: dict[str, str] = {}
        self._is_showing = False
        self.edited_in = ""
        self.table = SetTable(self)
        self.table.selected.connect(self._show_selected)
        self.table.order_wanted.connect(self._reorder)
        self.details = SetDetails(self)
        self.details.changed.connect(self._edit_selected)
        self.whole = SchemeFields(self)
        self.whole.changed.connect(self._edit)
        self.refused = problem_label(self)
        for group in (self.details.fields, self.whole.fields):
            for key, field in group.items():
                field.problem_changed.connect(lambda key=key: self._problem_changed(key))
        line = QFrame(self)
        line.setObjectName("separator")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for widget in (self.table, self.refused, self.details, line, self.whole):
            column.addWidget(widget)

    @property
    def fields(self) -> dict[str, NumberField | TextField]:
        """All fields with a text, by their keys."""
        return {**self.details.fields, **self.whole.fields}

    @property
    def problem(self) -> str:
        """What is wrong with the first field that is wrong, "" if none is."""
        shown = next((field.problem for field in self.fields.values() if field.problem), "")
        if shown or not self._texts:
            return shown
        name, at, numbers = next(iter(self._texts)).partition(AT_SETS)
        return f"{LABELS[name]}{at}{numbers} cannot be read yet"

    @property
    def unread(self) -> dict[str, str]:
        """The texts that are wrong, by their fields and the sets that they are about."""
        return dict(self._texts)

    def show_preset(self, preset: Preset, unread: Mapping[str, str] | None = None) -> None:
        """Show a preset. Given `unread`, the texts left in fields earlier, the fields start afresh with them;
        otherwise text being typed stays."""
        afresh = unread is not None
        is_other = afresh or self._preset is None
        differ = len(set(preset.scheme.sets)) > 1
        is_from_elsewhere = self._preset is not None and self._preset.scheme != preset.scheme
        self._preset = preset
        self._is_showing = True
        self.table.show_sets(preset)
        if is_other:
            left = {key: text for key, text in (unread or {}).items() if is_about_sets(key)}
            self._texts = left
            self.table.select(_rows_of(left, preset.scheme) or ([0] if differ else []))
        elif is_from_elsewhere and differ and self.table.has_all:
            self.table.select([0])  # all of them are changed alike only where the lifter selects them
        if is_from_elsewhere or is_other:
            show_line(self.refused, "")
        self.details.show_sets(preset, self.table.rows, afresh=afresh)
        self.whole.show_scheme(preset, afresh=afresh)
        self._show_left()
        self._is_showing = False

    def _show_selected(self) -> None:
        if self._preset is None:
            return
        before = self.problem
        self._is_showing = True
        self.details.show_sets(self._preset, self.table.rows, afresh=True)
        self._show_left()
        self._is_showing = False
        if self.problem != before:
            self.problem_changed.emit()  # it is told in other words

    def _show_left(self) -> None:
        """Show the texts again that were left in the fields of what is selected."""
        for key, field in self.fields.items():
            text = self._texts.get(self._name(key))
            if text is not None and not field.problem and not field.isHidden():
                field.show_unread(text)

    def _problem_changed(self, key: str) -> None:
        if self._is_showing:
            return
        name, text = self._name(key), self.fields[key].unread
        if text is None:
            self._texts.pop(name, None)
        else:
            self._texts[name] = text
        self.edited_in = name
        self.problem_changed.emit()

    def _name(self, key: str) -> str:
        """The name of a field, with the sets that it is about."""
        if key in self.whole.fields:
            return key
        first = 1 + (len(self._preset.scheme.warm_ups) if self._preset else 0)
        return f"{key}{AT_SETS}{','.join(str(row + first) for row in self.table.rows)}"

    def _reorder(self, order: Sequence[int], rows: Sequence[int]) -> None:
        self._texts = {name: text for name, text in self._texts.items() if AT_SETS not in name}
        self._edit("order", lambda scheme: in_order(scheme, order))
        self.table.select(rows)
        self._show_selected()

    def _edit_selected(self, key: str, change: Callable[[Scheme], Scheme]) -> None:
        self._edit(key, change)

    def _edit(self, key: str, change: Callable[[Scheme], Scheme]) -> None:
        if self._preset is None or self._is_showing:
            return
        field = self.fields.get(key)
        try:
            preset = replace(self._preset, scheme=change(self._preset.scheme))
            preset.planned_sets()
        except InputError as error:
            self._refuse(key, str(error))
            return
        show_line(self.refused, "")
        if field is not None and not field.problem:
            self._texts.pop(self._name(key), None)
        self.edited_in = self._name(key)
        if preset == self._preset:
            return
        self._preset = preset
        self.edited.emit(preset)

    def _refuse(self, key: str, reason: str) -> None:
        """Say why what was asked for cannot be performed; nothing is changed."""
        field = self.fields.get(key)
        if isinstance(field, TextField):
            field.refuse(reason)
            return
        show_line(self.refused, f"{capitalised(reason)}.")
        if self._preset is not None:
            self._is_showing = True
            self.details.show_sets(self._preset, self.table.rows)
            self.whole.show_scheme(self._preset)
            self._is_showing = False


def _rows_of(texts: Mapping[str, str], scheme: Scheme) -> list[int]:
    """The sets that the first of the texts is about, from 0."""
    first, count = len(scheme.warm_ups) + 1, len(scheme.sets)
    for name in texts:
        _, at, numbers = name.partition(AT_SETS)
        rows = [int(number) - first for number in numbers.split(",") if number.isdigit()] if at else []
        if rows and all(0 <= row < count for row in rows):
            return rows
    return []
