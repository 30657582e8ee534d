"""The lifter's own sounds: which cue each is for, and the sound itself, so that the original may vanish.

A sound is for one preset or for all of them; a preset's own comes first. The files lie in the folder `sounds`
beside the database, named by their content, and the settings say which is for which cue. A sound whose preset
is deleted stays until `forget_unused`, so that deleting can be undone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.domain.preset import Preset
from app.domain.writing import folded_name
from app.store.database import Database
from app.store.settings import Plain, Settings
from app.store.sound_folder import named_by, put, thin_out

FOLDER_NAME: Final = "sounds"
PREFIX: Final = "own_sounds."

ALL: Final = ""
"""Stands for a preset's id where a sound is for all presets."""

_NOTHING: Final[dict[str, Plain]] = {}


@dataclass(frozen=True, slots=True)
class OwnSound:
    """A sound as it is kept. `name` is what its file was called; the file at `path` may have been lost."""

    path: Path
    name: str
    for_all: bool


class OwnSounds:
    """Keeps sounds by the names of the cues' sounds. Raises StoreError if they cannot be read or written."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._settings = Settings(database)
        self.folder = database.path.parent / FOLDER_NAME

    def keep(self, sound: str, wav: bytes, name: str, preset_id: str = ALL) -> None:
        """Keep what a cue shall sound like: a WAV file's content, and what its original was called."""
        file = named_by(wav)
        put(self.folder, file, wav)
        with self._database.changing():
            chosen = self._chosen(preset_id)
            self._choose(preset_id, {**chosen, sound: {"file": file, "name": name}})

    def remove(self, sound: str, preset_id: str = ALL) -> None:
        """Let a cue sound as it did without it."""
        with self._database.changing():
            chosen = self._chosen(preset_id)
            chosen.pop(sound, None)
            self._choose(preset_id, chosen)

    def of(self, preset_id: str = ALL) -> Mapping[str, OwnSound]:
        """The sounds that a preset is performed with, by the names of the cues' sounds."""
        found = self._read(ALL)
        if preset_id != ALL:
            found |= self._read(preset_id)
        return found

    def paths(self, preset: Preset) -> Mapping[str, Path]:
        """The files of the sounds that a preset is performed with; one without a name has those for all."""
        return {sound: own.path for sound, own in self.of(self.id_of(preset)).items()}

    def id_of(self, preset: Preset) -> str:
        """The id that a preset is kept under, ALL if it is not kept."""
        rows = self._database.rows(
            "SELECT id FROM preset WHERE exercise_id = ? AND folded_name = ?",
            (preset.exercise.id, folded_name(preset.name)),
        )
        return str(rows[0][0]) if rows else ALL

    def forget_unused(self) -> None:
        """Forget the sounds of presets that are gone, and delete the files that no cue needs."""
        with self._database.changing():
            presets = {row[0] for row in self._database.rows("SELECT id FROM preset")}
            for key in self._settings.keys(PREFIX):
                if key != PREFIX and key.removeprefix(PREFIX) not in presets:
                    self._settings.forget(key)
            ids = [key.removeprefix(PREFIX) for key in self._settings.keys(PREFIX)]
            thin_out(self.folder, {own.path.name for each in ids for own in self._read(each).values()})

    def _read(self, preset_id: str) -> dict[str, OwnSound]:
        return {
            sound: OwnSound(self.folder / Path(file).name, name, preset_id == ALL)
            for sound, entry in self._chosen(preset_id).items()
            if isinstance(entry, dict)
            and isinstance(file := entry.get("file"), str)
            and isinstance(name := entry.get("name"), str)
        }

    def _chosen(self, preset_id: str) -> dict[str, Plain]:
        return dict(self._settings.get(f"{PREFIX}{preset_id}", _NOTHING))

    def _choose(self, preset_id: str, chosen: dict[str, Plain]) -> None:
        if chosen:
            self._settings.set(f"{PREFIX}{preset_id}", chosen)
        else:
            self._settings.forget(f"{PREFIX}{preset_id}")
