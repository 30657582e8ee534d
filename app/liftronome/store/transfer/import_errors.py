"""What is wrong with a file to be imported, and where in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any, Final

import msgspec

from liftronome.domain.errors import InputError
from liftronome.domain.limits import (
    BEAT,
    CHANGEOVER,
    COUNT_IN,
    OWN_PACE_LIMIT,
    PRE_CUE,
    READY,
    REPS,
    REST,
    SETS,
    X_SLOT,
    Limits,
)
from liftronome.store.transfer.file_format import (
    CueTexts,
    ExerciseRecord,
    FileRecord,
    MovementWords,
    PresetName,
    PresetRecord,
    WorkoutEntryRecord,
    WorkoutRecord,
)

MAX_MESSAGE: Final = 300
MAX_PLACE: Final = 60

CHOOSE: Final = "choose a file exported by Liftronome"
"""The advice for a file of an entirely different kind."""

_ORDINALS: Final = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
_LISTS: Final = {
    "presets": ("preset", "name"),
    "exercises": ("exercise", "name"),
    "changed_cues": ("of the changed cues", "exercise"),
    "sounds": ("sound", ""),
    "workouts": ("workout", "name"),
}
"""The lists of a file: what is in them, and the key by which the lifter knows it."""

_TYPES: Final = {
    "int": "a whole number",
    "float": "a number",
    "str": "a text",
    "bool": "true or false",
    "object": "an object, {…}",
    "array": "a list, […]",
    "null": "null",
}
_VALUES: Final = {
    "start": "eccentric or concentric",
    "sides": "both or left_then_right",
    "count": "nothing, seconds, reps_up or reps_down",
    "format": "“liftronome-presets”",
    "version": "1, 2 or 3",
}
_LIMITS: Final[dict[str, Limits]] = {
    "reps": REPS,
    "sets": SETS,
    "rest_s": REST,
    "ready_s": READY,
    "count_in_s": COUNT_IN,
    "changeover_s": CHANGEOVER,
    "x_slot_s": X_SLOT,
    "own_pace_limit_s": OWN_PACE_LIMIT,
    "pre_cue_s": PRE_CUE,
    "beat_s": BEAT,
}
_RECORDS: Final = (
    *(PresetRecord, ExerciseRecord, FileRecord, CueTexts, MovementWords),
    *(WorkoutRecord, WorkoutEntryRecord, PresetName),
)
_PLACE: Final = re.compile(r" - at `\$?\.?(?P<place>[^`]*)`$")
_LISTED: Final = re.compile(r"(?P<list>\w+)\[(?P<number>\d+)\]")
_EXPECTED: Final = re.compile(r"Expected `(?P<types>[^`]*)`, got `[^`]*`$")
_MISSING: Final = re.compile(r"Object missing required field `(?P<key>[^`]*)`$")
_UNKNOWN: Final = re.compile(r"Object contains unknown field `(?P<key>.*)`$", re.DOTALL)
_BYTE: Final = re.compile(r" \(byte (?P<byte>\d+)\)$")


class ImportFileError(InputError):
    """A file cannot be imported. The message says what is wrong, what would be right, and at which place in
    it, as it is written in the file: `presets[0].reps`; "" if it is wrong as a whole."""

    def __init__(self, message: str, place: str = "") -> None:
        self.reason, self.place = message, place
        behind = f" ({_printable(place, MAX_PLACE)})" if place else ""
        super().__init__(f"{_printable(message, MAX_MESSAGE - len(behind))}{behind}")


@contextmanager
def at(place: str, quoted: str | None = None) -> Iterator[None]:
    """Adds the place, and what is written there, to an error in the block."""
    try:
        yield
    except ImportFileError:
        raise
    except InputError as error:
        said = "" if quoted is None else f"{key_of(place)} {short(quoted)}: "
        raise ImportFileError(f"{said}{error}", place) from error


def key_of(place: str) -> str:
    """The last key of a place: `reps` of `presets[0].reps`."""
    return place.rpartition(".")[2]


def short(text: str) -> str:
    """A text as it stands in the file, cut where it would be too long to read."""
    return f'"{text}"' if len(text) <= 40 else f'"{text[:39]}…"'


def named(error: ImportFileError, data: bytes) -> ImportFileError:
    """The same, beginning with which preset or exercise it is: its number, and its name if it has one."""
    found = _LISTED.match(error.place)
    if found is None or found["list"] not in _LISTS:
        return error
    number, (thing, key) = int(found["number"]), _LISTS[found["list"]]
    which = f"the {_ORDINALS[number]} {thing}" if number < len(_ORDINALS) else f"{thing} {number + 1}"
    try:
        name = _value_at(found[0] + (f".{key}" if key else ""), data)
    except LookupError:
        name = None
    called = f", “{' '.join(name.split())[:40]}”" if isinstance(name, str) and name.strip() else ""
    return ImportFileError(f"{which}{called}: {error.reason}", error.place)


def malformed(message: str, data: bytes) -> ImportFileError:
    """What the parser says of data that is no JSON at all, with line and column."""
    if not data.strip():
        return ImportFileError(f"the file is empty: {CHOOSE}")
    found = _BYTE.search(message)
    if found is None:
        return ImportFileError("the file ends in the middle: it was not copied completely, copy it again")
    before = data[: int(found["byte"])].decode(errors="replace")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    reason = message[: found.start()].removeprefix("JSON is malformed: ")
    return ImportFileError(
        f"this is not a preset file, or it is damaged: {CHOOSE}; in a file written by hand, fix "
        f"line {line}, column {column}: {reason}"
    )


def misfit(message: str, data: bytes) -> ImportFileError:
    """What the validator says of JSON that is no presets."""
    found = _PLACE.search(message)
    place = found["place"] if found else ""
    reason = message[: found.start()] if found else message
    if not place and reason.startswith("Expected"):
        return ImportFileError(f"this is not a preset file: {CHOOSE}")
    return ImportFileError(_in_plain_words(reason, place, data), place)


def _in_plain_words(reason: str, place: str, data: bytes) -> str:
    key = key_of(place)
    if missing := _MISSING.match(reason):
        return f"“{missing['key']}” is missing: add it"
    if unknown := _UNKNOWN.match(reason):
        known = [name for record in _RECORDS for name in record.__struct_fields__]
        near = get_close_matches(unknown["key"][:40], known, n=1)
        right = f"did you mean “{near[0]}”?" if near else "remove it"
        return f"“{unknown['key'][:40]}” is not a known key: {right}"
    expected = _EXPECTED.match(reason)
    right = _right(key, expected["types"]) if expected else _VALUES.get(key, "")
    if not right:
        said = f"{key}: {reason[:1].lower()}{reason[1:]}"
        return re.sub(r"`([^`]*)`", lambda match: _in_words(match[1]), said)
    try:
        return f"{_spoken(key)} is {_written(_value_at(place, data))}, and must be {right}"
    except LookupError:
        return f"{_spoken(key)} must be {right}"


def _spoken(key: str) -> str:
    """A key as a sentence says it: what stands in a list has none of its own."""
    return "it" if _LISTED.fullmatch(key) else key


def _right(key: str, types: str) -> str:
    """What may stand at a key: its kind, and from where to where."""
    if key in _VALUES:
        return _VALUES[key]
    words = _in_words(types)
    limits = _LIMITS.get(key)
    if limits is None:
        return words
    unit = 1000 if limits.is_time else 1
    kind, null, rest = words.partition(" or null")
    return f"{kind} from {limits.least / unit:g} to {limits.most / unit:g}{null}{rest}"


def _in_words(name: str) -> str:
    parts = [part.strip() for part in name.split("|")]
    if "float" in parts and "int" in parts:
        parts.remove("int")
    if all(part in _TYPES for part in parts):
        return " or ".join(_TYPES[part] for part in parts)
    return f"“{name}”"


def _written(value: Any) -> str:
    """A value as it stands in the file, or what it is where it would be too long to read."""
    if isinstance(value, str):
        return short(value)
    if isinstance(value, (dict, list)):
        return _TYPES["object" if isinstance(value, dict) else "array"]
    return msgspec.json.encode(value).decode()[:40]


def _value_at(place: str, data: bytes) -> Any:
    """What stands at a place of a file. Raises LookupError if that cannot be said."""
    value = msgspec.Raw(data)
    try:
        for key, number in re.findall(r"(\w+)|\[(\d+|\.\.\.)\]", place):
            if number:  # a place that the validator cannot name, […], is no whole number
                value = msgspec.json.decode(value, type=list[msgspec.Raw])[int(number)]
            else:
                value = msgspec.json.decode(value, type=dict[str, msgspec.Raw])[key]
        return msgspec.json.decode(value)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise LookupError(place) from error


def _printable(text: str, most: int) -> str:
    shown = "".join(character if character.isprintable() else "�" for character in text)
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
