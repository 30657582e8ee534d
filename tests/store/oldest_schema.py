"""Files as earlier releases wrote them, put down here once and for all: they must open for ever."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

_TEMPO: Final = """
    eccentric_pace TEXT, eccentric_ms INTEGER, pause_stretched_pace TEXT, pause_stretched_ms INTEGER,
    concentric_pace TEXT, concentric_ms INTEGER, pause_shortened_pace TEXT, pause_shortened_ms INTEGER,
    beat_ms INTEGER NOT NULL
"""
_CUES: Final = "cue_eccentric TEXT, cue_pause_stretched TEXT, cue_concentric TEXT, cue_pause_shortened TEXT"

OLDEST: Final = f"""
PRAGMA journal_mode = WAL;
PRAGMA application_id = 1279870548;
CREATE TABLE own_exercise (
    id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, folded_name TEXT NOT NULL UNIQUE, start TEXT NOT NULL,
    word_eccentric TEXT NOT NULL, word_concentric TEXT NOT NULL, word_explosive TEXT NOT NULL,
    squeezed TEXT NOT NULL, {_TEMPO}, {_CUES}
) STRICT;
CREATE TABLE changed_cues (exercise_id TEXT NOT NULL PRIMARY KEY, {_CUES}) STRICT;
CREATE TABLE preset (
    id TEXT NOT NULL PRIMARY KEY, exercise_id TEXT NOT NULL,
    own_exercise_id TEXT GENERATED ALWAYS AS (iif(exercise_id GLOB 'own-*', exercise_id, NULL)) STORED
        REFERENCES own_exercise (id),
    name TEXT NOT NULL, folded_name TEXT NOT NULL, start TEXT NOT NULL, sets INTEGER NOT NULL,
    reps INTEGER NOT NULL, rest_ms INTEGER NOT NULL, ready_ms INTEGER NOT NULL, count_in_ms INTEGER NOT NULL,
    x_slot_ms INTEGER NOT NULL, own_pace_limit_ms INTEGER NOT NULL, sides TEXT NOT NULL,
    changeover_ms INTEGER NOT NULL, pack TEXT NOT NULL, seconds INTEGER NOT NULL, pre_cue_ms INTEGER NOT NULL,
    count TEXT, speak_coaching INTEGER NOT NULL, wait_for_key INTEGER NOT NULL,
    notes TEXT NOT NULL, favourite INTEGER NOT NULL,
    used_at REAL, created_at REAL NOT NULL, {_TEMPO}, {_CUES},
    UNIQUE (exercise_id, folded_name)
) STRICT;
CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO own_exercise VALUES ('own-1', 'Sled push', 'sled push', 'concentric', 'walk back', 'push',
    'drive', 'quads', 'timed', 2000, 'timed', 0, 'explosive', 0, 'timed', 1000, 0,
    NULL, NULL, 'Long back', NULL);
INSERT INTO changed_cues VALUES ('hip-thrust', 'Slowly', NULL, NULL, NULL);
INSERT INTO preset VALUES ('00000000-0000-0000-0000-000000000001', 'hip-thrust', 'heavy', 'heavy',
    'concentric', 4, 8, 120000,
    10000, 5000, 1000, 60000, 'both', 15000, 'glide', 1, 500, NULL, 0, 0, 'belt', 1, 1700000001.5,
    1700000000.0, 'timed', 3000, 'timed', 1000, 'explosive', 0, 'timed', 2000, 0, NULL, NULL, NULL, NULL);
INSERT INTO preset VALUES ('00000000-0000-0000-0000-000000000002', 'own-1', 'long', 'long', 'concentric',
    2, 20, 60000, 10000, 5000, 1000, 60000, 'left_then_right', 15000, 'tones', 0, 0, 'reps_up', 1, 1, '', 0,
    NULL, 1700000002.0, 'own', 0, 'timed', 0, 'timed', 1500, 'timed', 0, 0, 'Slowly', NULL, NULL, NULL);
INSERT INTO setting VALUES ('pack', '"tones"');
PRAGMA user_version = 1;
"""


def write_oldest(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(OLDEST)


WITH_LOG: Final = """
CREATE TABLE logged_set (
    key INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, session_id TEXT NOT NULL,
    started_at REAL NOT NULL, exercise_id TEXT NOT NULL, exercise_name TEXT NOT NULL,
    preset_name TEXT NOT NULL, tempo TEXT NOT NULL, start TEXT NOT NULL, set_number INTEGER NOT NULL,
    sets INTEGER NOT NULL, side TEXT, planned_reps INTEGER NOT NULL, ended TEXT, paced_reps INTEGER,
    tension_ms INTEGER, done_reps INTEGER, load REAL, unit TEXT, effort REAL, feeling INTEGER,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX logged_set_started ON logged_set (started_at);
CREATE INDEX logged_set_exercise ON logged_set (exercise_id, started_at);
CREATE INDEX logged_set_session ON logged_set (session_id);
CREATE TABLE logged_rep (
    set_key INTEGER NOT NULL REFERENCES logged_set (key) ON DELETE CASCADE, place INTEGER NOT NULL,
    rep INTEGER NOT NULL, complete INTEGER NOT NULL, PRIMARY KEY (set_key, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE logged_phase (
    set_key INTEGER NOT NULL, rep_place INTEGER NOT NULL, place INTEGER NOT NULL, phase TEXT NOT NULL,
    duration_ms INTEGER NOT NULL, PRIMARY KEY (set_key, rep_place, place),
    FOREIGN KEY (set_key, rep_place) REFERENCES logged_rep (set_key, place) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE logged_pause (
    set_key INTEGER NOT NULL REFERENCES logged_set (key) ON DELETE CASCADE, place INTEGER NOT NULL,
    rep INTEGER NOT NULL, duration_ms INTEGER NOT NULL, PRIMARY KEY (set_key, place)
) STRICT, WITHOUT ROWID;
INSERT INTO logged_set VALUES (4, '00000000-0000-0000-0000-000000000011', 'monday', 1700000003.25,
    'hip-thrust', 'Hip thrust', 'heavy', '31X2', 'concentric', 2, 4, 'left', 8, 'early', 1, 6000, 2, 82.5,
    'kg', 8.5, 4, 'felt it');
INSERT INTO logged_set VALUES (9, '00000000-0000-0000-0000-000000000012', 'monday', 1700000203.25,
    'hip-thrust', 'Hip thrust', 'heavy', '31X2', 'concentric', 3, 4, NULL, 8, NULL, NULL, NULL, NULL, NULL,
    NULL, NULL, NULL, '');
INSERT INTO logged_rep VALUES (4, 0, 1, 1), (4, 1, 2, 0), (9, 0, 1, 1);
INSERT INTO logged_phase VALUES (4, 0, 0, 'concentric', 1000), (4, 0, 1, 'eccentric', 3000),
    (4, 1, 0, 'concentric', 2000), (9, 0, 0, 'concentric', 1500);
INSERT INTO logged_pause VALUES (4, 0, 2, 12500);
PRAGMA user_version = 2;
"""
"""What the second release added."""


def write_second(path: Path) -> None:
    write_oldest(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(WITH_LOG)
