"""Writing presets to a file: for a friend, for another machine, for safe keeping."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from app.domain.exercise import Exercise
from app.store.errors import StoreError, disk_error
from app.store.file_format import FORMAT, VERSION, FileRecord, exercise_record, preset_record
from app.store.own_exercises import is_own
from app.store.presets import StoredPreset


def export_text(presets: Sequence[StoredPreset], exercises: Sequence[Exercise] = ()) -> str:
    """The presets as JSON, with the own exercises that they need, and those of `exercises`."""
    needed = {stored.preset.exercise.id: stored.preset.exercise for stored in presets}
    own = {exercise.id: exercise for exercise in (*needed.values(), *exercises) if is_own(exercise)}
    record = FileRecord(
        format=FORMAT,
        version=VERSION,
        exercises=[exercise_record(exercise) for exercise in own.values()],
        presets=[preset_record(stored) for stored in presets],
    )
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode() + "\n"


def write_export(path: Path, text: str) -> None:
    """Write an export. What was at `path` stays as it was until the new file is whole, and on the disk.

    Raises StoreError, and leaves nothing half-written.
    """
    if path.exists() and not path.is_file():
        raise StoreError(f"{path} is no file: give the name of a file to export to, as in presets.json")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            with unfinished.open("w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise disk_error(error, path) from error
