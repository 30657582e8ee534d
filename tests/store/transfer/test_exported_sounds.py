"""Own sounds and changed cues go along with presets; what arrives is checked, and asked about if need be."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest
from liftronome.domain.phase import Phase
from liftronome.domain.preset import Preset
from liftronome.domain.timeline import SAMPLE_RATE, Sound
from liftronome.store.opening.in_memory import in_memory_database
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore
from liftronome.store.sounds.own_sounds import OwnSounds
from liftronome.store.transfer.exporting import export_all, export_one, export_text
from liftronome.store.transfer.file_format import (
    MAX_FILE_BYTES,
    ChangedCues,
    ChosenSound,
    ExerciseRecord,
    FileRecord,
    PresetRecord,
    SoundRecord,
)
from liftronome.store.transfer.import_errors import ImportFileError
from liftronome.store.transfer.import_plan import ImportResult, OnConflict, apply_import, read_import
from liftronome.store.transfer.importing import read_contents

from tests.store.examples import preset_of, wav_of

BELL, GONG, TICK = wav_of(1000), wav_of(2000), wav_of(3000)


@pytest.fixture
def friend(tmp_path: Path) -> Iterator[PresetStore]:
    """Another lifter's presets."""
    database = open_database(tmp_path / "friend").database
    yield PresetStore(database, OwnExercises(database, load_library()))
    database.close()


def give(store: PresetStore, sound: Sound, wav: bytes, name: str, preset_id: str = "") -> None:
    sounds = OwnSounds(store.database)
    sounds.choose(sound, sounds.put(wav, name), preset_id)


def heard(store: PresetStore, preset_id: str = "") -> dict[str, tuple[str, bytes]]:
    sounds = OwnSounds(store.database)
    found = sounds.chosen(preset_id).items()
    return {sound: (kept.name, (sounds.folder / kept.file).read_bytes()) for sound, kept in found}


def import_into(store: PresetStore, text: str, on_conflict: OnConflict = OnConflict.SKIP) -> ImportResult:
    return apply_import(read_import(text.encode(), store), store, on_conflict)


def conflicts(store: PresetStore, text: str) -> tuple[str, ...]:
    return read_import(text.encode(), store).conflicts


def version(text: str) -> int:
    return int(json.loads(text)["version"])


def test_everything_takes_all_own_sounds_along(presets: PresetStore, friend: PresetStore) -> None:
    heavy, light = (friend.add(preset_of(name=name)) for name in ("heavy", "light"))
    give(friend, Sound.TICK, TICK, "tick.wav")
    give(friend, Sound.SET_END, BELL, "my bell.flac", heavy.id)
    give(friend, Sound.READY, BELL, "my bell.flac", heavy.id)
    export = export_all(friend)
    assert (export.preset_count, export.sound_count, export.stays_behind) == (2, 2, "")
    assert version(export.text) == 2
    result = import_into(presets, export.text)
    here = {stored.preset.name: stored.id for stored in presets.all()}
    assert heard(presets, here["heavy"]) == heard(friend, heavy.id)
    assert heard(presets, here["light"]) == heard(friend, light.id) == {}
    assert heard(presets) == {Sound.TICK: ("tick.wav", TICK)}
    assert {key: before for key, (before, _) in result.sounds.items()} == {
        (here["heavy"], "set_end"): None,
        (here["heavy"], "ready"): None,
        ("", "tick"): None,
    }


def test_one_preset_takes_its_own_sounds_along_and_says_what_stays(
    presets: PresetStore, friend: PresetStore
) -> None:
    heavy, light = (friend.add(preset_of(name=name)) for name in ("heavy", "light"))
    give(friend, Sound.SET_END, BELL, "bell.wav", heavy.id)
    give(friend, Sound.SET_END, GONG, "gong.wav", light.id)
    assert export_one(friend, heavy).stays_behind == ""
    give(friend, Sound.TICK, TICK, "tick.wav")
    export = export_one(friend, heavy)
    assert export.sound_count == 1
    assert export.stays_behind == (
        "your sounds for all presets are not in it: an export of everything has them"
    )
    import_into(presets, export.text)
    assert heard(presets, presets.all()[0].id) == {Sound.SET_END: ("bell.wav", BELL)}
    assert heard(presets) == {}


