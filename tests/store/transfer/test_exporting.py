"""An export is never more than an import takes."""

from __future__ import annotations

import pytest
from liftronome.store.base.errors import StoreError
from liftronome.store.presets.presets import PresetStore
from liftronome.store.transfer import exporting
from liftronome.store.transfer.exporting import export_all, export_one

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
