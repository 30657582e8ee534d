"""Tables where no terminal is: columns as wide as they need to be, however narrow a reader is."""

from __future__ import annotations

from collections.abc import Sequence

Row = tuple[str, ...]


def print_columns(headings: Row, rows: Sequence[Row]) -> None:
    """Print a line for each row under one of headings; all rows have as many cells."""
    widths = [max(len(cell) for cell in column) for column in zip(headings, *rows, strict=True)]
    for row in (headings, *rows):
        print("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
