"""A revision leaves what was heard as it was, and sounds like a whole rendering from its lead on."""

from __future__ import annotations

from typing import Final

from liftronome.audio.packs.loading import load_pack

from tests.engine.live_revisions import Heard, memory_for_sound, run_session

SESSIONS: Final = 12


def test_revisions_at_random_moments_are_exact_to_the_sample() -> None:
    """`make prove ARGS=live_revisions` has 2,000 sessions."""
    found, pack = Heard(), load_pack("glide")
    with memory_for_sound() as memory:
        for seed in range(SESSIONS):
            run_session(seed, memory, pack, found)
    assert found.wrong == 0
    assert found.revisions > 5 * SESSIONS
    assert found.samples > SESSIONS * 500_000
