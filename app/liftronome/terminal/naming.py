"""From what was typed to what is to be performed."""

from __future__ import annotations

import unicodedata
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Final

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise, Library
from liftronome.domain.line import AmbiguousLine, LineError, format_line, read_line
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Start
from liftronome.domain.preset import Preset, default_preset
from liftronome.domain.writing import folded_name
from liftronome.presentation.texts import preset_title
from liftronome.store.presets.presets import PresetStore, StoredPreset
from liftronome.terminal.commands import Command
from liftronome.terminal.data import Data
from liftronome.terminal.keys import keyboard

_QUOTES: Final = "\"'`´“”„‟‘’‚‛«»‹›″′"


@dataclass(frozen=True, slots=True)
class Named:
    """What is to be performed. `preset_id` is that of the kept preset it comes from, None for an exercise as
    it begins and for a line. `said` are the choices made in reading the line, `notes` what else it says."""

    preset: Preset
    preset_id: str | None = None
    said: tuple[str, ...] = ()
    notes: str = ""


def named(name: str, data: Data) -> Named:
    """The preset or, as it begins, the exercise of that name, else what a line says; "exercise – name" for a
    preset whose name several have, or an exercise has too.

    Raises InputError with the candidates or the nearest names. Without a file of presets, or with one that
    cannot be opened, the exercises that ship can still be performed.
    """
    return data.look_up(
        lambda presets: _preset_or_exercise(name, presets),
        lambda library: _exercise_or_line(name, library),
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


def _preset_or_exercise(name: str, presets: PresetStore) -> Named:
    stored, library = presets.all(), presets.exercises.library()
    if exact := _titled(name, stored, library):
        return _as_named(_only(exact, name))
    try:
        return Named(default_preset(library.find(name)))
    except InputError as error:
        if called := _called(name, stored):
            return _as_named(_only(called, name))
        if line := _line(name, library):
            return line
        raise _unknown(name, stored) or error from error


def _exercise_or_line(name: str, library: Library) -> Named:
    try:
        return Named(default_preset(library.find(name)))
    except InputError:
        if line := _line(name, library):
            return line
        raise


def _line(text: str, library: Library) -> Named | None:
    """What a line says, None for a text that names no exercise. Raises LineError and AmbiguousLine."""
    try:
        reading = read_line(text, library)
    except AmbiguousLine:
        raise
    except LineError as error:
        if error.position == 0 or not any(character.isdigit() for character in text):
            return None
        raise
    return Named(reading.preset, said=reading.said, notes=reading.notes)


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


def named_in(arguments: Namespace, data: Data) -> Named:
    """The preset or exercise that is named, with what the options say; no time to get ready unless asked for.

    Raises InputError if the name is unknown, a tempo is none, or a set cannot be paced so: OwnPaceError if a
    phase waits for a key where there is none to press.
    """
    found = named(arguments.name, data)
    exercise = found.preset.exercise
    if exercise.is_ballistic and arguments.start:
        raise InputError(
            f"{exercise.name} is paced one beat per rep and has no start to choose: leave out --start"
        )
    preset = replace(found.preset, **{"ready_ms": 0, **_given(arguments)})
    if arguments.command == Command.PLAY and keyboard() is not None:
        preset.round_timeline(preset.rounds()[0])
    else:
        preset.timeline()
    return replace(found, preset=preset)


def _given(arguments: Namespace) -> dict[str, Any]:
    fields = {
        "tempo": None if arguments.tempo is None else parse_tempo(arguments.tempo),
        "start": None if arguments.start is None else Start(arguments.start),
        "reps": arguments.reps,
        "sets": arguments.sets,
        "rest_ms": arguments.rest,
        "count_in_ms": arguments.count_in,
        "ready_ms": arguments.ready,
        "pack": arguments.pack,
    }
    return {field: value for field, value in fields.items() if value is not None}
