"""From what was typed, a name or a line, to what is to be performed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise, Library
from liftronome.domain.line import AmbiguousLine, LineError, PartKind, format_line
from liftronome.domain.preset import Preset, default_preset
from liftronome.domain.scheme.load import Unit
from liftronome.domain.writing import folded_name
from liftronome.presentation.texts import preset_title
from liftronome.store.presets.presets import PresetStore, StoredPreset
from liftronome.terminal.data import Data

if TYPE_CHECKING:
    from liftronome.domain.line.reader import LineReading

_WORK: Final = re.compile(r"@|\d\s*[xX×*]\s*\d")
"""What lines have, and hardly a name."""

_DIGIT: Final = re.compile(r"\d")
_QUOTES: Final = "\"'`´“”„‟‘’‚‛«»‹›″′"


@dataclass(frozen=True, slots=True)
class Named:
    """What is to be performed. `preset_id` is that of the kept preset it comes from, None for an exercise as
    it begins and for a line. `notes` and `said` are a line's remarks and the choices made in reading it."""

    preset: Preset
    preset_id: str | None = None
    notes: str = ""
    said: tuple[str, ...] = ()


def named(text: str, data: Data) -> Named:
    """What a text names: a preset, an exercise as it begins, or what a line says, in this order; "exercise –
    name" for a preset whose name several have, or an exercise has too.

    Raises InputError with the candidates or the nearest names, or with what is wrong in the line. Without a
    file of presets, or with one that cannot be opened, the exercises that ship can still be performed.
    """
    return data.look_up(
        lambda presets: _named(text, presets.all(), presets.exercises.library(), data.unit),
        lambda library: _named(text, (), library, Unit.KG),
    )


def exercise_named(name: str, data: Data) -> Exercise:
    """The exercise of that name, be it the lifter's own. Raises InputError with the nearest names."""
    return data.look_up(
        lambda presets: presets.exercises.library().find(name),
        lambda library: library.find(name),
    )


def preset_named(name: str, presets: PresetStore) -> StoredPreset:
    """The preset of that name, which may stand behind its exercise's. Raises InputError with the candidates
    or the nearest names."""
    stored = presets.all()
    found = _titled(name, stored, presets.exercises.library()) or _called(name, stored)
    if not found:
        raise _unknown(name, stored) or InputError(
            f"no preset is called “{name}”: “liftronome presets” lists them all"
        )
    return _only(found, name)


def title(preset: Preset) -> str:
    """A preset as it is called where there are others: "Hip thrust – heavy"."""
    return preset_title(preset.exercise.name, preset.name)


def _named(text: str, stored: Sequence[StoredPreset], library: Library, unit: Unit) -> Named:
    if exact := _titled(text, stored, library):
        return _as_named(_only(exact, text))
    try:
        return Named(default_preset(library.find(text)))
    except InputError as error:
        unknown = error
    if called := _called(text, stored):
        return _as_named(_only(called, text))
    from liftronome.domain.line.reader import read_line  # its patterns take long to compile

    try:
        reading = read_line(text, library, unit)
    except LineError as error:
        if isinstance(error, AmbiguousLine) or _WORK.search(text):
            raise _with_advice(error) from error
        raise _unknown(text, stored) or (error if _DIGIT.search(text) else unknown) from error
    if _is_only_name(reading):
        raise _unknown(text, stored) or InputError(
            f"no preset is called “{text}”: “liftronome presets” lists them all; a line also says the sets, "
            f"as in “{text} 3x8”"
        )
    return Named(reading.preset, notes=reading.notes, said=reading.said)


def _with_advice(error: LineError) -> InputError:
    """What can be done about an exercise that is not known, beside what is near."""
    if str(error).startswith("no exercise is called"):
        joint = "" if str(error).endswith("?") else ";"
        return InputError(f"{error}{joint} the window can add it to your own exercises")
    return error


def _is_only_name(reading: LineReading) -> bool:
    """True for an exercise with a written name and nothing else: it means a preset, and no line."""
    kinds = {part.kind for part in reading.parts}
    return PartKind.NAME in kinds and kinds <= {PartKind.LABEL, PartKind.EXERCISE, PartKind.NAME}


def _as_named(stored: StoredPreset) -> Named:
    return Named(stored.preset, stored.id)


def _matching(
    name: str, stored: Sequence[StoredPreset], text_of: Callable[[Preset], str]
) -> list[StoredPreset]:
    """The presets of which `text_of` gives `name`, compared as strictly as finds any."""
    for form in (str, _unquoted, _bare):
        if found := [one for one in stored if form(text_of(one.preset)) == form(name)]:
            return found
    return []


def _titled(name: str, stored: Sequence[StoredPreset], library: Library) -> list[StoredPreset]:
    """The presets of this title, or that `liftronome presets` prints as this line."""
    return _matching(name, stored, title) or _matching(name, stored, lambda one: format_line(one, library))


def _called(name: str, stored: Sequence[StoredPreset]) -> list[StoredPreset]:
    return _matching(name, stored, lambda preset: preset.name)


def _only(found: Sequence[StoredPreset], name: str) -> StoredPreset:
    if len(found) == 1:
        return found[0]
    candidates = [f"“{title(stored.preset)}”" for stored in found]
    listed = ", ".join(candidates[:5]) + (f" and {len(candidates) - 5} more" if len(candidates) > 5 else "")
    raise InputError(f"“{name}” is the name of {len(found)} presets: say which one, {listed}")


def _unknown(name: str, stored: Sequence[StoredPreset]) -> InputError | None:
    """What to say of a name that nothing has, if presets have names near it."""
    presets = [one.preset for one in stored]
    known = {folded_name(text): title(preset) for preset in presets for text in (preset.name, title(preset))}
    near = get_close_matches(folded_name(name[:200]), known, n=3)
    if not near:
        return None
    listed = " or ".join(dict.fromkeys(known[close] for close in near))
    return InputError(f"no preset or exercise is called “{name}”: did you mean {listed}?")


def _unquoted(text: str) -> str:
    return folded_name(text.strip(f" {_QUOTES}"))


def _bare(text: str) -> str:
    """A name without what differs from one keyboard, program or font to the next: kinds of dashes, quotation
    marks and blanks, colons, the x between numbers, width and what is invisible."""
    return " ".join(folded_name("".join(map(_bare_char, unicodedata.normalize("NFKC", text)))).split())


def _bare_char(char: str) -> str:
    category = unicodedata.category(char)
    if char in _QUOTES:
        return ""
    if category in ("Pd", "Zs") or char in "−ー:：_":
        return " "
    if char in "×х":  # a multiplication sign, or the Cyrillic letter that looks like it
        return "x"
    return "" if category == "Cf" else char
