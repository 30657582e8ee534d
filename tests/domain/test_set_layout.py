"""A planned set is laid out with its breaks and its open end, and it is told what changes in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from liftronome.domain.counting import Word
from liftronome.domain.exercise import Exercise
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Interval, Start
from liftronome.domain.preset import Preset, default_preset
from liftronome.domain.rep import End
from liftronome.domain.scheme.scheme import Drop, LastHold, MiniSet, RepTempo, Scheme, WorkingSet
from liftronome.domain.set_layout import MAX_SET_MS, OpenSetError
from liftronome.domain.timeline import CueKind, Sound, Timeline

SQUAT = Exercise("squat", "Squat", Start.ECCENTRIC, parse_tempo("2011"))
PLANK = Exercise("plank", "Plank", Start.CONCENTRIC, None, is_hold=True)
USUAL = replace(default_preset(SQUAT), ready_ms=0, count_in_ms=3000)
"""Reps of 4 s: lower 2, lift 1, hold 1."""


def set_of(*minis: MiniSet, is_open: bool = False, ramp_to: str = "") -> WorkingSet:
    return WorkingSet(minis, is_open, ramp_to=parse_tempo(ramp_to) if ramp_to else None)


def laid_out(scheme: Scheme, preset: Preset = USUAL) -> Timeline:
    preset = replace(preset, scheme=scheme)
    return preset.round_timeline(preset.rounds()[0])


def cues(timeline: Timeline, kind: CueKind) -> list[tuple[int, str, str]]:
    return [(cue.at_ms, cue.sound, cue.text) for cue in timeline.cues if cue.kind is kind]


def test_reps_count_on_behind_a_break_whose_end_is_a_count_in() -> None:
    timeline = laid_out(Scheme((set_of(MiniSet(1), MiniSet(1)),), break_ms=10_000))
    spans = [(span.phase, span.rep, span.start_ms) for span in timeline.spans]
    assert spans[3:7] == [
        ("pause_shortened", 1, 6000),
        (Interval.BREAK, None, 7000),
        (Interval.COUNT_IN, None, 14_000),
        ("eccentric", 2, 17_000),
    ]
    assert cues(timeline, CueKind.BREAK) == [(7000, Sound.BREAK, "")]
    assert [at for at, _, _ in cues(timeline, CueKind.COUNT_IN)] == [0, 1000, 2000, 14_000, 15_000, 16_000]


def test_each_break_of_a_drop_set_says_to_take_load_off() -> None:
    minis = MiniSet(1), MiniSet(1), MiniSet(1)
    timeline = laid_out(Scheme((set_of(*minis),), drop=Drop.ALL))
    assert [sound for _, sound, _ in cues(timeline, CueKind.BREAK)] == [Sound.DROP, Sound.DROP]


def test_the_least_rep_of_a_range_is_told_when_its_movements_are_complete() -> None:
    timeline = laid_out(Scheme((set_of(MiniSet(3, 2), MiniSet(2, 1)),), break_ms=5000))
    assert cues(timeline, CueKind.LEAST) == [(10_000, Sound.LEAST, "2"), (23_000, Sound.LEAST, "4")]


def test_a_warm_up_is_named_in_a_quiet_time_that_has_room_for_a_word() -> None:
    scheme = Scheme((set_of(MiniSet(2)),), warm_ups=(MiniSet(2),))
    timeline = laid_out(scheme, replace(USUAL, ready_ms=10_000))
    assert (7500, Word.WARM_UP, "") in cues(timeline, CueKind.READY)
    short = laid_out(scheme, replace(USUAL, ready_ms=3000))
    assert Word.WARM_UP not in [sound for _, sound, _ in cues(short, CueKind.READY)]
    preset = replace(USUAL, scheme=scheme)
    working = preset.round_timeline(preset.rounds()[1])
    assert Word.WARM_UP not in [cue.sound for cue in working.cues]


def test_no_least_rep_is_told_of_a_mini_set_without_a_range() -> None:
    timeline = laid_out(Scheme((set_of(MiniSet(3), MiniSet(4, 2)),), break_ms=5000))
    assert [text for _, _, text in cues(timeline, CueKind.LEAST)] == ["5"]


def test_an_open_set_has_no_last_rep_and_ends_after_a_hundred() -> None:
    timeline = laid_out(Scheme((set_of(MiniSet(2), is_open=True),)))
    assert timeline.reps[-1] == 100
    assert cues(timeline, CueKind.LAST_REP) == []
    assert cues(timeline, CueKind.LEAST) == [(10_000, Sound.LEAST, "2")]
    assert cues(timeline, CueKind.READY) == [(0, Sound.OPEN, "")]


def test_an_open_set_of_slow_reps_ends_with_the_last_that_fits_into_a_quarter_of_an_hour() -> None:
    slow = replace(USUAL, tempo=parse_tempo("30-0-30-0"))
    timeline = laid_out(Scheme((set_of(MiniSet(), is_open=True),)), slow)
    assert timeline.reps[-1] == 14
    assert timeline.duration_ms <= MAX_SET_MS < timeline.duration_ms + 60_000


def test_an_open_set_is_refused_where_no_key_can_end_it() -> None:
    preset = replace(USUAL, scheme=Scheme((set_of(MiniSet(), is_open=True),)))
    with pytest.raises(OpenSetError, match="until a key ends it"):
        preset.timeline()


@pytest.mark.parametrize(("limit_ms", "reps"), [(8000, 2), (8001, 3), (12_000, 3), (1000, 1)])
def test_a_timed_set_begins_no_rep_once_its_time_is_over(limit_ms: int, reps: int) -> None:
    timeline = laid_out(Scheme((set_of(MiniSet(limit_ms=limit_ms)),)))
    assert timeline.reps[-1] == reps
    assert len(cues(timeline, CueKind.LAST_REP)) == (reps > 1)


def test_the_half_and_the_last_ten_seconds_of_a_hold_are_told() -> None:
    preset = replace(default_preset(PLANK), ready_ms=0, count_in_ms=3000)
    timeline = laid_out(Scheme((set_of(MiniSet(limit_ms=60_000)),)), preset)
    assert cues(timeline, CueKind.HALFWAY) == [(33_000, Sound.HALF, "")]
    assert cues(timeline, CueKind.PRE_CUE) == [(53_000, Sound.TEN_SECONDS, "")]
    assert cues(timeline, CueKind.REP_COUNT) == []


def test_another_tempo_is_told_in_the_rep_before_it() -> None:
    scheme = Scheme((set_of(MiniSet(3)),), rep_tempos=(RepTempo(2, 2, parse_tempo("5011")),))
    timeline = laid_out(scheme)
    assert cues(timeline, CueKind.CHANGE) == [
        (3000, Sound.CHANGE, "slower: 5 down"),
        (7000, Sound.CHANGE, "quicker: 2 down"),
    ]


def test_a_ramp_is_told_once_and_its_last_hold_besides() -> None:
    steps = set_of(MiniSet(4), ramp_to="5011")
    timeline = laid_out(Scheme((steps,), last_rep=LastHold(10_000, End.SHORTENED)))
    texts = [text for _, _, text in cues(timeline, CueKind.CHANGE)]
    assert texts == ["slower with each rep", "slower: 5 down, hold 10"]


def test_what_changes_behind_a_break_is_told_in_the_break() -> None:
    scheme = Scheme(
        (set_of(MiniSet(1), MiniSet(1)),),
        break_ms=15_000,
        rep_tempos=(RepTempo(2, 2, parse_tempo("5011")),),
    )
    timeline = laid_out(scheme)
    break_ = next(span for span in timeline.spans if span.phase is Interval.BREAK)
    assert [at_ms for at_ms, _, _ in cues(timeline, CueKind.CHANGE)] == [break_.end_ms - 2500]


def test_a_set_of_another_tempo_than_the_one_before_is_told_in_the_rest() -> None:
    slow = replace(set_of(MiniSet(1)), tempo=parse_tempo("5011"))
    preset = replace(USUAL, scheme=Scheme((set_of(MiniSet(1)), slow, slow)), rest_ms=60_000)
    told = [cues(preset.round_timeline(round_), CueKind.CHANGE) for round_ in preset.rounds()]
    assert told == [[], [(57_000 - 2500, Sound.CHANGE, "slower: 5 down")], []]


def test_a_tempo_of_some_reps_holds_in_an_open_set_too() -> None:
    scheme = Scheme((set_of(MiniSet(), is_open=True),), rep_tempos=(RepTempo(3, 4, parse_tempo("5011")),))
    timeline = laid_out(scheme)
    lengths = [timeline.rep_spans(rep)[0].duration_ms for rep in (2, 3, 4, 5)]
    assert lengths == [2000, 5000, 5000, 2000]
