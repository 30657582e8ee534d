"""How the tempo changes is told the way a coach calls it."""

from __future__ import annotations

import pytest
from liftronome.domain.notation import parse_tempo
from liftronome.domain.tempo_change import change_words, ramp_words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("3010", "5010", "slower: 5 down"),
        ("5010", "3010", "quicker: 3 down"),
        ("3010", "5020", "slower: 5 down, 2 up"),
        ("3010", "2020", "new tempo: 2 down, 2 up"),
        ("30X0", "3020", "slower: 2 up"),
        ("3020", "30X0", "quicker: fast up"),
        ("3010", "3-0-1-10", "hold 10"),
        ("3110", "3010", "no hold"),
        ("3110", "*-1-1-0", "new tempo: down at your own pace"),
        ("3010", "3.5-0-1-0", "slower: 3.5 down"),
        ("3010", "3010", ""),
    ],
)
def test_only_what_changes_is_told(before: str, after: str, words: str) -> None:
    assert change_words(parse_tempo(before), parse_tempo(after)) == words


def test_on_a_pulldown_the_weight_is_lifted_on_the_way_down() -> None:
    assert change_words(parse_tempo("3010"), parse_tempo("5010"), down_lifts=True) == "slower: 5 up"


def test_a_ramp_is_told_as_a_whole() -> None:
    assert ramp_words(parse_tempo("2010"), parse_tempo("3010")) == "slower with each rep"
    assert ramp_words(parse_tempo("6010"), parse_tempo("5010")) == "quicker with each rep"
