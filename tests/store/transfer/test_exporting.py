"""An export is never more than an import takes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given, settings
from liftronome.domain.exercise import Exercise
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Start
from liftronome.domain.preset import Sides, default_preset
from liftronome.domain.scheme.planned import Pacing
from liftronome.domain.scheme.scheme import MiniSet, Scheme, WorkingSet
from liftronome.store.base.errors import StoreError
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.presets import PresetStore, StoredPreset
from liftronome.store.transfer import exporting, file_format
from liftronome.store.transfer.exporting import export_all, export_one, export_text
from liftronome.store.transfer.importing import read_contents

from tests.domain.scheme.schemes import schemes
from tests.store.examples import CLEAN, SLED, preset_of


@pytest.mark.parametrize(
    ("limit", "most", "told"),
    [
        ("MAX_PRESETS", 1, "these are 2 presets, and a file holds 1: export presets one by one"),
        ("MAX_EXERCISES", 1, "these are 2 own exercises, and a file holds 1: export presets one by one"),
        ("MAX_FILE_BYTES", 1500, "bytes without sounds, and a file holds 1,500: export presets one by one"),
    ],
)
def test_more_than_a_file_holds_is_refused_and_one_preset_is_not(
    presets: PresetStore, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, told: str
) -> None:
    for exercise in (SLED, CLEAN):
        presets.exercises.add(exercise)
    heavy, _ = (presets.add(preset_of(name=name)) for name in ("heavy", "light"))
    monkeypatch.setattr(exporting, limit, most)
    with pytest.raises(StoreError, match=told):
        export_all(presets)
    assert export_one(presets, heavy).preset_count == 1


THRUST: Final = Pacing(parse_tempo("3-1-X-2"), Start.CONCENTRIC)


@settings(max_examples=60, deadline=None)
@given(schemes(THRUST))
def test_sets_that_vary_come_back_from_the_file_as_they_were(scheme: Scheme) -> None:
    preset = replace(preset_of(), scheme=scheme, rest_ms=30_000, sides=Sides.LEFT_THEN_RIGHT)
    text = export_text([StoredPreset("", preset, 0)])
    (back,) = read_contents(text.encode(), load_library()).presets
    assert back.preset == preset
    assert json.loads(text)["version"] == (1 if scheme.is_plain else 3)


def test_what_no_line_says_travels_as_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_format, "written_line", lambda _: None)
    preset = replace(preset_of(), scheme=Scheme((WorkingSet((MiniSet(8, 6), MiniSet(3))),) * 2))
    text = export_text([StoredPreset("", preset, 0)])
    assert json.loads(text)["presets"][0]["scheme"]["version"] == 1
    assert read_contents(text.encode(), load_library()).presets[0].preset == preset


def test_a_file_with_nothing_new_is_written_as_older_releases_read_it() -> None:
    """Byte for byte."""
    preset = replace(preset_of(), notes="belt", rest_ms=92_500)
    assert export_text([StoredPreset("", preset, 0)]) == (
        """{
  "format": "liftronome-presets",
  "version": 1,
  "presets": [
    {
      "exercise": "hip-thrust",
      "name": "heavy",
      "tempo": "30X2",
      "start": "concentric",
      "sets": 3,
      "reps": 10,
      "sides": "both",
      "changeover_s": 15,
      "rest_s": 92.5,
      "ready_s": 10,
      "count_in_s": 5,
      "x_slot_s": 1,
      "own_pace_limit_s": 60,
      "pack": "glide",
      "seconds": true,
      "pre_cue_s": 0.5,
      "speak_coaching": false,
      "wait_for_key": false,
      "cues": {},
      "notes": "belt"
    }
  ]
}
"""
    )


@pytest.mark.parametrize(
    ("exercise", "line"),
    [
        ("Hip thrust", "3x8-10 @ 31X2 last rep 10-0-X-0"),
        ("Back squat", "warm-up 8,5 1x5, 3x8-10 @ 30X0 | 4010 RPE 8"),
        ("Leg extension", "4x2+2+2 @ 2011"),
        ("Plank", "3x40s"),
        ("Kettlebell swing", "10,8,6 @ 1.4 s a rep"),
    ],
)
def test_a_line_in_a_file_is_short_and_says_the_sets_alone(exercise: str, line: str) -> None:
    written = {"exercise": exercise, "name": "x", "line": line, "rest_s": 77}
    data = json.dumps({"format": "liftronome-presets", "version": 3, "presets": [written]})
    (read,) = read_contents(data.encode(), load_library()).presets
    assert read.preset.rest_ms == 77_000
    again = json.loads(export_text([StoredPreset("", read.preset, 0)]))["presets"][0]
    assert (again["line"], again["rest_s"]) == (line, 77)
    assert not {"sets", "reps", "tempo", "beat_s", "scheme"} & again.keys()


def test_an_own_hold_travels(presets: PresetStore) -> None:
    hold = presets.exercises.add(Exercise("", "Hollow hold", Start.CONCENTRIC, None, is_hold=True))
    stored = presets.add(replace(default_preset(hold), name="long"))
    export = export_one(presets, stored)
    assert json.loads(export.text)["version"] == 3
    contents = read_contents(export.text.encode(), load_library())
    assert (contents.exercises, contents.presets[0].preset) == ((hold,), stored.preset)
