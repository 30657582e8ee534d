"""The lifter's own exercises, and their own words for the cues of those that ship."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise, Library, Words, folded
from liftronome.domain.exercise_names import is_lowered_first
from liftronome.domain.limits import BEAT
from liftronome.domain.phase import Phase, Start
from liftronome.domain.preset import MAX_CUE, MAX_NAME
from liftronome.domain.tempo import EXPLOSIVE, Tempo, timed
from liftronome.domain.writing import check_text, written_name
from liftronome.store.base.columns import (
    CUE_COLUMNS,
    TEMPO_COLUMNS,
    Columns,
    cue_columns,
    cues_from,
    inserting,
    tempo_columns,
    tempo_from,
    updating,
)
from liftronome.store.base.database import Database, new_id
from liftronome.store.base.errors import StoreError

OWN_PREFIX: Final = "own-"
"""The ids of own exercises begin with it, and no shipped one's does."""

MAX_WORD: Final = 40

_COLUMNS: Final = (
    "id",
    "name",
    "start",
    "word_eccentric",
    "word_concentric",
    "word_explosive",
    "squeezed",
    "beat_ms",
    *TEMPO_COLUMNS,
    *CUE_COLUMNS,
)


def is_own(exercise: Exercise) -> bool:
    """True for an exercise that the lifter has made."""
    return exercise.id.startswith(OWN_PREFIX)


def new_exercise_id() -> str:
    """An id that no exercise has yet."""
    return f"{OWN_PREFIX}{new_id()}"


USUAL_TEMPO: Final = Tempo(timed(3000), timed(1000), EXPLOSIVE, timed(1000))


def named_exercise(name: str, start: Start | None = None) -> Exercise:
    """A new own exercise of which nothing but its name is known: how it starts is guessed from its words,
    unless it is said. Raises InputError if it is no name for an exercise."""
    if start is None:
        start = Start.ECCENTRIC if is_lowered_first(name) else Start.CONCENTRIC
    written = f"{name[:1].upper()}{name[1:]}"
    return checked_exercise(Exercise(new_exercise_id(), written, start, USUAL_TEMPO))


class OwnExercises:
    """Stores the lifter's own exercises and changes, and merges them with the exercises that ship.

    Every method raises StoreError if the file cannot be read or written.
    """

    def __init__(self, database: Database, shipped: Library) -> None:
        self.database = database
        self.shipped = shipped

    def library(self) -> Library:
        """The exercises that ship, with changed cues in place, and behind them the lifter's own by name."""
        changed = self.changed_cues()
        shipped = (
            replace(exercise, cues=_with_changes(exercise.cues, changed[exercise.id]))
            if exercise.id in changed
            else exercise
            for exercise in self.shipped.exercises
        )
        return Library((*shipped, *self.all()))

    def all(self) -> tuple[Exercise, ...]:
        """The lifter's own exercises by name."""
        rows = self.database.rows(f"SELECT {', '.join(_COLUMNS)} FROM own_exercise ORDER BY folded_name")
        found = []
        for row in rows:
            columns = dict(zip(_COLUMNS, row, strict=True))
            try:
                found.append(_exercise(columns))
            except (InputError, ValueError, TypeError) as error:
                self.database.leave_out("own_exercise", columns["name"], error)
        return tuple(found)

    def add(self, exercise: Exercise) -> Exercise:
        """Keep a new exercise, with an id of its own if it has none that an own one may have.

        So a deleted one can be put back as it was. Raises InputError for a name that is taken or no
        name, and for texts that are too long; returns the exercise as it is kept.
        """
        with self.database.changing() as connection:
            exercise_id = exercise.id if is_own(exercise) else new_exercise_id()
            kept = self._checked(replace(exercise, id=exercise_id))
            connection.execute(*inserting("own_exercise", _columns(kept)))
        return kept

    def save(self, exercise: Exercise) -> Exercise:
        """Keep the changes to an own exercise. Raises InputError as `add` does, and if presets of a tempo
        would be left with a beat, or the other way round."""
        with self.database.changing() as connection:
            kept = self._checked(exercise)
            self._refuse_change_of_pace(kept)
            if connection.execute(*updating("own_exercise", "id", _columns(kept))).rowcount != 1:
                raise StoreError(f"“{kept.name}” is no longer there: another window may have deleted it")
        return kept

    def delete(self, exercise: Exercise) -> None:
        """Forget an own exercise; `add` puts it back. Raises InputError while it has presets."""
        with self.database.changing() as connection:
            count = self._preset_count(exercise)
            if count:
                presets = "a preset" if count == 1 else f"{count} presets"
                raise InputError(f"“{exercise.name}” has {presets}: delete first what is made for it")
            connection.execute("DELETE FROM own_exercise WHERE id = ?", (exercise.id,))

    def change_cues(self, exercise: Exercise, cues: Mapping[Phase, str]) -> None:
        """Let a shipped exercise have these cues; where one is as shipped, nothing is kept.

        An empty text takes a cue away, and no cues at all bring back those that ship. Raises InputError for a
        cue that is too long.
        """
        shipped = self._shipped_cues(exercise)
        for cue in cues.values():
            check_text("a coaching cue", cue, MAX_CUE)
        changed = {phase: cue for phase, cue in cues.items() if cue != shipped.get(phase, "")}
        with self.database.changing() as connection:
            connection.execute("DELETE FROM changed_cues WHERE exercise_id = ?", (exercise.id,))
            if changed:
                row = {"exercise_id": exercise.id, **cue_columns(changed)}
                connection.execute(*inserting("changed_cues", row))

    def changed_cues(self) -> Mapping[str, Mapping[Phase, str]]:
        """The lifter's own words for cues of exercises that ship, by the exercises' ids; "" for a cue that
        was taken away."""
        rows = self.database.rows(f"SELECT exercise_id, {', '.join(CUE_COLUMNS)} FROM changed_cues")
        return {row[0]: cues_from(dict(zip(CUE_COLUMNS, row[1:], strict=True))) for row in rows}

    def _shipped_cues(self, exercise: Exercise) -> Mapping[Phase, str]:
        for shipped in self.shipped.exercises:
            if shipped.id == exercise.id:
                return shipped.cues
        raise InputError(f"“{exercise.name}” does not ship with Liftronome: change its cues in itself")

    def _checked(self, exercise: Exercise) -> Exercise:
        """The exercise as it may be kept. Raises InputError."""
        if not is_own(exercise):
            raise InputError(f"“{exercise.name}” ships with Liftronome: make an own exercise from it")
        kept = checked_exercise(exercise)
        wanted = folded(kept.name)
        for other in (*self.shipped.exercises, *self.all()):
            if other.id != kept.id and wanted in {folded(known) for known in (other.id, *other.names)}:
                raise InputError(f"an exercise is already called “{kept.name}”: give it another name")
        return kept

    def _refuse_change_of_pace(self, exercise: Exercise) -> None:
        before = next((other for other in self.all() if other.id == exercise.id), exercise)
        if _pace_of(before) != _pace_of(exercise) and self._preset_count(exercise):
            raise InputError(
                f"“{exercise.name}” has presets, which need its {_pace_of(before)}: delete them first"
            )

    def _preset_count(self, exercise: Exercise) -> int:
        rows = self.database.rows("SELECT count(*) FROM preset WHERE exercise_id = ?", (exercise.id,))
        return int(rows[0][0])


