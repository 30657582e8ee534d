"""Where a device is in the samples that it was given, as far as the computer's clock tells.

Nothing else does: simpleaudio does not say what it has read, nor the device what it has played. A card has a
clock of its own, and one that runs fast has come further with every second of a stream.
"""

from __future__ import annotations

from typing import Final

from app.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS

NS_PER_SAMPLE: Final = 1_000_000_000 / SAMPLE_RATE

FAST_CARD_PPM: Final = 200
"""So much faster than the computer's clock a card's may run, in millionths, without a click anywhere. Their
crystals are good to some 20 to 100."""

_ASKED: Final = 100 * SAMPLES_PER_MS
"""What simpleaudio asks a device to hold."""

_READ_AHEAD: Final = 110 * SAMPLES_PER_MS
_WRITE_AHEAD: Final = 150 * SAMPLES_PER_MS
_TIME_TO_WRITE: Final = 20 * SAMPLES_PER_MS


def read_ahead(played: int) -> int:
    """How far ahead of the ear, in samples, a device may have read when by the clock so many were played.

    Rewriting 110 ms ahead was measured to be exact. A fast card is further after 50 s.
    """
    return max(_READ_AHEAD, _ASKED + played * FAST_CARD_PPM // 1_000_000)


def write_ahead(played: int) -> int:
    """How far ahead of the ear, in samples, writing begins: what may have been read, and time to write.

    150 ms in the first 150 s of a stream, then 0.2 ms more with each second.
    """
    return max(_WRITE_AHEAD, read_ahead(played) + _TIME_TO_WRITE)
