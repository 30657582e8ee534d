"""Any scheme has a page: its line, its drawing, its words and its controls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from liftronome.domain.line.reader import read_details
from liftronome.domain.preset import default_preset
from liftronome.ui.drafts.draft import Draft, Item
from liftronome.ui.editor.preset_editor import PresetEditor
from pytestqt.qtbot import QtBot

from tests.domain.scheme.schemes import schemes
from tests.ui.examples import SQUAT


@pytest.fixture(scope="module")
def editor(qapp: object) -> Iterator[PresetEditor]:
    editor = PresetEditor()
    editor.resize(900, 700)
    editor.show()
    yield editor
    editor.close()


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_any_scheme_is_shown_and_its_line_says_it(
    qtbot: QtBot, editor: PresetEditor, data: st.DataObject
) -> None:
    preset = default_preset(SQUAT)
    preset = replace(preset, scheme=data.draw(schemes(preset.pacing)))
    editor.show_item(Item(SQUAT), Draft(preset))
    editor.vary.open(True)
    assert editor.draft == Draft(preset)
    assert editor.varied.problem == ""
    assert read_details(editor.line.line.edit.text(), SQUAT).preset.scheme == preset.scheme
    for row in range(len(preset.scheme.sets)):
        editor.varied.table.table.selectRow(row)
        assert editor.varied.problem == ""
    assert editor.draft == Draft(preset)
    assert not editor.grab().isNull()
