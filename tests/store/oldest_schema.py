"""A file as the first release wrote it, put down here once and for all: it must open for ever."""

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
