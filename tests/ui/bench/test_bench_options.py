"""What the lifter has chosen, seen at the bench."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from liftronome.domain.phase import Phase
from liftronome.domain.tempo import OWN_PACE, Tempo, timed
from liftronome.engine.snapshot import Stage
from liftronome.presentation.palette import DARK, LIGHT, ThemeName
from liftronome.ui.bench.announcing import announce
from liftronome.ui.bench.awake import Awake
from liftronome.ui.bench.bar import MovingBar
from liftronome.ui.bench.motion import Flash
from liftronome.ui.options.options import Options
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.engine.fakes import World
from tests.ui.bench_world import REP_MS, Bench, working


def chosen(**choices: object) -> Options:
    options = Options()
    for name, value in choices.items():
        setattr(options, name, value)
    return options


def ground(bench: Bench) -> QColor:
    return bench.screen.grab().toImage().pixelColor(2, 2)


def test_the_bench_has_the_chosen_theme(qtbot: QtBot) -> None:
    bench = working(qtbot, 500, options=chosen(theme_name=ThemeName.LIGHT))
    assert ground(bench) == QColor(LIGHT.background)


def test_the_bench_changes_its_theme_in_mid_set_and_goes_on(qtbot: QtBot) -> None:
    bench = working(qtbot, REP_MS + 500, options=chosen(theme_name=ThemeName.LIGHT))
    bench.session.notice.emit("No sound.")
    before = bench.texts()
    bench.options.theme_name = ThemeName.DARK
    assert ground(bench) == QColor(DARK.background)
    assert bench.texts() == before
    bench.press(Qt.Key.Key_Space)
    assert "PAUSED" in bench.texts()


def test_help_and_summary_stay_when_the_theme_changes(qtbot: QtBot) -> None:
    bench = working(qtbot, 4 * REP_MS + 100, sets=1)
    bench.press(Qt.Key.Key_F1)
    before = bench.texts()
    bench.options.theme_name = ThemeName.HIGH_CONTRAST
    assert bench.texts() == before
    bench.press(Qt.Key.Key_Escape)
    assert "today 3-1-X-2: set 1: 4 reps" in bench.texts()


def height_drawn(bar: MovingBar) -> float:
    """Where a bar shows the weight, 0 at its foot to 1 at its top."""
    image, hue = bar.grab().toImage(), QColor(DARK.phases[Phase.ECCENTRIC])
    rows = [y for y in range(bar.height()) if image.pixelColor(bar.width() // 2, y) == hue]
    room = bar.height() - (rows[-1] - rows[0] + 1)
    return 1 - rows[0] / room


def test_with_fewer_motions_the_bar_steps_once_a_second(qtbot: QtBot) -> None:
    bench = working(qtbot, 3100, options=chosen(fewer_motions=True))
    bar = bench.screen.findChild(MovingBar)
    assert isinstance(bar, MovingBar)
    heights = []
    for _ in range(7):
        heights.append(round(height_drawn(bar), 2))
        bench.advance(400)
    assert heights == pytest.approx([1, 1, 1, 0.67, 0.67, 0.33, 0.33], abs=0.02)
    assert bench.screen.frame_ms == 50


def test_a_change_of_phase_lights_the_screen_up_for_a_moment(qtbot: QtBot) -> None:
    bench = working(qtbot, 900, options=chosen(flashes=True))
    qtbot.waitUntil(lambda: ground(bench) == QColor(DARK.background))  # the phase before has flashed
    bench.advance(200)
    assert ground(bench) == QColor(DARK.phases[Phase.PAUSE_SHORTENED])
    qtbot.waitUntil(lambda: ground(bench) == QColor(DARK.background))


def test_the_screen_never_flashes_more_than_three_times_a_second() -> None:
    world, lit = World(), list[int]()
    parent = QObject()
    flash = Flash(world, lambda: lit.append(world.ns), parent)
    for _ in range(100):
        flash.light_up(QColor("white"))
        world.stall(10)
    assert len(lit) == 3


def test_by_default_the_screen_does_not_flash(qtbot: QtBot) -> None:
    bench = working(qtbot, 900)
    bench.advance(200)
    assert ground(bench) == QColor(DARK.background)


def test_every_phase_and_stage_is_announced(qtbot: QtBot) -> None:
    bench = working(qtbot, REP_MS + 10, reps=2, sets=2)
    bench.press(Qt.Key.Key_Space)
    bench.press(Qt.Key.Key_Return)
    assert bench.said == [
        "get ready 15",
        "count-in 5",
        "drive up 1",
        "squeeze 2",
        "lower 3",
        "hold 1",
        "drive up 1",
        "paused. Space: rep 2, after a count of 3",
        "rest. set 1: 1 of 2 reps, 0:07 under tension",
    ]


def test_a_phase_of_own_pace_is_announced_as_such(qtbot: QtBot) -> None:
    bench = working(qtbot, 1100, tempo=Tempo(OWN_PACE, timed(1000), timed(1000), timed(0)))
    assert bench.said[-1] == "lower, at your own pace"


def test_without_a_screen_reader_nothing_is_announced(qtbot: QtBot) -> None:
    announce(working(qtbot, 100).screen, "lower 3")


def test_the_screen_is_kept_awake_until_the_session_is_over(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import wakepy

    held, let_go = threading.Event(), threading.Event()

    @contextmanager
    def presenting(on_fail: str) -> Iterator[None]:
        held.set()
        yield
        let_go.set()

    monkeypatch.setattr(wakepy.keep, "presenting", presenting)
    bench = working(qtbot, 500)
    awake = Awake()
    awake.follow(bench.session)
    assert held.wait(5)
    assert not let_go.is_set()
    bench.session.leave()
    assert let_go.wait(5)


def test_the_screen_is_kept_awake_again_when_the_end_is_undone(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Awake, "hold", lambda _: asked.append("on"))
    monkeypatch.setattr(Awake, "let_go", lambda _: asked.append("off"))
    bench = working(qtbot, REP_MS + 500, sets=1)
    awake = Awake()
    awake.follow(bench.session)
    bench.press(Qt.Key.Key_Return)
    assert asked[-1] == "off"
    bench.press(Qt.Key.Key_U)
    assert bench.session.stage is Stage.COUNT_IN
    assert asked[-1] == "on"


def test_a_warning_stays_until_it_no_longer_holds(qtbot: QtBot) -> None:
    bench = working(qtbot, 500)
    bench.screen.show_warning("Muted.")
    bench.session.notice.emit("No sound.")
    assert "No sound.   Muted." in bench.texts()
    bench.press(Qt.Key.Key_Space)
    bench.press(Qt.Key.Key_Space)
    assert "No sound." not in bench.texts()
    assert "Muted." in bench.texts()
    bench.screen.show_warning("")
    assert "Muted." not in bench.texts()


def test_a_screen_that_cannot_be_kept_awake_disturbs_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import wakepy

    tried = threading.Event()

    def broken(on_fail: str) -> None:
        tried.set()
        raise OSError("no bus")

    monkeypatch.setattr(wakepy.keep, "presenting", broken)
    awake = Awake()
    awake.hold()
    assert tried.wait(5)
    awake.let_go()
