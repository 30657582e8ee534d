"""What is exported comes back as it was, names that are taken are decided on once, and an import is done
as a whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.domain.errors import InputError
from liftronome.domain.limits import REPS, REST
from liftronome.domain.preset import Preset, default_preset
from liftronome.store.base.database import Database
from liftronome.store.base.errors import StoreError
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore, StoredPreset
from liftronome.store.transfer.exporting import export_text, write_export
from liftronome.store.transfer.import_plan import ImportResult, OnConflict, apply_import, read_import
from liftronome.store.transfer.importing import file_bytes, read_contents

from tests.domain.strategies import tempos
from tests.store.examples import CLEAN, SLED, preset_of, swing, unusual_preset


@pytest.fixture
def friend(tmp_path: Path) -> Iterator[PresetStore]:
    """Another lifter's presets."""
    database = open_database(tmp_path / "friend").database
    yield PresetStore(database, OwnExercises(database, load_library()))
    database.close()


def import_into(store: PresetStore, text: str, on_conflict: OnConflict = OnConflict.SKIP) -> ImportResult:
    return apply_import(read_import(text.encode(), store), store, on_conflict)


def presets_in(store: PresetStore) -> list[Preset]:
    return [stored.preset for stored in store.all()]


def test_what_a_friend_exports_is_the_same_here_own_exercises_included(
    presets: PresetStore, friend: PresetStore
) -> None:
    sled, clean = friend.exercises.add(SLED), friend.exercises.add(CLEAN)
    for preset in (unusual_preset(), swing(), preset_of(), replace(default_preset(sled), name="long")):
        friend.add(preset)
    friend.save(replace(friend.all()[0], favourite=True))
    result = import_into(presets, export_text(friend.all(), friend.exercises.all()))
    assert presets_in(presets) == presets_in(friend)
    assert [stored.favourite for stored in presets.all()] == [True, False, False, False]
    assert presets.exercises.all() == (clean, sled)
    assert result.added == presets.all()
    assert len(result.added_exercises) == 2


def test_one_preset_takes_its_own_exercise_along_and_no_other(friend: PresetStore) -> None:
    sled, _ = friend.exercises.add(SLED), friend.exercises.add(CLEAN)
    stored = friend.add(replace(default_preset(sled), name="long"))
    written = json.loads(export_text([stored]))
    assert [exercise["name"] for exercise in written["exercises"]] == ["Sled push"]
    assert "exercises" not in json.loads(export_text([friend.add(preset_of())]))


def test_importing_the_same_file_again_changes_nothing(presets: PresetStore) -> None:
    presets.exercises.add(SLED)
    presets.add(unusual_preset())
    text = export_text(presets.all(), presets.exercises.all())
    assert read_import(text.encode(), presets).conflicts == ()
    for on_conflict in OnConflict:
        result = import_into(presets, text, on_conflict)
        assert (result.unchanged, result.added, result.replaced, result.added_exercises) == (1, [], [], [])
    assert presets_in(presets) == [unusual_preset()]


LIGHT = replace(preset_of(), reps=15)


@pytest.mark.parametrize(
    ("on_conflict", "wanted"),
    [
        (OnConflict.SKIP, [preset_of()]),
        (OnConflict.REPLACE, [LIGHT]),
        (OnConflict.KEEP_BOTH, [preset_of(), replace(LIGHT, name="heavy 2")]),
    ],
)
def test_a_name_that_is_taken_is_kept_skipped_or_replaced(
    presets: PresetStore, friend: PresetStore, on_conflict: OnConflict, wanted: list[Preset]
) -> None:
    kept = presets.add(preset_of())
    presets.mark_used(kept.id, 5.0)
    text = export_text([friend.add(LIGHT)])
    assert read_import(text.encode(), presets).conflicts == ("Hip thrust – heavy",)
    result = import_into(presets, text, on_conflict)
    assert presets_in(presets) == wanted
    assert presets.all()[0].id == kept.id
    assert presets.all()[0].used_at == 5.0
    assert [after for _, after in result.replaced] == presets.all() * (on_conflict is OnConflict.REPLACE)
    assert result.skipped == (on_conflict is OnConflict.SKIP)


