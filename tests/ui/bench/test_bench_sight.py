"""That the bench screen can be read from three metres, at every size, and costs little to draw."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from liftronome.domain.phase import Phase
from liftronome.domain.preset import Sides
from liftronome.presentation.palette import DARK, THEMES, Theme
from liftronome.ui.bench.banner import Banner
from liftronome.ui.bench.bar import MovingBar
from liftronome.ui.bench.count import RepCount
from liftronome.ui.bench.count_texts import RepsShown
from liftronome.ui.bench.dots import RepDots
from liftronome.ui.bench.flash_sheet import FlashSheet
from liftronome.ui.bench.help import HelpSheet
from liftronome.ui.bench.layout import scale_for
from liftronome.ui.bench.number import BigNumber
from liftronome.ui.options.options import Options
from liftronome.ui.widgets.key_hints import KeyHints
from liftronome.ui.widgets.labels import FittedLabel
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.bench_world import (
    FIRST_PHASE_MS,
    HIP_THRUST,
    READY_MS,
    REP_MS,
    Bench,
    at_the_bench,
    hip_thrust,
    varied,
    working,
)

SIZES = [(900, 600), (1280, 720), (1920, 1080), (1024, 768), (820, 540), (640, 400), (720, 1280), (600, 600)]
SQUARISH = [(1024, 768), (600, 600)]
LONG_NAME = "Single-leg hip thrust with band and pause"


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def inked(widget: QWidget) -> QRect:
    """The smallest rectangle around everything in a widget that is not the colour of its corner."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)[:, : image.width()]
    inked = pixels != pixels[0, 0]
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    if not rows.size:
        return QRect()
    return QRect(QPoint(int(columns[0]), int(rows[0])), QPoint(int(columns[-1]), int(rows[-1])))


