"""What the lifter types about a set: reps really done, load, effort and feeling, all optional."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.log_entry import NOTHING_SAID, Annotation, Changes, Unit

MAX_LENGTH: Final = 7
"""As many characters as the longest number has that a field takes."""

FIELD_KEYS: Final = frozenset(
    {*"0123456789", ".", ",", "Tab", "Backtab", "Return", "Enter", "Backspace", "Del", "Esc", "K", "L"}
)
"""The keys that the fields take, by their names, where they take them."""


class Field(Enum):
    """A field, in the order in which Tab goes. The value is what stands above it."""

    REPS = "reps done"
    LOAD = "load"
    EFFORT = "effort, RPE 1–10"
    FEELING = "felt it, 1–5"


FIELDS: Final = tuple(Field)


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field as it is shown. A `suggested` text is none that the lifter has typed."""

    field: Field
    caption: str
    text: str
    suggested: bool
    current: bool
    wrong: bool


class SetEntry:
    """The fields of one set. Nothing is ever refused that stands in the way of the next set: what cannot
    be read stays where it was typed, marked, and is not kept.

    `paced_reps` stand in the first field until something else is typed; `suggested` is a load and its
    unit that Enter accepts. `unit` is what loads are weighed in without a suggestion.
    """

    def __init__(self, paced_reps: int, unit: Unit, suggested: tuple[float, Unit] | None = None) -> None:
        self.field = Field.REPS
        self.is_active = False
        self.unit = suggested[1] if suggested else unit
        self._paced_reps = paced_reps
        self._suggested = suggested
        self._texts: dict[Field, str] = {}
        self._fresh = True

    def begin(self, field: Field | None = None) -> None:
        """Let the keys of the fields be taken, from the field that is current or from another."""
        self.is_active = True
        self._go_to(field or self.field)

    def end(self) -> None:
        """Take no more keys. What was typed stays."""
        self.is_active = False
        self._go_to(Field.REPS)

    def paced_anew(self, paced_reps: int) -> None:
        """The set went on and ended again: what was typed of its reps is no longer so."""
        self._paced_reps = paced_reps
        self._texts.pop(Field.REPS, None)

    def take_key(self, name: str) -> bool:
        """Take a key by its name, if it is one of the fields'; True if it was."""
        if name in ("Tab", "Backtab", "Return", "Enter") and not self.is_active:
            self.begin(FIELDS[-1] if name == "Backtab" else None)
            return True
        if len(name) == 1 and name.isdigit():
            self.is_active = True
            self._type(name)
            return True
        return self.is_active and self._take_when_active(name)

    @property
    def is_typing(self) -> bool:
        """True while the current field is being written."""
        return self.is_active and not self._fresh

    @property
    def shown(self) -> tuple[ShownField, ...]:
        """The fields as they are to be shown."""
        return tuple(
            ShownField(
                field,
                f"load, {self.unit.value}" if field is Field.LOAD else field.value,
                self._texts.get(field) or self._suggestion(field),
                suggested=not self._texts.get(field),
                current=field is self.field,
                wrong=bool(self._problem_of(field)),
            )
            for field in FIELDS
        )

    @property
    def problem(self) -> str:
        """What cannot be read: in the current field first, else in any; "" if all can."""
        problems = [self._problem_of(field) for field in (self.field, *FIELDS)]
        return next((problem for problem in problems if problem), "")

    @property
    def annotation(self) -> Annotation:
        """What the lifter has said of the set, without what cannot be read."""
        return Annotation(**self.changes) if self.changes else NOTHING_SAID

    @property
    def changes(self) -> Changes:
        """The annotation as it is given to the log: what cannot be read is left out, what was emptied is
        taken back."""
        changes: Changes = {}
        for field, text in self._texts.items():
            if not self._problem_of(field):
                changes.update(self._read(field, text))
        return changes

    def show_said(self, said: Annotation) -> None:
        """Begin from what was said of the set before, in place of what is in the fields."""
        if said.unit:
            self.unit = said.unit
        values = (said.done_reps, said.load, said.effort, said.feeling)
        self._texts = {
            field: f"{value:g}" for field, value in zip(FIELDS, values, strict=True) if value is not None
        }

    def _take_when_active(self, name: str) -> bool:
        keys: dict[str, Callable[[], None]] = {
            ".": lambda: self._type("."),
            ",": lambda: self._type("."),
            "Backspace": self._erase,
            "Del": self._empty,
            "Tab": lambda: self._move(1),
            "Backtab": lambda: self._move(-1),
            "Return": self._confirm,
            "Enter": self._confirm,
            "Esc": self.end,
        }
        if self.field is Field.LOAD:
            keys |= {"K": lambda: self._weigh_in(Unit.KG), "L": lambda: self._weigh_in(Unit.LB)}
        if name not in keys:
            return False
        keys[name]()
        return True

    def _type(self, character: str) -> None:
        text = "" if self._fresh else self._texts.get(self.field, "")
        self._fresh = False
        if len(text) < MAX_LENGTH:
            self._texts[self.field] = text + character

    def _erase(self) -> None:
        """One character; all of a text that was there before."""
        text = self._texts.get(self.field, "")
        self._texts[self.field] = "" if self._fresh else text[:-1]
        self._fresh = False

    def _empty(self) -> None:
        self._texts[self.field] = ""

    def _confirm(self) -> None:
        """Accept what stands in the field, a suggestion too, and go on; after the last one all is said."""
        if self._problem_of(self.field):
            return
        if self.field is Field.LOAD and not self._texts.get(Field.LOAD) and self._suggestion(Field.LOAD):
            self._texts[Field.LOAD] = self._suggestion(Field.LOAD)
        if self.field is FIELDS[-1]:
            self.end()
        else:
            self._move(1)

    def _move(self, by: int) -> None:
        self._go_to(FIELDS[(FIELDS.index(self.field) + by) % len(FIELDS)])

    def _go_to(self, field: Field) -> None:
        self.field = field
        self._fresh = True

    def _weigh_in(self, unit: Unit) -> None:
        self.unit = unit

    def _suggestion(self, field: Field) -> str:
        if field is Field.REPS:
            return str(self._paced_reps)
        if field is Field.LOAD and self._suggested and self._suggested[1] is self.unit:
            return f"{self._suggested[0]:g}"
        return ""

    def _problem_of(self, field: Field) -> str:
        try:
            Annotation(**self._read(field, self._texts.get(field, "")))
        except InputError as error:
            return str(error)
        return ""

    def _read(self, field: Field, text: str) -> Changes:
        """What a text says. Raises InputError if it is no number."""
        number = _number(field, text) if text else None
        match field:
            case Field.REPS:
                return {"done_reps": None if number == self._paced_reps else _whole(field, number)}
            case Field.LOAD:
                return {"load": number, "unit": None if number is None else self.unit}
            case Field.EFFORT:
                return {"effort": number}
            case Field.FEELING:
                return {"feeling": _whole(field, number)}


def _number(field: Field, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise InputError(f"“{text}” is no number: write {_EXAMPLES[field]}") from None


def _whole(field: Field, number: float | None) -> int | None:
    if number is not None and number != int(number):
        raise InputError(f"{number:g} is no whole number: write {_EXAMPLES[field]}")
    return None if number is None else int(number)


_EXAMPLES: Final = {
    Field.REPS: "reps as in 8",
    Field.LOAD: "a load as in 62.5",
    Field.EFFORT: "an effort as in 8.5",
    Field.FEELING: "1 to 5",
}
