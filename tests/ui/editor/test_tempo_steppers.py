"""The tempo as four steppers."""

import pytest
from liftronome.domain.errors import InputError
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase
from liftronome.domain.tempo import EXPLOSIVE, OWN_PACE, Tempo, timed
from liftronome.ui.editor.tempo_steppers import TempoSteppers, read_part, stepped
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.examples import HIP_THRUST, SQUAT


@pytest.fixture
def steppers(qtbot: QtBot) -> TempoSteppers:
    steppers = TempoSteppers()
    qtbot.addWidget(steppers)
    steppers.show_tempo(parse_tempo("3112"), HIP_THRUST)
    return steppers


@pytest.fixture
def edited(steppers: TempoSteppers) -> list[Tempo]:
    tempos: list[Tempo] = []
    steppers.tempo_edited.connect(tempos.append)
    return tempos


@pytest.mark.parametrize("phase", Phase)
def test_a_step_is_a_second(phase: Phase) -> None:
    assert stepped(timed(2000), phase, 1) == timed(3000)
    assert stepped(timed(3500), phase, -1) == timed(2500)


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.CONCENTRIC])
def test_no_phase_is_negative_or_longer_than_a_minute(phase: Phase) -> None:
    assert stepped(timed(500), phase, -1) == timed(0)
    assert stepped(timed(59_500), phase, 5) == timed(60_000)


def test_stepping_the_concentric_below_one_second_gives_x() -> None:
    assert stepped(timed(1000), Phase.CONCENTRIC, -1) == EXPLOSIVE
    assert stepped(EXPLOSIVE, Phase.CONCENTRIC, -1) == EXPLOSIVE
    assert stepped(EXPLOSIVE, Phase.CONCENTRIC, 1) == timed(1000)


def test_a_length_is_typed_with_a_point_or_a_comma() -> None:
    assert read_part("2.5", Phase.ECCENTRIC) == timed(2500)
    assert read_part(" 2,5 ", Phase.ECCENTRIC) == timed(2500)
    assert read_part("x", Phase.CONCENTRIC) == EXPLOSIVE
    assert read_part("*", Phase.PAUSE_SHORTENED) == OWN_PACE


@pytest.mark.parametrize("text", ["", "abc", "-1", "1.2345", "61", "x", "１"])
def test_a_wrong_length_of_a_pause_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_part(text, Phase.PAUSE_STRETCHED)


def test_the_arrow_keys_step(qtbot: QtBot, steppers: TempoSteppers, edited: list[Tempo]) -> None:
    qtbot.keyClick(steppers.field(Phase.ECCENTRIC).edit, Qt.Key.Key_Up)
    qtbot.keyClick(steppers.field(Phase.PAUSE_STRETCHED).edit, Qt.Key.Key_Down)
    assert edited == [parse_tempo("4112"), parse_tempo("4012")]


def test_a_typed_length_is_taken_as_it_is_typed(
    qtbot: QtBot, steppers: TempoSteppers, edited: list[Tempo]
) -> None:
    edit = steppers.field(Phase.ECCENTRIC).edit
    edit.selectAll()
    qtbot.keyClicks(edit, "2.5")
    assert edited[-1] == parse_tempo("2.5-1-1-2")
    assert edit.text() == "2.5"


def test_a_wrong_length_stays_and_is_explained(
    qtbot: QtBot, steppers: TempoSteppers, edited: list[Tempo]
) -> None:
    edit = steppers.field(Phase.PAUSE_STRETCHED).edit
    edit.selectAll()
    qtbot.keyClicks(edit, "x")
    assert edited == []
    assert edit.text() == "x"
    assert steppers.problem == "Hold: 0 to 60 s, or * for your own pace, not “x”"
    qtbot.keyClick(edit, Qt.Key.Key_Up)
    assert steppers.problem == ""
    assert edit.text() == "2"
    assert edited == [parse_tempo("3212")]


def test_the_last_phase_with_a_length_keeps_it(
    qtbot: QtBot, steppers: TempoSteppers, edited: list[Tempo]
) -> None:
    steppers.show_tempo(parse_tempo("0001"), HIP_THRUST)
    qtbot.keyClick(steppers.field(Phase.PAUSE_SHORTENED).edit, Qt.Key.Key_Down)
    assert (edited, steppers.problem) == ([], "")
    edit = steppers.field(Phase.PAUSE_SHORTENED).edit
    assert edit.text() == "1"
    edit.selectAll()
    qtbot.keyClicks(edit, "0")
    assert edited == []
    assert steppers.problem.startswith("Squeeze: all four parts are 0")