def weight_y(bar: QWidget, phase: Phase) -> int:
    """The middle of what a bar shows in the full hue of a phase."""
    image = bar.grab().toImage()
    hue = QColor(DARK.phases[phase])
    rows = [y for y in range(image.height()) if image.pixelColor(bar.width() // 2, y) == hue]
    return rows[len(rows) // 2]


def child(bench: Bench, kind: type[QWidget]) -> QWidget:
    found = bench.screen.findChild(kind)
    assert isinstance(found, QWidget)
    return found


def nothing_overlaps(bench: Bench) -> bool:
    """True if no part of the screen covers another or leaves the window."""
    shown = [
        widget
        for widget in bench.screen.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if widget.isVisible()
    ]
    assert len(shown) >= 7
    for number, widget in enumerate(shown):
        assert bench.screen.rect().contains(widget.geometry())
        for other in shown[number + 1 :]:
            assert not widget.geometry().intersects(other.geometry()), (widget, other)
    return True


@pytest.mark.parametrize("colour", [DARK.text, DARK.muted, DARK.warning, *DARK.phases.values()])
@pytest.mark.parametrize("ground", [DARK.background, DARK.surface])
def test_every_colour_of_the_bench_stands_at_7_to_1(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= 7


def test_black_on_white_is_the_greatest_contrast_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("ms", [FIRST_PHASE_MS - 4500, 1200, FIRST_PHASE_MS + 1500])
def test_the_numerals_are_at_least_a_fifth_of_the_windows_height(
    qtbot: QtBot, size: tuple[int, int], ms: int
) -> None:
    bench = at_the_bench(qtbot, hip_thrust(), size=size)
    bench.advance(ms)
    drawn = inked(child(bench, BigNumber))
    assert drawn.height() >= min(size) / 5
    assert drawn.left() > 0
    assert drawn.right() < child(bench, BigNumber).width() - 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("reps", "sides"), [(8, Sides.BOTH), (100, Sides.BOTH), (100, Sides.LEFT_THEN_RIGHT)]
)
def test_the_rep_count_is_at_least_nine_hundredths_of_the_height(
    qtbot: QtBot, size: tuple[int, int], reps: int, sides: Sides
) -> None:
    bench = at_the_bench(qtbot, hip_thrust(reps=reps, sides=sides), size=size)
    bench.advance(FIRST_PHASE_MS + 1500)
    count = child(bench, RepCount)
    assert isinstance(count, RepCount)
    assert count.accessibleName() == f"rep 1 / {reps}"
    assert count.digits_px >= 0.09 * size[1]
    assert inked(count).height() >= 0.09 * size[1]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("ms", [1000, READY_MS + 1000, FIRST_PHASE_MS + 4 * REP_MS + 1000])
def test_before_a_set_the_side_is_as_large_as_the_word(qtbot: QtBot, size: tuple[int, int], ms: int) -> None:
    bench = at_the_bench(qtbot, hip_thrust(sides=Sides.LEFT_THEN_RIGHT), size=size)
    bench.advance(ms)
    labels = {label.text(): label for label in bench.screen.findChildren(FittedLabel) if label.isVisible()}
    word = next(label for text, label in labels.items() if text in ("GET READY", "COUNT-IN", "CHANGE SIDES"))
    side = next(label for text, label in labels.items() if text in ("LEFT", "RIGHT"))
    assert inked(side).height() >= 0.94 * inked(word).height()  # round letters are a little higher


@pytest.mark.parametrize("width", [1280, 1600, 1920])
def test_an_upright_window_shows_the_word_as_large_as_a_wide_one(width: int) -> None:
    lying, upright = scale_for(width, width * 9 // 16), scale_for(width * 9 // 16, width)
    assert upright.word >= lying.word
    assert upright.number >= 0.9 * lying.number


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_flash_shows_the_phase_alone_in_full_contrast(qtbot: QtBot, theme: Theme) -> None:
    name = next(name for name, each in THEMES.items() if each is theme)
    options = Options()
    options.theme_name, options.flashes = name, True
    bench = working(qtbot, REP_MS - 100, options=options)
    qtbot.waitUntil(lambda: not child(bench, FlashSheet).isVisible())
    bench.advance(200)
    image = bench.screen.grab().toImage()
    hue = QColor(theme.phases[Phase.CONCENTRIC])
    edges = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 4)
        for y in (0, image.height() // 8, image.height() - 1)
    }
    assert edges == {hue.name()}
    assert all(contrast(colour, theme.background) >= 7 for colour in theme.phases.values())


@pytest.mark.parametrize("size", [size for size in SIZES if size not in SQUARISH])
def test_the_longest_rest_is_still_a_fifth_of_the_height_at_the_usual_shapes(
    qtbot: QtBot, size: tuple[int, int]
) -> None:
    bench = at_the_bench(qtbot, hip_thrust(reps=1, rest_ms=900_000), size=size)
    bench.advance(FIRST_PHASE_MS + REP_MS + 1000)
    assert "time left: 14:59" in bench.texts()
    assert inked(child(bench, BigNumber)).height() >= min(size) / 5


SET_MS = 4 * REP_MS


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("ms", "key"),
    [
        (FIRST_PHASE_MS, Qt.Key.Key_M),
        (FIRST_PHASE_MS + SET_MS - 1000, Qt.Key.Key_Return),
        (FIRST_PHASE_MS + SET_MS + 1000, Qt.Key.Key_Plus),
        (FIRST_PHASE_MS + 2 * SET_MS + 91_000, Qt.Key.Key_Tab),
    ],
    ids=["in a set", "set ended", "rest", "summary"],
)
def test_nothing_overlaps_or_leaves_the_window(
    qtbot: QtBot, size: tuple[int, int], ms: int, key: Qt.Key
) -> None:
    bench = at_the_bench(qtbot, hip_thrust(sets=2), size=size)
    bench.advance(ms)
    bench.session.notice.emit("No sound.")
    bench.press(key)
    bench.press(Qt.Key.Key_Down)
    assert nothing_overlaps(bench)


@pytest.mark.parametrize("size", SIZES)
def test_a_rest_with_fields_to_fill_in_still_counts_down_in_a_fifth_of_the_height(
    qtbot: QtBot, size: tuple[int, int]
) -> None:
    bench = at_the_bench(qtbot, hip_thrust(reps=1), size=size)
    bench.advance(FIRST_PHASE_MS + REP_MS + 1000)
    assert inked(child(bench, BigNumber)).height() >= min(size) / 5


def test_a_notice_has_the_whole_row_when_nothing_can_be_undone(qtbot: QtBot) -> None:
    bench = working(qtbot, 500)
    bench.session.notice.emit("No sound.")
    banner = child(bench, Banner)
    assert banner.width() > bench.screen.width() * 0.9
    bench.press(Qt.Key.Key_M)
    assert banner.width() < bench.screen.width() * 0.6


@pytest.mark.parametrize("size", SIZES)
def test_a_long_name_is_shortened_before_it_runs_into_the_set(qtbot: QtBot, size: tuple[int, int]) -> None:
    exercise = replace(HIP_THRUST, name=LONG_NAME)
    bench = at_the_bench(qtbot, hip_thrust(exercise=exercise, sets=20), size=size)
    header = bench.screen.findChild(QWidget, "header")
    assert isinstance(header, QWidget)
    labels = header.findChildren(QWidget)
    for number, label in enumerate(labels):
        for other in labels[number + 1 :]:
            assert not label.geometry().intersects(other.geometry())
    assert LONG_NAME in bench.texts()


@pytest.mark.parametrize("reps", [1, 12, 33, 100])
@pytest.mark.parametrize("size", SIZES)
def test_a_dot_for_every_rep_up_to_a_hundred(qtbot: QtBot, size: tuple[int, int], reps: int) -> None:
    bench = at_the_bench(qtbot, hip_thrust(reps=reps), size=size)
    dots = child(bench, RepDots)
    assert isinstance(dots, RepDots)
    grid = dots.grid(RepsShown((reps,)))
    diameter = grid.diameter
    assert diameter >= 4
    assert len(set(grid.middles)) == reps
    drawn = inked(dots)
    assert drawn.left() >= 0
    assert drawn.right() < dots.width()
    assert drawn.height() >= diameter - 2


def test_a_done_rep_a_rep_that_is_on_and_one_to_come_differ_in_shape(qtbot: QtBot) -> None:
    dots = RepDots(None, DARK)  # type: ignore[arg-type]
    qtbot.addWidget(dots)
    dots.setPalette(QPalette(QColor(DARK.background)))
    dots.resize(300, 60)
    inks = []
    for done, on in ((1, None), (0, 1), (0, None)):
        dots.show_reps(RepsShown((1,), done, on))
        image = dots.grab().toImage()
        bright = sum(
            image.pixelColor(x, y).lightness() > 120
            for x in range(image.width())
            for y in range(image.height())
        )
        inks.append(bright)
    assert all(more > 1.15 * fewer for more, fewer in pairwise(inks))


class PaintWatch(QObject):
    """Notes which parts of the screen are painted."""

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self.regions: list[tuple[QWidget, QRect]] = []
        for widget in (screen, *screen.findChildren(QWidget)):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent) and isinstance(watched, QWidget):
            self.regions.append((watched, event.rect()))
        return False


def test_while_only_the_weight_moves_only_the_stretch_it_moved_over_is_painted(qtbot: QtBot) -> None:
    bench = working(qtbot, 3100)
    qtbot.waitExposed(bench.screen)
    qtbot.wait(50)
    watch = PaintWatch(bench.screen)
    bench.advance(16)
    qtbot.wait(30)
    bar = child(bench, MovingBar)
    assert {widget for widget, _ in watch.regions} == {bar}
    assert all(rect.height() < bar.height() / 8 for _, rect in watch.regions)


def test_in_a_hold_nothing_is_painted_at_all(qtbot: QtBot) -> None:
    bench = working(qtbot, 1200)
    qtbot.waitExposed(bench.screen)
    qtbot.wait(50)
    watch = PaintWatch(bench.screen)
    bench.advance(200)
    qtbot.wait(30)
    assert watch.regions == []


def test_the_bar_is_up_after_lifting_and_down_after_lowering(qtbot: QtBot) -> None:
    bench = working(qtbot, 1500)
    bar = child(bench, MovingBar)
    assert weight_y(bar, Phase.PAUSE_SHORTENED) < bar.height() * 0.1
    bench.advance(5000)
    assert weight_y(bar, Phase.PAUSE_STRETCHED) > bar.height() * 0.9


def test_a_screen_that_is_not_seen_or_stands_still_draws_no_frames(qtbot: QtBot) -> None:
    bench = working(qtbot, 500)
    frames = [bench.screen.frame_ms]
    for change in (bench.session.pause, bench.session.go, bench.screen.hide):
        change()
        frames.append(bench.screen.frame_ms)
    assert frames == [16, None, 50, None]


def test_every_part_of_the_screen_has_an_accessible_name(qtbot: QtBot) -> None:
    bench = working(qtbot, 3500)
    shown = [widget for widget in bench.screen.findChildren(QWidget) if widget.isVisible()]
    nameless = [widget for widget in shown if not widget.accessibleName() and getattr(widget, "text", str)()]
    assert nameless == []
    assert bench.screen.accessibleName()


VARIED = {
    "mini-sets": ("1x8-10+4-5+4-5 @ 3-1-X-2 62.5kg RPE 8.5", 500),
    "drop": ("1x2+12 drop @ 3-1-X-2 62.5/52.5kg", 2 * REP_MS + 500),
    "open": ("1xAMRAP @ 3-1-X-2", 30 * REP_MS + 500),
    "on the minute": ("9x5 @ 3-1-X-2 every 1:30 2x24kg RIR 2", 500),
    "last rep": ("1x3 @ 3-1-X-2 last rep 10-0-X-0", REP_MS + 500),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", VARIED)
def test_a_varied_set_is_read_from_afar_and_nothing_overlaps(
    qtbot: QtBot, size: tuple[int, int], kind: str
) -> None:
    details, ms = VARIED[kind]
    bench = at_the_bench(qtbot, varied(details), size=size)
    bench.advance(FIRST_PHASE_MS + ms)
    count = child(bench, RepCount)
    assert isinstance(count, RepCount)
    assert count.digits_px >= 0.09 * size[1]
    drawn = inked(count)
    assert drawn.top() > 0
    assert drawn.bottom() < count.height() - 1
    assert nothing_overlaps(bench)
    dots = inked(child(bench, RepDots))
    assert 0 <= dots.left() <= dots.right() < child(bench, RepDots).width()


@pytest.mark.parametrize("size", SIZES)
def test_no_text_of_the_help_is_cut_off_in_any_window(qtbot: QtBot, size: tuple[int, int]) -> None:
    bench = at_the_bench(qtbot, varied("1x2+2 @ 3-1-X-2 break 15"), size=size)
    bench.advance(FIRST_PHASE_MS + 2 * REP_MS + 1000)
    bench.press(Qt.Key.Key_F1)
    sheet = inked(child(bench, HelpSheet))
    assert sheet.bottom() < size[1] * (1 - 0.012)
    rows = [row for row in child(bench, HelpSheet).findChildren(KeyHints) if row.is_written]
    assert all(inked(row).height() < row.height() for row in rows)
