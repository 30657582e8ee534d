"""The JSON format of preset files, and how presets are written in it.

Version 2 can contain sounds, and changed cues of exercises that ship; version 3 sets that vary, holds and
workouts. A file is written as the lowest version that has room for what is in it, so that older releases can
read it.

Times are numbers of seconds with at most three decimals; a tempo is text in the usual notation, X and *
included. An exercise is named by its id or its name. docs/preset-format.md describes it for people.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from liftronome.domain.counting import Count
from liftronome.domain.exercise import Exercise
from liftronome.domain.phase import Phase, Start
from liftronome.domain.preset import Preset, Sides
from liftronome.domain.scheme.stored import scheme_json
from liftronome.store.presets.presets import StoredPreset
from liftronome.store.transfer.written_schemes import written_line

FORMAT: Final = "liftronome-presets"
FIRST_VERSION: Final = 1
SOUNDS_VERSION: Final = 2
VERSION: Final = 3

MAX_FILE_BYTES: Final = 20_000_000
MAX_PRESETS: Final = 10_000
MAX_EXERCISES: Final = 200
MAX_SOUNDS: Final = 1000
MAX_WORKOUTS: Final = 1000

Seconds = int | float


class CueTexts(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Coaching cues by phase; a phase that is left out has none of its own."""

    eccentric: str | UnsetType = UNSET
    pause_stretched: str | UnsetType = UNSET
    concentric: str | UnsetType = UNSET
    pause_shortened: str | UnsetType = UNSET

    def by_phase(self) -> dict[Phase, str]:
        """The cues of the phases that have one."""
        found = {phase: getattr(self, phase.value) for phase in Phase}
        return {phase: cue for phase, cue in found.items() if cue is not UNSET}


class MovementWords(Struct, forbid_unknown_fields=True):
    """What the two movements are called, and the concentric as fast as intended."""

    eccentric: str
    concentric: str
    explosive: str


