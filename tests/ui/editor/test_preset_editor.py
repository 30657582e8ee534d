"""The page of one exercise."""

from dataclasses import replace

import pytest
from liftronome.domain.exercise import Exercise
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase, Start
from liftronome.domain.preset import Preset, default_preset
from liftronome.presentation.palette import DARK
from liftronome.ui.drafts.draft import Draft, Item
from liftronome.ui.editor.preset_editor import PresetEditor
from liftronome.ui.look.style import style_sheet
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.examples import BACK_EXTENSION, HIP_THRUST, SQUAT, SWING


@pytest.fixture
def editor(qtbot: QtBot) -> PresetEditor:
    editor = PresetEditor()
    editor.setStyleSheet(style_sheet(DARK))
    qtbot.addWidget(editor)
    open_page(editor, HIP_THRUST)
    editor.show()
    return editor


def open_page(editor: PresetEditor, exercise: Exercise) -> None:
    editor.show_item(Item(exercise), Draft(default_preset(exercise)))


def type_tempo(qtbot: QtBot, editor: PresetEditor, text: str) -> None:
    editor.card.tempo.edit.selectAll()
    qtbot.keyClicks(editor.card.tempo.edit, text)


def type_number(qtbot: QtBot, editor: PresetEditor, key: str, text: str) -> None:
    edit = {**editor.fields.fields, **editor.more.fields}[key].field.edit
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def preset_of(editor: PresetEditor) -> Preset:
    assert editor.draft is not None
    return editor.draft.preset


def test_the_steppers_follow_the_text(qtbot: QtBot, editor: PresetEditor) -> None:
    type_tempo(qtbot, editor, "3-1-X-2")
    steppers = editor.card.steppers
    assert [steppers.field(phase).edit.text() for phase in Phase] == ["3", "1", "X", "2"]


def test_the_text_follows_the_steppers(qtbot: QtBot, editor: PresetEditor) -> None:
    qtbot.keyClick(editor.card.steppers.field(Phase.CONCENTRIC).edit, Qt.Key.Key_Down)
    assert editor.card.tempo.text == "31X2"
    edit = editor.card.steppers.field(Phase.ECCENTRIC).edit
    edit.selectAll()
    qtbot.keyClicks(edit, "3.5")
    assert editor.card.tempo.text == "3.5-1-X-2"
    assert preset_of(editor).tempo == parse_tempo("3.5-1-X-2")


def test_the_figures_follow_every_edit(qtbot: QtBot, editor: PresetEditor) -> None:
    type_tempo(qtbot, editor, "3-1-X-2")
    assert (editor.bar.set_length.text(), editor.bar.tension.text()) == ("1:15", "1:10")
    assert editor.bar.session.text() == "6:45"
    type_number(qtbot, editor, "reps", "5")
    assert (editor.bar.set_length.text(), editor.bar.tension.text()) == ("0:40", "0:35")


def test_own_pace_leaves_the_figures_open(qtbot: QtBot, editor: PresetEditor) -> None:
    type_tempo(qtbot, editor, "*-1-X-2")
    assert editor.bar.tension.text() == "0:40+"
    assert editor.can_start


def test_the_start_can_be_flipped_and_the_words_follow(qtbot: QtBot, editor: PresetEditor) -> None:
    assert editor.card.tempo.words.accessibleName() == "lift 1 · squeeze 2 · lower 3 · hold 1"
    first, second = editor.begin.buttons
    second.setFocus()
    assert (first.text(), second.text()) == ("Lower first", "Lift first")
    qtbot.keyClick(second, Qt.Key.Key_Left)
    assert preset_of(editor).start is Start.ECCENTRIC
    assert editor.card.tempo.words.accessibleName() == "lower 3 · hold 1 · lift 1 · squeeze 2"


def test_the_page_says_where_lifters_differ(editor: PresetEditor) -> None:
    assert not editor.differs.isVisible()
    open_page(editor, BACK_EXTENSION)
    assert editor.differs.isVisible()


def test_an_unreadable_tempo_keeps_the_last_one_and_prevents_start(
    qtbot: QtBot, editor: PresetEditor
) -> None:
    type_tempo(qtbot, editor, "3y12")
    assert preset_of(editor).tempo == HIP_THRUST.tempo
    assert editor.bar.set_length.text() == "1:15"
    assert not editor.bar.button.isEnabled()
    assert editor.bar.reason.text() == "The tempo cannot be read yet"
    with qtbot.assertNotEmitted(editor.start_requested):
        editor.start()