def test_half_a_wrong_length_is_not_used(qtbot: QtBot, steppers: TempoSteppers, edited: list[Tempo]) -> None:
    steppers.tempo_edited.connect(lambda tempo: steppers.show_tempo(tempo, HIP_THRUST))
    edit = steppers.field(Phase.ECCENTRIC).edit
    edit.selectAll()
    qtbot.keyClicks(edit, "99")
    assert edited == [parse_tempo("9112"), parse_tempo("3112")]
    assert (edit.text(), steppers.unread) == ("99", {"eccentric": "99"})
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert (edited[-1], steppers.unread) == (parse_tempo("9112"), {})


def test_a_wrong_length_goes_back_past_what_was_stepped_beside_it(
    qtbot: QtBot, steppers: TempoSteppers, edited: list[Tempo]
) -> None:
    steppers.tempo_edited.connect(lambda tempo: steppers.show_tempo(tempo, HIP_THRUST))
    steppers.show_tempo(parse_tempo("0001"), HIP_THRUST)
    edit = steppers.field(Phase.ECCENTRIC).edit
    edit.selectAll()
    qtbot.keyClicks(edit, "7")
    steppers.field(Phase.PAUSE_SHORTENED).stepped.emit(-1)
    qtbot.keyClicks(edit, "5")
    assert edited[-1] == parse_tempo("7-0-0!-0")
    assert steppers.unread == {"eccentric": "75"}


def test_a_message_is_in_the_words_of_the_screen(qtbot: QtBot, steppers: TempoSteppers) -> None:
    steppers.show_tempo(parse_tempo("30X1"), SQUAT)
    for phase, text in (
        (Phase.ECCENTRIC, "Lower: 0 to 60 s, X for explosive, or * for your own pace, not “61”"),
        (Phase.PAUSE_STRETCHED, "Hold stretched: 0 to 60 s, or * for your own pace, not “61”"),
        (
            Phase.CONCENTRIC,
            "Explode up: 0 to 60 s, X for explosive, or * for your own pace, not “61”",
        ),
        (Phase.PAUSE_SHORTENED, "Hold shortened: 0 to 60 s, or * for your own pace, not “61”"),
    ):
        edit = steppers.field(phase).edit
        edit.selectAll()
        qtbot.keyClicks(edit, "61")
        assert steppers.problem == text
        steppers.show_tempo(parse_tempo("30X1"), SQUAT, afresh=True)


def test_two_holds_are_told_apart_by_their_words(steppers: TempoSteppers) -> None:
    def labels() -> list[str]:
        texts = (label.text() for label in steppers.findChildren(QLabel) if label.property("phase"))
        return list(texts)

    assert labels() == ["Lower", "Hold", "Lift", "Squeeze"]
    steppers.show_tempo(parse_tempo("3112"), SQUAT)
    assert labels() == ["Lower", "Hold stretched", "Stand up", "Hold shortened"]


def test_a_length_is_written_in_its_usual_form_when_its_field_is_left(
    qtbot: QtBot, steppers: TempoSteppers, edited: list[Tempo]
) -> None:
    edit = steppers.field(Phase.ECCENTRIC).edit
    edit.selectAll()
    qtbot.keyClicks(edit, "2,50 s")
    assert (edited[-1], edit.text()) == (parse_tempo("2.5-1-1-2"), "2,50 s")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "2.5"


def test_what_cannot_be_read_stays_while_another_phase_is_edited(
    qtbot: QtBot, steppers: TempoSteppers
) -> None:
    wrong = steppers.field(Phase.PAUSE_STRETCHED).edit
    wrong.setText("x")
    wrong.textEdited.emit("x")
    steppers.show_tempo(parse_tempo("5112"), HIP_THRUST)
    assert (wrong.text(), bool(steppers.problem)) == ("x", True)
    steppers.show_tempo(parse_tempo("5112"), HIP_THRUST, afresh=True)
    assert (wrong.text(), steppers.problem) == ("1", "")


def test_each_stepper_is_called_by_the_exercises_word_and_its_phase(steppers: TempoSteppers) -> None:
    names = [steppers.field(phase).edit.accessibleName() for phase in Phase]
    assert names == [
        "lower (eccentric), seconds",
        "hold (stretched pause), seconds",
        "lift (concentric), seconds",
        "squeeze (shortened pause), seconds",
    ]