class ExerciseRecord(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A lifter's own exercise: of a tempo, or of a beat, or a hold."""

    name: str
    start: Start
    words: MovementWords
    id: str = ""
    tempo: str | None = None
    beat_s: Seconds | None = None
    squeezed: str = ""
    cues: CueTexts = CueTexts()
    hold: bool = False


class ChangedCues(Struct, forbid_unknown_fields=True):
    """The lifter's own words for the cues of an exercise that ships; "" for a cue that was taken away."""

    exercise: str
    cues: CueTexts


class ChosenSound(Struct, forbid_unknown_fields=True):
    """Which of the file's sounds a cue has, and what its original was called."""

    id: str
    name: str


class SoundRecord(Struct, forbid_unknown_fields=True):
    """A sound: a WAV file's content, in base64. `id` begins the SHA-256 of it, in 32 hexadecimal digits."""

    id: str
    wav: bytes


class PresetRecord(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A preset; what is left out is as the exercise has it to begin from. `line` has sets that vary, with
    their tempo or beat; `scheme` has them where no line would be read back as it was."""

    exercise: str
    name: str
    tempo: str | None = None
    beat_s: Seconds | None = None
    start: Start | None = None
    sets: int | None = None
    reps: int | None = None
    sides: Sides | None = None
    changeover_s: Seconds | None = None
    rest_s: Seconds | None = None
    ready_s: Seconds | None = None
    count_in_s: Seconds | None = None
    x_slot_s: Seconds | None = None
    own_pace_limit_s: Seconds | None = None
    pack: str | None = None
    seconds: bool | None = None
    pre_cue_s: Seconds | None = None
    count: Count | None = None
    speak_coaching: bool | None = None
    wait_for_key: bool | None = None
    cues: CueTexts = CueTexts()
    notes: str | None = None
    favourite: bool = False
    sounds: dict[str, ChosenSound] = {}
    line: str | None = None
    scheme: dict[str, Any] | None = None


class PresetName(Struct, forbid_unknown_fields=True):
    """A preset by its exercise and its name: one of the file, or of those that are there."""

    exercise: str
    name: str


class WorkoutEntryRecord(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """An exercise of a workout: a line, and the preset that it stands for, if any. Entries that follow each
    other with the same `group`, a letter, are a superset."""

    line: str
    preset: PresetName | None = None
    group: str = ""
    rest_s: Seconds | None = None
    rounds: int | None = None


class WorkoutRecord(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A workout: its exercises in order."""

    name: str
    entries: list[WorkoutEntryRecord]
    notes: str = ""
    favourite: bool = False


class FileRecord(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """The whole file."""

    format: Literal["liftronome-presets"]
    version: Literal[1, 2, 3]
    presets: Annotated[list[PresetRecord], Meta(max_length=MAX_PRESETS)]
    exercises: Annotated[list[ExerciseRecord], Meta(max_length=MAX_EXERCISES)] = []
    changed_cues: Annotated[list[ChangedCues], Meta(max_length=MAX_EXERCISES)] = []
    sounds_for_all: dict[str, ChosenSound] = {}
    sounds: Annotated[list[SoundRecord], Meta(max_length=MAX_SOUNDS)] = []
    workouts: Annotated[list[WorkoutRecord], Meta(max_length=MAX_WORKOUTS)] = []


def exercise_record(exercise: Exercise) -> ExerciseRecord:
    """An own exercise as it is written."""
    return ExerciseRecord(
        id=exercise.id,
        name=exercise.name,
        start=exercise.start,
        words=MovementWords(exercise.words.eccentric, exercise.words.concentric, exercise.words.explosive),
        tempo=None if exercise.tempo is None else str(exercise.tempo),
        beat_s=seconds_of(exercise.beat_ms) if exercise.is_ballistic else None,
        squeezed=exercise.squeezed,
        cues=cue_texts(exercise.cues),
        hold=exercise.is_hold,
    )


def needs_newest(record: FileRecord) -> bool:
    """True if older releases would not understand what is in a file."""
    varied = any(preset.line or preset.scheme for preset in record.presets)
    return varied or bool(record.workouts) or any(exercise.hold for exercise in record.exercises)


def preset_record(stored: StoredPreset) -> PresetRecord:
    """A preset as it is written: with everything but its own sounds, so that it is the same wherever it is
    read."""
    preset: Preset = stored.preset
    line = None if preset.scheme.is_plain else written_line(preset)
    return PresetRecord(
        exercise=preset.exercise.id,
        name=preset.name,
        tempo=None if preset.tempo is None or line else str(preset.tempo),
        beat_s=seconds_of(preset.beat_ms) if preset.exercise.is_ballistic and not line else None,
        start=preset.start,
        sets=len(preset.scheme.sets) if preset.scheme.is_plain else None,
        reps=preset.scheme.first_reps if preset.scheme.is_plain else None,
        line=line,
        scheme=None if preset.scheme.is_plain or line else scheme_json(preset.scheme),
        sides=preset.sides,
        changeover_s=seconds_of(preset.changeover_ms),
        rest_s=seconds_of(preset.rest_ms),
        ready_s=seconds_of(preset.ready_ms),
        count_in_s=seconds_of(preset.count_in_ms),
        x_slot_s=seconds_of(preset.x_slot_ms),
        own_pace_limit_s=seconds_of(preset.own_pace_limit_ms),
        pack=preset.pack,
        seconds=preset.seconds,
        pre_cue_s=seconds_of(preset.pre_cue_ms),
        count=preset.count,
        speak_coaching=preset.speak_coaching,
        wait_for_key=preset.wait_for_key,
        cues=cue_texts(preset.cues),
        notes=preset.notes,
        favourite=stored.favourite,
    )


def cue_texts(cues: Mapping[Phase, str]) -> CueTexts:
    """Coaching cues as they are written."""
    return CueTexts(**{phase.value: cue for phase, cue in cues.items()})


def seconds_of(ms: int) -> Seconds:
    """Milliseconds as they are written."""
    return ms / 1000 if ms % 1000 else ms // 1000
