"""What the lifter has changed and not saved yet: kept until it is saved or given up, also by a crash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise, Library
from liftronome.store.base.settings import Plain, Settings
from liftronome.ui.drafts.draft import Draft
from liftronome.ui.text.field_names import TEMPO

PREFIX: Final = "draft."
NO_NAME: Final = "unsaved"
"""Stands for the name of a preset that has none yet, where a name must be."""

_NONE: Final[dict[str, Plain]] = {}


class Drafts:
    """Drafts by the key of their item. What is set is on the disk after `keep`.

    A kept draft is read when it is first asked for: the window opens without it.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
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
        """Hold on to a draft, or with None let it go."""
        self._unread.discard(key)
        if draft is None:
            self._drafts.pop(key, None)
        else:
            self._drafts[key] = draft
        self._changed.add(key)

    def renew(self, library: Library) -> None:
        """Put exercises that have changed in the place of what they were."""
        known = {exercise.id: exercise for exercise in library.exercises}
        for key, draft in self._drafts.items():
            exercise = known.get(draft.preset.exercise.id)
            if exercise is not None and exercise != draft.preset.exercise:
                self._drafts[key] = _moved(draft, exercise)

    def keep(self) -> None:
        """Write down what has changed. Raises StoreError; what could not be written is still held."""
        for key in sorted(self._changed):
            if key in self._drafts:
                self._settings.set(PREFIX + key, _written(self._drafts[key]))
            else:
                self._settings.forget(PREFIX + key)
            self._changed.discard(key)


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
