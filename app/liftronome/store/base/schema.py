"""The schema, step by step from the first release to this one.

A migration that has been released is never changed; changes go into a new one. Times
are in milliseconds, moments in seconds since 1970. Where a cue is NULL the one beneath it holds; where
done_reps is NULL the reps paced were done. A set that has not ended, or broke off, has `ended` NULL.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, TypeAlias

Migration: TypeAlias = tuple[str, ...]
"""The statements of one step."""

APPLICATION_ID: Final = 0x4C494654
"""This number in its header, "LIFT", marks a file as Liftronome's."""

_TEMPO: Final = """
    eccentric_pace TEXT CHECK (eccentric_pace IN ('timed', 'explosive', 'own')),
    eccentric_ms INTEGER CHECK (eccentric_ms BETWEEN 0 AND 60000),
    pause_stretched_pace TEXT CHECK (pause_stretched_pace IN ('timed', 'own')),
    pause_stretched_ms INTEGER CHECK (pause_stretched_ms BETWEEN 0 AND 60000),
    concentric_pace TEXT CHECK (concentric_pace IN ('timed', 'explosive', 'own')),
    concentric_ms INTEGER CHECK (concentric_ms BETWEEN 0 AND 60000),
    pause_shortened_pace TEXT CHECK (pause_shortened_pace IN ('timed', 'own')),
    pause_shortened_ms INTEGER CHECK (pause_shortened_ms BETWEEN 0 AND 60000),
    beat_ms INTEGER NOT NULL CHECK (beat_ms = 0 OR beat_ms BETWEEN 300 AND 60000)
"""

_TEMPO_VALUES: Final = """
    CHECK (eccentric_pace = 'timed' OR eccentric_ms = 0),
    CHECK (pause_stretched_pace = 'timed' OR pause_stretched_ms = 0),
    CHECK (concentric_pace = 'timed' OR concentric_ms = 0),
    CHECK (pause_shortened_pace = 'timed' OR pause_shortened_ms = 0),
    CHECK (eccentric_ms + pause_stretched_ms + concentric_ms + pause_shortened_ms > 0
        OR eccentric_pace <> 'timed' OR pause_stretched_pace <> 'timed'
        OR concentric_pace <> 'timed' OR pause_shortened_pace <> 'timed')
"""

_TEMPO_FITS: Final = f"""
    CHECK ((eccentric_pace IS NULL) = (beat_ms > 0)),
    CHECK ((eccentric_ms IS NULL) = (beat_ms > 0)),
    CHECK ((pause_stretched_pace IS NULL) = (beat_ms > 0)),
    CHECK ((pause_stretched_ms IS NULL) = (beat_ms > 0)),
    CHECK ((concentric_pace IS NULL) = (beat_ms > 0)),
    CHECK ((concentric_ms IS NULL) = (beat_ms > 0)),
    CHECK ((pause_shortened_pace IS NULL) = (beat_ms > 0)),
    CHECK ((pause_shortened_ms IS NULL) = (beat_ms > 0)),
    {_TEMPO_VALUES}
"""

_TEMPO_OR_HOLD: Final = f"""
    CHECK (beat_ms = 0 OR eccentric_pace IS NULL),
    CHECK ((eccentric_ms IS NULL) = (eccentric_pace IS NULL)),
    CHECK ((pause_stretched_pace IS NULL) = (eccentric_pace IS NULL)),
    CHECK ((pause_stretched_ms IS NULL) = (eccentric_pace IS NULL)),
    CHECK ((concentric_pace IS NULL) = (eccentric_pace IS NULL)),
    CHECK ((concentric_ms IS NULL) = (eccentric_pace IS NULL)),
    CHECK ((pause_shortened_pace IS NULL) = (eccentric_pace IS NULL)),
    CHECK ((pause_shortened_ms IS NULL) = (eccentric_pace IS NULL)),
    {_TEMPO_VALUES}
"""
"""A tempo, a beat, or neither: a hold."""

_CUES: Final = """
    cue_eccentric TEXT CHECK (length(cue_eccentric) <= 120),
    cue_pause_stretched TEXT CHECK (length(cue_pause_stretched) <= 120),
    cue_concentric TEXT CHECK (length(cue_concentric) <= 120),
    cue_pause_shortened TEXT CHECK (length(cue_pause_shortened) <= 120)
"""

