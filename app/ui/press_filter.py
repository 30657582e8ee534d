"""Presses of a key that were meant, told from those that a foot or a spring makes."""

from __future__ import annotations

from typing import Final

DOUBLE_PRESS_MS: Final = 300
"""A second press of the same key sooner than this is a slip of the foot, or a pedal that bounces."""


class PressFilter:
    """Lets through a press that was meant: no auto-repeat, and no second press of a key at once."""

    def __init__(self) -> None:
        self._last_ms: dict[str, float] = {}

    def lets_through(self, key: str, at_ms: float, *, auto_repeat: bool = False) -> bool:
        """True if a press of `key` at a moment counts."""
        if auto_repeat:
            return False
        last_ms = self._last_ms.get(key)
        if last_ms is not None and 0 <= at_ms - last_ms < DOUBLE_PRESS_MS:
            return False
        self._last_ms[key] = at_ms
        return True
