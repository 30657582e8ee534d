from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.audio.packs.vocabulary import JOINT, MOST, PHASE_WORDS, every_form, forms, parts_of, texts_at
from liftronome.audio.synthesis.sound_files import sounds_folder
from liftronome.domain.counting import Word
from liftronome.domain.limits import REPS
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase
from liftronome.domain.tempo_change import change_words, ramp_words
from liftronome.domain.timeline import Cue, CueKind, Sound
from liftronome.domain.words import step_words
from liftronome.store.presets.exercises import load_library


def test_every_word_for_a_phase_of_the_exercises_that_ship_can_be_said() -> None:
    exercises = (None, *load_library().exercises)
    words = {
        step_words(phase, exercise, explosive=explosive)
        for exercise in exercises
        for phase in Phase
        for explosive in (False, True)
    }
    assert words - set(PHASE_WORDS) == set()
    assert len(PHASE_WORDS) == len(set(PHASE_WORDS))


def test_as_many_numbers_can_be_said_as_a_set_has_reps() -> None:
    assert REPS.most == MOST


def test_there_is_a_file_for_every_form_and_no_other() -> None:
    assert {path.stem for path in (sounds_folder() / "voice").iterdir()} == set(every_form())


def test_all_sounds_together_are_small_enough_to_be_shipped() -> None:
    assert sum(path.stat().st_size for path in sounds_folder().rglob("*.wav")) < 20_000_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hold", ("hold", "hold.quick")),
        ("stand up", ("stand_up", "stand_up.quick", "up", "up.quick")),
        ("press fast", ("press_fast", "press_fast.quick", "press", "press.quick")),
        ("7", ("number_7", "number_7.quick")),
        ("40", ("number_40", "number_40.quick")),
        ("47", ("number_47", "number_7", "number_7.quick")),
        ("77", ("number_70+number_7", "number_70.quick+number_7.quick", "number_7", "number_7.quick")),
        ("100", ("number_100", "number_100.quick")),
        ("slower: 5 down", ("slower+number_5+down", "slower.quick+number_5.quick+down.quick")),
        ("hold 2.5", ("hold+number_2+and_a_half", "hold.quick+number_2.quick+and_a_half.quick")),
        (
            "47: that's your minimum",
            (
                "number_47+thats_your_minimum",
                "number_47+thats_your_minimum.quick",
                "number_47+minimum.quick",
            ),
        ),
    ],
)
def test_a_text_has_shorter_forms(text: str, expected: tuple[str, ...]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        (Cue(0, CueKind.PHASE, "concentric", 1000, "pull"), ("pull",)),
        (Cue(0, CueKind.PHASE, "eccentric", 1000, "sink like a leaf"), ("lower",)),
        (Cue(0, CueKind.PHASE, "eccentric", 1000), ("lower",)),
        (Cue(0, CueKind.PHASE, "concentric", 1000, "7"), ("lift",)),
        (Cue(0, CueKind.REP_COUNT, "number_7", text="7"), ("7",)),
        (Cue(0, CueKind.REP_COUNT, "number_0", text="0"), ()),
        (Cue(0, CueKind.SECOND, "number_101", text="101"), ()),
        (Cue(0, CueKind.SECOND, Sound.TICK), ()),
        (Cue(0, CueKind.COUNT_IN, Sound.COUNT_IN), ()),
        (Cue(0, CueKind.COUNT_IN, Sound.COUNT_IN_LAST, text="3"), ("3",)),
        (Cue(0, CueKind.SET_END, Sound.SET_END), ("set complete",)),
        (Cue(0, CueKind.READY, "left"), ("left",)),
        (Cue(0, CueKind.READY, Word.WARM_UP), ("warm up",)),
        (Cue(0, CueKind.READY, Sound.OPEN), ("as many as you can",)),
        (Cue(0, CueKind.BREAK, Sound.BREAK), ("break",)),
        (Cue(0, CueKind.BREAK, Sound.DROP), ("drop",)),
        (Cue(0, CueKind.LEAST, Sound.LEAST, text="8"), ("8: that's your minimum", "that's your minimum")),
        (Cue(0, CueKind.LEAST, Sound.LEAST), ("that's your minimum",)),
        (Cue(0, CueKind.CHANGE, Sound.CHANGE, text="slower: 5 down"), ("slower: 5 down", "slower")),
        (
            Cue(0, CueKind.CHANGE, Sound.CHANGE, text="slower with each rep"),
            ("slower with each rep", "slower"),
        ),
        (Cue(0, CueKind.CHANGE, Sound.CHANGE, text="quicker: 1.25 up"), ("quicker",)),
        (Cue(0, CueKind.CHANGE, Sound.CHANGE, text="hold 10"), ("hold 10", "new tempo")),
        (Cue(0, CueKind.CHANGE, Sound.CHANGE, text="gibberish"), ("new tempo",)),
        (Cue(0, CueKind.CHANGE, Sound.CHANGE), ("new tempo",)),
        (Cue(0, CueKind.HALFWAY, Sound.HALF), ("half",)),
        (Cue(0, CueKind.SECOND, Sound.TEN_SECONDS), ("ten seconds",)),
        (Cue(0, CueKind.REST, "a sound nobody knows", text="nor this text"), ()),
    ],
)
def test_a_voice_says_a_cues_text_or_what_the_cue_is(cue: Cue, expected: tuple[str, ...]) -> None:
    assert texts_at(cue) == expected


@given(st.text(alphabet="slowerquickhold 0123456789.:,'", max_size=30))
def test_of_any_text_all_or_nothing_can_be_said(text: str) -> None:
    names = set(every_form())
    if parts_of(text):
        assert {name for form in forms(text) for name in form.split(JOINT)} <= names


def test_a_change_of_whole_and_half_seconds_is_told_whole() -> None:
    tempos = [parse_tempo(text) for text in ("3-1-X-2", "5010", "2.5-0-10-1", "20X0")]
    for before, after in permutations(tempos, 2):
        for text in (change_words(before, after), ramp_words(before, after)):
            assert texts_at(Cue(0, CueKind.CHANGE, Sound.CHANGE, text=text))[0] == text
