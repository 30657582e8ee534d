"""Digits five lines high, to be read from the bench."""

from __future__ import annotations

from typing import Final

_SHAPES: Final = {
    "0": ("█████", "█   █", "█   █", "█   █", "█████"),
    "1": ("  █  ", " ██  ", "  █  ", "  █  ", " ███ "),
    "2": ("█████", "    █", "█████", "█    ", "█████"),
    "3": ("█████", "    █", " ████", "    █", "█████"),
    "4": ("█   █", "█   █", "█████", "    █", "    █"),
    "5": ("█████", "█    ", "█████", "    █", "█████"),
    "6": ("█████", "█    ", "█████", "█   █", "█████"),
    "7": ("█████", "    █", "   █ ", "  █  ", "  █  "),
    "8": ("█████", "█   █", "█████", "█   █", "█████"),
    "9": ("█████", "█   █", "█████", "    █", "█████"),
}
HEIGHT: Final = 5


def big_digits(number: int) -> list[str]:
    """The lines of a number that is not negative, all of one width."""
    shapes = [_SHAPES[digit] for digit in str(number)]
    return ["  ".join(shape[line] for shape in shapes) for line in range(HEIGHT)]
