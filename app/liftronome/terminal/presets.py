"""`liftronome presets`, `import` and `export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from liftronome.domain.errors import InputError
from liftronome.domain.line import format_line
from liftronome.domain.writing import folded_name
from liftronome.presentation.texts import counted
from liftronome.store.presets.presets import StoredPreset
from liftronome.terminal.data import Data
from liftronome.terminal.files import refuse_odd_target
from liftronome.terminal.naming import preset_named, title
from liftronome.terminal.streams import say, say_json, tell


def list_presets(data: Data, *, as_json: bool) -> None:
    """Print every preset by exercise and name: on one line each, as it can be typed, or as JSON."""
    store = data.presets
    data.keep_copy()
    presets = sorted(store.all(), key=lambda stored: folded_name(title(stored.preset)))
    if as_json:
        say_json([preset_as_json(stored) for stored in presets])
        return
    library = store.exercises.library()
    for stored in presets:
        say(format_line(stored.preset, library))
    if not presets:
        tell("no presets yet: save some in the window, or import them with “liftronome import FILE”")
    elif hidden := store.hidden_count():
        tell(f"{counted(hidden, 'preset')} not shown: this version does not know their exercises")


def preset_as_json(stored: StoredPreset) -> dict[str, Any]:
    """A preset in the form that scripts rely on: every key of an export, and what is known only here."""
    import msgspec

    from liftronome.store.transfer.file_format import preset_record

    known = {"id": stored.id, "title": title(stored.preset), "used_at": stored.used_at}
    perhaps = {"tempo": None, "beat_s": None, "count": None, "favourite": False}
    return {**known, **perhaps, **msgspec.to_builtins(preset_record(stored))}


def import_presets(file: Path | None, data: Data, on_conflict: str | None) -> None:
    """Import the presets in a file, or from standard input for None, or the sets of a training log, and print
    the result.

    Raises InputError if the file is not right, or names are taken and `on_conflict` does not say what
    to do; StoreError if the presets cannot be stored. Nothing is changed then.
    """
    from liftronome.store.transfer.import_plan import OnConflict, apply_import, read_import
    from liftronome.store.transfer.log_importing import BEGINNING, MOST_BYTES, is_log_file, log_file_bytes

    named = file or "standard input"
    log = None if file is None else log_file_bytes(file)
    text = b"" if log is not None else _preset_bytes(file)
    if file is None and is_log_file(text[:BEGINNING]):
        log = text + sys.stdin.buffer.read(MOST_BYTES)
    if log is not None:
        from liftronome.terminal.log import import_log

        import_log(named, log, data)
        return
    store = data.presets
    data.keep_copy()
    try:
        plan = read_import(text, store, data.unit)
    except InputError as error:
        raise InputError(f"{named}: {error}; nothing was imported") from error
    for choice in plan.said:
        tell(choice)
    if plan.conflicts and on_conflict is None:
        taken = ", ".join(plan.conflicts[:3]) + (" …" if len(plan.conflicts) > 3 else "")
        *first, last = (choice.value for choice in OnConflict)
        raise InputError(
            f"{counted(len(plan.conflicts), 'name')} already taken ({taken}): "
            f"decide with --on-conflict {', '.join(first)} or {last}"
        )
    done = apply_import(plan, store, OnConflict(on_conflict or OnConflict.SKIP.value))
    say(
        f"{named}: {counted(len(done.added), 'preset')} added, {len(done.replaced)} replaced, "
        f"{done.skipped} skipped, {done.unchanged} already here{_and_sounds(done.sound_count)}"
        f"{_and_workouts(len(done.added_workouts) + len(done.replaced_workouts))}"
    )


def _preset_bytes(file: Path | None) -> bytes:
    """As much of a preset file, or of standard input, as there is room for."""
    from liftronome.store.transfer.file_format import MAX_FILE_BYTES
    from liftronome.store.transfer.importing import file_bytes

    return file_bytes(file) if file is not None else sys.stdin.buffer.read(MAX_FILE_BYTES + 1)


def export_presets(file: Path, data: Data, name: str | None) -> None:
    """Write everything, or the one preset of that name, print how much, and tell what stays behind.

    Raises InputError if the name is unknown, a LiftronomeError if the file cannot be written.
    """
    from liftronome.store.transfer.exporting import export_all, export_one, write_export

    refuse_odd_target(file, data.folder)
    store = data.presets
    data.keep_copy()
    export = export_all(store) if name is None else export_one(store, preset_named(name, store))
    write_export(file, export.text)
    say(
        f"{file}: {counted(export.preset_count, 'preset')}{_and_sounds(export.sound_count)}"
        f"{_and_workouts(export.workout_count)}"
    )
    if export.stays_behind:
        tell(export.stays_behind)


def _and_sounds(count: int) -> str:
    return f", {counted(count, 'sound')}" if count else ""


def _and_workouts(count: int) -> str:
    return f", {counted(count, 'workout')}" if count else ""
