"""The options that say how a set is performed: one line of them serves `play` and `render`."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import fields
from functools import partial
from typing import Any, Final

from app.domain.phase import Start
from app.domain.preset import COUNT_IN, READY, REPS, REST, SETS, Limits, Preset
from app.domain.tempo import seconds_text
from app.terminal.numbers import milliseconds, whole_number

TEMPO_HELP: Final = (
    "seconds to lower, hold stretched, lift and hold shortened, as in 3-1-X-2; X is as fast as you can, "
    "* your own pace"
)

_USUAL: Final[dict[str, Any]] = {field.name: field.default for field in fields(Preset)}
"""What an exercise has where no preset says something else."""

_OWN: Final = "the preset's, else the exercise's"


def add_set_options(parser: ArgumentParser, *, silent_help: str) -> None:
    """Add what is performed, and every option that changes it."""
    add = parser.add_argument
    add(
        "name",
        metavar="NAME",
        help='a preset or an exercise, as in "hip thrust" or "Hip thrust – heavy"; case does not matter',
    )
    add("--tempo", metavar="T", help=f"{TEMPO_HELP} (unless given: {_OWN})")
    _add_number(parser, "--reps", REPS, "reps in a set", f"8 ({_usual('reps')})")
    _add_number(parser, "--sets", SETS, "how many sets", f"4 ({_usual('sets')})")
    _add_number(parser, "--rest", REST, "seconds of rest between two sets", f"120 ({_usual('rest_ms')})")
    _add_number(
        parser, "--count-in", COUNT_IN, "seconds counted before a set", f"3 ({_usual('count_in_ms')})"
    )
    _add_number(parser, "--ready", READY, "quiet seconds before the first count-in", "10 (unless given: 0)")
    add(
        "--start",
        choices=[start.value for start in Start],
        help=f"the movement that a rep begins with (unless given: {_OWN})",
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
        help=f"{what}, {limits.least // unit} to {limits.most // unit}, as in {example}",
    )


def _usual(field: str) -> str:
    """What holds where an option is left out."""
    value = _USUAL[field]
    return f"unless given: the preset's, else {seconds_text(value) if field.endswith('_ms') else value}"
