"""Numbers, halfway, sides and coaching stand where a lifter has the ear for them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from liftronome.domain.counting import Count
from liftronome.domain.exercise import Exercise, Words
from liftronome.domain.layout import CueChoice, Wait, WaitKind, lay_out
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase, Start
from liftronome.domain.preset import Sides, default_preset
from liftronome.domain.rep import Rep, rep_of
from liftronome.domain.timeline import CueKind, Timeline

ROW = Exercise(
    "row",
    "Row",
    Start.CONCENTRIC,
    parse_tempo("3012"),
    Words("let out", "pull", "pull fast"),
    "shoulder blades",
)


def rep(tempo: str, start: Start = Start.ECCENTRIC) -> Rep:
    return rep_of(parse_tempo(tempo), start)


def counted(tempo: str, reps: int, count: Count, start: Start = Start.ECCENTRIC) -> Timeline:
    return lay_out([rep(tempo, start)] * reps, count_in_ms=0, choice=CueChoice(count=count))


def said(timeline: Timeline, kind: CueKind) -> list[tuple[int, str]]:
    return [(cue.at_ms, cue.text or cue.sound) for cue in timeline.cues if cue.kind is kind]


def test_nothing_is_counted_unless_asked_for() -> None:
    timeline = lay_out([rep("3-1-X-2")] * 10, count_in_ms=5000)
    kinds = {cue.kind for cue in timeline.cues}
    assert kinds.isdisjoint({CueKind.REP_COUNT, CueKind.HALFWAY, CueKind.COACH})
    assert {cue.sound for cue in timeline.cues if cue.kind is CueKind.SECOND} == {"tick"}


@pytest.mark.parametrize(
    ("tempo", "start", "at_ms"),
    [
        ("3011", Start.ECCENTRIC, 4000),
        ("3110", Start.ECCENTRIC, 3000),
        ("3111", Start.ECCENTRIC, 5000),
        ("3211", Start.ECCENTRIC, 3000),
        ("3-1-X-2", Start.CONCENTRIC, 1000),
        ("3010", Start.ECCENTRIC, 0),
        ("3-0.9-1-0.5", Start.ECCENTRIC, 0),
    ],
)
def test_the_rep_number_stands_in_the_longest_pause_or_at_the_start(
    tempo: str, start: Start, at_ms: int
) -> None:
    assert said(counted(tempo, 1, Count.REPS_UP, start), CueKind.REP_COUNT) == [(at_ms, "1")]


def test_reps_are_counted_up_or_down_to_the_last_one() -> None:
    up, down = (counted("2010", 3, count) for count in (Count.REPS_UP, Count.REPS_DOWN))
    assert said(up, CueKind.REP_COUNT) == [(0, "1"), (3000, "2"), (6000, "3")]
    assert said(down, CueKind.REP_COUNT) == [(0, "3"), (3000, "2"), (6000, "1")]
    assert [cue.sound for cue in up.cues if cue.kind is CueKind.REP_COUNT][-1] == "number_3"


@pytest.mark.parametrize(("reps", "rep_number"), [(5, None), (6, 3), (7, 4), (10, 5)])
def test_halfway_is_said_with_the_middle_rep_of_a_set_worth_halving(
    reps: int, rep_number: int | None
) -> None:
    heard = said(counted("2011", reps, Count.REPS_UP), CueKind.HALFWAY)
    assert heard == ([] if rep_number is None else [(rep_number * 4000 - 1000, "halfway")])


def test_seconds_are_counted_from_the_second_one_on_with_the_ticks_beneath() -> None:
    timeline = counted("3-0-1.5-0", 1, Count.SECONDS)
    spoken = [(cue.at_ms, cue.sound) for cue in timeline.cues if cue.text.isdigit()]
    assert spoken == [(1000, "number_2"), (2000, "number_3"), (4000, "number_2")]
    assert [cue.at_ms for cue in timeline.cues if cue.sound == "tick"] == [1000, 2000, 4000]


def test_phases_are_called_by_the_exercises_words() -> None:
    choice = CueChoice(exercise=ROW)
    timeline = lay_out([rep("3-1-X-2", Start.CONCENTRIC)], count_in_ms=0, choice=choice)
    assert [text for _, text in said(timeline, CueKind.PHASE)] == ["pull fast", "squeeze", "let out", "hold"]


def test_phases_have_general_words_without_an_exercise() -> None:
    timeline = lay_out([rep("3111")], count_in_ms=0)
    assert [text for _, text in said(timeline, CueKind.PHASE)] == ["lower", "hold", "lift", "hold"]


def test_the_last_three_seconds_of_a_count_in_have_their_numbers() -> None:
    timeline = lay_out([rep("2010")], count_in_ms=5000)
    assert [cue.text for cue in timeline.cues if cue.kind is CueKind.COUNT_IN] == ["", "", "3", "2", "1"]


def test_one_coaching_cue_a_rep_takes_its_turn() -> None:
    coaching = {Phase.ECCENTRIC: "slowly", Phase.CONCENTRIC: "too short", Phase.PAUSE_SHORTENED: "ribs down"}
    timeline = lay_out([rep("3012")] * 3, count_in_ms=0, choice=CueChoice(coaching=coaching))
    assert said(timeline, CueKind.COACH) == [(0, "slowly"), (10_000, "ribs down"), (12_000, "slowly")]


def test_coaching_is_laid_out_only_where_the_preset_has_it_spoken() -> None:
    exercise = replace(ROW, cues={Phase.ECCENTRIC: "Give the weight back"})
    quiet = default_preset(exercise)
    assert said(quiet.timeline(), CueKind.COACH) == []
    assert len(said(replace(quiet, speak_coaching=True).timeline(), CueKind.COACH)) == quiet.scheme.first_reps


def test_packs_with_a_voice_count_reps_unless_the_lifter_chose() -> None:
    preset = default_preset(ROW)
    assert [replace(preset, pack=pack).counted for pack in ("glide", "tones", "ticks")] == [Count.NOTHING] * 3
    assert [replace(preset, pack=pack).counted for pack in ("voice", "voice-glide")] == [Count.REPS_UP] * 2
    assert replace(preset, pack="voice", count=Count.NOTHING).counted is Count.NOTHING
    assert replace(preset, count=Count.SECONDS).counted is Count.SECONDS


@pytest.mark.parametrize(
    ("kind", "at_ms"), [(WaitKind.GET_READY, 1500), (WaitKind.REST, 1500), (WaitKind.CHANGEOVER, 3500)]
)
def test_the_next_side_is_named_once_the_wait_has_been(kind: WaitKind, at_ms: int) -> None:
    timeline = lay_out([rep("2010")], count_in_ms=5000, wait=Wait(10_000, kind, side="left"))
    assert [(c.at_ms, c.kind) for c in timeline.cues if c.sound == "left"] == [(at_ms, CueKind.READY)]


def test_a_set_side_by_side_names_its_sides_in_turn() -> None:
    preset = replace(default_preset(ROW), sides=Sides.LEFT_THEN_RIGHT, sets=2)
    named = [
        [cue.sound for cue in preset.round_timeline(round_).cues if cue.sound in ("left", "right")]
        for round_ in preset.rounds()
    ]
    assert named == [["left"], ["right"], ["left"], ["right"]]
