"""What a lifter reads on the bench screen, stage by stage."""

from __future__ import annotations

from dataclasses import replace

import pytest
from liftronome.audio.output import AudioError
from liftronome.domain.exercise import Exercise
from liftronome.domain.phase import Start
from liftronome.domain.preset import Preset, Sides
from liftronome.domain.tempo import Tempo, timed
from liftronome.engine.gap import GapCause
from liftronome.engine.snapshot import Stage
from liftronome.ui.bench.header import Title
from liftronome.ui.widgets.labels import font_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from tests.ui.bench_world import FIRST_PHASE_MS, HIP_THRUST, REP_MS, Bench, at_the_bench, hip_thrust, working


def shows(bench: Bench, *texts: str) -> bool:
    """True if each of the texts is a line of the screen."""
    lines = bench.texts().split("\n")
    missing = [text for text in texts if text not in lines]
    assert not missing, f"{missing} not among {lines}"
    return True


def test_getting_ready_counts_down_to_the_first_rep(qtbot: QtBot) -> None:
    bench = at_the_bench(qtbot, hip_thrust())
    bench.advance(2300)
    assert shows(bench, "GET READY", "time left: 13", "4 reps", "next: count-in 5", "set 1 / 3")


def test_the_count_in_continues_the_countdown_of_the_wait(qtbot: QtBot) -> None:
    bench = at_the_bench(qtbot, hip_thrust())
    bench.advance(9990)
    assert shows(bench, "GET READY", "time left: 6")
    bench.advance(20)
    assert shows(bench, "COUNT-IN", "time left: 5", "next: drive up", "“Ribs stay to your hips”")


@pytest.mark.parametrize(
    ("ms", "word", "left", "then"),
    [
        (300, "DRIVE UP", 1, "squeeze 2"),
        (1500, "SQUEEZE", 2, "lower 3"),
        (3100, "LOWER", 3, "hold 1"),
        (5500, "LOWER", 1, "hold 1"),
        (6500, "HOLD", 1, "drive up"),
    ],
)
def test_each_phase_shows_its_word_the_seconds_left_and_what_is_next(
    qtbot: QtBot, ms: int, word: str, left: int, then: str
) -> None:
    assert shows(working(qtbot, ms), word, f"time left: {left}", f"next: {then}")


def test_a_phase_shows_its_coaching_cue_in_quotes_and_none_where_it_has_none(qtbot: QtBot) -> None:
    bench = working(qtbot, 3500)
    assert shows(bench, "“Glutes on all the way”")
    bench.advance(3000)
    assert "“" not in bench.texts()


def test_the_header_shows_exercise_tempo_set_and_time_under_tension(qtbot: QtBot) -> None:
    bench = working(qtbot, REP_MS * 3 + 4000)
    assert shows(bench, "Hip thrust", "3-1-X-2", "set 1 / 3", "0:25 under tension", "rep 4 / 4")


def test_the_header_shows_the_exercise_and_the_presets_name(qtbot: QtBot) -> None:
    assert shows(at_the_bench(qtbot, hip_thrust(name="heavy 2 2")), "Hip thrust – heavy 2 2")


@pytest.mark.parametrize("size", [(900, 600), (1280, 720)])
@pytest.mark.parametrize(
    ("exercise", "name"),
    [
        ("Romanian deadlift", "heavy"),
        ("Single-leg hip thrust with band and pause", "heavy day before the deload"),
        ("دفع الورك " * 7, "يوم ثقيل " * 8),
        ("ヒップスラスト" * 11, "重い日" * 26),
    ],
)
def test_exercise_and_name_can_both_be_read_however_long_they_are(
    qtbot: QtBot, size: tuple[int, int], exercise: str, name: str
) -> None:
    lift = replace(HIP_THRUST, name=exercise.strip())
    bench = at_the_bench(qtbot, hip_thrust(exercise=lift, name=name.strip()), size=size)
    title = bench.screen.findChild(Title)
    assert isinstance(title, Title)
    (shown,), pixels = title._fitted()
    before, after = shown.split(" – ")
    assert before[:4] == exercise[:4]
    assert after[:5] == name[:5]
    assert QFontMetricsF(font_of(pixels)).horizontalAdvance(shown) <= title.width() + 1


