"""`liftronome presets`, `import` and `export`, and finding the preset that was named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from app.domain.errors import InputError
from app.domain.exercise import folded
from app.domain.one_line import format_line
from app.domain.preset import Preset, default_preset
from app.domain.writing import folded_name
from app.store.database import FILE_NAME
from app.store.errors import StoreError
from app.store.exercises import load_library
from app.store.folders import data_folder
from app.store.opening import open_database
from app.store.own_exercises import OwnExercises
from app.store.presets import PresetStore, StoredPreset
from app.terminal.streams import tell
from app.terminal.texts import counted


def list_presets(data_dir: Path | None, *, as_json: bool) -> None:
    """Print every preset by exercise and name: on one line each, as it can be typed, or as JSON."""
    with kept_presets(data_dir) as store:
        presets = sorted(store.all(), key=lambda stored: folded_name(title(stored.preset)))
        if as_json:
            print(json.dumps([preset_as_json(stored) for stored in presets], indent=2))
            return
        library = store.exercises.library()
        for stored in presets:
            print(format_line(stored.preset, library))
        if not presets:
            tell("no presets yet: save them in the window, or bring them in with “liftronome import FILE”")
        elif hidden := store.hidden_count():
            tell(f"{counted(hidden, 'preset')} of exercises that this release does not know")


def preset_as_json(stored: StoredPreset) -> dict[str, Any]:
    """A preset in the form that scripts rely on: every key of an export, and what is known only here."""
    import msgspec

    from app.store.file_format import preset_record

    known = {"id": stored.id, "title": title(stored.preset), "used_at": stored.used_at}
    perhaps = {"tempo": None, "beat_s": None, "count": None, "favourite": False}
    return {**known, **perhaps, **msgspec.to_builtins(preset_record(stored))}


def import_presets(file: Path, data_dir: Path | None, on_conflict: str | None) -> None:
    """Bring in the presets of a file, and print what came of it.

    Raises InputError if the file is not right, or names are taken and `on_conflict` does not say what
    becomes of them; StoreError if the presets cannot be kept. Nothing is changed then.
    """
    from app.store.import_plan import OnConflict, apply_import, read_import
    from app.store.importing import file_bytes

    data = file_bytes(file)
    with kept_presets(data_dir) as store:
        try:
            plan = read_import(data, store)
        except InputError as error:
            raise InputError(f"{file}: {error}") from error
        if plan.conflicts and on_conflict is None:
            taken = ", ".join(plan.conflicts[:3]) + (" …" if len(plan.conflicts) > 3 else "")
            choices = ", ".join(choice.value for choice in OnConflict)
            raise InputError(
                f"{counted(len(plan.conflicts), 'name')} taken by something else ({taken}): "
                f"say what becomes of them with --on-conflict and one of {choices}"
            )
        done = apply_import(plan, store, OnConflict(on_conflict or OnConflict.SKIP.value))
    print(
        f"{file}: {counted(len(done.added), 'preset')} added, {len(done.replaced)} replaced, "
        f"{done.skipped} skipped, {done.unchanged} already here"
    )


def export_presets(file: Path, data_dir: Path | None, name: str | None) -> None:
    """Write all presets and own exercises, or the one preset of that name, and print how many."""
    from app.store.exporting import export_text, write_export

    with kept_presets(data_dir) as store:
        if name is None:
            presets, exercises = store.all(), store.exercises.all()
        else:
            presets, exercises = [_stored_named(name, store)], ()
        write_export(file, export_text(presets, exercises))
    print(f"{file}: {counted(len(presets), 'preset')}")


def preset_named(name: str, data_dir: Path | None) -> Preset:
    """The preset or, as it begins, the exercise of that name; "exercise – name" for a preset whose name
    several have, or an exercise has too.

    Raises InputError with the candidates or the nearest names. Without a file of presets, or with one that
    cannot be opened, the exercises that ship can still be performed.
    """
    if not (data_folder(data_dir) / FILE_NAME).exists():
        return default_preset(load_library().find(name))
    try:
        with kept_presets(data_dir) as store:
            return _preset_or_exercise(name, store)
    except StoreError as error:
        try:
            exercise = load_library().find(name)
        except InputError:
            raise error from None
        tell(str(error))
        return default_preset(exercise)


@contextmanager
def kept_presets(data_dir: Path | None) -> Iterator[PresetStore]:
    """The presets of a data folder. What was found wrong with it is told. Raises StoreError."""
    opened = open_database(data_folder(data_dir))
    try:
        if opened.message:
            tell(opened.message)
        yield PresetStore(opened.database, OwnExercises(opened.database, load_library()))
    finally:
        opened.database.close()


def title(preset: Preset) -> str:
    """A preset as it is called where there are others: "Hip thrust – heavy"."""
    return f"{preset.exercise.name} – {preset.name}"


def _preset_or_exercise(name: str, store: PresetStore) -> Preset:
    presets = [stored.preset for stored in store.all()]
    if exact := [preset for preset in presets if _bare(title(preset)) == _bare(name)]:
        return _only(exact, name)
    try:
        return default_preset(store.exercises.library().find(name))
    except InputError as error:
        if called := [preset for preset in presets if folded_name(preset.name) == folded_name(name)]:
            return _only(called, name)
        raise _unknown(name, presets) or error from error


def _stored_named(name: str, store: PresetStore) -> StoredPreset:
    presets = store.all()
    found = [stored for stored in presets if _bare(title(stored.preset)) == _bare(name)] or [
        stored for stored in presets if folded_name(stored.preset.name) == folded_name(name)
    ]
    if not found:
        unknown = _unknown(name, [stored.preset for stored in presets])
        raise unknown or InputError(f"no preset is called “{name}”: “liftronome presets” lists them all")
    chosen = _only([stored.preset for stored in found], name)
    return next(stored for stored in found if stored.preset is chosen)


def _only(presets: list[Preset], name: str) -> Preset:
    if len(presets) == 1:
        return presets[0]
    candidates = [f"“{title(preset)}”" for preset in presets]
    listed = ", ".join(candidates[:5]) + (f" and {len(candidates) - 5} more" if len(candidates) > 5 else "")
    raise InputError(f"“{name}” is the name of {len(presets)} presets: say which, {listed}")


def _unknown(name: str, presets: list[Preset]) -> InputError | None:
    """What to say of a name that nothing has, if presets have names near it."""
    known = {folded_name(text): title(preset) for preset in presets for text in (preset.name, title(preset))}
    near = list(
        dict.fromkeys(known[close] for close in get_close_matches(folded_name(name[:200]), known, n=3))
    )
    if not near:
        return None
    return InputError(f"no preset or exercise is called “{name}”: did you mean {' or '.join(near)}?")


def _bare(text: str) -> str:
    """A title without what kind of dash stands in it, or how many blanks."""
    return " ".join(folded(text).replace("–", " ").replace("—", " ").replace(":", " ").split())
