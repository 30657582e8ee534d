"""What is wrong with a file that is to be imported, and where in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from app.domain.errors import InputError

MAX_MESSAGE: Final = 300

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
}
_PLACE: Final = re.compile(r" - at `\$?\.?(?P<place>[^`]*)`$")
_BYTE: Final = re.compile(r" \(byte (?P<byte>\d+)\)$")


class ImportFileError(InputError):
    """A file cannot be imported. The message names the place in it, what is wrong and what would be right."""

    def __init__(self, message: str) -> None:
        shown = "".join(character if character.isprintable() else "�" for character in message)
        super().__init__(shown if len(shown) <= MAX_MESSAGE else f"{shown[: MAX_MESSAGE - 1]}…")


@contextmanager
def at(place: str, quoted: str | None = None) -> Iterator[None]:
    """What the block finds wrong is told with its place, and what stands there."""
    try:
        yield
    except ImportFileError:
        raise
    except InputError as error:
        raise ImportFileError(f"{place}: {'' if quoted is None else f'{short(quoted)}: '}{error}") from error


def short(text: str) -> str:
    """A text as it stands in the file, cut where it would be too long to read."""
    return f'"{text}"' if len(text) <= 40 else f'"{text[:39]}…"'


def malformed(message: str, data: bytes) -> ImportFileError:
    """What the parser says of data that is no JSON at all, with line and column."""
    found = _BYTE.search(message)
    if found is None:
        return ImportFileError("the file ends in the middle: it was not copied whole")
    before = data[: int(found["byte"])].decode(errors="replace")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    reason = message[: found.start()].removeprefix("JSON is malformed: ")
    return ImportFileError(f"line {line}, column {column}: this is no JSON: {reason}")


def misfit(message: str) -> ImportFileError:
    """What the validator says of JSON that is no presets."""
    found = _PLACE.search(message)
    place = found["place"] if found else ""
    reason = message[: found.start()] if found else message
    key = place.rpartition(".")[2]
    if reason.startswith("Invalid enum value") and key in _VALUES:
        reason = f"{reason.removeprefix('Invalid enum value ')} is none of those: write {_VALUES[key]}"
    else:
        reason = re.sub(r"`([^`]*)`", lambda match: _in_words(match[1]), reason)
    return ImportFileError(f"{place or 'the file'}: {reason[:1].lower()}{reason[1:]}")


def _in_words(name: str) -> str:
    parts = [part.strip() for part in name.split("|")]
    if all(part in _TYPES for part in parts):
        return " or ".join(_TYPES[part] for part in parts)
    return f"“{name}”"