def test_half_a_wrong_tempo_is_not_used(qtbot: QtBot, editor: PresetEditor) -> None:
    type_tempo(qtbot, editor, "31X2")
    assert preset_of(editor).tempo == parse_tempo("31X2")
    qtbot.keyClick(editor.card.tempo.edit, Qt.Key.Key_0)
    assert editor.card.tempo.text == "31X20"
    assert editor.draft == Draft(default_preset(HIP_THRUST), {"tempo": "31X20"})
    assert editor.card.steppers.field(Phase.CONCENTRIC).edit.text() == "1"
    qtbot.keyClick(editor.card.tempo.edit, Qt.Key.Key_Backspace)
    assert preset_of(editor).tempo == parse_tempo("31X2")
    qtbot.keyClick(editor.card.tempo.edit, Qt.Key.Key_Return)
    type_tempo(qtbot, editor, "31X20")
    assert preset_of(editor).tempo == parse_tempo("31X2")


def test_a_stepper_mends_a_tempo_that_cannot_be_read(qtbot: QtBot, editor: PresetEditor) -> None:
    type_tempo(qtbot, editor, "3y12")
    qtbot.keyClick(editor.card.steppers.field(Phase.ECCENTRIC).edit, Qt.Key.Key_Up)
    assert editor.card.tempo.text == "4112"
    assert editor.can_start


def test_a_text_that_cannot_be_read_survives_an_edit_of_something_else(
    qtbot: QtBot, editor: PresetEditor
) -> None:
    type_tempo(qtbot, editor, "3y12")
    type_number(qtbot, editor, "reps", "500")
    type_number(qtbot, editor, "sets", "2")
    assert editor.card.tempo.text == "3y12"
    assert editor.fields.fields["reps"].field.edit.text() == "500"
    assert preset_of(editor).number_of_sets == 2
    assert not editor.can_start


def test_each_change_of_an_unreadable_text_is_signalled(qtbot: QtBot, editor: PresetEditor) -> None:
    drafts: list[Draft] = []
    editor.edited.connect(drafts.append)
    type_tempo(qtbot, editor, "3y12")
    assert drafts[-1].unread == {"tempo": "3y12"}
    type_tempo(qtbot, editor, "3112")
    assert drafts[-1].unread == {}
    type_number(qtbot, editor, "rest_ms", "2 mn")
    assert drafts[-1] == Draft(default_preset(HIP_THRUST), {"rest_ms": "2 mn"})
    type_number(qtbot, editor, "rest_ms", "2 min")
    assert drafts[-1] == Draft(replace(default_preset(HIP_THRUST), rest_ms=120_000))


def test_a_wrong_number_leaves_tempo_curve_and_figures_as_they_were(
    qtbot: QtBot, editor: PresetEditor
) -> None:
    shown = (editor.card.tempo.text, editor.bar.session.text())
    for edit in (
        editor.card.steppers.field(Phase.ECCENTRIC).edit,
        editor.fields.fields["rest_ms"].field.edit,
    ):
        edit.selectAll()
        qtbot.keyClicks(edit, "99?")
        assert (editor.card.tempo.text, editor.bar.session.text()) == shown
        assert edit.text() == "99?"
    assert not editor.can_start
    assert preset_of(editor) == default_preset(HIP_THRUST)


def test_all_unreadable_texts_are_shown_again(qtbot: QtBot, editor: PresetEditor) -> None:
    type_number(qtbot, editor, "rest_ms", "2 mn")
    editor.card.steppers.field(Phase.CONCENTRIC).edit.selectAll()
    qtbot.keyClicks(editor.card.steppers.field(Phase.CONCENTRIC).edit, "75")
    editor.more.notes.edit.setPlainText("y" * 5000)
    left = editor.draft
    assert left is not None
    assert left.unread.keys() == {"rest_ms", "concentric", "notes"}
    open_page(editor, SQUAT)
    assert editor.draft == Draft(default_preset(SQUAT))
    drafts: list[Draft] = []
    editor.edited.connect(drafts.append)
    editor.show_item(Item(HIP_THRUST), left)
    assert editor.draft == left
    assert drafts == []
    assert not editor.can_start
    assert editor.bar.reason.text().startswith("Lift: 0 to 60 s")


