"""Lines as coaches write them, each with what it comes to, or why it is asked about or refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest
from liftronome.domain.exercise import Exercise, Library
from liftronome.domain.line import AmbiguousLine, LineError, format_line
from liftronome.domain.line.reader import read_line
from liftronome.domain.phase import Start
from liftronome.domain.plan import plan_json, plan_lines, session_plan
from liftronome.store.presets.exercises import load_library

WRITTEN: Final = Path(__file__).with_name("usual_lines.jsonl").read_text(encoding="utf-8").splitlines()
CASES: Final = {case["line"]: case for case in map(json.loads, WRITTEN)}
UNDERSTOOD: Final = [line for line, case in CASES.items() if not {"asked", "refused"} & case.keys()]
PLANK: Final = Exercise("plank", "Plank", Start.CONCENTRIC, None, is_hold=True)


@pytest.fixture(scope="module")
def library() -> Library:
    shipped = load_library()
    return shipped if shipped.match("Plank") else Library((*shipped.exercises, PLANK))


def said_of(found: dict[str, Any], field: str) -> Any:
    return [*dict.fromkeys(found["rep_tempos"])] if field == "tempos" else found[field]


@pytest.mark.parametrize(
    "line", [line for line, case in CASES.items() if not {"asked", "refused"} & case.keys()]
)
def test_a_usual_line_comes_to_what_its_coach_means(line: str, library: Library) -> None:
    reading = read_line(line, library)
    plan = session_plan(reading.preset)
    got = plan_json(plan, notes=reading.notes, said=reading.said)
    expected = {field: value for field, value in CASES[line].items() if field not in ("line", "sets")}
    assert {field: got[field] for field in expected} == expected
    if sets := CASES[line].get("sets"):
        assert len(got["sets"]) == len(sets)
        for found, wanted in zip(got["sets"], sets, strict=True):
            assert {field: said_of(found, field) for field in wanted} == wanted
    assert all(text and len(text.splitlines()) == 1 for text in plan_lines(plan))


@pytest.mark.parametrize("line", [line for line, case in CASES.items() if "refused" in case])
def test_what_cannot_be_performed_is_refused_with_the_reason(line: str, library: Library) -> None:
    with pytest.raises(LineError) as caught:
        read_line(line, library)
    assert not isinstance(caught.value, AmbiguousLine)
    assert CASES[line]["refused"] in str(caught.value)


@pytest.mark.parametrize("line", [line for line, case in CASES.items() if "asked" in case])
def test_what_coaches_differ_about_is_asked_and_either_answer_is_clear(line: str, library: Library) -> None:
    with pytest.raises(AmbiguousLine) as caught:
        read_line(line, library)
    assert [choice.text for choice in caught.value.choices] == CASES[line]["asked"]
    first, second = (read_line(answer, library) for answer in caught.value.lines)
    assert first.preset != second.preset


@pytest.mark.parametrize(
    "line", [line for line, case in CASES.items() if not {"asked", "refused"} & case.keys()]
)
def test_the_line_of_what_was_read_reads_the_same(line: str, library: Library) -> None:
    reading = read_line(line, library)
    again = read_line(format_line(reading.preset, library), library)
    assert again.preset == reading.preset
