"""The fields of a set: reps done, load, effort and feeling, all optional, and what typing does in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.log_entry import Annotation, Changes, Unit

MAX_LENGTH: Final = 7
"""The most characters that a field holds."""

FIELD_KEYS: Final = frozenset(
    {*"0123456789", *".,-+=", "Tab", "Backtab", "Return", "Enter", "Backspace", "Del", "Esc", "K", "L"}
)
"""The names of the keys that the fields take."""


CONFIRM: Final = frozenset({"Return", "Enter"})


class Field(Enum):
    """A field, in the order of Tab. The value is its caption."""

    REPS = "reps done"
    LOAD = "load"
    EFFORT = "effort (RPE 1–10)"
    FEELING = "muscle felt (1–5)"


FIELDS: Final = tuple(Field)


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field as it is shown. A `suggested` text was not typed by the lifter: `origin` says where it comes
    from."""

    field: Field
    caption: str
    text: str
    suggested: bool
    current: bool
    wrong: bool
    origin: str = ""


class SetEntry:
    """The fields of one set. What cannot be read never holds up the next set: it stays where it was typed,
    marked, and is not logged.

    `paced_reps` stand in the first field until something else is typed; `suggested` is a load and its unit
    that Enter accepts, and `origin` says where it comes from. `unit` is the unit of loads where none is
    suggested. With `counts_off`, for a set without a last rep, "-" takes one off the reps and "+" adds one.
    """

    def __init__(
        self,
        paced_reps: int,
        unit: Unit,
        suggested: tuple[float, Unit] | None = None,
        *,
        origin: str = "last time",
        counts_off: bool = False,
    ) -> None:
        self.field = Field.REPS
        self.is_active = False
        self.unit = suggested[1] if suggested else unit
        self._paced_reps = paced_reps
        self._suggested = suggested
        self._origin = origin
        self._counts_off = counts_off
        self.has_chosen_unit = False
        self._texts: dict[Field, str] = {}
        self._fresh = True

    def begin(self, field: Field | None = None) -> None:
        """Start taking keys, in the current field or in another."""
        self.is_active = True
        self._go_to(field or self.field)

    def end(self) -> None:
        """Stop taking keys. What was typed stays."""
        self.is_active = False
        self._go_to(Field.REPS)

    def paced_anew(self, paced_reps: int) -> None:
        """The set was continued and ended again: the reps that were typed no longer hold."""
        self._paced_reps = paced_reps
        self._texts.pop(Field.REPS, None)

    def take_key(self, name: str) -> bool:
        """Take a key by its name; False if the fields have no use for it now."""
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
        """True while the current field is half typed: something was typed, and the field not left."""
        return self.is_active and not self._fresh

    @property
    def takes_off(self) -> bool:
        """True where a key takes one off the reps."""
        return self._counts_off and self.field is Field.REPS

    @property
    def shown(self) -> tuple[ShownField, ...]:
        """The fields, to be shown."""
        return tuple(
            ShownField(
                field,
                f"load ({self.unit.value})" if field is Field.LOAD else field.value,
                self._texts.get(field) or self._suggestion(field),
                # The paced reps are logged as they are; a load of last time only when it is accepted.
                suggested=field is not Field.REPS and not self._texts.get(field),
                current=field is self.field,
                wrong=bool(self._problem_of(field)),
                origin=self._origin if field is Field.LOAD else "",
            )
            for field in FIELDS
        )

    @property
    def problem(self) -> str:
        """Why a field cannot be read, the current one first; "" if all can."""
        problems = [self._problem_of(field) for field in (self.field, *FIELDS)]
        return next((problem for problem in problems if problem), "")

    @property
    def changes(self) -> Changes:
        """What the fields say. A field that cannot be read is left out, one that was emptied is None."""
        changes: Changes = {}
        for field, text in self._texts.items():
            if not self._problem_of(field):
                changes.update(self._read(field, text))
        return changes

    def show_said(self, said: Annotation) -> None:
        """Show what is logged of the set, in place of what is in the fields."""
        if said.unit:
            self.unit = said.unit
        values = (said.done_reps, said.load, said.effort, said.feeling)
        self._fresh = True
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
        if self.takes_off:
            keys |= {"-": lambda: self._count(-1), "+": lambda: self._count(1), "=": lambda: self._count(1)}
        if name not in keys:
            return False
        keys[name]()
        return True

    def _type(self, character: str) -> None:
        text = "" if self._fresh else self._texts.get(self.field, "")
        self._fresh = False
        if len(text) < MAX_LENGTH:
            self._texts[self.field] = text + character

    def _count(self, by: int) -> None:
        """Change the reps by one. Nothing is half typed then: the number is whole."""
        text = self._texts.get(Field.REPS, "")
        reps = int(text) if text.isdigit() else self._paced_reps
        self._texts[Field.REPS] = str(max(reps + by, 0))
        self._fresh = True

    def _erase(self) -> None:
        """Delete the last character, or all of a text that was there before."""
        text = self._texts.get(self.field, "")
        self._texts[self.field] = "" if self._fresh else text[:-1]
        self._fresh = False

    def _empty(self) -> None:
        self._texts[self.field] = ""

    def _confirm(self) -> None:
        """Accept what stands in the field, or is suggested, and go to the next; after the last, stop."""
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
        self.has_chosen_unit = True

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
        """What a text says. Raises InputError if it is not a number."""
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
        raise InputError(f"“{text}” is not a number: type {_EXAMPLES[field]}") from None


def _whole(field: Field, number: float | None) -> int | None:
    if number is not None and number != int(number):
        raise InputError(f"{number:g} is not a whole number: type {_EXAMPLES[field]}")
    return None if number is None else int(number)


_EXAMPLES: Final = {
    Field.REPS: "reps, such as 8",
    Field.LOAD: "a load, such as 62.5",
    Field.EFFORT: "an effort, such as 8.5",
    Field.FEELING: "1 to 5",
}
