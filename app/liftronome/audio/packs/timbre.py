"""What the tones of the four phases are made of, in every pack that has tones."""

from __future__ import annotations

from typing import Final

from liftronome.audio.synthesis.waves import of_unit_peak

SUNG: Final = of_unit_peak((1, 0.38, 0.2, 0.08))
"""The movements: enough harmonics to be heard through music, few enough to be heard for an hour."""

PLAIN: Final = of_unit_peak((1, 0.16, 0.05))
"""The stretched pause."""

WITH_A_FIFTH: Final = of_unit_peak((0, 1, 0.4, 0.25, 0, 0.08))
"""The shortened pause: a fundamental that is left out, so that the second and third partials are a tone
and the fifth above it."""

SUSTAIN: Final = 0.76
"""A tone begins louder than it goes on, at 1: the ear takes the beat from its beginning."""

STRIKE_MS: Final = 110
"""The time in which it falls to that."""