def test_without_sounds_and_changed_cues_older_releases_can_read_it(friend: PresetStore) -> None:
    stored = friend.add(preset_of())
    assert version(export_all(friend).text) == version(export_one(friend, stored).text) == 1
    assert export_all(friend).text == export_text([stored])


def test_a_sound_that_is_gone_or_damaged_stays_and_is_named(friend: PresetStore) -> None:
    stored = friend.add(preset_of())
    give(friend, Sound.SET_END, BELL, "bell.wav", stored.id)
    give(friend, Sound.READY, GONG, "gong.wav", stored.id)
    give(friend, Sound.TICK, TICK, "tick.wav", stored.id)
    sounds = OwnSounds(friend.database)
    chosen = sounds.chosen(stored.id)
    (sounds.folder / chosen[Sound.SET_END].file).unlink()
    (sounds.folder / chosen[Sound.READY].file).write_bytes(wav_of(5))
    export = export_one(friend, stored)
    assert export.stays_behind == "2 sounds not in it (gone or damaged): “bell.wav”, “gong.wav”"
    assert [*read_contents(export.text.encode(), load_library()).presets[0].sounds] == ["tick"]


def test_more_sounds_than_a_file_holds_stay_and_are_counted(
    friend: PresetStore, presets: PresetStore
) -> None:
    stored = [friend.add(preset_of(name=f"{number}")) for number in range(40)]
    for number, each in enumerate(stored):
        give(friend, Sound.SET_END, wav_of(number + 1, 5 * SAMPLE_RATE), f"{number}.wav", each.id)
    export = export_all(friend)
    assert len(export.text.encode()) <= MAX_FILE_BYTES
    assert export.sound_count == 31
    assert export.stays_behind == (
        "9 sounds not in it (a file holds 20 MB: export presets one by one): “31.wav”, “32.wav”, “33.wav” …"
    )
    assert len(import_into(presets, export.text).added) == 40


HEAVY: Final[Preset] = preset_of()


@pytest.mark.parametrize(
    ("on_conflict", "names", "sounds"),
    [
        (OnConflict.SKIP, ["heavy"], [GONG]),
        (OnConflict.REPLACE, ["heavy"], [BELL]),
        (OnConflict.KEEP_BOTH, ["heavy", "heavy 2"], [GONG, BELL]),
    ],
)
def test_a_preset_with_another_sound_is_another_preset(
    presets: PresetStore,
    friend: PresetStore,
    on_conflict: OnConflict,
    names: list[str],
    sounds: list[bytes],
) -> None:
    mine, theirs = presets.add(HEAVY), friend.add(HEAVY)
    give(presets, Sound.SET_END, GONG, "gong.wav", mine.id)
    give(presets, Sound.TICK, TICK, "tick.wav", mine.id)
    give(friend, Sound.SET_END, BELL, "bell.wav", theirs.id)
    text = export_all(friend).text
    assert conflicts(presets, text) == ("Hip thrust – heavy",)
    import_into(presets, text, on_conflict)
    assert [stored.preset.name for stored in presets.all()] == names
    assert [heard(presets, stored.id)["set_end"][1] for stored in presets.all()] == sounds
    assert heard(presets, mine.id)["tick"] == ("tick.wav", TICK)


def test_a_preset_that_has_the_sounds_already_is_left_as_it_is(presets: PresetStore) -> None:
    stored = presets.add(HEAVY)
    give(presets, Sound.SET_END, BELL, "bell.wav", stored.id)
    give(presets, Sound.TICK, TICK, "tick.wav")
    text = export_all(presets).text
    give(presets, Sound.READY, GONG, "gong.wav", stored.id)
    assert conflicts(presets, text) == conflicts(presets, export_text([stored])) == ()
    for on_conflict in OnConflict:
        result = import_into(presets, text, on_conflict)
        assert (result.unchanged, result.sounds) == (1, {})


@pytest.mark.parametrize("on_conflict", OnConflict)
def test_a_sound_for_all_presets_is_only_replaced_where_that_is_asked_for(
    presets: PresetStore, friend: PresetStore, on_conflict: OnConflict
) -> None:
    give(presets, Sound.TICK, GONG, "gong.wav")
    give(friend, Sound.TICK, TICK, "tick.wav")
    give(friend, Sound.READY, BELL, "bell.wav")
    text = export_all(friend).text
    assert conflicts(presets, text) == ("the sound for all presets: tick",)
    import_into(presets, text, on_conflict)
    assert heard(presets)["tick"][1] == (TICK if on_conflict is OnConflict.REPLACE else GONG)
    assert heard(presets)["ready"][1] == BELL


