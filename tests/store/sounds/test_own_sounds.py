"""The lifter's own sounds, kept with the data."""

from __future__ import annotations

from pathlib import Path

import pytest
from liftronome.domain.timeline import Sound
from liftronome.store.base.database import Database
from liftronome.store.base.errors import StoreError
from liftronome.store.base.settings import Plain, Settings
from liftronome.store.opening.in_memory import in_memory_database
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.presets import PresetStore
from liftronome.store.sounds.own_sounds import OwnSounds

from tests.store.examples import preset_of

BELL, GONG = b"RIFF bell", b"RIFF gong"


@pytest.fixture
def sounds(database: Database) -> OwnSounds:
    return OwnSounds(database)


def heard(sounds: OwnSounds, preset_id: str = "") -> dict[str, bytes]:
    return {sound: own.path.read_bytes() for sound, own in sounds.of(preset_id).items()}


def test_a_sound_is_kept_with_the_name_of_its_original(sounds: OwnSounds, folder: Path) -> None:
    sounds.choose(Sound.SET_END, sounds.put(BELL, "my bell.flac"))
    (own,) = sounds.of().values()
    assert (own.name, own.for_all, own.path.read_bytes()) == ("my bell.flac", True, BELL)
    assert own.path.parent == folder / "sounds"


def test_it_is_there_again_when_the_program_is(sounds: OwnSounds, folder: Path) -> None:
    sounds.choose(Sound.SET_END, sounds.put(BELL, "bell.wav"))
    reopened = open_database(folder).database
    assert heard(OwnSounds(reopened)) == {Sound.SET_END: BELL}
    reopened.close()


def test_a_presets_own_sound_comes_before_the_one_for_all(sounds: OwnSounds, presets: PresetStore) -> None:
    heavy, light = (presets.add(preset_of(name=name)) for name in ("heavy", "light"))
    sounds.choose(Sound.SET_END, sounds.put(BELL, "bell.wav"))
    sounds.choose(Sound.TICK, sounds.put(BELL, "bell.wav"))
    sounds.choose(Sound.SET_END, sounds.put(GONG, "gong.wav"), heavy.id)
    assert heard(sounds, heavy.id) == {Sound.SET_END: GONG, Sound.TICK: BELL}
    assert heard(sounds, light.id) == heard(sounds) == {Sound.SET_END: BELL, Sound.TICK: BELL}
    assert [own.for_all for own in sounds.of(heavy.id).values()] == [False, True]


def test_a_preset_is_performed_with_its_sounds_also_when_it_is_renamed_or_edited(
    sounds: OwnSounds, presets: PresetStore
) -> None:
    heavy = presets.add(preset_of(name="heavy"))
    sounds.choose(Sound.SET_END, sounds.put(GONG, "gong.wav"), heavy.id)
    renamed = presets.rename(heavy.id, "Very heavy").preset
    assert [path.read_bytes() for path in sounds.paths(renamed).values()] == [GONG]
    assert sounds.paths(preset_of(name="light")) == {}
    assert sounds.paths(preset_of(name="")) == {}


def test_a_sound_that_is_removed_gives_way_to_the_one_beneath(
    sounds: OwnSounds, presets: PresetStore
) -> None:
    heavy = presets.add(preset_of()).id
    sounds.choose(Sound.SET_END, sounds.put(BELL, "bell.wav"))
    sounds.choose(Sound.SET_END, sounds.put(GONG, "gong.wav"), heavy)
    sounds.choose(Sound.SET_END, None, heavy)
    assert heard(sounds, heavy) == {Sound.SET_END: BELL}
    sounds.choose(Sound.SET_END, None)
    sounds.choose(Sound.TICK, None)
    assert heard(sounds, heavy) == {}


def test_one_sound_for_many_cues_is_one_file(sounds: OwnSounds) -> None:
    for sound in Sound:
        sounds.choose(sound, sounds.put(BELL, "bell.wav"))
    assert len(list(sounds.folder.iterdir())) == 1


@pytest.mark.parametrize("value", [{"tick": 1}, {"tick": {"file": 1, "name": "x"}}, {"tick": {}}, "x", []])
def test_what_makes_no_sense_is_passed_over(sounds: OwnSounds, database: Database, value: object) -> None:
    Settings(database).set("own_sounds.", value)  # type: ignore[arg-type]
    assert sounds.of() == {}
    sounds.choose(Sound.SET_END, sounds.put(BELL, "bell.wav"))
    assert heard(sounds) == {Sound.SET_END: BELL}


def test_a_cue_that_is_not_known_is_kept_for_the_release_that_knows_it(
    sounds: OwnSounds, database: Database
) -> None:
    unknown: Plain = {"file": "x.wav", "name": "x"}
    Settings(database).set("own_sounds.", {"whistle": unknown})
    sounds.choose(Sound.SET_END, sounds.put(BELL, "bell.wav"))
    assert sounds.of().keys() == {Sound.SET_END}
    assert Settings(database).get("own_sounds.", {})["whistle"] == unknown


@pytest.mark.parametrize("name", ["a\nb.wav", "\udcff.wav", "x" * 300, "‮gnp.wav"])
def test_a_files_name_is_kept_so_that_it_can_be_shown_and_exported(sounds: OwnSounds, name: str) -> None:
    kept = sounds.put(BELL, name)
    assert kept.name.isprintable()
    assert len(kept.name.encode()) <= 1000
    sounds.choose(Sound.TICK, kept)
    assert sounds.chosen() == {Sound.TICK: kept}


def test_an_in_memory_database_keeps_no_sounds(sounds: OwnSounds) -> None:
    in_memory = in_memory_database()
    assert sounds.can_keep
    assert not OwnSounds(in_memory).can_keep
    in_memory.close()


def test_no_name_leads_out_of_the_folder(sounds: OwnSounds, database: Database) -> None:
    Settings(database).set("own_sounds.", {"tick": {"file": "../../secret.wav", "name": "x"}})
    assert sounds.of()["tick"].path == sounds.folder / "secret.wav"


def test_a_folder_that_cannot_be_written_is_told_and_changes_nothing(sounds: OwnSounds) -> None:
    sounds.folder.write_text("in the way")
    with pytest.raises(StoreError, match="cannot be written"):
        sounds.choose(Sound.SET_END, sounds.put(BELL, "bell.wav"))
    assert sounds.of() == {}


def test_a_full_disk_leaves_nothing_half_written(small_disk: Path) -> None:
    database = open_database(small_disk).database
    sounds = OwnSounds(database)
    with pytest.raises(StoreError, match="the disk is full"):
        sounds.choose(Sound.SET_END, sounds.put(bytes(600_000), "long.wav"))
    assert list(sounds.folder.iterdir()) == []
    database.close()
