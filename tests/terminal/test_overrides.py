"""Options of `play` and `render` on top of a line: they change what holds for all sets, and undo nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from liftronome.cli import main

from tests.terminal.playing import SILENT
from tests.terminal.refusing import refused

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("line", "option", "reason"),
    [
        ("Back squat 12,10,8 @ 20X0", "--reps 5", "--reps cannot be combined with sets that vary (12,10,8)"),
        ("Back squat 12,10,8 @ 20X0", "--sets 2", "--sets cannot be combined with sets that vary (12,10,8)"),
        ("Back squat 3x8+ @ 20X0", "--sets 2", "--sets cannot be combined with sets that vary (3x8+)"),
        ("Bench press 4x2+2+2 @ 30X0", "--reps 5", "--reps cannot be combined with 4x2+2+2"),
        ("Hip thrust 3x40s @ 3111", "--reps 5", "--reps cannot be combined with 3x40s"),
        ("Hip thrust 3x8 rep 8 *-0-X-0", "--reps 5", "the tempo of a rep beyond them"),
        ("Back squat 3x8 @ 4010 | 3010", "--sets 4", "tempos that vary (4010 | 3010)"),
        ("Back squat 3x8 @ 4010 | 3010", "--tempo 20X0", "tempos that vary (4010 | 3010)"),
        ("Back squat 3x8 @ 2010 > 4010", "--tempo 20X0", "tempos that vary (2010 > 4010)"),
        ("Back squat 3x8 last rep 10-0-X-0", "--tempo 20X0", "a tempo for some reps"),
        ("Back squat 3x8 60,65,70kg", "--sets 2", "a load for each set"),
        ("Back squat every 1:00 x10 3 reps @ 20X1", "--rest 60", "a set every 60 s"),
        ("Plank 3x30s", "--reps 8", "write its seconds, as in “Plank 3x30s”"),
        ("Plank 3x30s", "--tempo 3010", "leave the tempo out"),
    ],
)
def test_an_option_that_would_undo_what_a_line_says_is_refused(
    line: str, option: str, reason: str, capsys: Capture
) -> None:
    assert reason in refused(capsys, "play", line, *SILENT, *option.split())


@pytest.mark.parametrize(
    ("line", "option", "written"),
    [
        ("Back squat 3x8-10 @ 10X0", "--reps 2", "Back squat 10X0, 2 reps, 0:07"),
        ("Back squat 3x2 @ 2010 > 4010", "--reps 3", "Back squat 2010, 3 reps, 0:15"),
        ("Back squat 3x2 @ 10X0", "--tempo 2010", "Back squat 2010, 2 reps, 0:09"),
        ("Back squat 3xAMRAP @ 10X0", "--reps 2", "Back squat 10X0, 2 reps, 0:07"),
        ("Back squat every 1:00 x10 2 reps @ 10X0", "--sets 5", "Back squat 10X0, 2 reps, 0:07"),
    ],
)
def test_an_option_changes_what_holds_for_all_sets(
    line: str, option: str, written: str, tmp_path: Path, capsys: Capture
) -> None:
    out = str(tmp_path / "set.wav")
    assert main(["render", line, *option.split(), "--count-in", "3", "--out", out]) == 0
    assert written in capsys.readouterr().out


def test_without_keys_an_open_set_is_refused_before_anything_sounds(tmp_path: Path, capsys: Capture) -> None:
    for line in ("Back squat 3x8+ @ 20X0", "Back squat 3xAMRAP @ 20X0"):
        assert "has an open set, which no key can end here" in refused(capsys, "play", line, *SILENT)
        out = ("--out", tmp_path / "set.wav")
        assert "give each set its number of reps" in refused(capsys, "render", line, "--all-sets", *out)
    assert "which no key can end here" in refused(capsys, "play", "Back squat 3x2 @ 3-*-X-0", *SILENT)


def test_the_choices_made_in_reading_a_line_are_told(capsys: Capture) -> None:
    assert main(["play", "Hip thrust 1x1 @ 0.2-0-0.1-0.1 rest 60-90", *SILENT]) == 0
    out, err = capsys.readouterr()
    assert "1 rep done" in out
    assert err == "liftronome: 60–90 s read as 60\n"
