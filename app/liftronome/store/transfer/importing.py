"""Reading a preset file: the result is its presets, or one line that says what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import msgspec

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise, Library, Words, folded
from liftronome.domain.notation import parse_tempo
from liftronome.domain.own_sound import KeptSound
from liftronome.domain.phase import Phase, Start
from liftronome.domain.preset import MAX_CUE, MAX_NAME, Preset, default_preset, preset_name
from liftronome.domain.scheme.stored import scheme_from_json
from liftronome.domain.tempo import Tempo
from liftronome.domain.writing import check_text, folded_name
from liftronome.store.base.errors import StoreError
from liftronome.store.presets.own_exercises import OWN_PREFIX, checked_exercise, is_own, new_exercise_id
from liftronome.store.transfer.exported_sounds import read_chosen, read_sounds
from liftronome.store.transfer.file_format import (
    FIRST_VERSION,
    FORMAT,
    MAX_FILE_BYTES,
    VERSION,
    ExerciseRecord,
    FileRecord,
    PresetRecord,
    Seconds,
)
from liftronome.store.transfer.import_errors import (
    CHOOSE,
    ImportFileError,
    at,
    key_of,
    malformed,
    misfit,
    named,
)
from liftronome.store.transfer.workout_files import IncomingWorkout, read_workouts
from liftronome.store.transfer.written_schemes import read_written_line

MAX_SECONDS: Final = 100_000
"""The limit for any time in a file; each kind of time has its own, smaller one."""

_TIMES: Final = ("changeover", "rest", "ready", "count_in", "x_slot", "own_pace_limit", "pre_cue")
_AS_THEY_ARE: Final = (
    "start",
    "sets",
    "reps",
    "sides",
    "pack",
    "seconds",
    "count",
    "speak_coaching",
    "wait_for_key",
    "notes",
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A preset out of a file, with the own sounds that it has there, by the names of the cues' sounds."""

    preset: Preset
    favourite: bool
    sounds: Mapping[str, KeptSound] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds, checked. The presets' exercises are among `exercises` or in the library.

    `changed_cues` are those of exercises that ship, by the exercises' ids; `sounds` the content of all
    sounds, by the files that they are kept in.
    """

    exercises: tuple[Exercise, ...]
    presets: tuple[Incoming, ...]
    changed_cues: Mapping[str, Mapping[Phase, str]]
    sounds_for_all: Mapping[str, KeptSound]
    sounds: Mapping[str, bytes]
    workouts: tuple[IncomingWorkout, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True if there is nothing to bring in."""
        things = (self.presets, self.exercises, self.changed_cues, self.sounds_for_all, self.workouts)
        return not any(things)

    @property
    def kept_sounds(self) -> set[KeptSound]:
        """The sounds that a cue has in the file."""
        groups = (self.sounds_for_all, *(incoming.sounds for incoming in self.presets))
        return {kept for chosen in groups for kept in chosen.values()}


class _Header(msgspec.Struct):
    format: str = ""
    version: int = 0


def file_bytes(path: Path) -> bytes:
    """The content of a file; of a file that is too long only as much as `read_contents` needs to refuse it.

    Raises StoreError if it cannot be read, ImportFileError if it is not a file.
    """
    try:
        if path.exists() and not path.is_file():
            raise ImportFileError(f"{path} is not a file: give the name of an exported file")
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError(f"{path} cannot be read: {reason.lower()}") from error
    return data


