"""Random revisions of playing timelines, rendered and written as in a stream, and read by a device."""

from __future__ import annotations

import random
from typing import Final

from liftronome.audio.packs.loading import load_pack

from prove.figures import Figure, none_of
from tests.engine.live_revisions import Heard, memory_for_sound, run_session

TITLE: Final = "Revisions of playing sets"
SESSIONS: Final = 2000
PACKS: Final = ("glide", "tones", "ticks")
NOTE: Final = """\
Reps added, phases of own pace ended, rests changed, and some of it undone, at random moments. What a device
reads is compared with a whole rendering of the timeline, from where a revision takes effect on."""


def prove(quick: bool) -> list[Figure]:
    """How many samples are heard otherwise than rendered as a whole."""
    found, first = Heard(), random.randrange(2**32)
    packs = [load_pack(name) for name in PACKS]
    with memory_for_sound() as memory:
        for seed in range(first, first + (SESSIONS // 40 if quick else SESSIONS)):
            run_session(seed, memory, packs[seed % len(packs)], found)
    return [none_of(f"{found.revisions:,} revisions: wrong samples", found.wrong, f"{found.samples:,}")]
