"""The page of proofs: each proof has its place on it, and a broken promise is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from prove import page
from prove.__main__ import NAMES, main
from prove.drift import apart
from prove.figures import at_most, none_of, told
from tests.driving import preset_of


@pytest.fixture
def proofs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "docs" / "proofs.md"
    monkeypatch.setattr(page, "PAGE", path)
    return path


def write(name: str, value: float) -> None:
    page.put(page.section(f"Title of {name}", name, 1.0, [told("what", value, "ms")]), name, NAMES)


def test_a_proof_that_is_run_again_takes_the_place_of_its_last_run_and_of_no_other(proofs: Path) -> None:
    write("peers", 1)
    write("session", 2)
    write("peers", 3)
    text = proofs.read_text()
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Title of session (`session`)",
        "## Title of peers (`peers`)",
    ]
    assert "| what | 3 ms |" in text
    assert "| what | 2 ms |" in text
    assert "| what | 1 ms |" not in text


def test_a_broken_promise_is_marked() -> None:
    figures = [none_of("lost", 1, "20"), at_most("late", 5, 10, "ms")]
    text = page.section("Title", "session", 1.0, figures)
    assert "| lost | 1 of 20 | **0: BROKEN** |" in text
    assert "| late | 5 ms | at most 10 ms |" in text


def test_a_card_that_runs_fast_moves_sight_and_sound_apart_within_a_set_and_not_over_a_session() -> None:
    preset = preset_of(sets=3, reps=2, rest_ms=30_000, count_in_ms=5000)
    phases = apart(preset, 200)
    assert len(phases) == 3 * 2 * 4
    assert [phases[index].at_ms for index in (0, 8, 16)] == [5000, 30_000, 30_000]
    assert max(found.ms for found in phases) < (30_000 + 14_000) * 200 / 1e6 + 1
    assert max(found.ms for found in apart(preset, 0)) < 1


def test_a_proof_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["nothing"])
    assert "there is no nothing: there are session," in capsys.readouterr().err
