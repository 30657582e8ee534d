"""Words of the domain, as they stand at the beginning of a line."""

from __future__ import annotations


def capitalised(text: str) -> str:
    """`text` with a capital first letter, the others as they are."""
    return text[:1].upper() + text[1:]