def checked_exercise(exercise: Exercise) -> Exercise:
    """An own exercise with its texts trimmed and its empty cues left out.

    Raises InputError if it has no name, a text is too long, or its beat is out of range.
    """
    name = written_name(exercise.name, MAX_NAME, whose="an exercise", example="Sled push")
    if not folded(name):
        raise InputError(f"“{name}” is no name for an exercise: write letters, as in “Sled push”")
    words = Words(
        _word("the word for the eccentric", exercise.words.eccentric),
        _word("the word for the concentric", exercise.words.concentric),
        _word("the word for the explosive concentric", exercise.words.explosive),
    )
    squeezed = " ".join(exercise.squeezed.split())
    check_text("what is squeezed", squeezed, MAX_WORD)
    cues = {phase: " ".join(cue.split()) for phase, cue in exercise.cues.items() if cue.strip()}
    for cue in cues.values():
        check_text("a coaching cue", cue, MAX_CUE)
    if exercise.is_ballistic:
        BEAT.check(exercise.beat_ms)
    return replace(exercise, name=name, words=words, squeezed=squeezed, cues=cues, aliases=())


def _pace_of(exercise: Exercise) -> str:
    return "beat" if exercise.is_ballistic else "hold" if exercise.is_hold else "tempo"


def _word(what: str, text: str) -> str:
    word = " ".join(text.split())
    if not word:
        raise InputError(f"{what} is missing: write what is done, such as “lower”")
    check_text(what, word, MAX_WORD)
    return word


def _with_changes(shipped: Mapping[Phase, str], changed: Mapping[Phase, str]) -> Mapping[Phase, str]:
    return {phase: cue for phase, cue in {**shipped, **changed}.items() if cue}


def _columns(exercise: Exercise) -> Columns:
    return {
        "id": exercise.id,
        "name": exercise.name,
        "folded_name": folded(exercise.name),
        "start": exercise.start.value,
        "word_eccentric": exercise.words.eccentric,
        "word_concentric": exercise.words.concentric,
        "word_explosive": exercise.words.explosive,
        "squeezed": exercise.squeezed,
        "beat_ms": exercise.beat_ms,
        **tempo_columns(exercise.tempo),
        **cue_columns(exercise.cues),
    }


def _exercise(columns: Mapping[str, Any]) -> Exercise:
    tempo = tempo_from(columns)
    return Exercise(
        id=columns["id"],
        name=columns["name"],
        start=Start(columns["start"]),
        tempo=tempo,
        words=Words(columns["word_eccentric"], columns["word_concentric"], columns["word_explosive"]),
        squeezed=columns["squeezed"],
        cues=cues_from(columns),
        beat_ms=columns["beat_ms"],
        is_hold=tempo is None and columns["beat_ms"] == 0,
    )
