"""Importing and exporting presets while the window stays responsive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QMimeData, QObject, QThread, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from liftronome.domain.errors import LiftronomeError
from liftronome.presentation.texts import capitalised, counted
from liftronome.store.base.database import Database, connected
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore, StoredPreset
from liftronome.ui.drafts.changes import Change, Step
from liftronome.ui.drafts.editing import Editing
from liftronome.ui.files.file_places import FilePlaces
from liftronome.ui.files.import_dialog import ImportDialog
from liftronome.ui.files.sound_files import is_sound

if TYPE_CHECKING:
    from liftronome.store.transfer.exporting import Export
    from liftronome.store.transfer.import_plan import ImportPlan, ImportResult, OnConflict

NOTHING_IMPORTED: Final = "Nothing was imported."
FILTER: Final = "Presets (*.json);;All files (*)"

Task = Callable[[PresetStore], Any]


def dropped_file(data: QMimeData) -> Path | None:
    """The file that is dragged, None unless it is exactly one."""
    urls = data.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


class _Job(QThread):
    """Does a task on a thread of its own."""

    def __init__(self, task: Callable[[], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._task = task
        self.result: Any = None
        self.error: LiftronomeError | None = None

    def run(self) -> None:
        try:
            self.result = self._task()
        except LiftronomeError as error:
            self.error = error


class Transfer(QObject):
    """Imports and exports. `told` carries the result, and whether undoing is offered; `warned` what has not
    been done, or not completely; `sound_given` what to say of a sound that was given in place of presets."""

    told = Signal(str, bool)
    warned = Signal(str)
    sound_given = Signal(str)

    def __init__(self, editing: Editing, window: QWidget, places: FilePlaces) -> None:
        super().__init__(window)
        self._places = places
        self._window = window
        self._editing = editing
        self._job: _Job | None = None

    @property
    def is_busy(self) -> bool:
        """True while a file is being read or written."""
        return self._job is not None

    def ask_import(self) -> None:
        """Ask which file to import."""
        self._ask_file(self.import_file)

    def ask_export_all(self) -> None:
        """Ask where to write all presets and own exercises."""
        self._ask_file(self.export_all, "liftronome-presets.json")

    def ask_export_one(self) -> None:
        """Ask where to write the open preset."""
        stored = self._editing.item.stored
        if stored is not None:
            self._ask_file(lambda file: self.export_one(file, stored), f"{_file_name(stored)}.json")

    def import_file(self, file: Path) -> None:
        """Read a file, ask what to do about names that are taken, and add what is in it."""
        if is_sound(file):
            self.sound_given.emit(f"{file.name} is a sound. To use it as a cue, choose it in Sounds.")
            return

        def read(store: PresetStore) -> ImportPlan:
            from liftronome.store.transfer.import_plan import read_import
            from liftronome.store.transfer.importing import file_bytes

            return read_import(file_bytes(file), store)

        self._do(read, lambda plan: self._plan_read(file, plan), file, NOTHING_IMPORTED)

    def export_all(self, file: Path) -> None:
        """Write all presets and own exercises."""

        from liftronome.store.transfer.exporting import export_all

        self._export(file, export_all)

    def export_one(self, file: Path, stored: StoredPreset) -> None:
        """Write one preset."""

        from liftronome.store.transfer.exporting import export_one

        self._export(file, lambda store: export_one(store, stored))

    def stop(self) -> None:
        """Wait until what is being read or written is done."""
        if self._job is not None:
            self._job.wait()

    def _export(self, file: Path, export: Callable[[PresetStore], Export]) -> None:
        def write(store: PresetStore) -> Export:
            from liftronome.store.transfer.exporting import write_export

            self._places.refuse_kept(file)
            written = export(store)
            write_export(file, written.text)
            return written

        self._do(write, lambda written: self._tell_written(file, written), file)

    def _plan_read(self, file: Path, plan: ImportPlan) -> None:
        from liftronome.store.transfer.import_plan import OnConflict

        if plan.contents.is_empty:
            self.warned.emit(f"{file.name} contains no presets. Choose a file that Liftronome has exported.")
        elif plan.conflicts:
            dialog = ImportDialog(file.name, len(plan.contents.presets), plan.conflicts, self._window)
            dialog.chosen.connect(lambda choice: self._bring_in(file, plan, choice))
            dialog.open()
        else:
            self._bring_in(file, plan, OnConflict.SKIP)

    def _bring_in(self, file: Path, plan: ImportPlan, choice: OnConflict) -> None:
        def bring_in(store: PresetStore) -> ImportResult:
            from liftronome.store.transfer.import_plan import apply_import

            return apply_import(plan, store, choice)

        self._do(bring_in, lambda result: self._brought_in(file, result), file, NOTHING_IMPORTED)

    def _brought_in(self, file: Path, result: ImportResult) -> None:
        change = _change_of(file, result, self._editing.item.key)
        has_changed = change.is_kept
        if has_changed:
            self._editing.note_done(change)
        self.told.emit(f"{file.name}: {summary(result)}.", has_changed)

    def _tell_written(self, file: Path, written: Export) -> None:
        sounds = f" and {counted(written.sound_count, 'sound')}" if written.sound_count else ""
        behind = f" {capitalised(written.stays_behind)}." if written.stays_behind else ""
        told = f"{counted(written.preset_count, 'preset')}{sounds} written to {file}."
        if behind:
            self.warned.emit(told + behind)
        else:
            self.told.emit(told, False)

    def _do(self, task: Task, done: Callable[[Any], None], file: Path, failed: str = "") -> None:
        """Do a task, then pass its result to `done`; an error is told with the file's name and the text
        `failed`."""
        if self._job is not None:
            self.warned.emit("Wait until the last import or export is finished.")
            return
        repository = self._editing.repository
        repository.keep_drafts()
        if repository.database.is_in_memory:  # nobody else can open it
            job = _Job(lambda: task(repository.presets), self)
            job.run()
            self._finish(job, done, file, failed)
            return
        path, shipped = repository.database.path, repository.exercises.shipped
        self._job = job = _Job(lambda: _with_store(path, shipped, task), self)
        job.finished.connect(lambda: self._finish(job, done, file, failed))
        job.start()

    def _finish(self, job: _Job, done: Callable[[Any], None], file: Path, failed: str) -> None:
        self._job = None
        job.deleteLater()
        if job.error is None:
            done(job.result)
        else:
            text = str(job.error)
            said = capitalised(text) if str(file) in text else f"{file.name}: {text}"
            self.warned.emit(f"{said}. {failed}".strip())

    def _ask_file(self, use: Callable[[Path], None], name: str = "") -> None:
        """Ask for a file: to be read, or with a proposed name to be written."""
        title, folder = "Export" if name else "Import", str(self._places.folder)
        dialog = QFileDialog(self._window, title, folder, FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave if name else QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile if name else QFileDialog.FileMode.ExistingFile)
        dialog.setDefaultSuffix("json" if name else "")
        if name:
            dialog.selectFile(name)
        dialog.fileSelected.connect(lambda file: self._places.remember(Path(file)))
        dialog.fileSelected.connect(lambda file: use(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _with_store(path: Path, shipped: Any, task: Task) -> Any:
    database: Database = connected(path)
    try:
        return task(PresetStore(database, OwnExercises(database, shipped)))
    finally:
        database.close()


def _change_of(file: Path, result: ImportResult, open_key: str) -> Change:
    """What an import has changed, so that it can be undone."""
    presets = {stored.id: Step(None, stored) for stored in result.added}
    presets |= {after.id: Step(before, after) for before, after in result.replaced}
    exercises = {exercise.id: Step(None, exercise) for exercise in result.added_exercises}
    exercises |= {after.id: Step(before, after) for before, after in result.replaced_exercises}
    opened = next(iter((*presets, *exercises)), open_key)
    sounds = {key: Step(before, after) for key, (before, after) in result.sounds.items()}
    return Change(f"import {file.name}", Step(open_key, opened), presets, {}, exercises, sounds)


def summary(result: ImportResult) -> str:
    """What an import has done, in words."""
    parts = [f"{counted(len(result.added), 'preset')} added"]
    if exercises := len(result.added_exercises) + len(result.replaced_exercises):
        parts.append(counted(exercises, "exercise"))
    if result.sounds:
        parts.append(counted(result.sound_count, "sound"))
    for count, what in (
        (len(result.replaced), "replaced"),
        (result.skipped, "skipped"),
        (result.unchanged, "already here"),
    ):
        if count:
            parts.append(f"{count} {what}")
    return ", ".join(parts)


def _file_name(stored: StoredPreset) -> str:
    preset = stored.preset
    name = f"{preset.exercise.name} {preset.name}"
    return "".join(letter if letter.isalnum() or letter in " -_" else "-" for letter in name)[:100].strip()