def test_the_reason_is_what_is_wrong_where_it_is_typed(qtbot: QtBot, editor: PresetEditor) -> None:
    type_tempo(qtbot, editor, "3y12")
    type_number(qtbot, editor, "rest_ms", "2 mn")
    assert editor.bar.reason.text() == "Rest: 0 to 900 s, such as 90 or 1:30, not “2 mn”"
    type_number(qtbot, editor, "rest_ms", "2 min")
    assert editor.bar.reason.text() == "The tempo cannot be read yet"


def test_a_whole_tempo_mends_a_stepper_that_cannot_be_read(qtbot: QtBot, editor: PresetEditor) -> None:
    edit = editor.card.steppers.field(Phase.ECCENTRIC).edit
    edit.selectAll()
    qtbot.keyClicks(edit, "abc")
    assert not editor.can_start
    type_tempo(qtbot, editor, "3-1-1-4")
    assert (edit.text(), editor.can_start) == ("3", True)


def test_an_unused_wrong_time_does_not_prevent_start(qtbot: QtBot, editor: PresetEditor) -> None:
    type_tempo(qtbot, editor, "31X2")
    type_number(qtbot, editor, "x_slot_ms", "99")
    assert not editor.can_start
    type_tempo(qtbot, editor, "3112")
    assert editor.can_start


def test_a_number_out_of_range_prevents_start_and_tells_the_range(qtbot: QtBot, editor: PresetEditor) -> None:
    type_number(qtbot, editor, "sets", "21")
    assert editor.bar.reason.text() == "Sets: a whole number from 1 to 20, not “21”"
    type_number(qtbot, editor, "sets", "20")
    assert editor.can_start


def test_a_set_that_is_too_long_prevents_start_and_says_so(qtbot: QtBot, editor: PresetEditor) -> None:
    type_tempo(qtbot, editor, "30-1-30-0")
    type_number(qtbot, editor, "reps", "20")
    assert "at most 15 minutes" in editor.bar.reason.text()
    assert not editor.bar.button.isEnabled()


def test_what_was_lost_to_another_page_is_not_told_there(qtbot: QtBot, editor: PresetEditor) -> None:
    type_tempo(qtbot, editor, "3y12")
    type_number(qtbot, editor, "sets", "21")
    open_page(editor, SQUAT)
    assert editor.can_start
    type_tempo(qtbot, editor, "3y12")
    open_page(editor, SWING)
    assert editor.can_start


def test_a_ballistic_exercise_has_a_beat_and_no_tempo(qtbot: QtBot, editor: PresetEditor) -> None:
    open_page(editor, SWING)
    assert editor.card.beat.isVisible()
    assert not editor.card.tempo.isVisible()
    assert not editor.card.steppers.isVisible()
    assert not editor.begin.isVisible()
    qtbot.keyClick(editor.card.beat.field.edit, Qt.Key.Key_Up)
    assert preset_of(editor).beat_ms == 1600
    assert editor.bar.tension.text() == "0:16"


def test_the_time_for_x_is_asked_only_where_there_is_an_x(qtbot: QtBot, editor: PresetEditor) -> None:
    slot = editor.more.fields["x_slot_ms"]
    assert not slot.isEnabled()
    type_tempo(qtbot, editor, "31X2")
    assert slot.isEnabled()
    type_number(qtbot, editor, "x_slot_ms", "0.5")
    assert editor.bar.tension.text() == "1:05"


def test_the_sound_is_chosen(qtbot: QtBot, editor: PresetEditor) -> None:
    qtbot.mouseClick(editor.fields.pack.buttons[1], Qt.MouseButton.LeftButton)
    assert preset_of(editor).pack == "tones"


def test_start_hands_over_what_is_shown(qtbot: QtBot, editor: PresetEditor) -> None:
    type_tempo(qtbot, editor, "3-1-X-2")
    type_number(qtbot, editor, "sets", "2")
    with qtbot.waitSignal(editor.start_requested) as started:
        qtbot.mouseClick(editor.bar.button, Qt.MouseButton.LeftButton)
    assert started.args == [replace(default_preset(HIP_THRUST), tempo=parse_tempo("31X2"), sets=2)]


def test_enter_in_the_tempo_goes_to_start(qtbot: QtBot, editor: PresetEditor) -> None:
    type_tempo(qtbot, editor, "3 1 x 2")
    qtbot.keyClick(editor.card.tempo.edit, Qt.Key.Key_Return)
    assert editor.focusWidget() is editor.bar.button