_PRESETS: Final = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"""CREATE TABLE own_exercise (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB 'own-?*' AND length(id) <= 80),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80 AND name = trim(name)),
    folded_name TEXT NOT NULL UNIQUE CHECK (folded_name <> ''),
    start TEXT NOT NULL CHECK (start IN ('eccentric', 'concentric')),
    word_eccentric TEXT NOT NULL CHECK (length(word_eccentric) BETWEEN 1 AND 40),
    word_concentric TEXT NOT NULL CHECK (length(word_concentric) BETWEEN 1 AND 40),
    word_explosive TEXT NOT NULL CHECK (length(word_explosive) BETWEEN 1 AND 40),
    squeezed TEXT NOT NULL CHECK (length(squeezed) <= 40),
    {_TEMPO}, {_CUES}, {_TEMPO_FITS}
    ) STRICT""",
    f"""CREATE TABLE changed_cues (
    exercise_id TEXT NOT NULL PRIMARY KEY CHECK (length(exercise_id) BETWEEN 1 AND 80),
    {_CUES},
    CHECK (coalesce(cue_eccentric, cue_pause_stretched, cue_concentric, cue_pause_shortened) IS NOT NULL)
    ) STRICT""",
    f"""CREATE TABLE preset (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    exercise_id TEXT NOT NULL CHECK (length(exercise_id) BETWEEN 1 AND 80),
    own_exercise_id TEXT GENERATED ALWAYS AS (iif(exercise_id GLOB 'own-*', exercise_id, NULL)) STORED
        REFERENCES own_exercise (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80 AND name = trim(name)),
    folded_name TEXT NOT NULL CHECK (folded_name <> ''),
    start TEXT NOT NULL CHECK (start IN ('eccentric', 'concentric')),
    sets INTEGER NOT NULL CHECK (sets BETWEEN 1 AND 20),
    reps INTEGER NOT NULL CHECK (reps BETWEEN 1 AND 100),
    rest_ms INTEGER NOT NULL CHECK (rest_ms BETWEEN 0 AND 900000),
    ready_ms INTEGER NOT NULL CHECK (ready_ms BETWEEN 0 AND 300000),
    count_in_ms INTEGER NOT NULL CHECK (count_in_ms BETWEEN 0 AND 60000),
    x_slot_ms INTEGER NOT NULL CHECK (x_slot_ms BETWEEN 100 AND 60000),
    own_pace_limit_ms INTEGER NOT NULL CHECK (own_pace_limit_ms BETWEEN 1000 AND 300000),
    sides TEXT NOT NULL CHECK (sides IN ('both', 'left_then_right')),
    changeover_ms INTEGER NOT NULL CHECK (changeover_ms BETWEEN 0 AND 300000),
    pack TEXT NOT NULL CHECK (length(pack) BETWEEN 1 AND 80),
    seconds INTEGER NOT NULL CHECK (seconds IN (0, 1)),
    pre_cue_ms INTEGER NOT NULL CHECK (pre_cue_ms BETWEEN 0 AND 1500),
    count TEXT CHECK (count IN ('nothing', 'seconds', 'reps_up', 'reps_down')),
    speak_coaching INTEGER NOT NULL CHECK (speak_coaching IN (0, 1)),
    wait_for_key INTEGER NOT NULL CHECK (wait_for_key IN (0, 1)),
    notes TEXT NOT NULL CHECK (length(notes) <= 4000),
    favourite INTEGER NOT NULL CHECK (favourite IN (0, 1)),
    used_at REAL CHECK (used_at >= 0),
    created_at REAL NOT NULL CHECK (created_at >= 0),
    {_TEMPO}, {_CUES}, {_TEMPO_FITS},
    UNIQUE (exercise_id, folded_name)
    ) STRICT""",
    "CREATE INDEX preset_own_exercise ON preset (own_exercise_id) WHERE own_exercise_id IS NOT NULL",
    """CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 80),
    value TEXT NOT NULL CHECK (length(value) <= 100000)
    ) STRICT""",
)