def test_an_exercise_of_the_same_name_is_skipped_replaced_or_kept_beside(
    presets: PresetStore, friend: PresetStore
) -> None:
    mine = presets.exercises.add(replace(SLED, squeezed=""))
    theirs = friend.exercises.add(SLED)
    text = export_text([friend.add(replace(default_preset(theirs), name="long"))])
    assert read_import(text.encode(), presets).conflicts == ("Sled push",)
    import_into(presets, text, OnConflict.SKIP)
    assert presets.all()[0].preset.exercise == mine
    import_into(presets, text, OnConflict.REPLACE)
    assert presets.exercises.all() == (replace(theirs, id=mine.id),)
    presets.exercises.save(mine)
    import_into(presets, text, OnConflict.KEEP_BOTH)
    assert [exercise.name for exercise in presets.exercises.all()] == ["Sled push", "Sled push 2"]
    assert [preset.exercise.name for preset in presets_in(presets)] == ["Sled push", "Sled push 2"]


def test_an_exercise_called_like_a_shipped_one_never_takes_its_place(presets: PresetStore) -> None:
    record = json.loads(export_text([], [replace(SLED, id="own-1", name="Hip thrust")]))
    record["presets"] = [{"exercise": "own-1", "name": "mine"}]
    import_into(presets, json.dumps(record), OnConflict.REPLACE)
    assert [exercise.name for exercise in presets.exercises.all()] == ["Hip thrust 2"]
    assert presets_in(presets)[0].exercise.name == "Hip thrust 2"


def test_an_import_that_does_not_fit_what_is_here_changes_nothing(
    presets: PresetStore, friend: PresetStore
) -> None:
    presets.exercises.add(replace(CLEAN, name="Sled push"))
    theirs = friend.exercises.add(SLED)
    text = export_text([friend.add(preset_of()), friend.add(replace(default_preset(theirs), name="long"))])
    with pytest.raises(InputError, match="“long” does not go with the “Sled push” that is here"):
        import_into(presets, text, OnConflict.SKIP)
    assert presets.all() == []
    import_into(presets, text, OnConflict.KEEP_BOTH)
    assert len(presets.all()) == 2


def test_an_import_that_fails_in_the_middle_changes_nothing(presets: PresetStore, database: Database) -> None:
    kept = presets.add(preset_of())
    many = [StoredPreset("", replace(preset_of(name=f"{i}"), notes="x" * 4000), 0.0) for i in range(200)]
    text = export_text(many, [replace(SLED, id="own-1")])
    database.connection.execute("PRAGMA max_page_count = 100")
    with pytest.raises(StoreError, match="the disk is full"):
        import_into(presets, text)
    assert presets.all() == [kept]
    assert presets.exercises.all() == ()
    database.connection.execute("PRAGMA max_page_count = 100000")
    assert len(import_into(presets, text).added) == 200


drawn_presets = st.builds(
    replace,
    st.just(preset_of()),
    tempo=tempos,
    reps=st.integers(REPS.least, REPS.most),
    rest_ms=st.integers(REST.least, REST.most),
    pre_cue_ms=st.integers(0, 1500),
    notes=st.text(st.characters(categories=["L", "N", "P", "S", "M"]), max_size=50),
)


@given(drawn_presets)
def test_whatever_is_written_is_read_back_to_the_millisecond(preset: Preset) -> None:
    text = export_text([StoredPreset("", preset, 0.0)])
    assert [incoming.preset for incoming in read_contents(text.encode(), load_library()).presets] == [preset]


def test_an_export_takes_the_place_of_the_old_file_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "presets.json"
    write_export(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_export(path, "new \ud800")
    assert (path.read_text(), len(list(tmp_path.iterdir()))) == ("old", 1)
    write_export(path, export_text([StoredPreset("", unusual_preset(), 0.0)]))
    assert "zwölf · 重い" in path.read_text("utf-8")
    assert len(read_contents(file_bytes(path), load_library()).presets) == 1


def test_an_export_that_cannot_be_written_tells_of_its_own_place(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"in the place of a folder: choose another folder$"):
        write_export(tmp_path / "file" / "presets.json", "text")
    with pytest.raises(StoreError, match="cannot be written: file name too long"):
        write_export(tmp_path / ("x" * 300), "text")


def test_an_export_that_cannot_be_written_is_told(tmp_path: Path, small_disk: Path) -> None:
    with pytest.raises(StoreError, match="it is a folder"):
        write_export(tmp_path, "text")
    with pytest.raises(StoreError, match="cannot be written: no such file or directory"):
        write_export(tmp_path / "missing" / "presets.json", "text")
    with pytest.raises(StoreError, match="the disk is full"):
        write_export(small_disk / "presets.json", "x" * 1_000_000)
    assert list(small_disk.iterdir()) == []
