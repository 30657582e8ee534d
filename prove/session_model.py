"""Random requests to a session on a fake clock, compared step by step with an independent model."""

from __future__ import annotations

import random
from typing import Final

from prove.figures import Figure, none_of
from tests.engine.session_comparison import run_sequence

TITLE: Final = "A session and an independent model of it"
SEQUENCES: Final = 20_000
NOTE: Final = """\
Sets paused, ended, restarted and resumed, reps added, rests changed and skipped, own pace, undo, leaving,
stalls of the program alone and of program and player, at random moments. Stage, timeline, sound, results,
undo and every line of the log are compared after each step."""


def prove(quick: bool) -> list[Figure]:
    """How many sequences end elsewhere than the model."""
    first = random.randrange(2**32)
    wrong, steps = 0, 0
    sequences = SEQUENCES // 20 if quick else SEQUENCES
    for seed in range(first, first + sequences):
        try:
            steps += run_sequence(seed)
        except AssertionError as error:
            print(error)
            wrong += 1
    return [none_of(f"{sequences:,} sequences that differ", wrong, f"{steps:,} steps")]
