"""What was chosen once holds wherever it is read, and nothing out of range does."""

from __future__ import annotations

from typing import Any

import pytest
from liftronome.presentation.bench_keys import Action
from liftronome.presentation.key_map import KeyMap
from liftronome.presentation.preferences import (
    KEYS_SETTING,
    LATENCY_SETTING,
    VOLUME_SETTING,
    gain_of,
    keys_in,
    latency_ms_in,
    volume_in,
)


class Kept(dict[str, Any]):
    """Settings that are kept nowhere."""


@pytest.mark.parametrize(("volume", "gain"), [(0, 0.0), (10, 0.01), (50, 0.25), (100, 1.0)])
def test_each_step_of_the_volume_sounds_alike(volume: int, gain: float) -> None:
    assert gain_of(volume) == pytest.approx(gain)


@pytest.mark.parametrize(("kept", "volume"), [(-5, 0), (40, 40), (250, 100)])
def test_a_volume_is_0_to_100(kept: int, volume: int) -> None:
    assert volume_in(Kept({VOLUME_SETTING: kept})) == volume
    assert volume_in(Kept()) == 100


@pytest.mark.parametrize(("kept", "latency_ms"), [(-900, -200), (185, 185), (5000, 1000)])
def test_a_latency_stays_within_what_can_be_set(kept: int, latency_ms: int) -> None:
    assert latency_ms_in(Kept({LATENCY_SETTING: kept})) == latency_ms
    assert latency_ms_in(Kept()) == 0


def test_keys_are_those_that_were_assigned() -> None:
    assert keys_in(Kept()) == KeyMap()
    assert keys_in(Kept({KEYS_SETTING: {"pause": ["B"]}})).action_of("B") is Action.PAUSE
