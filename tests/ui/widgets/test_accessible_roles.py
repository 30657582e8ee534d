"""What assistive programs are told: a choice is radio buttons, a number is a spin box with its value."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from liftronome.domain.limits import REPS, REST
from liftronome.ui.library.preset_list import PresetList
from liftronome.ui.text.key_names import native_key
from liftronome.ui.widgets.buttons import Segments, Switch
from liftronome.ui.widgets.number_field import NumberField
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.examples import SQUAT
from tests.ui.windows import repository_on, window_with


@pytest.fixture(autouse=True)
def reader(qtbot: QtBot) -> Iterator[None]:
    """As if a screen reader were running."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def test_the_parts_of_a_choice_are_radio_buttons(qtbot: QtBot) -> None:
    choice = Segments("Sides", ["Both at once", "Left, then right"])
    qtbot.addWidget(choice)
    assert {role(button) for button in choice.buttons} == {QAccessible.Role.RadioButton}
    choice.show_choice(1)
    choice.buttons[0].click()
    assert choice.choice == 0


def test_a_switch_is_a_check_box(qtbot: QtBot) -> None:
    switch = Switch("Tick lightly every second")
    qtbot.addWidget(switch)
    assert role(switch) == QAccessible.Role.CheckBox


def test_a_number_is_a_spin_box_with_its_value_and_limits(qtbot: QtBot) -> None:
    field = NumberField("Rest", REST, 15_000)
    qtbot.addWidget(field)
    field.show_value(90_000)
    assert role(field.field) == QAccessible.Role.SpinBox
    value = QAccessible.queryAccessibleInterface(field.field).valueInterface()
    assert (value.currentValue(), value.minimumValue(), value.maximumValue()) == (90, 0, 900)
    field.field.stepped.emit(1)
    assert value.currentValue() == 105


def test_an_assistive_program_can_set_a_number(qtbot: QtBot) -> None:
    field = NumberField("Reps", REPS, 1)
    qtbot.addWidget(field)
    field.show_value(10)
    QAccessible.queryAccessibleInterface(field.field).valueInterface().setCurrentValue(12)
    assert field.value == 12


def test_a_key_is_named_as_the_system_does() -> None:
    assert native_key("Ctrl+Return") in ("Ctrl+Enter", "⌘↩", "⌘⏎")


def test_the_list_is_a_list_whose_items_say_what_is_drawn(qtbot: QtBot) -> None:
    repository = repository_on()
    listed = PresetList(repository)
    qtbot.addWidget(listed)
    listed.show_open(SQUAT.id)
    found = QAccessible.queryAccessibleInterface(listed.view)
    assert found.role() == QAccessible.Role.List
    item = found.child(0)
    assert item.role() == QAccessible.Role.ListItem
    assert item.text(QAccessible.Text.Name) == listed.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_menus_and_their_buttons_are_named_as_such(qtbot: QtBot) -> None:
    window = window_with()
    qtbot.addWidget(window)
    button = window.sidebar.menu_button
    assert role(button) == QAccessible.Role.ButtonMenu
    assert role(button.menu()) == QAccessible.Role.PopupMenu
    assert button.accessibleName() == "Menu"
