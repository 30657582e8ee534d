"""What `render` writes of a line is what `plan` says of it, set by set."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Library
from liftronome.domain.line.reader import read_line
from liftronome.domain.plan import plan_json, session_plan
from liftronome.store.presets.exercises import load_library
from liftronome.terminal.layout import layout_of

from tests.domain.line.test_usual_lines import UNDERSTOOD


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def of_reps(timeline: dict[str, Any]) -> list[tuple[int, str, float]]:
    spans = [span for span in timeline["spans"] if span["rep"] is not None]
    return [(span["rep"], span["phase"], span["duration_ms"]) for span in spans]


@pytest.mark.parametrize("line", UNDERSTOOD)
def test_every_set_of_a_line_lasts_as_long_as_planned_phase_by_phase(line: str, library: Library) -> None:
    preset = read_line(line, library).preset
    plan = plan_json(session_plan(preset))
    for number, planned in enumerate(plan["sets"], start=1):
        if planned["seconds"] is None:
            with pytest.raises(InputError, match="which no key can end here"):
                layout_of(preset, number, all_sets=False)
            continue
        timeline = dict(layout_of(preset, number, all_sets=False).as_json())
        steps = [
            (rep, step["phase"], step["seconds"] * 1000)
            for rep, found in enumerate(planned["rep_steps"], start=1)
            for step in found
            if step["seconds"]
        ]
        assert of_reps(timeline) == steps
        assert timeline["duration_ms"] == preset.count_in_ms + planned["seconds"] * 1000
        quiet = sum(span["duration_ms"] for span in timeline["spans"] if span["rep"] is None)
        assert quiet == preset.count_in_ms + sum(planned["breaks_s"]) * 1000


@pytest.mark.parametrize("line", UNDERSTOOD)
def test_all_sets_of_a_line_last_as_long_as_planned(line: str, library: Library) -> None:
    preset = replace(read_line(line, library).preset, ready_ms=7000)
    seconds = plan_json(session_plan(preset))["seconds"]
    if seconds is not None:
        assert layout_of(preset, None, all_sets=True).as_json()["duration_ms"] == seconds * 1000
