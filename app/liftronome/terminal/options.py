"""The options that say how a set is performed: one line of them serves `play` and `render`."""

from __future__ import annotations

import contextlib
import re
from argparse import ArgumentParser
from dataclasses import fields
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Final

from liftronome.domain.errors import InputError
from liftronome.domain.limits import COUNT_IN, READY, REPS, REST, SETS, Limits
from liftronome.domain.phase import Start
from liftronome.domain.preset import USUAL_SCHEME, Preset
from liftronome.domain.tempo import seconds_text

_WHOLE: Final = re.compile(r"\s*([+-]?[0-9]{1,12})\s*")
_SECONDS: Final = re.compile(r"\s*([+-]?[0-9]{1,12}(?:[.,][0-9]{1,30})?)\s*s?\s*")


def whole_number(text: str, limits: Limits) -> int:
    """A count. Raises InputError for anything else, and outside the limits."""
    match = _WHOLE.fullmatch(text)
    if not match:
        raise InputError(
            f"{limits.what} must be a whole number from {limits.least} to {limits.most}, not “{text}”"
        )
    value = int(match[1])
    limits.check(value)
    return value


def milliseconds(text: str, limits: Limits) -> int:
    """A time typed in seconds, "90" or "2.5", in milliseconds.

    Raises InputError for anything else, for more precision than a millisecond, and outside the limits.
    """
    match = _SECONDS.fullmatch(text)
    if not match:
        most = limits.most // 1000
        raise InputError(f"{limits.what} must be a number of seconds up to {most}, as in 2.5, not “{text}”")
    exact_ms = Decimal(match[1].replace(",", ".")) * 1000
    limits.check(int(exact_ms))
    if exact_ms != int(exact_ms):
        raise InputError(f"{limits.what}: {text} s is finer than a millisecond: write at most three decimals")
    return int(exact_ms)


_OTHER_SOUNDS: Final = (".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".wma", ".aif", ".aiff", ".mp4")


def file_path(text: str) -> Path:
    """The path of a file. Raises InputError if it is empty, and for "-", which usually means a stream."""
    if not text:
        raise InputError("a file needs a name, such as set.wav")
    if text == "-":
        raise InputError("“-” does not stand for a stream: name a file, or write ./- for one called “-”")
    return Path(text)


def sound_file_path(text: str) -> Path:
    """The path of a sound file to write. Raises InputError for a format that cannot be written."""
    path = file_path(text)
    if path.suffix.lower() in _OTHER_SOUNDS:
        raise InputError(f"{text}: sound is written as WAV or FLAC, so the name must end in .wav or .flac")
    return path


def data_dir_path(text: str | None) -> Path | None:
    """The data folder that is asked for, None for the usual one.

    Raises InputError if it is not a folder and could not become one. Whether it can be read and written shows
    when it is opened.
    """
    if text is None:
        return None
    if not text:
        raise InputError("--data-dir needs the name of a folder")
    try:
        folder = Path(text).expanduser()
    except RuntimeError:
        raise InputError(f"{text} names a user who does not exist here: write out the folder") from None
    with contextlib.suppress(OSError):
        if folder.exists() and not folder.is_dir():
            raise InputError(f"{text} is a file, not a folder: give --data-dir a folder")
    return folder


TEMPO_HELP: Final = (
    "seconds to lower, hold stretched, lift and hold shortened, such as 3-1-X-2; X is as fast as you can, "
    "* is your own pace"
)

_USUAL: Final[dict[str, Any]] = {
    **{field.name: field.default for field in fields(Preset)},
    "sets": len(USUAL_SCHEME.sets),
    "reps": USUAL_SCHEME.first_reps,
}
"""What an exercise has unless a preset says otherwise."""

_OWN: Final = "the preset's, else the exercise's"


def add_name(parser: ArgumentParser) -> None:
    """Add what is performed or planned: the name of something, or a line."""
    parser.add_argument(
        "name",
        metavar="NAME|LINE",
        help='a preset or an exercise, such as "hip thrust" or "Hip thrust – heavy", whatever the case; or a '
        'line, such as "Back squat 5x5 @ 30X0 rest 180"',
    )


def add_set_options(parser: ArgumentParser, *, silent_help: str) -> None:
    """Add the name of what is performed, and every option that changes it."""
    add = parser.add_argument
    add_name(parser)
    add("--tempo", metavar="T", help=f"{TEMPO_HELP} (default: {_OWN})")
    _add_number(parser, "--reps", REPS, "reps per set", f"8 ({_usual('reps')})")
    _add_number(parser, "--sets", SETS, "number of sets", f"4 ({_usual('sets')})")
    _add_number(parser, "--rest", REST, "seconds of rest between two sets", f"120 ({_usual('rest_ms')})")
    _add_number(
        parser, "--count-in", COUNT_IN, "seconds counted before a set", f"3 ({_usual('count_in_ms')})"
    )
    _add_number(parser, "--ready", READY, "quiet seconds before the first count-in", "10 (default: 0)")
    add(
        "--start",
        choices=[start.value for start in Start],
        help=f"the movement a rep starts with (default: {_OWN})",
    )
    add(
        "--pack",
        metavar="P",
        help=f"the sounds: glide, tones, voice, voice-glide or ticks ({_usual('pack')})",
    )
    add("--silent", action="store_true", help=silent_help)


def _add_number(parser: ArgumentParser, option: str, limits: Limits, what: str, example: str) -> None:
    unit = 1000 if limits.is_time else 1
    parser.add_argument(
        option,
        metavar="S" if limits.is_time else "N",
        type=partial(milliseconds if limits.is_time else whole_number, limits=limits),
        help=f"{what}, {limits.least // unit} to {limits.most // unit}, such as {example}",
    )


def _usual(field: str) -> str:
    """What holds if an option is left out."""
    value = _USUAL[field]
    return f"default: the preset's, else {seconds_text(value) if field.endswith('_ms') else value}"
