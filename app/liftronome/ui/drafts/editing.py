"""What can be done to presets and exercises, with undo and redo."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from liftronome.domain.errors import BusyError, InputError, LiftronomeError
from liftronome.domain.exercise import Exercise
from liftronome.domain.line.formatting import plain_name
from liftronome.domain.own_sound import KeptSound
from liftronome.domain.preset import Preset, preset_name
from liftronome.domain.writing import folded_name
from liftronome.presentation.texts import capitalised, counted, quoted
from liftronome.store.base.database import ON_THE_BENCH_MS, new_id
from liftronome.store.presets.own_exercises import checked_exercise, is_own, new_exercise_id
from liftronome.store.presets.presets import StoredPreset, first_free, kept_preset
from liftronome.store.sounds.own_sounds import SoundKey
from liftronome.ui.drafts.changes import Change, ChangeCommand, Step, change_text, changed_parts
from liftronome.ui.drafts.draft import Draft, Item, called
from liftronome.ui.drafts.repository import OPEN_KEY, PresetRepository, is_as_kept
from liftronome.ui.text.field_names import LINE, field_label
from liftronome.ui.text.key_names import native_key


class Editing(QObject):
    """Opens, edits, saves, renames, copies and deletes.

    `opened` carries the Item to show. `told` carries a message, and whether it offers to undo. `name_wanted`
    asks for a name: to save under, or with True to rename what is open.
    """

    opened = Signal(object)
    told = Signal(str, bool)
    name_wanted = Signal(bool)

    def __init__(self, repository: PresetRepository, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.repository = repository
        self.stack = QUndoStack(self)
        self.item = Item(repository.library.exercises[0])
        repository.changed.connect(self._look_again)

    @property
    def draft(self) -> Draft:
        """What is open, with its unsaved changes."""
        return self.repository.draft(self.item)

    def open_last(self) -> None:
        """Open what was open when the window closed last, or else the first exercise."""
        key = self.repository.settings.get(OPEN_KEY, "")
        self.open(key if self.repository.has(key) else self.item.key)

    def open(self, key: str) -> None:
        """Open a preset or an exercise."""
        try:
            self.item = self.repository.item(key)
        except LiftronomeError as error:
            self._tell_error(error)
            return
        self.opened.emit(self.item)

    def remember_open(self) -> None:
        """Remember what is open for the next start."""
        try:
            self.repository.settings.set(OPEN_KEY, self.item.key)
        except LiftronomeError as error:
            self._tell_error(error)

    def mark_performed(self) -> None:
        """Remember that what is open is performed now, and open it at the next start."""
        try:
            with self.repository.database.waiting_at_most(ON_THE_BENCH_MS):
                self.repository.mark_used(self.item)
                self.repository.settings.set(OPEN_KEY, self.item.key)
        except BusyError:
            return  # the set does not wait for it, and nothing is lost
        except LiftronomeError as error:
            self._tell_error(error)

    def edit(self, draft: Draft) -> None:
        """Take over what the editor shows now."""
        key = self.item.key
        before = self.repository.unsaved(key)
        after = None if is_as_kept(draft, self.item.preset) else draft
        parts = changed_parts(before or Draft(self.item.preset), draft)
        if before == after or not parts:
            return
        if draft.edited_in == LINE:
            parts = frozenset({LINE})
        change = Change(change_text(parts), Step(key, key), drafts={key: Step(before, after)})
        if self._apply(change):
            edited_in = frozenset({draft.edited_in}) if draft.edited_in else parts
            self.stack.push(ChangeCommand(change, self._make, edited_in))

    def save(self) -> None:
        """Save the changes to what is open; for an exercise, ask for a preset's name first."""
        if self.item.stored is None:
            self.ask_name_to_save()
            return
        draft, stored = self.repository.unsaved(self.item.key), self.item.stored
        if draft is None or self.is_unreadable(draft):
            return
        saved = replace(stored, preset=replace(draft.preset, name=stored.preset.name))
        self._do(self._change(f"save {called(saved.preset)}", {stored.id: Step(stored, saved)}, draft))

    def ask_name_to_save(self) -> None:
        """Ask for the name to save what is shown under."""
        if not self.is_unreadable(self.draft):
            self.name_wanted.emit(False)

    def save_as(self, name: str) -> None:
        """Save what is shown as a new preset; the one that was open goes back to what is saved."""
        if self.is_unreadable(self.draft):
            return
        stored = self._new(replace(self.draft.preset, name=name))
        draft = self.repository.unsaved(self.item.key)
        self._keep_new(f"save {called(stored.preset)}", stored, draft, self._own_sounds())

    def name_problem(self, name: str, *, to_rename: bool) -> str:
        """What is wrong with a name for what is open, or for a preset saved from it; "" if nothing is."""
        try:
            folded = folded_name(preset_name(name))
        except InputError as error:
            return str(error)
        exercise = self.item.exercise
        if folded in set(self.repository.names(exercise, but=self.item.key if to_rename else "")):
            return f"a preset of {exercise.name} is already called “{preset_name(name)}”"
        return ""

    def rename(self, name: str) -> None:
        """Rename what is open."""
        stored = self.item.stored
        if stored is not None and preset_name(name) != stored.preset.name:
            renamed = replace(stored, preset=replace(stored.preset, name=preset_name(name)))
            text = f"rename {called(stored.preset)}"
            self._do(self._change(text, {stored.id: Step(stored, renamed)}))

    def ask_name(self) -> None:
        """Ask for a new name for what is open."""
        self.name_wanted.emit(self.item.stored is not None)

    def duplicate(self) -> None:
        """Copy what is shown, with its own sounds, and ask for the copy's name."""
        if self.item.stored is None:
            self.ask_name_to_save()
        elif not self.is_unreadable(self.draft):
            self._add(self.draft.preset, self._own_sounds())

    def add(self, preset: Preset) -> None:
        """Add a new preset. If its name is missing or taken, it gets one, and a better one is asked for."""
        self._add(preset, {})

    def add_all(self, presets: Sequence[Preset]) -> None:
        """Add new presets, and the exercises of theirs that are new, all or none; the first is opened. One
        whose name is missing or taken gets one, and if it is alone, a better one is asked for."""
        if len(presets) == 1 and self.repository.exercise(presets[0].exercise.id):
            self._add(presets[0], {})
            return
        taken = dict[str, set[str]]()
        stored, exercises = list[StoredPreset](), dict[str, Step[Exercise]]()
        for preset in presets:
            exercise = preset.exercise
            names = taken.setdefault(exercise.id, set(self.repository.names(exercise)))
            name = first_free(preset.name or plain_name(preset), names)
            names.add(folded_name(name))
            stored.append(self._new(replace(preset, name=name)))
            if self.repository.exercise(exercise.id) is None:
                exercises[exercise.id] = Step(None, exercise)
        what = called(stored[0].preset) if len(stored) == 1 else counted(len(stored), "preset")
        change = self._change(f"create {what}", {}, opened=stored[0].id)
        made: dict[str, Step[StoredPreset]] = {each.id: Step(None, each) for each in stored}
        if self._do(replace(change, presets=made, exercises=exercises)):
            created = capitalised(what)
            with_exercise = f" with its exercise “{stored[0].preset.exercise.name}”" if exercises else ""
            self.told.emit(f"{created} created{with_exercise}", True)

    def keep_sound(self, key: SoundKey, kept: KeptSound | None) -> None:
        """Give a cue an own sound, or with None the pack's. Raises StoreError."""
        preset_id, sound = key
        before = self.repository.sounds.chosen(preset_id).get(sound)
        named = kept or before
        if named is None or kept == before:
            return
        what = "set the sound" if kept else "remove the sound"
        opened = Step(self.item.key, self.item.key)
        change = Change(f"{what} “{named.name}”", opened, sounds={key: Step(before, kept)})
        self.repository.apply(change)
        self._push(change)

    def _add(self, preset: Preset, sounds: Mapping[str, KeptSound]) -> None:
        wanted = preset.name or plain_name(preset)
        name = first_free(wanted, set(self.repository.names(preset.exercise)))
        stored = self._new(replace(preset, name=name))
        is_kept = self._keep_new(f"create {called(stored.preset)}", stored, None, sounds)
        if is_kept and name != preset.name:
            self.name_wanted.emit(True)

    def delete(self) -> None:
        """Delete what is open at once; it can be undone. Exercises that ship cannot be deleted."""
        if self.item.stored is not None:
            self._delete_preset(self.item.stored)
        elif is_own(self.item.exercise):
            self._delete_exercise(self.item.exercise)

    def toggle_favourite(self) -> None:
        """Add the open preset to the favourites, or remove it from them."""
        stored = self.item.stored
        if stored is None:
            self.told.emit(
                f"Only presets can be favourites. Press {native_key('Ctrl+S')} to save it as one.",
                False,
            )
            return
        pinned = replace(stored, favourite=not stored.favourite)
        what = "add to favourites" if pinned.favourite else "remove from favourites"
        self._do(self._change(f"{what}: {called(stored.preset)}", {stored.id: Step(stored, pinned)}))

    def give_up_changes(self) -> None:
        """Revert to what is saved."""
        draft = self.repository.unsaved(self.item.key)
        if draft is not None:
            self._do(self._change(f"revert {called(self.item.preset)}", {}, draft))

    def keep_exercise(self, exercise: Exercise) -> None:
        """Save an own exercise, a new one if it has no id, or the cues of one that ships. Raises InputError
        if it is not valid, and StoreError."""
        before = self.repository.exercise(exercise.id)
        if is_own(exercise) or before is None:
            exercise = checked_exercise(replace(exercise, id=exercise.id or new_exercise_id()))
        if exercise == before:
            return
        opened = Step(self.item.key, self.item.key if before else exercise.id)
        text = f"change “{exercise.name}”" if before else f"create “{exercise.name}”"
        change = Change(text, opened, exercises={exercise.id: Step(before, exercise)})
        self.repository.apply(change)
        self._push(change)

    def note_done(self, change: Change) -> None:
        """Offer to undo a change that has been made to the file already."""
        self.repository.reload()
        self._push(change)

    def tell_error(self, error: LiftronomeError) -> None:
        """Report an error."""
        self._tell_error(error)

    def _delete_preset(self, stored: StoredPreset) -> None:
        group = [heading.id for heading in self.repository.of_exercise(stored.preset.exercise.id)]
        at = group.index(stored.id) if stored.id in group else 0
        beside = [*group[at + 1 :], *reversed(group[:at]), stored.preset.exercise.id]
        draft = self.repository.unsaved(stored.id)
        text = f"delete {called(stored.preset)}"
        if self._do(self._change(text, {stored.id: Step(stored, None)}, draft, beside[0])):
            self.told.emit(f"{called(stored.preset)} deleted", True)

    def _delete_exercise(self, exercise: Exercise) -> None:
        group = [self.repository.stored(heading.id) for heading in self.repository.of_exercise(exercise.id)]
        keys = [exercise.id, *(stored.id for stored in group)]
        drafts = {key: Step(draft, None) for key in keys if (draft := self.repository.unsaved(key))}
        change = Change(
            f"delete “{exercise.name}”",
            Step(exercise.id, self.repository.library.exercises[0].id),
            {stored.id: Step(stored, None) for stored in group},
            drafts,
            {exercise.id: Step(exercise, None)},
        )
        if self._do(change):
            with_presets = f" with {counted(len(group), 'preset')}" if group else ""
            self.told.emit(f"“{exercise.name}” deleted{with_presets}", True)

    def _change(
        self,
        text: str,
        presets: Mapping[str, Step[StoredPreset]],
        draft: Draft | None = None,
        opened: str | None = None,
    ) -> Change:
        """A change of presets that discards the draft of what is open, if one is given."""
        key = self.item.key
        drafts = {} if draft is None else {key: Step(draft, None)}
        return Change(text, Step(key, opened or key), presets, drafts)

    def _keep_new(
        self, text: str, stored: StoredPreset, draft: Draft | None, sounds: Mapping[str, KeptSound]
    ) -> bool:
        """Save a new preset with own sounds, and open it; the draft of what is open is discarded."""
        change = self._change(text, {stored.id: Step(None, stored)}, draft, stored.id)
        given = {(stored.id, sound): Step(None, kept) for sound, kept in sounds.items()}
        return self._do(replace(change, sounds=given))

    def _own_sounds(self) -> Mapping[str, KeptSound]:
        """The sounds chosen for the open preset, for a copy of it."""
        try:
            return self.repository.sounds.chosen(self.item.stored.id) if self.item.stored else {}
        except LiftronomeError as error:
            self._tell_error(error)
            return {}

    def _new(self, preset: Preset) -> StoredPreset:
        return StoredPreset(new_id(), kept_preset(preset), created_at=time.time())

    def _do(self, change: Change) -> bool:
        if not self._apply(change):
            return False
        self._push(change)
        return True

    def _push(self, change: Change) -> None:
        self.stack.push(ChangeCommand(change, self._make))
        self.open(change.opened.after or self.item.key)

    def _make(self, change: Change) -> bool:
        """Undo or redo: make a change, and show what it is about."""
        if not self._apply(change):
            return False
        key = change.opened.after or ""
        self.open(key if self.repository.has(key) else self.item.exercise.id)
        return True

    def _apply(self, change: Change) -> bool:
        try:
            self.repository.apply(change)
        except LiftronomeError as error:
            self._tell_error(error)
            return False
        return True

    def _look_again(self) -> None:
        """Update what is open after a change."""
        try:
            if self.repository.has(self.item.key):
                self.item = self.repository.item(self.item.key)
        except LiftronomeError:
            self.item = Item(self.item.exercise)

    def is_unreadable(self, draft: Draft) -> bool:
        """True, and told, if a text of the draft cannot be read: half a value is of no use."""
        for field, text in draft.unread.items():
            label = field_label(field, draft.preset)
            self.told.emit(f"{label} cannot be {quoted(text)}: correct it first.", False)
            return True
        return False

    def _tell_error(self, error: LiftronomeError) -> None:
        self.told.emit(f"{capitalised(str(error))}.", False)