def read_contents(data: bytes, library: Library) -> Contents:
    """The exercises and presets in a file's bytes.

    `library` has the exercises that are known here. Raises ImportFileError at the first thing that is
    wrong, whatever the bytes are.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return _contents(data, library)
    except ImportFileError as error:
        raise named(error, data) from error


def _contents(data: bytes, library: Library) -> Contents:
    record = _decoded(data)
    exercises = _exercises(record)
    known = _Known(exercises, library)
    sounds = read_sounds(record.sounds)
    presets = tuple(
        _incoming(preset, f"presets[{number}]", known, sounds) for number, preset in enumerate(record.presets)
    )
    _refuse_twins(presets)
    for_all = read_chosen(record.sounds_for_all, "sounds_for_all", sounds)
    cues = _changed_cues(record, library)
    workouts = read_workouts(record.workouts, known.ids(record))
    return Contents(tuple(exercises.values()), presets, cues, for_all, sounds, workouts)


def _decoded(data: bytes) -> FileRecord:
    if len(data) > MAX_FILE_BYTES:
        raise ImportFileError(
            f"this is not a preset file, as it is longer than {MAX_FILE_BYTES // 1_000_000} MB: {CHOOSE}"
        )
    try:
        text = data.decode()
        _check_header(data)
        record = msgspec.json.decode(data, type=FileRecord)
        _refuse_doubled_keys(text)
    except UnicodeDecodeError as error:
        raise ImportFileError(
            f"this is not a preset file, as byte {error.start + 1} is not UTF-8 text: {CHOOSE}"
        ) from error
    except msgspec.ValidationError as error:
        raise misfit(str(error), data) from error
    except msgspec.DecodeError as error:
        raise malformed(str(error), data) from error
    except RecursionError as error:
        raise ImportFileError(f"this is not a preset file, as it is nested too deeply: {CHOOSE}") from error
    return record


def _check_header(data: bytes) -> None:
    """Raises ImportFileError for a file of another kind, or of a newer release."""
    header = msgspec.json.decode(data, type=_Header)
    if header.format != FORMAT:
        by_hand = f'a file written by hand needs "{FORMAT}" here'
        raise ImportFileError(f"this is not a preset file of Liftronome: {CHOOSE}; {by_hand}", "format")
    if header.version > VERSION:
        raise ImportFileError(
            f"version {header.version} is not known here, only up to {VERSION}: update Liftronome", "version"
        )
    if header.version < FIRST_VERSION:
        raise ImportFileError(f"there is no version {header.version}: write {FIRST_VERSION}", "version")


def _refuse_doubled_keys(text: str) -> None:
    def check(pairs: list[tuple[str, Any]]) -> None:
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                called = next((value for name, value in pairs if name == "name"), None)
                where = f" in “{called}”" if isinstance(called, str) else ""
                raise ImportFileError(f"“{key}” appears twice{where}: keep one of them")
            seen.add(key)

    json.loads(text, object_pairs_hook=check, parse_int=len, parse_float=len)


def _exercises(record: FileRecord) -> dict[str, Exercise]:
    """The file's own exercises by the id that they have in it, or by their name if they have none."""
    found: dict[str, Exercise] = {}
    names: set[str] = set()
    for number, written in enumerate(record.exercises):
        place = f"exercises[{number}]"
        exercise = _exercise(written, place)
        if written.id in found or folded(exercise.name) in names:
            raise ImportFileError("another exercise before it has the same id or name", place)
        found[written.id or exercise.id] = exercise
        names.add(folded(exercise.name))
    return found


def _exercise(record: ExerciseRecord, place: str) -> Exercise:
    with at(f"{place}.id"):
        check_text("the id", record.id, MAX_NAME)
        is_usable = record.id.startswith(OWN_PREFIX) and len(record.id) > len(OWN_PREFIX)
        if record.id and not is_usable:
            raise InputError(f"the id of an own exercise begins with “{OWN_PREFIX}”, or is left out")
    tempo = _tempo(record.tempo, place)
    beat_ms = 0 if record.beat_s is None else _ms(record.beat_s, f"{place}.beat_s")
    words = Words(record.words.eccentric, record.words.concentric, record.words.explosive)
    with at(place):
        exercise = Exercise(
            record.id or new_exercise_id(),
            record.name,
            record.start,
            tempo,
            words,
            record.squeezed,
            record.cues.by_phase(),
            beat_ms=beat_ms,
            is_hold=record.hold,
        )
        return checked_exercise(exercise)


class _Known:
    """The exercises that a preset in the file may name."""

    def __init__(self, in_file: dict[str, Exercise], library: Library) -> None:
        self._by_id = in_file
        self._by_name = {folded(exercise.name): exercise for exercise in in_file.values()}
        self._library = library
        self._found: dict[str, Exercise] = {}
        self._lines: dict[tuple[object, ...], Preset] = {}

    def find(self, name: str) -> Exercise:
        """Raises InputError with the nearest names."""
        if name not in self._found:
            check_text("the exercise", name, MAX_NAME)
            in_file = self._by_id.get(name) or self._by_name.get(folded(name))
            self._found[name] = in_file or self._library.find(name)
        return self._found[name]

    def ids(self, record: FileRecord) -> Mapping[str, str]:
        """The ids of the exercises that the file's workouts name, by how they write them; those that are not
        known are left out."""
        found: dict[str, str] = {}
        for workout in record.workouts:
            for entry in workout.entries:
                if entry.preset is not None:
                    with suppress(InputError):
                        found[entry.preset.exercise] = self.find(entry.preset.exercise).id
        return found

    def read_line(
        self, line: str, exercise: Exercise, start: Start, tempo: Tempo | None, beat_ms: int
    ) -> Preset:
        """As `read_written_line`; thousands of presets may share a few lines."""
        key = (line, exercise.id, start, tempo, beat_ms)
        if key not in self._lines:
            self._lines[key] = read_written_line(line, exercise, start, tempo, beat_ms)
        return self._lines[key]


