"""Under random requests a session and its log agree with an independent model."""

from __future__ import annotations

from typing import Final

import pytest

from tests.engine.session_comparison import run_sequence

SEQUENCES: Final = 1000


@pytest.mark.parametrize("part", range(4))
def test_a_session_agrees_with_the_model_under_random_requests(part: int) -> None:
    """`make prove ARGS=session_model` has 20,000."""
    for seed in range(part, SEQUENCES, 4):
        run_sequence(seed)
