"""Unsaved changes: kept until they are saved or reverted, and through a crash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise, Library
from liftronome.store.base.database import new_id
from liftronome.store.base.errors import StoreError
from liftronome.store.base.kept_file import keep_file
from liftronome.store.base.settings import Plain, Settings
from liftronome.ui.drafts.draft import Draft
from liftronome.ui.text.field_names import TEMPO

PREFIX: Final = "draft."
NO_NAME: Final = "unsaved"
"""The name under which a preset without a name is written."""

FILES: Final = "liftronome-unsaved-*.json"
"""Files in the data folder with drafts that the database could not take when the window closed."""

_NONE: Final[dict[str, Plain]] = {}


class Drafts:
    """Drafts by the key of their item. What is set is on the disk after `keep`, or after `keep_in_file` if
    the database is in use for too long: the next `Drafts` on that folder takes it in.

    A kept draft is read when it is first asked for, not with the window. Without a `folder` there are no
    files.
    """

    def __init__(self, settings: Settings, folder: Path | None = None) -> None:
        self._settings = settings
        self._folder = folder
        self._take_in_files()
        self._drafts: dict[str, Draft] = {}
        self._unread = {key.removeprefix(PREFIX) for key in settings.keys(PREFIX)}
        self._changed: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._drafts or key in self._unread

    @property
    def keys(self) -> set[str]:
        """The keys of all drafts."""
        return {*self._drafts, *self._unread}

    def get(self, key: str, library: Library) -> Draft | None:
        """The draft of an item, None if it has none that can be read. Raises StoreError."""
        if key in self._unread:
            draft = _restored(self._settings.get(PREFIX + key, _NONE), library)
            self._unread.discard(key)
            if draft is not None:
                self._drafts[key] = draft
        return self._drafts.get(key)

    def set(self, key: str, draft: Draft | None) -> None:
        """Set a draft, or with None remove it."""
        self._unread.discard(key)
        if draft is None:
            self._drafts.pop(key, None)
        else:
            self._drafts[key] = draft
        self._changed.add(key)

    def renew(self, library: Library) -> None:
        """Replace exercises that have changed."""
        known = {exercise.id: exercise for exercise in library.exercises}
        for key, draft in self._drafts.items():
            exercise = known.get(draft.preset.exercise.id)
            if exercise is not None and exercise != draft.preset.exercise:
                self._drafts[key] = _moved(draft, exercise)

    def keep(self) -> None:
        """Write what has changed to the database. Raises StoreError; what could not be written is still
        held."""
        for key, written in self._changes().items():
            self._settle(key, written)
            self._changed.discard(key)

    def keep_in_file(self) -> None:
        """Write what has changed to a file beside the database. Raises StoreError if there is no folder, or
        it cannot be written."""
        if not self._changed:
            return
        if self._folder is None:
            raise StoreError("unsaved changes cannot be kept without a data folder")
        keep_file(self._folder, FILES.replace("*", new_id()), json.dumps(self._changes()).encode("utf-8"))
        self._changed.clear()

    def _changes(self) -> dict[str, Plain]:
        return {
            key: _written(self._drafts[key]) if key in self._drafts else None for key in sorted(self._changed)
        }

    def _settle(self, key: str, written: Plain) -> None:
        if written is None:
            self._settings.forget(PREFIX + key)
        else:
            self._settings.set(PREFIX + key, written)

    def _take_in_files(self) -> None:
        """Move what is in files into the database; what it cannot take stays where it is."""
        for path in sorted(self._folder.glob(FILES)) if self._folder else ():
            with suppress(OSError, ValueError, RecursionError, StoreError):
                changes = json.loads(path.read_bytes())
                if isinstance(changes, dict):
                    for key, written in changes.items():
                        self._settle(key, written)
                    path.unlink()


def _moved(draft: Draft, exercise: Exercise) -> Draft:
    try:
        return replace(draft, preset=replace(draft.preset, exercise=exercise))
    except InputError:  # a tempo where a beat is asked for now, or the other way round
        return draft


def _written(draft: Draft) -> dict[str, Plain]:
    from liftronome.store.presets.presets import StoredPreset
    from liftronome.store.transfer.exporting import export_text

    named = replace(draft.preset, name=draft.preset.name or NO_NAME)
    text = export_text([StoredPreset("", named, created_at=0)])
    return {"name": draft.preset.name, "unread": dict(draft.unread), "file": text}


def _restored(written: Mapping[str, Plain], library: Library) -> Draft | None:
    from liftronome.store.transfer.importing import read_contents

    name, unread, text = (written.get(key) for key in ("name", "unread", "file"))
    if unread is None and "tempo_text" in written:  # a draft from before other texts were kept, too
        unread = {TEMPO: written["tempo_text"]} if written["tempo_text"] else {}
    if not (isinstance(name, str) and isinstance(unread, dict) and isinstance(text, str)):
        return None
    texts = {key: left for key, left in unread.items() if isinstance(left, str)}
    try:
        preset = read_contents(text.encode(), library).presets[0].preset
        known = {exercise.id: exercise for exercise in library.exercises}
        return Draft(replace(preset, name=name, exercise=known[preset.exercise.id]), texts)
    except (InputError, LookupError):
        return None