def _changed_cues(record: FileRecord, library: Library) -> dict[str, Mapping[Phase, str]]:
    """The cues that were changed of exercises that ship, by the exercises' ids. Raises ImportFileError."""
    found: dict[str, Mapping[Phase, str]] = {}
    for number, written in enumerate(record.changed_cues):
        place = f"changed_cues[{number}]"
        with at(f"{place}.exercise"):
            check_text("the exercise", written.exercise, MAX_NAME)
            exercise = library.find(written.exercise)
            if is_own(exercise):
                raise InputError(f"{exercise.name} does not ship: write its cues under exercises")
            if exercise.id in found:
                raise InputError(f"{exercise.name} appears twice: keep one of them")
        cues = {phase: " ".join(cue.split()) for phase, cue in written.cues.by_phase().items()}
        for cue in cues.values():
            with at(f"{place}.cues"):
                check_text("a coaching cue", cue, MAX_CUE)
        found[exercise.id] = cues
    return found


def _incoming(record: PresetRecord, place: str, known: _Known, sounds: Mapping[str, bytes]) -> Incoming:
    with at(f"{place}.exercise"):
        exercise = known.find(record.exercise)
    with at(f"{place}.name"):
        name = preset_name(record.name)
    changes: dict[str, Any] = {"name": name, "cues": record.cues.by_phase()}
    if record.tempo is not None:
        changes["tempo"] = _tempo(record.tempo, place)
    if record.beat_s is not None:
        changes["beat_ms"] = _ms(record.beat_s, f"{place}.beat_s")
    for key in _TIMES:
        if (value := getattr(record, f"{key}_s")) is not None:
            changes[f"{key}_ms"] = _ms(value, f"{place}.{key}_s")
    for key in _AS_THEY_ARE:
        if (value := getattr(record, key)) is not None:
            changes[key] = value
    changes |= _varied(record, exercise, changes, place, known)
    own = read_chosen(record.sounds, f"{place}.sounds", sounds)
    return Incoming(_preset(exercise, changes, place), record.favourite, own)


def _varied(
    record: PresetRecord, exercise: Exercise, changes: Mapping[str, Any], place: str, known: _Known
) -> dict[str, Any]:
    """What a preset's line or scheme says: its sets, and in a line its tempo or beat, too."""
    key = "scheme" if record.line is None else "line"
    if record.line is None and record.scheme is None:
        if exercise.is_hold and record.reps is not None:
            raise ImportFileError(
                f"{exercise.name} is held: write seconds, as in “line”: “3x30s”", f"{place}.reps"
            )
        return {}
    for other in ("sets", "reps", *(["scheme"] if key == "line" else [])):
        if getattr(record, other) is not None:
            raise ImportFileError(f"{other} and {key} say the same: keep one of them", f"{place}.{other}")
    with at(f"{place}.{key}", record.line):
        if record.line is None:
            return {"scheme": scheme_from_json(record.scheme)}
        read = known.read_line(
            record.line,
            exercise,
            record.start or exercise.start,
            changes.get("tempo"),
            changes.get("beat_ms", 0),
        )
        pace = {"beat_ms": read.beat_ms} if exercise.is_ballistic else {"tempo": read.tempo}
        return {"scheme": read.scheme, **pace}


def _preset(exercise: Exercise, changes: dict[str, Any], place: str) -> Preset:
    begin = default_preset(exercise)
    if "beat_ms" in changes and not exercise.is_ballistic:
        raise ImportFileError(f"{exercise.name} is paced by a tempo: leave the beat out", f"{place}.beat_s")
    try:
        return replace(begin, **changes)
    except InputError:
        for field, value in changes.items():  # which one was it?
            key = f"{field.removesuffix('_ms')}_s" if field.endswith("_ms") else field
            with at(f"{place}.{key}"):
                replace(begin, **{field: value})
        raise


def _tempo(text: str | None, place: str) -> Tempo | None:
    if text is None:
        return None
    with at(f"{place}.tempo", text):
        return parse_tempo(text)


def _ms(seconds: Seconds, place: str) -> int:
    if not -MAX_SECONDS <= seconds <= MAX_SECONDS:
        raise ImportFileError(f"{key_of(place)} is {seconds:g} s, and that is far too long", place)
    exact_ms = seconds * 1000
    if abs(exact_ms - round(exact_ms)) > 1e-6:
        raise ImportFileError(
            f"{key_of(place)} is {seconds}, finer than a millisecond: use at most three decimals", place
        )
    return round(exact_ms)


def _refuse_twins(presets: tuple[Incoming, ...]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for number, incoming in enumerate(presets):
        key = (incoming.preset.exercise.id, folded_name(incoming.preset.name))
        if key in seen:
            raise ImportFileError(
                f"presets[{seen[key]}] of the same exercise is called “{incoming.preset.name}” too: give one "
                "of them another name",
                f"presets[{number}].name",
            )
        seen[key] = number