def test_changed_cues_of_exercises_that_ship_go_along(presets: PresetStore, friend: PresetStore) -> None:
    thrust, squat = (load_library().find(name) for name in ("Hip thrust", "Back squat"))
    words = {Phase.ECCENTRIC: "slow and heavy", Phase.CONCENTRIC: ""}
    friend.exercises.change_cues(thrust, words)
    friend.exercises.change_cues(squat, {Phase.ECCENTRIC: "knees out"})
    stored = friend.add(HEAVY)
    one, everything = export_one(friend, stored).text, export_all(friend).text
    assert version(one) == version(everything) == 2
    result = import_into(presets, one)
    assert presets.exercises.changed_cues() == {thrust.id: words}
    assert [after.cues[Phase.ECCENTRIC] for _, after in result.replaced_exercises] == ["slow and heavy"]
    assert presets.all()[0].preset == friend.all()[0].preset
    import_into(presets, everything)
    assert presets.exercises.changed_cues() == friend.exercises.changed_cues()
    assert import_into(presets, everything, OnConflict.REPLACE).replaced_exercises == []


@pytest.mark.parametrize("on_conflict", OnConflict)
def test_cues_that_were_changed_here_are_only_replaced_where_that_is_asked_for(
    presets: PresetStore, friend: PresetStore, on_conflict: OnConflict
) -> None:
    thrust = load_library().find("Hip thrust")
    mine, theirs = {Phase.ECCENTRIC: "mine"}, {Phase.ECCENTRIC: "theirs"}
    presets.exercises.change_cues(thrust, mine)
    friend.exercises.change_cues(thrust, theirs)
    text = export_all(friend).text
    assert conflicts(presets, text) == ("Hip thrust (coaching cues)",)
    import_into(presets, text, on_conflict)
    wanted = theirs if on_conflict is OnConflict.REPLACE else mine
    assert presets.exercises.changed_cues() == {thrust.id: wanted}


def test_cues_as_they_ship_are_asked_about_where_they_take_the_place_of_the_lifters(
    presets: PresetStore,
) -> None:
    thrust = load_library().find("Hip thrust")
    presets.exercises.change_cues(thrust, {Phase.ECCENTRIC: "mine"})
    text = a_file(BELL, changed_cues=[{"exercise": "Hip thrust", "cues": {}}]).decode()
    assert conflicts(presets, text) == ("Hip thrust (coaching cues)",)
    import_into(presets, text, OnConflict.REPLACE)
    assert presets.exercises.changed_cues() == {}
    assert conflicts(presets, text) == ()


