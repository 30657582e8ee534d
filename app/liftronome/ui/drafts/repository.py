"""The presets and exercises of a window: read once, and changed here and in the file together."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.exercise import Exercise, Library
from liftronome.domain.phase import Phase
from liftronome.domain.preset import Preset
from liftronome.store.base.database import BUSY_MS, Database
from liftronome.store.base.errors import StoreError
from liftronome.store.base.settings import Settings
from liftronome.store.presets.headings import Heading, Pace, heading_of, headings, pace_of
from liftronome.store.presets.own_exercises import OwnExercises, is_own
from liftronome.store.presets.presets import PresetStore, StoredPreset, kept_preset
from liftronome.store.presets.recent_exercises import RecentExercises
from liftronome.store.sounds.own_sounds import OwnSounds
from liftronome.ui.drafts.changes import Change, Step
from liftronome.ui.drafts.draft import Draft, Item
from liftronome.ui.drafts.drafts import Drafts

KEEP_AFTER_MS: Final = 800
"""Drafts are written this long after the last edit, not at each key."""

OPEN_KEY: Final = "window.open"


class PresetRepository(QObject):
    """Presets, exercises and drafts. `changed` tells that presets or exercises have changed, `drafted` that
    only drafts have; `failed` carries why drafts cannot be written.

    Methods that read or write the file raise StoreError.
    """

    changed = Signal()
    drafted = Signal()
    failed = Signal(str)

    def __init__(self, database: Database, shipped: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.database = database
        self.exercises = OwnExercises(database, shipped)
        self.presets = PresetStore(database, self.exercises)
        self.settings = Settings(database)
        self.sounds = OwnSounds(database)
        self._recent_exercises = RecentExercises(self.settings)
        self._drafts = Drafts(self.settings, None if database.is_in_memory else database.path.parent)
        self._headings: dict[str, Heading] = {}
        self._loaded: dict[str, StoredPreset] = {}
        self._paces: dict[str, Pace] = {}
        self._recent: Mapping[str, float] = {}
        self._change_count = 0
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEP_AFTER_MS)
        self._keeping.timeout.connect(self.keep_drafts)
        self._read()

    @property
    def headings(self) -> Mapping[str, Heading]:
        """The presets by id, the oldest first."""
        return self._headings

    @property
    def recent_exercises(self) -> Mapping[str, float]:
        """When exercises were performed without a preset, in seconds since 1970, by id."""
        return self._recent

    def item(self, key: str) -> Item:
        """The preset or exercise of a key. Raises StoreError if it has gone."""
        exercise = self._by_id.get(key)
        return Item(exercise) if exercise else Item((stored := self.stored(key)).preset.exercise, stored)

    def stored(self, preset_id: str) -> StoredPreset:
        """A preset, read from the file when it is first asked for. Raises StoreError if it has gone."""
        if preset_id not in self._loaded:
            self._loaded[preset_id] = self.presets.get(preset_id)
        return self._loaded[preset_id]

    def exercise(self, exercise_id: str) -> Exercise | None:
        """The exercise of an id, None if there is none."""
        return self._by_id.get(exercise_id)

    def has(self, key: str) -> bool:
        """True if there is a preset or an exercise of this key."""
        return key in self._by_id or key in self._headings

    def draft(self, item: Item) -> Draft:
        """A preset with its unsaved changes, or else as it is saved."""
        draft = self.unsaved(item.key)
        return (
            replace(draft, preset=replace(draft.preset, name=item.preset.name))
            if draft
            else Draft(item.preset)
        )

    def unsaved(self, key: str) -> Draft | None:
        """The draft of an item that has one."""
        return self._drafts.get(key, self.library) if key in self._drafts else None

    def is_unsaved(self, key: str) -> bool:
        """True if something of an item is changed and not saved."""
        return key in self._drafts

    def names(self, exercise: Exercise, but: str = "") -> Iterable[str]:
        """The folded names of an exercise's presets, but for the one with the id `but`."""
        return (
            heading.folded_name
            for heading in self._headings.values()
            if heading.exercise_id == exercise.id and heading.id != but
        )

    def pace(self, key: str) -> Pace:
        """An item's tempo or beat, with unsaved changes, or else as it is saved."""
        draft = self.unsaved(key)
        if draft is not None:
            return Pace(draft.preset.tempo, draft.preset.beat_ms)
        if exercise := self._by_id.get(key):
            return Pace(exercise.tempo, exercise.beat_ms)
        if key not in self._paces:
            self._paces[key] = pace_of(self.database, key)
        return self._paces[key]

    def of_exercise(self, exercise_id: str) -> list[Heading]:
        """The presets of an exercise by name."""
        found = (heading for heading in self._headings.values() if heading.exercise_id == exercise_id)
        return sorted(found, key=lambda heading: heading.folded_name)

    def apply(self, change: Change) -> None:
        """Make a change, completely or not at all. Raises InputError if a name is taken, and StoreError."""
        kept: list[StoredPreset] = []
        if change.is_kept:
            with self.database.changing():
                self._delete(key for key, step in change.presets.items() if step.after is None)
                self._put_exercises(change.exercises)
                library = self.exercises.library() if change.exercises else self.library
                known = {exercise.id: exercise for exercise in library.exercises}
                kept = [
                    self._put(step.after, known) for step in change.presets.values() if step.after is not None
                ]
                for step in change.exercises.values():
                    if step.after is None and step.before is not None:
                        self.exercises.delete(step.before)
                for (preset_id, sound), chosen in change.sounds.items():
                    self.sounds.choose(sound, chosen.after, preset_id)
        self._note(change, kept)

    def reload(self) -> None:
        """Read everything again. A preset that has been deleted elsewhere stays while it has a draft."""
        before = self._loaded
        self._read()
        for key in self._drafts.keys - self._headings.keys():
            if key in before and before[key].preset.exercise.id in self._by_id:
                self._loaded[key] = before[key]
                self._headings[key] = heading_of(before[key])
        self.changed.emit()

    def catch_up(self) -> bool:
        """Read everything again if another window has changed the file; returns whether it has."""
        count = self.database.change_count()
        if count == self._change_count:
            return False
        self._change_count = count
        self.reload()
        return True

    def mark_used(self, item: Item) -> None:
        """Remember that an item is performed now."""
        now = time.time()
        if item.stored:
            self.presets.mark_used(item.key, now)
            self._hold(replace(self.stored(item.key), used_at=now))
        else:
            self._recent = self._recent_exercises.mark_used(item.key, now)
        self.changed.emit()

    def keep_drafts_at_end(self) -> None:
        """Write the drafts when the window closes: to a file if the database is in use for too long."""
        self._keeping.stop()
        self.database.wait_ms = BUSY_MS
        try:
            self._drafts.keep()
        except LiftronomeError:
            with suppress(LiftronomeError):  # nobody is there to be told
                self._drafts.keep_in_file()

    def keep_drafts(self) -> None:
        """Write the drafts now."""
        self._keeping.stop()
        try:
            self._drafts.keep()
        except LiftronomeError as error:
            self.failed.emit(str(error))

    def _read(self) -> None:
        self.library = self.exercises.library()
        self._by_id = {exercise.id: exercise for exercise in self.library.exercises}
        self._headings = {
            heading.id: heading for heading in headings(self.database) if heading.exercise_id in self._by_id
        }
        self._loaded, self._paces = {}, {}
        self._recent = self._recent_exercises.times()
        self._drafts.renew(self.library)
        self._change_count = self.database.change_count()

    def _delete(self, ids: Iterable[str]) -> None:
        for preset_id in ids:
            if self._is_kept(preset_id):
                self.presets.delete(preset_id)

    def _put_exercises(self, exercises: Mapping[str, Step[Exercise]]) -> None:
        own = {exercise.id for exercise in self.exercises.all()}
        for exercise in (step.after for step in exercises.values()):
            if exercise is None:
                continue
            if not is_own(exercise):
                self.exercises.change_cues(exercise, {phase: exercise.cues.get(phase, "") for phase in Phase})
            elif exercise.id in own:
                self.exercises.save(exercise)
            else:
                self.exercises.add(exercise)

    def _put(self, stored: StoredPreset, known: Mapping[str, Exercise]) -> StoredPreset:
        """Save a preset; one that has been deleted meanwhile is restored."""
        if not self._is_kept(stored.id):
            return self.presets.restore(with_exercise(stored, known))
        used_at = self.stored(stored.id).used_at
        return self.presets.save(replace(with_exercise(stored, known), used_at=used_at))

    def _is_kept(self, preset_id: str) -> bool:
        return bool(self.database.rows("SELECT 1 FROM preset WHERE id = ?", (preset_id,)))

    def _note(self, change: Change, kept: Iterable[StoredPreset]) -> None:
        for key, step in change.presets.items():
            if step.after is None:
                self._headings.pop(key, None)
                self._loaded.pop(key, None)
        if change.exercises:
            self._read()
        for stored in kept:
            self._hold(stored)
        for key, drafted in change.drafts.items():
            self._drafts.set(key, drafted.after)
            self._keeping.start()
        (self.changed if change.is_kept else self.drafted).emit()

    def _hold(self, stored: StoredPreset) -> None:
        self._loaded[stored.id] = stored
        self._headings[stored.id] = heading_of(stored)
        self._paces[stored.id] = Pace(stored.preset.tempo, stored.preset.beat_ms)


def with_exercise(stored: StoredPreset, known: Mapping[str, Exercise]) -> StoredPreset:
    """A preset with its exercise as it is now. Raises StoreError if that has been deleted, InputError if they
    no longer fit together."""
    exercise = known.get(stored.preset.exercise.id)
    if exercise is None:
        raise StoreError(f"the exercise “{stored.preset.exercise.name}” has been deleted")
    return replace(stored, preset=replace(stored.preset, exercise=exercise))


def is_as_kept(draft: Draft, kept: Preset) -> bool:
    """True if a draft differs in nothing from what is saved. Names are not changed in drafts."""
    if draft.unread:
        return False
    if draft.preset == kept:
        return True
    return bool(kept.name) and kept_preset(replace(draft.preset, name=kept.name)) == kept
