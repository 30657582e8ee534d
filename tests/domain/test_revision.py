"""A set is changed while it is performed, and every cue finds its place again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.domain.layout import NO_WAIT, CueChoice, Wait, lay_out
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Interval, Phase, Start
from liftronome.domain.rep import Rep, rep_of
from liftronome.domain.revision import resumed, with_one_more_rep, with_own_pace_ended
from liftronome.domain.timeline import CueKind, Sound, Timeline

from tests.domain.strategies import sets


def rep(tempo: str, start: Start = Start.ECCENTRIC) -> Rep:
    return rep_of(parse_tempo(tempo), start)


def cues(timeline: Timeline, kind: CueKind) -> list[tuple[int, str]]:
    return [(cue.at_ms, cue.sound) for cue in timeline.cues if cue.kind is kind]


def ended_at(end_ms: int) -> Timeline:
    slow = rep_of(parse_tempo("*-0-1-0"), Start.ECCENTRIC)
    timeline = lay_out([slow] * 2, count_in_ms=1000)
    return with_own_pace_ended(timeline, timeline.spans[1], end_ms, NO_WAIT, CueChoice())


def test_ending_own_pace_moves_everything_after_it_up() -> None:
    timeline = ended_at(5300)
    assert [(span.phase, span.start_ms, span.duration_ms) for span in timeline.spans] == [
        (Interval.COUNT_IN, 0, 1000),
        (Phase.ECCENTRIC, 1000, 4300),
        (Phase.CONCENTRIC, 5300, 1000),
        (Phase.ECCENTRIC, 6300, 60_000),
        (Phase.CONCENTRIC, 66_300, 1000),
    ]
    assert [at_ms for at_ms, _ in cues(timeline, CueKind.SECOND)][:5] == [2000, 3000, 4000, 5000, 7300]
    assert timeline.cues[-1].kind is CueKind.SET_END


@pytest.mark.parametrize("end_ms", [1000, 61_001])
def test_own_pace_ends_only_while_it_is_on(end_ms: int) -> None:
    with pytest.raises(ValueError, match="own pace"):
        ended_at(end_ms)


def test_a_repeated_rep_has_its_whole_limit_again() -> None:
    rest = resumed(ended_at(5300), 5500)
    assert rest is not None
    assert [span.duration_ms for span in rest.spans[:2]] == [3000, 60_000]


def test_one_more_rep_is_like_the_last_and_is_announced_as_the_last() -> None:
    timeline = lay_out([rep("2010"), rep("3010")], count_in_ms=0)
    more = with_one_more_rep(timeline, 1, NO_WAIT, CueChoice())
    assert more.spans[: len(timeline.spans)] == timeline.spans
    assert [(span.phase, span.rep, span.duration_ms) for span in more.spans[4:]] == [
        (Phase.ECCENTRIC, 3, 3000),
        (Phase.CONCENTRIC, 3, 1000),
    ]
    assert cues(more, CueKind.LAST_REP) == [(7000, Sound.LAST_REP)]
    assert cues(more, CueKind.SET_END) == [(11_000, Sound.SET_END)]


def test_a_rep_added_to_a_single_one_is_announced_as_the_last() -> None:
    more = with_one_more_rep(lay_out([rep("2010")], count_in_ms=0), 1, NO_WAIT, CueChoice())
    assert cues(more, CueKind.LAST_REP) == [(3000, Sound.LAST_REP)]


@given(sets, st.floats(0, 1))
def test_a_resumed_set_begins_with_the_first_rep_not_done_and_is_otherwise_unchanged(
    reps: list[Rep], part: float
) -> None:
    timeline = lay_out(reps, count_in_ms=4000)
    position_ms = part * timeline.duration_ms
    done = len(timeline.reps_done(position_ms))
    rest = resumed(timeline, position_ms)
    if rest is None:
        assert done == len(reps)
        return
    assert rest.spans[0].phase is Interval.COUNT_IN
    assert rest.reps == tuple(range(done + 1, len(reps) + 1))
    fresh = lay_out(reps[done:], count_in_ms=3000)
    assert [span.duration_ms for span in rest.spans] == [span.duration_ms for span in fresh.spans]
    phase_cues = [cue.at_ms for cue in rest.cues if cue.kind is CueKind.PHASE]
    assert phase_cues == [cue.at_ms for cue in fresh.cues if cue.kind is CueKind.PHASE]
    assert rest.cues[-1].kind is CueKind.SET_END


def test_the_last_rep_is_still_announced_after_a_pause() -> None:
    timeline = lay_out([rep("2010")] * 3, count_in_ms=0)
    rest = resumed(timeline, 4000)
    assert rest is not None
    assert cues(rest, CueKind.LAST_REP) == [(3000 + 3000, Sound.LAST_REP)]


def test_a_resumed_rest_goes_on_where_it_was_with_its_word_in_place() -> None:
    timeline = lay_out([rep("2010")], count_in_ms=5000, wait=Wait(85_000))
    rest = resumed(timeline, 30_000, wait=Wait(85_000))
    assert rest is not None
    assert (rest.spans[0].phase, rest.spans[0].duration_ms) == (Interval.REST, 55_000)
    assert (50_000, Sound.REST_WARNING) in cues(rest, CueKind.REST)
    assert rest.duration_ms == timeline.duration_ms - 30_000
