"""Whatever is asked of a session, it is where an independent model says, and so is its log."""

from __future__ import annotations

from typing import Final

import pytest

from tests.engine.session_model import run_sequence

SEQUENCES: Final = 1000


@pytest.mark.parametrize("part", range(4))
def test_random_requests_lead_a_session_and_the_model_to_the_same_place(part: int) -> None:
    """`make prove ARGS=session_model` has 8,000."""
    for seed in range(part, SEQUENCES, 4):
        run_sequence(seed)
