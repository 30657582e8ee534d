"""The pages on which a lifter chooses."""

from __future__ import annotations

import pytest
from liftronome.audio.output import AudioError
from liftronome.domain.timeline import Timeline
from liftronome.engine.clock import NS_PER_MS
from liftronome.presentation.bench_keys import Action
from liftronome.presentation.key_map import KeyMap
from liftronome.presentation.palette import ThemeName
from liftronome.ui.options.dialog import LookPage, OptionsDialog
from liftronome.ui.options.latency_page import LatencyPage, ticking
from liftronome.ui.options.options import Options
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.engine.fakes import FakeOutput, World


@pytest.fixture
def options() -> Options:
    return Options()


@pytest.fixture
def dialog(qtbot: QtBot, options: Options) -> OptionsDialog:
    world = World()
    dialog = OptionsDialog(options, lambda: FakeOutput(world))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_each_theme_is_chosen_with_one_press(options: Options, dialog: OptionsDialog) -> None:
    look = dialog.look
    look.theme.buttons[2].click()
    for switch in (look.fewer_motions, look.flashes, look.full_screen):
        switch.buttons[1].click()
    assert options.theme_name is ThemeName.HIGH_CONTRAST
    assert options.fewer_motions
    assert options.flashes
    assert options.full_screen


def test_the_page_shows_what_was_chosen_before(qtbot: QtBot, options: Options) -> None:
    options.theme_name, options.flashes = ThemeName.LIGHT, True
    look = LookPage(options)
    qtbot.addWidget(look)
    assert (look.theme.choice, look.flashes.choice, look.fewer_motions.choice) == (1, 1, 0)


def press(widget: QWidget, key: Qt.Key) -> None:
    widget.event(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


def test_a_key_is_assigned_by_pressing_it(options: Options, dialog: OptionsDialog) -> None:
    catcher = dialog.keys.catchers[Action.GO]
    catcher.click()
    assert catcher.is_catching
    press(catcher, Qt.Key.Key_Shift)
    press(catcher, Qt.Key.Key_MediaPlay)
    assert not catcher.is_catching
    assert options.keys.action_of("Media Play") is Action.GO


def test_escape_assigns_nothing(options: Options, dialog: OptionsDialog) -> None:
    catcher = dialog.keys.catchers[Action.GO]
    catcher.click()
    press(catcher, Qt.Key.Key_Escape)
    assert not catcher.is_catching
    assert options.keys == KeyMap()


def test_a_clash_is_shown_at_once_and_changes_nothing(options: Options, dialog: OptionsDialog) -> None:
    keys = dialog.keys
    keys.catchers[Action.PAUSE].click()
    press(keys.catchers[Action.PAUSE], Qt.Key.Key_Space)
    assert keys.problem.text() == "Space is already “Go”: remove it there first, or choose another key."
    assert options.keys == KeyMap()


def test_a_click_removes_a_key_and_the_defaults_can_be_restored(
    options: Options, dialog: OptionsDialog
) -> None:
    keys = dialog.keys
    chip = next(b for b in keys.findChildren(QPushButton) if b.accessibleName() == "Pause: remove P")
    chip.click()
    assert options.keys.keys[Action.PAUSE] == ()
    keys.reset.click()
    assert options.keys == KeyMap()


def test_the_last_key_of_go_stays(options: Options, dialog: OptionsDialog) -> None:
    keys = dialog.keys
    for name in ("Space", "PgDown", "Right"):
        keys.remove(Action.GO, name)
    assert options.keys.keys[Action.GO] == ("Right",)
    assert "needs a key" in keys.problem.text()


def test_every_control_of_the_options_has_a_name(dialog: OptionsDialog) -> None:
    page = dialog
    assert all(button.accessibleName() or button.text() for button in page.findChildren(QPushButton))
    assert page.latency.accessibleName()


def latency_page(qtbot: QtBot, world: World, output: FakeOutput, options: Options) -> LatencyPage:
    page = LatencyPage(options, lambda: output, clock=world)
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.mark.parametrize(
    ("latency_ms", "after_ms", "lit"),
    [
        (0, 0, True),
        (0, 89, True),
        (0, 90, False),
        (0, 3010, True),
        (200, 10, False),
        (200, 3210, True),
        (-50, 3960, True),
    ],
)
def test_the_flash_comes_with_the_tick_or_as_much_later_as_it_is_heard(
    qtbot: QtBot, latency_ms: int, after_ms: int, lit: bool
) -> None:
    world, options = World(), Options()
    options.latency_ms = latency_ms
    page = latency_page(qtbot, world, FakeOutput(world), options)
    world.ns += after_ms * NS_PER_MS
    page.refresh()
    assert page.is_lit is lit


def test_arrows_move_the_flash_and_0_puts_it_back(qtbot: QtBot) -> None:
    world, options = World(), Options()
    page = latency_page(qtbot, world, FakeOutput(world), options)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(page, key)
    assert options.latency_ms == 9
    QTest.keyClick(page, Qt.Key.Key_0)
    assert options.latency_ms == 0


def test_it_ticks_each_second_while_visible_and_then_releases_the_device(qtbot: QtBot) -> None:
    world = World()
    output = FakeOutput(world)
    page = latency_page(qtbot, world, output, Options())
    (told, timeline), *_ = output.told
    assert told == "start"
    assert isinstance(timeline, Timeline)
    assert [cue.at_ms for cue in timeline.cues[:3]] == [0, 1000, 2000]
    page.hide()
    assert output.told[-1] == ("close", None)


def test_without_sound_the_page_says_so(qtbot: QtBot) -> None:
    world = World()
    output = FakeOutput(world)
    page = latency_page(qtbot, world, output, Options())
    output.error = AudioError("no sound device was found")
    page.refresh()
    assert page.accessibleDescription() == "no sound device was found"


def test_the_ticks_go_on_for_minutes() -> None:
    assert ticking().duration_ms == 300_000


def test_the_delay_can_be_stepped_and_typed_as_well(qtbot: QtBot) -> None:
    world, options = World(), Options()
    page = latency_page(qtbot, world, FakeOutput(world), options)
    qtbot.mouseClick(page.field.more, Qt.MouseButton.LeftButton)
    assert options.latency_ms == 5
    page.field.edit.selectAll()
    qtbot.keyClicks(page.field.edit, "180")
    assert options.latency_ms == 180
    page.field.edit.selectAll()
    qtbot.keyClicks(page.field.edit, "9999")
    assert options.latency_ms == 999
    assert page.field.edit.toolTip() == "-200 to 1000 ms"
