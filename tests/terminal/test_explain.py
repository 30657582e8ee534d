"""`explain` says a tempo in words and in JSON, in the order in which it is performed."""

import json

import pytest
from liftronome.cli import main

Capture = pytest.CaptureFixture[str]


def explained(capsys: Capture, *arguments: str) -> dict[str, object]:
    assert main(["explain", *arguments, "--json"]) == 0
    result: dict[str, object] = json.loads(capsys.readouterr().out)
    return result


def test_the_json_is_what_scripts_rely_on(capsys: Capture) -> None:
    def step(phase: str, seconds: float, words: str, explosive: bool = False) -> dict[str, object]:
        return {
            "phase": phase,
            "seconds": seconds,
            "explosive": explosive,
            "own_pace": False,
            "words": words,
        }

    assert explained(capsys, "31X2", "--exercise", "HIP THRUST") == {
        "tempo": "31X2",
        "start": "concentric",
        "steps": [
            step("concentric", 1.0, "drive up", explosive=True),
            step("pause_shortened", 2.0, "squeeze"),
            step("eccentric", 3.0, "lower"),
            step("pause_stretched", 1.0, "hold"),
        ],
        "rep_seconds": 7.0,
    }


def test_phases_of_no_length_are_left_out(capsys: Capture) -> None:
    steps = explained(capsys, "40X0")["steps"]
    assert isinstance(steps, list)
    assert [step["phase"] for step in steps] == ["eccentric", "concentric"]


def test_own_pace_has_no_seconds(capsys: Capture) -> None:
    result = explained(capsys, "*-1-X-0")
    steps = result["steps"]
    assert isinstance(steps, list)
    assert (steps[0]["own_pace"], steps[0]["seconds"]) == (True, None)
    assert result["rep_seconds"] is None


def test_a_tempo_is_written_back_in_its_shortest_form(capsys: Capture) -> None:
    assert explained(capsys, " Tempo @ 3,5 – 0 – 1 – 0 ")["tempo"] == "3.5-0-1-0"


def test_the_text_says_tempo_words_and_length(capsys: Capture) -> None:
    assert main(["explain", "4 0 X 1"]) == 0
    assert capsys.readouterr().out == (
        "Tempo     40X1\n"
        "In words  lower 4 · no pause · explode up · hold 1\n"
        "One rep   6 s (X counted as 1 s)\n"
    )


def test_the_length_of_a_rep_at_own_pace_is_what_is_known_of_it(capsys: Capture) -> None:
    assert main(["explain", "*-1-2-0"]) == 0
    assert "One rep   3 s + what you take at your own pace" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["-1", "-3-1-X-2", "-X-0-1-0", "- 3 - 1"])
def test_a_tempo_that_begins_with_a_minus_is_refused_as_a_tempo(capsys: Capture, text: str) -> None:
    assert main(["explain", text]) == 2
    assert "a phase cannot be negative" in (once := capsys.readouterr().err) or "a part is missing" in once
    assert main(["explain", "--", text]) == 2
    assert capsys.readouterr().err == once


def test_a_ballistic_exercise_is_explained_as_a_beat_only(capsys: Capture) -> None:
    assert main(["explain", "30X1", "--exercise", "kettlebell swing"]) == 2
    assert "Kettlebell swing is paced one beat every 1.5 s, not in four digits" in capsys.readouterr().err


def test_an_ambiguous_tempo_names_both_readings(capsys: Capture) -> None:
    assert main(["explain", "4/2"]) == 2
    said = capsys.readouterr().err
    assert "4020" in said
    assert "2040" in said
