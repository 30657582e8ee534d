"""All measurements, or those that are named: `python -m bench [NAME …]`.

Status 1 if a promise is broken that holds on any machine: cues that are not exact to the sample. A
machine that is too slow for an aim is told so, and is no failure.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Part:
    """A module of this package with a `main` that prints its table and returns 0 if all is as aimed at."""

    name: str
    is_promise: bool = False


PARTS: Final = (
    Part("intervals", is_promise=True),
    Part("rendering"),
    Part("startup"),
    Part("pacing"),
    Part("sight_and_sound"),
    Part("presets"),
    Part("window"),
    Part("ten_years"),
    Part("log_import"),
    Part("history"),
)


def names_of_all() -> str:
    """The names that can be given."""
    return ", ".join(part.name for part in PARTS)


def main(words: list[str]) -> int:
    """Run the parts; the exit status."""
    parser = argparse.ArgumentParser(prog="make bench", description="Measure Liftronome on this machine.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=names_of_all())
    names = parser.parse_args(words).names
    if unknown := set(names) - {part.name for part in PARTS}:
        parser.error(f"there is no {sorted(unknown)[0]}: there are {names_of_all()}")
    broken = False
    for part in PARTS:
        if names and part.name not in names:
            continue
        missed = importlib.import_module(f"bench.{part.name}").main() != 0
        if missed:
            print("  PROMISE BROKEN" if part.is_promise else "  (aim missed on this machine, as it is now)")
        print(flush=True)
        broken = broken or (missed and part.is_promise)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