_LOG: Final = (
    """CREATE TABLE logged_set (
    key INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    session_id TEXT NOT NULL CHECK (length(session_id) BETWEEN 1 AND 80),
    started_at REAL NOT NULL CHECK (started_at BETWEEN 0 AND 253402300799),
    exercise_id TEXT NOT NULL CHECK (length(exercise_id) BETWEEN 1 AND 80),
    exercise_name TEXT NOT NULL CHECK (length(exercise_name) BETWEEN 1 AND 80),
    preset_name TEXT NOT NULL CHECK (length(preset_name) <= 80),
    tempo TEXT NOT NULL CHECK (length(tempo) <= 40),
    start TEXT NOT NULL CHECK (start IN ('eccentric', 'concentric')),
    set_number INTEGER NOT NULL CHECK (set_number BETWEEN 1 AND sets),
    sets INTEGER NOT NULL CHECK (sets BETWEEN 1 AND 20),
    side TEXT CHECK (side IN ('left', 'right')),
    planned_reps INTEGER NOT NULL CHECK (planned_reps BETWEEN 1 AND 100),
    ended TEXT CHECK (ended IN ('completed', 'early', 'restarted', 'left')),
    paced_reps INTEGER CHECK (paced_reps >= 0),
    tension_ms INTEGER CHECK (tension_ms >= 0),
    done_reps INTEGER CHECK (done_reps BETWEEN 0 AND 3000),
    load REAL CHECK (load BETWEEN 0 AND 2000),
    unit TEXT CHECK (unit IN ('kg', 'lb')),
    effort REAL CHECK (effort BETWEEN 1 AND 10 AND effort * 2 = round(effort * 2)),
    feeling INTEGER CHECK (feeling BETWEEN 1 AND 5),
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 4000),
    CHECK ((ended IS NULL) = (paced_reps IS NULL)),
    CHECK ((ended IS NULL) = (tension_ms IS NULL)),
    CHECK ((load IS NULL) = (unit IS NULL))
    ) STRICT""",
    "CREATE INDEX logged_set_started ON logged_set (started_at)",
    "CREATE INDEX logged_set_exercise ON logged_set (exercise_id, started_at)",
    "CREATE INDEX logged_set_session ON logged_set (session_id)",
    """CREATE TABLE logged_rep (
    set_key INTEGER NOT NULL REFERENCES logged_set (key) ON DELETE CASCADE,
    place INTEGER NOT NULL CHECK (place >= 0),
    rep INTEGER NOT NULL CHECK (rep >= 1),
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
    PRIMARY KEY (set_key, place)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE logged_phase (
    set_key INTEGER NOT NULL,
    rep_place INTEGER NOT NULL,
    place INTEGER NOT NULL CHECK (place >= 0),
    phase TEXT NOT NULL CHECK (phase IN ('eccentric', 'pause_stretched', 'concentric', 'pause_shortened')),
    duration_ms INTEGER NOT NULL CHECK (duration_ms >= 0),
    PRIMARY KEY (set_key, rep_place, place),
    FOREIGN KEY (set_key, rep_place) REFERENCES logged_rep (set_key, place) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE logged_pause (
    set_key INTEGER NOT NULL REFERENCES logged_set (key) ON DELETE CASCADE,
    place INTEGER NOT NULL CHECK (place >= 0),
    rep INTEGER NOT NULL CHECK (rep >= 1),
    duration_ms INTEGER NOT NULL CHECK (duration_ms >= 0),
    PRIMARY KEY (set_key, place)
    ) STRICT, WITHOUT ROWID""",
)

_PHASE_COLUMNS: Final = ("eccentric_ms", "pause_stretched_ms", "concentric_ms", "pause_shortened_ms")
_TIMES_OF_NEW: Final = ", ".join(
    f"iif(new.phase = '{name.removesuffix('_ms')}', new.duration_ms, 0)" for name in _PHASE_COLUMNS
)

