"""The keys that are named are those that do something now."""

from __future__ import annotations

from dataclasses import replace

import pytest
from liftronome.domain.phase import Interval, Phase
from liftronome.domain.timeline import Span
from liftronome.engine.snapshot import Snapshot, Stage
from liftronome.terminal.hints import hint_lines, hints
from liftronome.terminal.keys import KEYS_HELP, Key

REST = Span(Interval.REST, None, 0, 60_000)
COUNT_IN = Span(Interval.COUNT_IN, None, 0, 5000)
LOWERING = Span(Phase.ECCENTRIC, 1, 0, 3000)
OWN_PACE = Span(Phase.ECCENTRIC, 1, 0, 60_000, limit_ms=60_000)

IN_SET = "   Enter end set   M one more   R restart   ↑ louder   ↓ quieter   q leave"


def at(stage: Stage, span: Span | None) -> Snapshot:
    return Snapshot(stage, 2, 3, None, 1, 10, 0, span, None, 0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("stage", "span", "told"),
    [
        (Stage.GET_READY, REST, "Space pause   S skip   ↑ louder   ↓ quieter   q leave"),
        (Stage.COUNT_IN, COUNT_IN, f"Space pause{IN_SET}"),
        (Stage.WORKING, LOWERING, f"Space pause{IN_SET}"),
        (Stage.WORKING, OWN_PACE, f"Space end the phase   P pause{IN_SET}"),
        (Stage.WORKING, replace(OWN_PACE, duration_ms=900), f"Space pause{IN_SET}"),
        (Stage.PAUSED, LOWERING, f"Space go on{IN_SET}"),
        (
            Stage.RESTING,
            REST,
            "Space pause   S skip   + 15 s more   − 15 s less   ↑ louder   ↓ quieter   q leave",
        ),
        (
            Stage.PAUSED,
            REST,
            "Space go on   S skip   + 15 s more   − 15 s less   ↑ louder   ↓ quieter   q leave",
        ),
        (Stage.WAITING, None, "Space begin set 2   q leave"),
        (Stage.FINISHED, None, "q leave"),
    ],
)
def test_each_state_names_its_keys(stage: Stage, span: Span | None, told: str) -> None:
    assert hint_lines(hints(at(stage, span)), 200) == told


def test_what_can_be_taken_back_is_named_as_long_as_it_can() -> None:
    assert (
        hint_lines(hints(at(Stage.FINISHED, None), "end of the set"), 72)
        == "U undo: end of the set   q leave"
    )


def test_hints_that_find_no_room_go_on_in_the_next_line() -> None:
    lines = hint_lines(hints(at(Stage.WORKING, OWN_PACE), "one more rep"), 72).splitlines()
    assert len(lines) == 2
    assert all(len(line) <= 72 and line == line.strip() for line in lines)


@pytest.mark.parametrize("key", Key)
def test_every_key_is_explained_in_the_help(key: Key) -> None:
    assert key.value in KEYS_HELP
