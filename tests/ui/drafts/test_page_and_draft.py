"""Whatever is typed, stepped, undone and opened: what the page shows and what is held are the same."""

import random
from collections.abc import Iterator

import pytest
from liftronome.domain.notation import parse_tempo
from liftronome.ui.editor.tempo_steppers import read_part
from liftronome.ui.widgets.number_field import NumberField, number_of
from liftronome.ui.window.main_window import MainWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.examples import HIP_THRUST, SQUAT, SWING
from tests.ui.windows import preset, window_with

ACTS = 100
LETTERS = "0123456789X*:m .-y"
KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Backspace, Qt.Key.Key_Tab, Qt.Key.Key_Return)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = window_with()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.editor.fold.open(True)
    for exercise in (SQUAT, HIP_THRUST):
        window.editing.add(preset(exercise, "heavy"))
    yield window
    window.close()


def numbers(window: MainWindow) -> dict[str, NumberField]:
    editor = window.editor
    fields = {**editor.fields.fields, **editor.more.fields, "beat_ms": editor.card.beat}
    return {key: field for key, field in fields.items() if field.isVisible() and field.isEnabled()}


def texts(window: MainWindow) -> list[QLineEdit]:
    card = window.editor.card
    steppers = [card.steppers.field(phase).edit for phase in card.steppers._steppers]
    edits = [*steppers, card.tempo.edit, *(field.field.edit for field in numbers(window).values())]
    return [edit for edit in edits if edit.isVisible()]


def act(qtbot: QtBot, window: MainWindow, chance: random.Random) -> None:
    """Something that a lifter may do: mostly type."""
    editing = window.editing
    kept = [stored.id for stored in window.repository.presets.all()]
    edit = chance.choice(texts(window))
    match chance.choices(("type", "key", "open", "undo", "redo", "star", "save"), (55, 15, 10, 10, 4, 3, 3))[
        0
    ]:
        case "type":
            edit.setFocus()
            if chance.random() < 0.6:
                edit.selectAll()
            qtbot.keyClicks(edit, "".join(chance.choices(LETTERS, k=chance.randint(1, 4))))
        case "key":
            edit.setFocus()
            qtbot.keyClick(edit, chance.choice(KEYS))
        case "open":
            editing.open(chance.choice([SQUAT.id, HIP_THRUST.id, SWING.id, *kept]))
        case "undo":
            editing.stack.undo()
        case "redo":
            editing.stack.redo()
        case "star":
            editing.toggle_favourite()
        case "save" if editing.item.stored:
            editing.save()


def check_page(window: MainWindow) -> None:
    """Each text means what the draft has there, or is held as one that cannot be read."""
    editor, draft = window.editor, window.editing.draft
    assert editor.draft == draft
    for key, field in numbers(window).items():
        value = None if key in draft.unread else number_of(draft.preset, key)
        assert field._read_or_none(field.field.edit.text()) == value, key
        assert draft.unread.get(key, field.field.edit.text()) == field.field.edit.text()
    if draft.preset.tempo is not None:
        for phase, part in draft.preset.tempo.by_phase.items():
            text = editor.card.steppers.field(phase).edit.text()
            assert phase.value in draft.unread or read_part(text, phase) == part
            assert draft.unread.get(phase.value, text) == text
        assert "tempo" in draft.unread or parse_tempo(editor.card.tempo.text) == draft.preset.tempo
    assert not (draft.unread and editor.can_start)


@pytest.mark.parametrize("seed", range(3))
def test_the_page_and_the_draft_agree_after_each_act(qtbot: QtBot, window: MainWindow, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(ACTS):
        act(qtbot, window, chance)
        check_page(window)