_PHASE_TOTALS: Final = (
    f"""CREATE TABLE phase_total (
    set_key INTEGER NOT NULL PRIMARY KEY REFERENCES logged_set (key) ON DELETE CASCADE,
    {", ".join(f"{name} INTEGER NOT NULL CHECK ({name} >= 0)" for name in _PHASE_COLUMNS)}
    ) STRICT""",
    f"""INSERT INTO phase_total SELECT set_key, {
        ", ".join(
            f"sum(iif(phase = '{name.removesuffix('_ms')}', duration_ms, 0))" for name in _PHASE_COLUMNS
        )
    } FROM logged_phase GROUP BY set_key""",
    f"""CREATE TRIGGER phase_total_added AFTER INSERT ON logged_phase BEGIN
    INSERT INTO phase_total VALUES (new.set_key, {_TIMES_OF_NEW})
    ON CONFLICT (set_key) DO UPDATE SET {
        ", ".join(f"{name} = {name} + excluded.{name}" for name in _PHASE_COLUMNS)
    };
    END""",
)
"""The time of each phase in each set, added up as phases are logged: the history of ten years would otherwise
add up two million rows whenever it is shown. A phase is only ever deleted together with its set."""


_STORED: Final = {
    "INTEGER": "('integer', 'null')",
    "REAL": "('real', 'integer', 'null')",
    "TEXT": "('text', 'null')",
}
"""What a column of a type may hold."""


def _rebuilt(table: str, columns: Sequence[str], definition: str) -> Migration:
    """The statements that put a new table in a table's place, with its rows in these columns. `definition`
    makes it, under its name with "new_" before.

    Rows that break its rules are copied, too. One whose values are not even of the columns' types cannot be:
    it stays in the copy of the file that is kept before a migration.
    """
    types = dict(re.findall(r"^ *(\w+) (TEXT|INTEGER|REAL)\b", definition, re.MULTILINE))
    fits = " AND ".join(f"typeof({name}) IN {_STORED[types[name]]}" for name in columns if name in types)
    names = ", ".join(columns)
    return (
        definition,
        f"INSERT OR IGNORE INTO new_{table} ({names}) SELECT {names} FROM {table} WHERE {fits}",
        f"DROP TABLE {table}",
        f"ALTER TABLE new_{table} RENAME TO {table}",
    )


_TEMPO_NAMES: Final = (
    *("eccentric_pace", "eccentric_ms", "pause_stretched_pace", "pause_stretched_ms"),
    *("concentric_pace", "concentric_ms", "pause_shortened_pace", "pause_shortened_ms", "beat_ms"),
)
_CUE_NAMES: Final = ("cue_eccentric", "cue_pause_stretched", "cue_concentric", "cue_pause_shortened")
_OWN_EXERCISE_COLUMNS: Final = (
    *("id", "name", "folded_name", "start", "squeezed"),
    *("word_eccentric", "word_concentric", "word_explosive"),
    *_TEMPO_NAMES,
    *_CUE_NAMES,
)
_PRESET_COLUMNS: Final = (
    *("rowid", "id", "exercise_id", "name", "folded_name", "start", "sets", "reps", "rest_ms", "ready_ms"),
    *("count_in_ms", "x_slot_ms", "own_pace_limit_ms", "sides", "changeover_ms", "pack", "seconds"),
    *("pre_cue_ms", "count", "speak_coaching", "wait_for_key", "notes", "favourite", "used_at", "created_at"),
    *_TEMPO_NAMES,
    *_CUE_NAMES,
)
_SET_COLUMNS: Final = (
    *("key", "id", "session_id", "started_at"),
    *("exercise_id", "exercise_name", "preset_name", "tempo", "start"),
    *("set_number", "sets", "side", "planned_reps", "ended", "paced_reps", "tension_ms", "done_reps", "load"),
    *("unit", "effort", "feeling", "note"),
)