def test_the_summary_has_the_whole_width_for_its_title(qtbot: QtBot) -> None:
    bench = working(qtbot, 4 * REP_MS + 100, sets=1)
    assert bench.session.stage is Stage.FINISHED
    title = bench.screen.findChild(Title)
    assert isinstance(title, Title)
    assert title.width() > bench.screen.width() * 0.9


def test_a_session_left_in_a_set_says_in_which(qtbot: QtBot) -> None:
    bench = working(qtbot, REP_MS + 1500, sets=2)
    for _ in range(2):
        bench.press(Qt.Key.Key_Escape)
    assert shows(bench, "ENDED IN SET 1 OF 2")
    assert "FINISHED" not in bench.texts()


def test_a_session_left_at_rest_says_after_how_many_sets(qtbot: QtBot) -> None:
    bench = working(qtbot, 4 * REP_MS + 1000)
    for _ in range(2):
        bench.press(Qt.Key.Key_Escape)
    assert shows(bench, "ENDED AFTER 1 OF 3 SETS")


def test_a_session_left_between_two_sides_is_ended_in_its_set(qtbot: QtBot) -> None:
    bench = working(qtbot, 4 * REP_MS + 1000, sides=Sides.LEFT_THEN_RIGHT)
    for _ in range(2):
        bench.press(Qt.Key.Key_Escape)
    assert shows(bench, "ENDED IN SET 1 OF 3")


def test_a_rep_counts_as_done_when_both_its_movements_are_complete(qtbot: QtBot) -> None:
    bench = working(qtbot, REP_MS + 5990)
    assert shows(bench, "1 of 4 reps done", "rep 2 / 4")
    bench.advance(20)
    assert shows(bench, "2 of 4 reps done", "rep 2 / 4")


def test_phases_of_fractions_of_a_second_count_down_in_whole_ones(qtbot: QtBot) -> None:
    tempo = Tempo(timed(3500), timed(0), timed(1500), timed(0))
    bench = at_the_bench(qtbot, hip_thrust(tempo=tempo))
    bench.advance(FIRST_PHASE_MS)
    assert shows(bench, "3.5-0-1.5-0", "time left: 2", "next: lower 3.5")


def test_a_rest_counts_down_to_the_first_rep_of_the_next_set(qtbot: QtBot) -> None:
    bench = working(qtbot, 4 * REP_MS + 12_500)
    assert shows(bench, "REST", "time left: 1:18", "next: set 2 of 3", "set 1: 4 reps, 0:28 under tension")
    bench.advance(30_000)
    assert shows(bench, "REST", "time left: 48")


def test_a_set_that_waits_names_the_key_that_starts_it(qtbot: QtBot) -> None:
    bench = working(qtbot, 4 * REP_MS + 91_000, wait_for_key=True)
    assert shows(bench, "READY?", "SPACE", "starts the set", "next: set 2 of 3")


def test_a_set_for_one_side_says_which_and_between_them_to_change(qtbot: QtBot) -> None:
    bench = working(qtbot, 100, sides=Sides.LEFT_THEN_RIGHT)
    assert shows(bench, "left side", "DRIVE UP")
    bench.advance(4 * REP_MS)
    assert shows(bench, "right side", "CHANGE SIDES", "next: set 1 of 3, right side")
    assert shows(bench, "set 1 left: 4 reps, 0:28 under tension")


def test_a_pause_says_which_rep_comes_next(qtbot: QtBot) -> None:
    bench = working(qtbot, REP_MS + 4000)
    bench.session.pause()
    assert shows(bench, "PAUSED", "paused", "Space: rep 2, after a count of 3")


