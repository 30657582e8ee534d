"""The bench says why a session paused by itself, and announces each stage and phase once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from liftronome.engine.gap import GapCause
from liftronome.engine.snapshot import Stage
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.bench_world import FIRST_PHASE_MS, REP_MS, at_the_bench, hip_thrust


def test_a_gap_is_on_the_screen_with_its_reason_until_the_session_goes_on(qtbot: QtBot) -> None:
    bench = at_the_bench(qtbot, hip_thrust())
    bench.advance(FIRST_PHASE_MS + REP_MS + 500)
    bench.world.stall(40_000)
    bench.output.lag_ms += 40_000
    bench.advance(0)
    assert bench.session.stage is Stage.PAUSED
    assert GapCause.STALL.value in bench.texts()
    assert "rep 2" in bench.texts()
    bench.press(Qt.Key.Key_Space)
    bench.advance(100)
    assert bench.session.stage is Stage.COUNT_IN
    assert GapCause.STALL.value not in bench.texts()


@pytest.mark.parametrize(
    "at_ms", [3000, FIRST_PHASE_MS - 2000, FIRST_PHASE_MS + 500, FIRST_PHASE_MS + 4 * REP_MS + 9000]
)
def test_after_a_pause_each_stage_and_phase_is_announced_once(qtbot: QtBot, at_ms: int) -> None:
    bench = at_the_bench(qtbot, hip_thrust())
    bench.advance(at_ms)
    bench.press(Qt.Key.Key_P)
    bench.advance(100)
    first = len(bench.said)
    bench.press(Qt.Key.Key_Space)
    bench.advance(4100)
    said = bench.said[first:]
    assert said
    assert all(before != after for before, after in pairwise(said)), said