_VARIED_SETS: Final = (
    "PRAGMA ignore_check_constraints = ON",
    *_rebuilt(
        "own_exercise",
        _OWN_EXERCISE_COLUMNS,
        f"""CREATE TABLE new_own_exercise (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB 'own-?*' AND length(id) <= 80),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80 AND name = trim(name)),
    folded_name TEXT NOT NULL UNIQUE CHECK (folded_name <> ''),
    start TEXT NOT NULL CHECK (start IN ('eccentric', 'concentric')),
    word_eccentric TEXT NOT NULL CHECK (length(word_eccentric) BETWEEN 1 AND 40),
    word_concentric TEXT NOT NULL CHECK (length(word_concentric) BETWEEN 1 AND 40),
    word_explosive TEXT NOT NULL CHECK (length(word_explosive) BETWEEN 1 AND 40),
    squeezed TEXT NOT NULL CHECK (length(squeezed) <= 40),
    {_TEMPO}, {_CUES}, {_TEMPO_OR_HOLD}
    ) STRICT""",
    ),
    *_rebuilt(
        "preset",
        _PRESET_COLUMNS,
        f"""CREATE TABLE new_preset (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    exercise_id TEXT NOT NULL CHECK (length(exercise_id) BETWEEN 1 AND 80),
    own_exercise_id TEXT GENERATED ALWAYS AS (iif(exercise_id GLOB 'own-*', exercise_id, NULL)) STORED
        REFERENCES own_exercise (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80 AND name = trim(name)),
    folded_name TEXT NOT NULL CHECK (folded_name <> ''),
    start TEXT NOT NULL CHECK (start IN ('eccentric', 'concentric')),
    sets INTEGER NOT NULL CHECK (sets BETWEEN 1 AND 20),
    reps INTEGER NOT NULL CHECK (reps BETWEEN 1 AND 100),
    rest_ms INTEGER NOT NULL CHECK (rest_ms BETWEEN 0 AND 900000),
    ready_ms INTEGER NOT NULL CHECK (ready_ms BETWEEN 0 AND 300000),
    count_in_ms INTEGER NOT NULL CHECK (count_in_ms BETWEEN 0 AND 60000),
    x_slot_ms INTEGER NOT NULL CHECK (x_slot_ms BETWEEN 100 AND 60000),
    own_pace_limit_ms INTEGER NOT NULL CHECK (own_pace_limit_ms BETWEEN 1000 AND 300000),
    sides TEXT NOT NULL CHECK (sides IN ('both', 'left_then_right')),
    changeover_ms INTEGER NOT NULL CHECK (changeover_ms BETWEEN 0 AND 300000),
    pack TEXT NOT NULL CHECK (length(pack) BETWEEN 1 AND 80),
    seconds INTEGER NOT NULL CHECK (seconds IN (0, 1)),
    pre_cue_ms INTEGER NOT NULL CHECK (pre_cue_ms BETWEEN 0 AND 1500),
    count TEXT CHECK (count IN ('nothing', 'seconds', 'reps_up', 'reps_down')),
    speak_coaching INTEGER NOT NULL CHECK (speak_coaching IN (0, 1)),
    wait_for_key INTEGER NOT NULL CHECK (wait_for_key IN (0, 1)),
    notes TEXT NOT NULL CHECK (length(notes) <= 4000),
    favourite INTEGER NOT NULL CHECK (favourite IN (0, 1)),
    used_at REAL CHECK (used_at >= 0),
    created_at REAL NOT NULL CHECK (created_at >= 0),
    scheme TEXT CHECK (length(scheme) <= 100000),
    {_TEMPO}, {_CUES}, {_TEMPO_OR_HOLD},
    UNIQUE (exercise_id, folded_name)
    ) STRICT""",
    ),
    "CREATE INDEX preset_own_exercise ON preset (own_exercise_id) WHERE own_exercise_id IS NOT NULL",
    *_rebuilt(
        "logged_set",
        _SET_COLUMNS,
        """CREATE TABLE new_logged_set (
    key INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    session_id TEXT NOT NULL CHECK (length(session_id) BETWEEN 1 AND 80),
    started_at REAL NOT NULL CHECK (started_at BETWEEN 0 AND 253402300799),
    exercise_id TEXT NOT NULL CHECK (length(exercise_id) BETWEEN 1 AND 80),
    exercise_name TEXT NOT NULL CHECK (length(exercise_name) BETWEEN 1 AND 80),
    preset_name TEXT NOT NULL CHECK (length(preset_name) <= 80),
    tempo TEXT NOT NULL CHECK (length(tempo) <= 40),
    start TEXT CHECK (start IN ('eccentric', 'concentric')),
    set_number INTEGER NOT NULL CHECK (set_number >= 1),
    sets INTEGER CHECK (sets BETWEEN 1 AND 100),
    side TEXT CHECK (side IN ('left', 'right')),
    planned_reps INTEGER CHECK (planned_reps BETWEEN 1 AND 3000),
    ended TEXT CHECK (ended IN ('completed', 'early', 'restarted', 'left')),
    paced_reps INTEGER CHECK (paced_reps >= 0),
    tension_ms INTEGER CHECK (tension_ms >= 0),
    done_reps INTEGER CHECK (done_reps BETWEEN 0 AND 3000),
    load REAL CHECK (load BETWEEN 0 AND 2000),
    unit TEXT CHECK (unit IN ('kg', 'lb')),
    effort REAL CHECK (effort BETWEEN 1 AND 10 AND effort * 2 = round(effort * 2)),
    feeling INTEGER CHECK (feeling BETWEEN 1 AND 5),
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 4000),
    warm_up INTEGER NOT NULL DEFAULT 0 CHECK (warm_up IN (0, 1)),
    open INTEGER NOT NULL DEFAULT 0 CHECK (open IN (0, 1)),
    reps_least TEXT CHECK (length(reps_least) <= 1000),
    rep_tempos TEXT CHECK (length(rep_tempos) <= 10000),
    loads TEXT CHECK (length(loads) <= 10000),
    workout TEXT NOT NULL DEFAULT '' CHECK (length(workout) <= 80),
    program TEXT CHECK (length(program) BETWEEN 1 AND 40),
    import_id TEXT CHECK (length(import_id) = 36),
    written_exercise TEXT CHECK (length(written_exercise) BETWEEN 1 AND 400),
    line INTEGER CHECK (line >= 1),
    CHECK ((ended IS NULL) = (paced_reps IS NULL)),
    CHECK ((ended IS NULL) = (tension_ms IS NULL)),
    CHECK ((load IS NULL) = (unit IS NULL)),
    CHECK (set_number <= sets),
    CHECK (program IS NOT NULL OR (start IS NOT NULL AND sets IS NOT NULL)),
    CHECK ((program IS NULL) = (import_id IS NULL)),
    CHECK ((program IS NULL) = (written_exercise IS NULL)),
    CHECK ((program IS NULL) = (line IS NULL))
    ) STRICT""",
    ),
    "CREATE INDEX logged_set_started ON logged_set (started_at)",
    "CREATE INDEX logged_set_exercise ON logged_set (exercise_id, started_at)",
    "CREATE INDEX logged_set_session ON logged_set (session_id)",
    "CREATE INDEX logged_set_import ON logged_set (import_id) WHERE import_id IS NOT NULL",
    *_rebuilt(
        "logged_rep",
        ("set_key", "place", "rep", "complete"),
        """CREATE TABLE new_logged_rep (
    set_key INTEGER NOT NULL REFERENCES logged_set (key) ON DELETE CASCADE,
    place INTEGER NOT NULL CHECK (place >= 0),
    rep INTEGER NOT NULL CHECK (rep >= 1),
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
    mini_set INTEGER NOT NULL DEFAULT 1 CHECK (mini_set >= 1),
    PRIMARY KEY (set_key, place)
    ) STRICT, WITHOUT ROWID""",
    ),
    "DELETE FROM logged_rep WHERE set_key NOT IN (SELECT key FROM logged_set)",
    "DELETE FROM phase_total WHERE set_key NOT IN (SELECT key FROM logged_set)",
    "DELETE FROM logged_pause WHERE set_key NOT IN (SELECT key FROM logged_set)",
    "DELETE FROM logged_phase WHERE NOT EXISTS"
    " (SELECT 1 FROM logged_rep AS it WHERE it.set_key = logged_phase.set_key AND it.place = rep_place)",
    "PRAGMA ignore_check_constraints = OFF",
)
"""Sets that vary, holds, and sets that another program logged."""

_WORKOUTS: Final = (
    """CREATE TABLE workout (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80 AND name = trim(name)),
    folded_name TEXT NOT NULL UNIQUE CHECK (folded_name <> ''),
    notes TEXT NOT NULL CHECK (length(notes) <= 4000),
    favourite INTEGER NOT NULL CHECK (favourite IN (0, 1)),
    used_at REAL CHECK (used_at >= 0),
    created_at REAL NOT NULL CHECK (created_at >= 0),
    entries TEXT NOT NULL CHECK (length(entries) <= 1000000)
    ) STRICT""",
)
"""Workouts: their entries in order, as versioned JSON."""

MIGRATIONS: Final[Sequence[Migration]] = (_PRESETS, _LOG, _PHASE_TOTALS, _VARIED_SETS, _WORKOUTS)
"""From version 0, an empty file, to 1, and so on; their number is the version of the newest schema."""
