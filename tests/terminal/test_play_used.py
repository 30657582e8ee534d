"""What was performed in a terminal is among what was performed last, as it is from the window."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest
from liftronome.cli import main
from liftronome.store.base.settings import Settings
from liftronome.store.presets.presets import PresetStore
from liftronome.store.presets.recent_exercises import RecentExercises

from tests.terminal.playing import LONG, QUICK, in_pipe, quick_preset, read_to
from tests.terminal.pseudo_terminal import PseudoTerminal

Capture = pytest.CaptureFixture[str]
ONCE = ("--silent", "--sets", "1", "--reps", "1")


def recent_exercises(presets: PresetStore) -> list[str]:
    return list(RecentExercises(Settings(presets.database)).times())


def test_a_preset_that_was_performed_is_marked_as_used(presets: PresetStore, qapp: object) -> None:
    kept = presets.add(quick_preset())
    other = presets.add(quick_preset(name="other"))
    before = time.time()
    assert main(["play", "quick", *ONCE]) == 0
    used_at = presets.get(kept.id).used_at
    assert used_at is not None
    assert before <= used_at <= time.time()
    assert presets.get(other.id).used_at is None
    assert recent_exercises(presets) == []


def test_an_exercise_that_was_performed_as_it_begins_is_marked_as_used(
    presets: PresetStore, qapp: object
) -> None:
    kept = presets.add(quick_preset())
    assert main(["play", "hip thrust", *QUICK, *ONCE]) == 0
    assert recent_exercises(presets) == ["hip-thrust"]
    assert presets.get(kept.id).used_at is None


def test_a_session_that_is_left_before_its_first_rep_uses_nothing(presets: PresetStore) -> None:
    kept = presets.add(quick_preset())
    with PseudoTerminal("play", "quick", "--silent", "--count-in", "30") as terminal:
        terminal.wait_for("C O U N T - I N")
        terminal.press("q")
        assert terminal.wait().status == 0
    assert presets.get(kept.id).used_at is None


def test_a_set_that_is_broken_off_counts_as_used(presets: PresetStore) -> None:
    with in_pipe(*LONG) as process:
        read_to(process, "from rep 1")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert recent_exercises(presets) == ["hip-thrust"]


def test_a_preset_that_is_deleted_meanwhile_is_no_reason_for_a_word(
    presets: PresetStore, capsys: Capture
) -> None:
    kept = presets.add(quick_preset())
    with in_pipe("play", "quick", "--silent") as process:
        read_to(process, "from rep 1")
        presets.delete(kept.id)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert out.splitlines()[-1].startswith("Hip thrust: 2 sets, 2 reps done")


def test_rendering_uses_nothing(presets: PresetStore, tmp_path: Path) -> None:
    kept = presets.add(quick_preset())
    assert main(["render", "quick", "--out", str(tmp_path / "set.wav")]) == 0
    assert presets.get(kept.id).used_at is None
