"""Whatever a file holds, reading it gives presets, or one line with the place and what would be right."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import time
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from liftronome.domain.errors import InputError
from liftronome.store.base.errors import StoreError
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.presets import StoredPreset
from liftronome.store.transfer.exporting import export_text
from liftronome.store.transfer.file_format import MAX_FILE_BYTES
from liftronome.store.transfer.import_errors import ImportFileError
from liftronome.store.transfer.importing import file_bytes, read_contents

from tests.store.examples import preset_of, swing, unusual_preset, wav_of

HEAD: Final = '{"format": "liftronome-presets", "version": 1, '
PRESET: Final = {"exercise": "Hip thrust", "name": "heavy"}
SLED: Final = {
    "id": "own-1",
    "name": "Sled push",
    "start": "concentric",
    "tempo": "20X1",
    "words": {"eccentric": "walk back", "concentric": "push", "explosive": "drive"},
}
OTHER: Final = (
    "this is not a preset file, or it is damaged: choose a file exported by Liftronome; in a "
    "file written by hand, "
)
BELL: Final = wav_of(1000, frames=100)


def with_sounds(text: str) -> str:
    """A file in which the first preset has an own sound, and an exercise that ships other cues."""
    record, bell = json.loads(text), hashlib.sha256(BELL).hexdigest()[:32]
    record["presets"][0]["sounds"] = {"set_end": {"id": bell, "name": "bell.wav"}}
    record["sounds"] = [{"id": bell, "wav": base64.b64encode(BELL).decode()}]
    record["changed_cues"] = [{"exercise": "hip-thrust", "cues": {"eccentric": "slowly"}}]
    return json.dumps({**record, "version": 2}, indent=2, ensure_ascii=False)


GOOD: Final = with_sounds(
    export_text([StoredPreset("", preset, 0.0) for preset in (unusual_preset(), swing(), preset_of())])
)


def a_file(*presets: dict[str, Any], **changes: Any) -> bytes:
    content = {"format": "liftronome-presets", "version": 1, "presets": list(presets), **changes}
    return json.dumps(content).encode()


def complaint(data: bytes) -> str:
    with pytest.raises(ImportFileError) as caught:
        read_contents(data, load_library())
    return str(caught.value)


def test_what_is_left_out_is_as_the_exercise_begins() -> None:
    (incoming,) = read_contents(a_file(PRESET), load_library()).presets
    assert incoming.preset == preset_of()


def test_an_exercise_may_be_named_by_id_name_or_alias_and_may_be_the_files_own() -> None:
    presets = [{**PRESET, "exercise": name} for name in ("hip-thrust", "SQUAT", "sled PUSH")]
    contents = read_contents(a_file(*presets, exercises=[SLED]), load_library())
    assert [incoming.preset.exercise.name for incoming in contents.presets] == [
        "Hip thrust",
        "Back squat",
        "Sled push",
    ]


@pytest.mark.parametrize(
    ("change", "message", "place"),
    [
        ({"tempo": "4-2"}, 'tempo "4-2": two parts can be read two ways: write 4020', ".tempo"),
        ({"tempo": "slow"}, 'tempo "slow": “s” at place 1 is no part of a tempo', ".tempo"),
        ({"tempo": 3010}, "tempo is 3010, and must be a text or null", ".tempo"),
        ({"reps": 101}, "reps must be 1 to 100, not 101", ".reps"),
        ({"reps": "ten"}, 'reps is "ten", and must be a whole number from 1 to 100 or null', ".reps"),
        ({"reps": 2.5}, "reps is 2.5, and must be a whole number from 1 to 100 or null", ".reps"),
        ({"reps": [8]}, "reps is a list, […], and must be a whole number from 1 to 100 or null", ".reps"),
        ({"rest_s": "1 min"}, 'rest_s is "1 min", and must be a number from 0 to 900 or null', ".rest_s"),
        ({"rest_s": -1}, "rest must be 0 to 900 s, not -1", ".rest_s"),
        ({"rest_s": 1e300}, "rest_s is 1e+300 s, and that is far too long", ".rest_s"),
        ({"rest_s": 0.0001}, "rest_s is 0.0001, finer than a millisecond", ".rest_s"),
        ({"start": "bottom"}, 'start is "bottom", and must be eccentric or concentric', ".start"),
        ({"sides": "left"}, 'sides is "left", and must be both or left_then_right', ".sides"),
        ({"tmpo": "3010"}, "“tmpo” is not a known key: did you mean “tempo”?", ""),
        ({"colour": "red"}, "“colour” is not a known key: remove it", ""),
        ({"name": "a\x00b"}, "the name has a character that cannot be shown at place 2", ".name"),
        ({"name": "x" * 81}, "the name is 81 characters long: at most 80", ".name"),
        ({"notes": "x" * 4001}, "the notes is 4001 characters long", ".notes"),
        ({"cues": {"top": "up"}}, "“top” is not a known key: remove it", ".cues"),
        ({"cues": {"eccentric": "x" * 121}}, "a coaching cue is 121 characters long", ".cues"),
        ({"sounds": {"tick": {"id": 3}}}, "id must be a text", ".sounds[...].id"),
        ({"exercise": "Hip thrst"}, "no exercise is called “Hip thrst”: did you mean", ".exercise"),
        ({"exercise": "x" * 100_000}, "the exercise is 100000 characters long", ".exercise"),
        ({"line": "3x8 @ 3010 slowly"}, 'line "3x8 @ 3010 slowly": ', ".line"),
        ({"line": "3x8 rest 60"}, 'line "3x8 rest 60": a line says sets, tempo, loads and effort', ".line"),
        ({"line": "4x12,10,8"}, 'line "4x12,10,8": ', ".line"),
        ({"line": "3x8 @ 3010", "tempo": "4010"}, 'line "3x8 @ 3010": the line and the key', ".line"),
        ({"line": "3x8", "reps": 8}, "reps and line say the same: keep one of them", ".reps"),
        ({"line": "3x8", "scheme": {}}, "scheme and line say the same", ".scheme"),
        ({"scheme": {"version": 9}}, "the sets of a preset are of version 9, which a later", ".scheme"),
        ({"scheme": 3}, "scheme is 3, and must be an object, {…} or null", ".scheme"),
        ({"exercise": "Plank", "reps": 8}, "Plank is held: write seconds, as in “line”: “3x30s”", ".reps"),
        ({"exercise": "Plank", "line": "3x40s @ 3010"}, 'line "3x40s @ 3010": ', ".line"),
        ({"beat_s": 0}, "Back squat is paced by a tempo: leave the beat out", ".beat_s"),
        ({"beat_s": 1.5}, "Back squat is paced by a tempo: leave the beat out", ".beat_s"),
        ({"exercise": "Kettlebell swing", "tempo": "3010"}, "Kettlebell swing is paced one", ".tempo"),
        ({"exercise": "Kettlebell swing", "beat_s": 0}, "the beat must be 0.3 to 60 s", ".beat_s"),
    ],
)
def test_what_is_wrong_in_a_preset_is_told_with_its_name_and_place(
    change: dict[str, Any], message: str, place: str
) -> None:
    preset = {**PRESET, "exercise": "Back squat", **change}
    said = complaint(a_file(PRESET, preset))
    shown = str(preset["name"]).replace("\x00", "�")[:40]
    assert said.startswith(f"the second preset, “{shown}”: {message}")
    assert said.endswith(f" (presets[1]{place})")


def test_a_preset_without_a_name_is_told_by_its_number() -> None:
    assert complaint(a_file(PRESET, {**PRESET, "name": " "})).startswith(
        "the second preset: a preset needs a"
    )
    many = [{**PRESET, "name": str(number)} for number in range(11)]
    said = complaint(a_file(*many, {**PRESET, "reps": 0}))
    assert said == "preset 12, “heavy”: reps must be 1 to 100, not 0 (presets[11].reps)"


def test_a_name_may_have_a_line_break() -> None:
    assert len(read_contents(a_file({**PRESET, "name": "a\nb"}), load_library()).presets) == 1


@pytest.mark.parametrize(
    ("change", "message", "place"),
    [
        ({"id": "hip-thrust"}, "the id of an own exercise begins with “own-”", ".id"),
        ({"tempo": "4-2"}, 'tempo "4-2": two parts', ".tempo"),
        ({"tempo": None}, "Sled push: an exercise has a tempo, or a beat, or is a hold", ""),
        ({"beat_s": 1.5}, "Sled push: an exercise has a tempo, or a beat, or is a hold", ""),
        ({"words": {}}, "“eccentric” is missing: add it", ".words"),
        ({"squeezed": "x" * 41}, "what is squeezed is 41 characters long", ""),
    ],
)
def test_what_is_wrong_in_an_exercise_is_told_with_its_place(
    change: dict[str, Any], message: str, place: str
) -> None:
    said = complaint(a_file(exercises=[{**SLED, **change}]))
    assert said.startswith(f"the first exercise, “Sled push”: {message}")
    assert said.endswith(f" (exercises[0]{place})")


def test_an_exercise_without_a_name_is_told_by_its_number() -> None:
    said = complaint(a_file(exercises=[{**SLED, "name": ""}]))
    assert said.startswith("the first exercise: an exercise needs a name")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty: choose a file exported by Liftronome"),
        (GOOD.encode()[:-20], "the file ends in the middle"),
        (b"heavy", f"{OTHER}fix line 1, column 1: invalid character"),
        (f'{HEAD}\n "presets": [,]}}'.encode(), f"{OTHER}fix line 2, column 14:"),
        (b"[]", "this is not a preset file: choose a file exported by Liftronome"),
        (b"{}", "this is not a preset file of Liftronome: choose a file exported by Liftronome"),
        (b'{"format": "liftronome-presets"}', "there is no version 0: write 1 (version)"),
        (
            b'{"format": "liftronome-presets", "version": 4, "sets": []}',
            "version 4 is not known here, only up to 3: update Liftronome (version)",
        ),
        (
            b'{"format": "liftronome-presets", "version": "1"}',
            'version is "1", and must be 1, 2 or 3 (version)',
        ),
        (f"{HEAD[:-2]}}}".encode(), "“presets” is missing: add it"),
        ("﻿ä".encode("utf-16"), "this is not a preset file, as byte 1 is not UTF-8 text: choose a file"),
        (GOOD.encode() + b"x", f"{OTHER}fix line"),
        (
            a_file(PRESET, {**PRESET, "name": " HEAVY"}),
            "the second preset, “HEAVY”: presets[0] of the same exercise is called",
        ),
        (
            a_file(exercises=[SLED, {**SLED, "name": "Other"}]),
            "the second exercise, “Other”: another exercise before it",
        ),
        (
            a_file(exercises=[SLED, {**SLED, "id": ""}]),
            "the second exercise, “Sled push”: another exercise before it",
        ),
        (
            f'{HEAD}"presets": [{{"exercise": "dip", "name": "deep", "reps": 1, "reps": 2}}]}}'.encode(),
            "“reps” appears twice in “deep”: keep one of them",
        ),
        (f'{HEAD}"presets": [], "presets": []}}'.encode(), "“presets” appears twice: keep one of them"),
    ],
)
def test_what_is_wrong_with_a_file_as_a_whole_is_told(data: bytes, message: str) -> None:
    assert complaint(data).startswith(message)


def in_preset(text: str) -> bytes:
    return f'{HEAD}"presets": [{{"exercise": "dip", "name": "deep", {text}}}]}}'.encode()


def with_sound(content: bytes) -> bytes:
    record = {"id": hashlib.sha256(content).hexdigest()[:32], "wav": base64.b64encode(content).decode()}
    return a_file(version=2, sounds=[record])


MANY: Final = 600_000
DIGITS: Final = "1" * 3 * MANY
ENOUGH_CPU_S: Final = 3
"""Many times what any of the hostile files takes, and far less than one that takes time by its square."""


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"[" * MANY, id="nested lists"),
        pytest.param(b'{"a":' * MANY, id="nested objects"),
        pytest.param(HEAD.encode() + b'"presets": ' + b"[" * MANY, id="nested presets"),
        pytest.param(HEAD.encode() + b'"x": ' + b"[" * MANY + b"]" * (MANY - 9), id="nested unknown"),
        pytest.param(in_preset(f'"reps": {DIGITS}'), id="a long whole number"),
        pytest.param(in_preset(f'"rest_s": {DIGITS}'), id="a long number of seconds"),
        pytest.param(in_preset(f'"rest_s": 1.{DIGITS}'), id="a long fraction"),
        pytest.param(in_preset('"rest_s": 1e99999999'), id="a large exponent"),
        pytest.param(in_preset('"rest_s": NaN'), id="not a number"),
        pytest.param(in_preset('"rest_s": Infinity'), id="infinity"),
        pytest.param(in_preset(f'"notes": "{DIGITS}"'), id="long notes"),
        pytest.param(in_preset(f'"tempo": "{DIGITS}"'), id="a long tempo"),
        pytest.param(in_preset(f'"cues": {{"{DIGITS}": ""}}'), id="a long key"),
        pytest.param(in_preset('"notes": "\\ud800 and so on and on"'), id="half a character"),
        pytest.param(in_preset('"notes": "\xff"').replace(b"\xc3\xbf", b"\xff"), id="half a letter"),
        pytest.param(f'{HEAD}"presets": [{"[]," * MANY}[]]}}'.encode(), id="very many lists"),
        pytest.param(
            f'{HEAD}"presets": [{",".join(["{}"] * MANY)}]}}'.encode(), id="very many empty presets"
        ),
        pytest.param(
            (HEAD + '"presets": [' + ",".join(['{"exercise":"","name":""}'] * 76_000) + "]}").encode(),
            id="76,000 presets",
        ),
        pytest.param(with_sound(b"RIFFxxxxWAVE" + b"JUNK\0\0\0\0" * MANY), id="a sound in very many parts"),
        pytest.param(with_sound(b"RIFFxxxxWAVE" + bytes(10 * MANY)), id="a sound of nothing"),
        pytest.param(bytes(MAX_FILE_BYTES + 1), id="a file that is too long"),
        pytest.param(f'{HEAD}"presets": []}}'.encode() + b" " * MAX_FILE_BYTES, id="blanks without end"),
    ],
)
def test_a_hostile_file_is_refused_soon_with_a_short_message(data: bytes) -> None:
    began = time.process_time()
    assert len(complaint(data)) <= 300
    assert time.process_time() - began < ENOUGH_CPU_S


def test_no_mutation_of_a_good_file_gets_through_as_a_traceback() -> None:
    """3,000 files, each the good one with up to four small damages."""
    chance = random.Random(20260301)
    good, refused = GOOD.encode(), 0
    assert len(read_contents(good, load_library()).presets) == 3
    for _ in range(3000):
        bad = bytearray(good)
        for _ in range(chance.randint(1, 4)):
            damage(bad, chance)
        try:
            read_contents(bytes(bad), load_library())
        except ImportFileError as error:
            refused += 1
            assert str(error).isprintable()  # noqa: PT017
    assert refused > 1000


PIECES: Final = (
    b"null",
    b"-1",
    b"1e9",
    b"{}",
    b"[]",
    b'""',
    b"true",
    b'"\\u0000"',
    b"\xff",
    b"\x00",
    b",",
    b'"',
    b"}",
)


def damage(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    match chance.randrange(5):
        case 0:
            del data[at : at + chance.randint(1, 30)]
        case 1:
            data[at:at] = chance.choice(PIECES)
        case 2:
            data[at] = chance.randrange(256)
        case 3:
            data[at:at] = data[at : at + chance.randint(1, 200)]
        case _:
            value = data.find(b": ", at) + 2
            end = data.find(b",", value)
            data[value:end] = chance.choice(PIECES)


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
keys = st.sampled_from([*json.loads(GOOD)["presets"][0], "cues", "other"])


@settings(max_examples=300)
@given(st.dictionaries(keys, values, max_size=4))
def test_any_value_in_any_place_is_read_or_refused(changes: dict[str, Any]) -> None:
    data = json.dumps({**json.loads(GOOD), "presets": [{**PRESET, **changes}]}).encode()
    try:
        read_contents(data, load_library())
    except InputError as error:
        assert isinstance(error, ImportFileError)  # noqa: PT017


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(ImportFileError):
        read_contents(data, load_library())


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read: no such file"):
        file_bytes(tmp_path / "missing.json")
    with pytest.raises(InputError, match="is not a file"):
        file_bytes(tmp_path)
    with (tmp_path / "long").open("wb") as file:
        file.truncate(MAX_FILE_BYTES * 50)
    assert complaint(file_bytes(tmp_path / "long")).startswith(
        "this is not a preset file, as it is longer than 20 MB"
    )
