"""A word never runs into the next cue: it fits, or a shorter form of it is said, or it is left out."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.audio.packs.speech import BREATH_MS, OWN_PACE_ROOM_MS, Forms, fit, say
from liftronome.audio.packs.voice import Voice
from liftronome.audio.synthesis.waves import Samples
from liftronome.domain.counting import Count
from liftronome.domain.exercise import Exercise
from liftronome.domain.layout import NO_WAIT, CueChoice, lay_out
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase, Start
from liftronome.domain.rep import Rep, rep_of
from liftronome.domain.revision import with_own_pace_ended
from liftronome.domain.tempo import Tempo
from liftronome.domain.timeline import SAMPLES_PER_MS, Cue, CueKind, Sound, Timeline
from liftronome.store.presets.exercises import load_library

from tests.domain.strategies import tempos

EXERCISES = [found for found in load_library().exercises if not found.is_ballistic]
BREATH = BREATH_MS * SAMPLES_PER_MS
TEXTS = {"first": (400, 250), "second": (300,), "third": (500, 100), "advice": (1800,)}


def ms(length_ms: int) -> Samples:
    return np.zeros(length_ms * SAMPLES_PER_MS, dtype=np.float32)


COACHING = {cue: ms(300 + 45 * len(cue)) for found in EXERCISES for cue in found.cues.values()}
"""Silent stand-ins, as long as the texts would take to say."""


@cache
def voice() -> Voice:
    return Voice(COACHING)


def forms_of(cue: Cue) -> Forms:
    return [ms(length) for length in TEXTS.get(cue.text, ())]


def phase(at_ms: int, length_ms: int, *, own_pace: bool = False) -> Cue:
    return Cue(at_ms, CueKind.PHASE, Sound.ECCENTRIC, length_ms, "first", own_pace)


def said(*cues: Cue) -> list[tuple[str, int, int]]:
    """What is said, with its beginning and its length in milliseconds."""
    words = say(cues, forms_of)
    return [
        (word.cue.text, word.first // SAMPLES_PER_MS, len(word.sound) // SAMPLES_PER_MS) for word in words
    ]


def assert_every_word_has_its_room(timeline: Timeline) -> None:
    for word in voice().said(timeline.cues):
        passed_over = {CueKind.SECOND} if word.cue.kind is CueKind.COACH else set()
        later = (
            cue.sample for cue in timeline.cues if cue.at_ms > word.cue.at_ms and cue.kind not in passed_over
        )
        assert word.cue.sample <= word.first
        assert word.end + BREATH <= min(later, default=word.end + BREATH)


@given(
    st.sampled_from(EXERCISES),
    tempos.filter(lambda tempo: not tempo.has_own_pace),
    st.sampled_from(Start),
    st.sampled_from(Count),
    st.booleans(),
    st.booleans(),
)
def test_no_word_runs_into_the_next_cue_at_any_tempo(
    exercise: Exercise, tempo: Tempo, start: Start, count: Count, ticks: bool, coached: bool
) -> None:
    coaching = exercise.cues if coached else {}
    choice = CueChoice(seconds=ticks, count=count, exercise=exercise, coaching=coaching)
    assert_every_word_has_its_room(lay_out([rep_of(tempo, start)] * 7, count_in_ms=3000, choice=choice))


@given(
    st.lists(st.lists(st.integers(1, 90_000), min_size=1, max_size=4), min_size=1, max_size=4), st.integers(0)
)
def test_words_fit_their_room_and_no_word_that_fits_is_left_out(ladders: list[list[int]], room: int) -> None:
    ladders = [sorted(lengths, reverse=True) for lengths in ladders]
    chosen = fit(ladders, room)
    spoken = [lengths[form] for lengths, form in zip(ladders, chosen, strict=True) if form is not None]
    used = sum(spoken) + BREATH * max(len(spoken) - 1, 0)
    assert used <= room or not spoken
    if chosen[0] is None:
        assert min(ladders[0]) > room


def test_words_due_at_the_same_moment_follow_one_another_phase_first() -> None:
    number = Cue(0, CueKind.REP_COUNT, "number_7", text="third")
    last = Cue(0, CueKind.LAST_REP, Sound.LAST_REP, text="second")
    assert said(number, last, phase(0, 2000)) == [
        ("first", 0, 400),
        ("second", 450, 300),
        ("third", 800, 500),
    ]


@pytest.mark.parametrize(
    ("room_ms", "expected"),
    [
        (1000, [("first", 0, 400), ("third", 450, 500)]),
        (999, [("first", 0, 400), ("third", 450, 100)]),
        (600, [("first", 0, 400), ("third", 450, 100)]),
        (599, [("first", 0, 250), ("third", 300, 100)]),
        (449, [("first", 0, 250)]),
        (299, [("third", 0, 100)]),
        (149, []),
    ],
)
def test_when_room_is_short_forms_get_shorter_and_then_words_are_dropped(
    room_ms: int, expected: list[tuple[str, int, int]]
) -> None:
    number = Cue(0, CueKind.REP_COUNT, "number_7", text="third")
    assert said(phase(0, room_ms), number, Cue(room_ms, CueKind.SET_END, Sound.SET_END)) == expected


def test_coaching_follows_the_name_of_the_phase_and_runs_over_seconds() -> None:
    coach = Cue(0, CueKind.COACH, "coach", text="advice")
    seconds = [Cue(at_ms, CueKind.SECOND, "number_2", text="second") for at_ms in (1000, 2000, 3000)]
    words = said(coach, phase(0, 4000), *seconds, Cue(4000, CueKind.SET_END, Sound.SET_END))
    assert words == [("first", 0, 400), ("advice", 450, 1800), ("second", 3000, 300)]


def test_coaching_that_would_reach_the_turn_is_left_out() -> None:
    coach = Cue(0, CueKind.COACH, "coach", text="advice")
    turn = Cue(2250, CueKind.PRE_CUE, Sound.PRE_CUE)
    assert said(phase(0, 3000), coach, turn) == [("first", 0, 400)]


def own_pace_set() -> Timeline:
    rep: Rep = rep_of(parse_tempo("*-1-1-0"), Start.ECCENTRIC)
    choice = CueChoice(count=Count.SECONDS)
    return lay_out([rep] * 2, count_in_ms=0, choice=choice)


@given(st.integers(1, 59_999))
def test_what_was_said_in_a_phase_of_own_pace_does_not_depend_on_its_end(end_ms: int) -> None:
    whole = own_pace_set()
    ended = with_own_pace_ended(whole, whole.spans[0], end_ms, NO_WAIT, CueChoice(count=Count.SECONDS))
    before = [word for word in voice().said(whole.cues) if word.first < end_ms * SAMPLES_PER_MS]
    after = voice().said(ended.cues)[: len(before)]
    for old, new in zip(before, after, strict=True):
        assert old.first == new.first
        assert new.end == min(old.end, end_ms * SAMPLES_PER_MS)
        kept = max(len(new.sound) - 20 * SAMPLES_PER_MS, 0)
        np.testing.assert_array_equal(new.sound[:kept], old.sound[:kept])


def test_words_in_a_phase_of_own_pace_have_one_second() -> None:
    assert OWN_PACE_ROOM_MS == 1000
    number = Cue(0, CueKind.REP_COUNT, "number_7", text="third")
    assert said(phase(0, 5000, own_pace=True), number) == [("first", 0, 400), ("third", 450, 500)]
    assert said(phase(0, 440, own_pace=True), number) == [("first", 0, 400)]
    assert said(phase(0, 300, own_pace=True), number) == [("first", 0, 300)]


def test_phases_are_named_at_their_very_beginning() -> None:
    timeline = lay_out([rep_of(parse_tempo("3012"), Start.CONCENTRIC)], count_in_ms=0)
    firsts = {
        word.cue.sound: word.first for word in voice().said(timeline.cues) if word.cue.kind is CueKind.PHASE
    }
    starts = {span.phase: span.start_ms * SAMPLES_PER_MS for span in timeline.spans}
    assert firsts == {found.value: start for found, start in starts.items() if isinstance(found, Phase)}