def test_where_nothing_is_kept_presets_come_without_their_sounds(
    friend: PresetStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    give(friend, Sound.TICK, TICK, "tick.wav")
    give(friend, Sound.SET_END, BELL, "bell.wav", friend.add(HEAVY).id)
    in_memory = in_memory_database()
    store = PresetStore(in_memory, OwnExercises(in_memory, load_library()))
    result = import_into(store, export_all(friend).text)
    assert (len(result.added), result.sounds) == (1, {})
    assert not (tmp_path / "sounds").exists()
    in_memory.close()


def digits(wav: bytes) -> str:
    return sha256(wav).hexdigest()[:32]


def a_file(wav: bytes, **changes: Any) -> bytes:
    """A file with a preset whose sound is `wav`, and what is changed in it."""
    record = {"id": digits(wav), "wav": base64.b64encode(wav).decode()}
    preset = {
        "exercise": "Hip thrust",
        "name": "heavy",
        "sounds": {"set_end": {"id": digits(wav), "name": "bell.wav"}},
    }
    head = {"format": "liftronome-presets", "version": 2}
    return json.dumps({**head, "presets": [preset], "sounds": [record], **changes}).encode()


def complaint(data: bytes) -> str:
    with pytest.raises(ImportFileError) as caught:
        read_contents(data, load_library())
    return str(caught.value)


def test_a_file_may_be_written_by_hand() -> None:
    contents = read_contents(a_file(BELL), load_library())
    assert contents.sounds == {f"{digits(BELL)}.wav": BELL}
    longest_and_loudest = wav_of(16_384, 5 * SAMPLE_RATE)
    assert read_contents(a_file(longest_and_loudest), load_library()).sounds


ONE: Final = {"id": digits(BELL), "name": "bell.wav"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            a_file(BELL, sounds=[{"id": digits(BELL), "wav": base64.b64encode(GONG).decode()}]),
            "sounds[0]: the sound does not match its id, it was damaged on the way: export it again",
        ),
        (a_file(BELL, sounds=[{"id": "", "wav": ""}]), "sounds[0]: the sound does not match its id"),
        (
            a_file(BELL, sounds=[{"id": "x", "wav": "no base64!"}]),
            "sounds[0].wav: the first sound: wav: invalid base64",
        ),
        (a_file(BELL, sounds=[{"id": "x"}]), "sounds[0]: the first sound: “wav” is missing: add it"),
        (a_file(BELL, sounds=[]), "presets[0].sounds: the sound of “set_end” is not in the file"),
        (a_file(BELL, sounds_for_all={"whistle": ONE}), "sounds_for_all: there is no cue “whistle”: write"),
        (a_file(BELL, sounds_for_all={"w" * 999: ONE}), "sounds_for_all: the cue is 999 characters long"),
        (a_file(BELL, sounds_for_all={"tick": {"id": "../x", "name": ""}}), "sounds_for_all: the sound of"),
        (
            a_file(BELL, sounds_for_all={"tick": {**ONE, "name": "a\nb"}}),
            "sounds_for_all: the name of a sound has a character that cannot be shown",
        ),
        (a_file(b"RIFF"), "sounds[0].wav: it is not a WAV file of 48 kHz, 16 bit, mono"),
        (a_file(wav_of(9, rate=44_100)), "sounds[0].wav: it is not a WAV file of 48 kHz, 16 bit, mono"),
        (a_file(wav_of(9, channels=2)), "sounds[0].wav: it is not a WAV file of 48 kHz, 16 bit, mono"),
        (a_file(wav_of(9, width=4)), "sounds[0].wav: it is not a WAV file of 48 kHz, 16 bit, mono"),
        (a_file(wav_of(9, frames=0)), "sounds[0].wav: it is not a WAV file of 48 kHz, 16 bit, mono"),
        (a_file(wav_of(9, 5 * SAMPLE_RATE + 2)), "sounds[0].wav: it is longer than 5 s"),
        (a_file(wav_of(9)[:-10]), "sounds[0].wav: it breaks off after 4795 of 4800 samples"),
        (a_file(wav_of(9)[:-9]), "sounds[0].wav: it is not a WAV file"),
        (a_file(wav_of(30_000)), "sounds[0].wav: it is too loud: own sounds reach half of full scale"),
        (
            a_file(BELL, changed_cues=[{"exercise": "Hip thrst", "cues": {}}]),
            "changed_cues[0].exercise: no exercise is called “Hip thrst”",
        ),
        (
            a_file(BELL, changed_cues=[{"exercise": "Hip thrust", "cues": {}}] * 2),
            "changed_cues[1].exercise: Hip thrust appears twice: keep one of them",
        ),
        (
            a_file(BELL, changed_cues=[{"exercise": "Hip thrust", "cues": {"eccentric": "x" * 121}}]),
            "changed_cues[0].cues: a coaching cue is 121 characters long",
        ),
    ],
)
def test_what_is_wrong_with_a_sound_or_a_cue_is_told_with_its_place(data: bytes, message: str) -> None:
    place, _, reason = message.partition(": ")
    assert reason in complaint(data)
    assert complaint(data).endswith(f" ({place})")


def test_the_description_names_all_that_may_stand_in_a_file() -> None:
    text = (Path(__file__).parents[3] / "docs" / "preset-format.md").read_text("utf-8")
    records = (FileRecord, PresetRecord, ExerciseRecord, ChangedCues, ChosenSound, SoundRecord)
    keys = {key for record in records for key in record.__struct_fields__} | {*Sound}
    assert {key for key in keys if f"`{key}`" not in text and f'"{key}"' not in text} == set()


def test_an_own_exercise_has_its_cues_in_itself(presets: PresetStore) -> None:
    own = presets.exercises.add(replace(HEAVY.exercise, id="own-1", name="Sled push", aliases=()))
    data = a_file(BELL, changed_cues=[{"exercise": own.name, "cues": {}}])
    with pytest.raises(ImportFileError, match="Sled push does not ship: write its cues under exercises"):
        read_contents(data, presets.exercises.library())
