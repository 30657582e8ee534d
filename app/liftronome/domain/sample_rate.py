"""The sample rate, in a module of its own: the player process, which must start quickly, needs no more."""

from __future__ import annotations

from typing import Final

SAMPLE_RATE: Final = 48_000
"""Samples a second. A whole millisecond is exactly 48 samples, so nothing is ever rounded."""

SAMPLES_PER_MS: Final = SAMPLE_RATE // 1000
