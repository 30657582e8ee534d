"""How loud each sound may be, so that no overlap of cues can clip.

Levels are fractions of full scale. The tone of a movement may sound together with a tick, the end of a
pre-cue and the announcement of the last rep: their peaks add up to no more than `KNEE`, and so do those of
whatever else meets where reps are performed at a human pace. Only where several phases pass within a
fraction of a second can a sum be above it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.domain.timeline import Sound

FULL_SCALE: Final = 32_767
"""The 16-bit sample that stands for a level of 1."""

CEILING: Final = 10 ** (-1 / 20)
"""-1 dBFS: no sample of a track is above it, whatever overlaps."""

KNEE: Final = 0.85
"""Below this a mix is left as it is. What lies above is bent so that it never reaches the ceiling."""

PEAKS: Final[Mapping[str, float]] = MappingProxyType(
    {
        Sound.ECCENTRIC: 0.32,
        Sound.PAUSE_STRETCHED: 0.32,
        Sound.CONCENTRIC: 0.32,
        Sound.PAUSE_SHORTENED: 0.38,
        Sound.TICK: 0.18,
        Sound.COUNT_IN: 0.40,
        Sound.COUNT_IN_LAST: 0.40,
        Sound.PRE_CUE: 0.11,
        Sound.LAST_REP: 0.24,
        Sound.SET_END: 0.38,
        Sound.REST_WARNING: 0.38,
        Sound.READY: 0.25,
        Sound.CHANGE_SIDES: 0.25,
    }
)
"""The greatest level that a sound of a pack reaches."""

PHASE_LUFS: Final = -16.0
"""How loud the loudest 400 ms of a phase's sound are in every pack, by BS.1770."""

SPEECH_LUFS: Final = PHASE_LUFS
QUICK_LUFS: Final = PHASE_LUFS - 1
"""How loud the loudest 400 ms of a word are, and of one that is said quickly, which fills less of them."""

SPEECH_PEAK: Final = 0.5
"""The greatest level that a word reaches. Speech has higher peaks than a tone of the same loudness."""


def bent_to_ceiling(mix: NDArray[np.float32]) -> NDArray[np.float32]:
    """`mix` with what exceeds the knee bent smoothly to stay under the ceiling, sample by sample.

    No memory of earlier samples, so that any region of a track can be rendered on its own.
    """
    if not mix.size or max(mix.max(), -mix.min()) <= KNEE:
        return mix
    room = np.float32(CEILING - KNEE)
    level = np.abs(mix)
    bent = np.float32(KNEE) + room * np.tanh((level - np.float32(KNEE)) / room)
    return np.where(level > KNEE, np.copysign(bent, mix), mix)