def test_a_pause_after_both_movements_of_a_rep_goes_on_with_the_next(qtbot: QtBot) -> None:
    bench = working(qtbot, REP_MS + 6500)
    bench.session.pause()
    assert shows(bench, "Space: rep 3, after a count of 3")


def test_a_pause_after_the_last_reps_movements_goes_on_to_the_end(qtbot: QtBot) -> None:
    bench = working(qtbot, 4 * REP_MS - 500)
    bench.session.pause()
    assert shows(bench, "Space: end the set, all reps are done")


def test_a_pause_at_a_gap_says_why_until_the_session_goes_on(qtbot: QtBot) -> None:
    bench = working(qtbot, REP_MS + 4000)
    bench.output.lag_ms = 5000
    bench.advance(1000)
    assert bench.session.stage is Stage.PAUSED
    assert shows(bench, GapCause.SOUND.value, "PAUSED")
    bench.press(Qt.Key.Key_Space)
    assert GapCause.SOUND.value not in bench.texts()


def test_a_paused_rest_says_that_it_will_continue(qtbot: QtBot) -> None:
    bench = working(qtbot, 4 * REP_MS + 12_500)
    bench.session.pause()
    assert shows(bench, "PAUSED", "Space: continue the rest")


def test_the_summary_lists_every_set_and_marks_one_that_was_ended_early(qtbot: QtBot) -> None:
    bench = working(qtbot, REP_MS + 1500, sets=2, rest_ms=5000)
    bench.session.end_set()
    bench.advance(5000 + 4 * REP_MS + 100)
    assert bench.session.stage is Stage.FINISHED
    sets = "set 1: 1 rep of 4 planned, 0:08; set 2: 4 reps, 0:28; all sets: 5 reps, 0:36 under tension"
    assert shows(bench, "FINISHED", f"today 3-1-X-2: {sets}")


def test_a_set_that_is_restarted_and_ended_in_its_count_in_leaves_no_empty_row(qtbot: QtBot) -> None:
    bench = working(qtbot, REP_MS + 1500, sets=2)
    bench.press(Qt.Key.Key_R)
    bench.press(Qt.Key.Key_Return)
    assert bench.session.stage is Stage.RESTING
    bench.advance(90_000 + 4 * REP_MS + 100)
    assert bench.session.stage is Stage.FINISHED
    assert shows(bench, "today 3-1-X-2 1 of 2 sets: set 2: 4 reps, 0:28")


def test_a_session_of_one_set_that_was_never_begun_has_an_empty_summary(qtbot: QtBot) -> None:
    bench = working(qtbot, REP_MS + 1500, sets=1)
    bench.press(Qt.Key.Key_R)
    bench.press(Qt.Key.Key_Return)
    assert bench.session.stage is Stage.FINISHED
    assert bench.session.results == []
    assert "set 1" not in bench.texts()


def test_without_sound_the_screen_says_so_until_the_next_set_tries_again(qtbot: QtBot) -> None:
    bench = at_the_bench(qtbot, hip_thrust())
    bench.output.error = AudioError("the device is busy")
    bench.advance(1000)
    notice = "The device is busy. The set is paced silently."
    assert shows(bench, notice, "GET READY", "next: count-in 5", "set 1 / 3")
    bench.output.error = None
    bench.advance(FIRST_PHASE_MS + 4 * REP_MS)
    assert notice not in bench.texts()


def test_a_ballistic_exercise_shows_its_beat_for_a_tempo(qtbot: QtBot) -> None:
    swing = Exercise("swing", "Kettlebell swing", Start.CONCENTRIC, None, beat_ms=1500)
    bench = at_the_bench(qtbot, Preset(swing, None, swing.start, beat_ms=1500))
    assert shows(bench, "one beat every 1.5 s")


def test_before_the_session_begins_the_screen_says_get_ready_without_a_number(qtbot: QtBot) -> None:
    bench = at_the_bench(qtbot, hip_thrust(ready_ms=0, count_in_ms=0))
    assert shows(bench, "DRIVE UP")
    assert "GET READY" not in bench.texts()
