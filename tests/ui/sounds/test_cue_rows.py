"""What the Sounds window plays of a preset: cues by themselves, and two reps."""

from __future__ import annotations

import pytest
from liftronome.domain.exercise import Exercise
from liftronome.domain.line.reader import read_details
from liftronome.domain.phase import Phase, Start
from liftronome.domain.preset import Preset
from liftronome.domain.timeline import Sound
from liftronome.ui.sounds.cue_rows import one_cue, sounds_of, two_reps
from liftronome.ui.sounds.preset_sounds import PresetSounds
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.ui.examples import SQUAT

PLANK = Exercise("plank", "Plank", Start.CONCENTRIC, None, is_hold=True)


def preset(line: str, exercise: Exercise = SQUAT) -> Preset:
    return read_details(line, exercise).preset


def lengths(shown: Preset) -> list[int]:
    spans = two_reps(shown).spans
    return [
        sum(span.duration_ms for span in spans if span.rep == rep)
        for rep in sorted({span.rep for span in spans if span.rep is not None})
    ]


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        ("3x10 @ 2010", [3000, 3000]),
        ("3x8 @ 2010 > 6010", [3000, 7000]),
        ("3x8 @ 2010 last rep hold 5 shortened", [3000, 8000]),
        ("4x2+2+2 @ 2010", [3000, 3000]),
        ("3xAMRAP @ 2010", [3000, 3000]),
        ("3x5 @ *-0-1-0", [4000, 4000]),
    ],
)
def test_the_first_and_the_last_rep_are_heard_as_they_are_paced(line: str, heard: list[int]) -> None:
    assert lengths(preset(line)) == heard


def test_a_half_is_heard_as_a_half() -> None:
    spans = [span for span in two_reps(preset("3x5 1½ reps @ 4020")).spans if span.rep == 1]
    assert [span.heights for span in spans] == [(), (0.0, 0.5), (0.5, 0.0), ()]


def test_a_long_hold_is_cut_short() -> None:
    assert lengths(preset("3x2min", PLANK)) == [20_000]


def test_a_pause_that_only_the_last_rep_has_lasts_as_long_as_there() -> None:
    shown = preset("3x8 @ 2010 last rep hold 5 shortened")
    (span,) = one_cue(Sound(Phase.PAUSE_SHORTENED.value), shown).spans
    assert span.duration_ms == 5000


@pytest.mark.parametrize("line", ["3x8 @ 2010 > 6010", "12,10,8+ @ 3010", "4x2+2+2 drop @ 30X0"])
def test_each_cue_of_sets_that_vary_can_be_heard(line: str) -> None:
    shown = preset(line)
    for sound, _ in sounds_of(shown):
        assert sound in [cue.sound for cue in one_cue(sound, shown).cues]


def test_all_who_speak_coaching_share_one_voice(qtbot: QtBot) -> None:
    sounds, window = PresetSounds(None), QObject()
    assert sounds.coaching_voice(window) is sounds.coaching_voice(QObject())