def test_coaching_is_shown_as_spoken_only_with_a_sound_that_has_a_voice(editor: PresetEditor) -> None:
    preset = replace(default_preset(HIP_THRUST), speak_coaching=True, pack="glide")
    editor.show_item(Item(HIP_THRUST), Draft(preset))
    switch = editor.more.switches["speak_coaching"]
    assert (switch.isEnabled(), switch.isChecked()) == (False, False)
    editor.fields.pack.buttons[2].click()
    assert (switch.isEnabled(), switch.isChecked()) == (True, True)
    assert preset_of(editor).speak_coaching


def test_a_ballistic_exercise_shows_no_field_that_means_nothing_to_it(editor: PresetEditor) -> None:
    open_page(editor, SWING)
    editor.fold.open(True)
    shown = {key for key, field in editor.more.fields.items() if field.isVisible()}
    assert shown == {"ready_ms", "count_in_ms"}
    assert [phase for phase, edit in editor.more.cues.edits.items() if edit.isVisible()] == [Phase.CONCENTRIC]
    open_page(editor, HIP_THRUST)
    assert editor.more.fields["pre_cue_ms"].isVisible()
    assert all(edit.isVisible() for edit in editor.more.cues.edits.values())


def test_space_after_a_click_on_a_step_button_types_nothing(qtbot: QtBot, editor: PresetEditor) -> None:
    open_page(editor, HIP_THRUST)
    field = editor.fields.fields["sets"].field
    field.edit.setFocus()
    qtbot.mouseClick(field.more, Qt.MouseButton.LeftButton)
    assert editor.window().focusWidget() is field.more
    qtbot.keyClick(field.more, "1")  # a number may still be typed
    qtbot.keyClick(field.edit, "2")
    assert preset_of(editor).number_of_sets == 12
    assert editor.window().focusWidget() is field.edit


def test_a_leading_space_does_not_wipe_out_a_tempo_that_is_selected(
    qtbot: QtBot, editor: PresetEditor
) -> None:
    open_page(editor, HIP_THRUST)
    editor.focus_tempo()
    qtbot.keyClick(editor.card.tempo.edit, Qt.Key.Key_Space)
    assert editor.card.tempo.text == "3112"
    assert editor.can_start


def test_a_remark_behind_a_tempo_is_shown_and_kept_with_the_notes(qtbot: QtBot, editor: PresetEditor) -> None:
    type_tempo(qtbot, editor, "31X2 // no bounce")
    assert "Note: no bounce" in editor.card.tempo.words.text()
    assert preset_of(editor).notes == ""
    qtbot.keyClick(editor.card.tempo.edit, Qt.Key.Key_Return)
    assert editor.card.tempo.text == "31X2"
    assert preset_of(editor).notes == "no bounce"
    assert editor.more.notes.edit.toPlainText() == "no bounce"
    type_tempo(qtbot, editor, "41X2 (no bounce)")
    qtbot.keyClick(editor.card.tempo.edit, Qt.Key.Key_Return)
    assert preset_of(editor).notes == "no bounce"


def test_sets_that_differ_show_the_shortest_and_the_longest_and_the_whole(
    qtbot: QtBot, editor: PresetEditor
) -> None:
    editor.resize(1000, 700)
    write_line(qtbot, editor, "10,5 @ 3010 rest 60")
    assert editor.bar.set_length.text() == "0:25–0:45"
    assert editor.bar.tension.text() == "0:20–0:40"
    assert editor.bar.whole.text() == "1:00 under tension"


def test_an_open_set_lasts_until_the_lifter_ends_it(qtbot: QtBot, editor: PresetEditor) -> None:
    editor.resize(1000, 700)
    write_line(qtbot, editor, "3xAMRAP @ 3010 rest 60")
    assert editor.bar.session.text().endswith("+")
    assert editor.bar.whole.text() == "until you end it"


def test_what_sets_have_in_common_is_said_once(qtbot: QtBot, editor: PresetEditor) -> None:
    write_line(qtbot, editor, "10,5 @ 3010 60/70kg")
    assert editor.line.words.text().splitlines() == [
        "Set 1: 10 reps, lift 1 · no pause · lower 3 · no pause, 60kg",
        "Set 2: 5 reps, 70kg",
    ]


def write_line(qtbot: QtBot, editor: PresetEditor, text: str) -> None:
    editor.line.line.edit.selectAll()
    qtbot.keyClicks(editor.line.line.edit, text)
