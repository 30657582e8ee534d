"""A scheme that is written as JSON is read back as it was; what is no scheme is refused in one line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.domain.errors import InputError
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Start
from liftronome.domain.scheme.planned import Pacing
from liftronome.domain.scheme.scheme import Scheme
from liftronome.domain.scheme.stored import scheme_from_json, scheme_json

from tests.domain.scheme.schemes import schemes

THRUST = Pacing(parse_tempo("3-1-X-2"), Start.CONCENTRIC)


@given(schemes(THRUST))
def test_a_scheme_is_read_back_as_it_was_written(scheme: Scheme) -> None:
    assert scheme_from_json(json.loads(json.dumps(scheme_json(scheme)))) == scheme


def test_what_is_as_usual_is_left_out() -> None:
    assert scheme_json(Scheme()) == {"version": 1, "sets": [{"mini_sets": [{"reps": 10}]}] * 3}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"version": 2}, "of version 2, which a later release wrote"),
        ({"mood": "good"}, "have “mood”, which this release does not know"),
        ({"sets": []}, "sets must be 1 to 20, not 0"),
        ({"sets": [{"mini_sets": [{"reps": "ten"}]}]}, "'ten' is no whole number"),
        ({"sets": [{"mini_sets": [{"reps": 101}]}]}, "reps must be 1 to 100, not 101"),
        ({"drop": "sometimes"}, "cannot be understood"),
        ({"last_rep": {"tempo": "slow"}}, "is no part of a tempo"),
        ({"loads": [{"value": 60}]}, "cannot be understood"),
    ],
)
def test_what_is_no_scheme_is_refused_with_the_reason(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        scheme_from_json({**scheme_json(Scheme()), **change})


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["version", "sets", "mini_sets", "reps", "loads", "value"]), inner),
    ),
    max_leaves=12,
)


@given(json_values)
def test_any_json_is_a_scheme_or_refused(found: object) -> None:
    try:
        scheme_from_json(found)
    except InputError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017
