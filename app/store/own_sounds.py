"""The lifter's own sounds: which cue each is for, and the sound itself, so that the original may vanish.

A sound is for one preset or for all of them; a preset's own comes first. The files lie in the folder `sounds`
beside the database, named by their content, and the settings say which is for which cue. What is let go of,
and the sounds of a preset that is deleted, stay for a while, so that it can be undone: see `unused_sounds`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from app.domain.own_sound import KeptSound, file_name_shown
from app.domain.preset import Preset
from app.domain.timeline import Sound
from app.domain.writing import folded_name
from app.store.database import Database
from app.store.settings import Plain, Settings
from app.store.sound_folder import named_by
from app.store.unkept import IN_MEMORY
from app.store.whole_file import put

FOLDER_NAME: Final = "sounds"
PREFIX: Final = "own_sounds."

ALL: Final = ""
"""Stands for a preset's id where a sound is for all presets."""

SoundKey: TypeAlias = tuple[str, str]
"""Which sound is meant: a preset's id, or ALL, and the name of the cue's sound."""

_CUES: Final = frozenset(Sound)
_NOTHING: Final[dict[str, Plain]] = {}


@dataclass(frozen=True, slots=True)
class OwnSound:
    """A sound as it is heard. `name` is what its file was called; the file at `path` may have been lost."""

    path: Path
    name: str
    for_all: bool


class OwnSounds:
    """Keeps sounds by the names of the cues' sounds. Raises StoreError if they cannot be read or written."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._settings = Settings(database)
        self.folder = database.path.parent / FOLDER_NAME

    @property
    def can_keep(self) -> bool:
        """True if there is a folder for sounds: none is where nothing outlasts the program."""
        return self.database.path != IN_MEMORY

    def put(self, wav: bytes, name: str) -> KeptSound:
        """Keep a WAV file's content, and what its original was called, until a cue is given it. On any
        thread."""
        put(self.folder, named_by(wav), wav)
        return KeptSound(named_by(wav), file_name_shown(name))

    def choose(self, sound: str, kept: KeptSound | None, preset_id: str = ALL) -> None:
        """Let a cue sound like what is kept, or with None as it did without."""
        with self.database.changing():
            chosen = dict(self._settings.get(f"{PREFIX}{preset_id}", _NOTHING))
            chosen.pop(sound, None)
            if kept is not None:
                chosen[sound] = {"file": kept.file, "name": kept.name}
            if chosen:
                self._settings.set(f"{PREFIX}{preset_id}", chosen)
            else:
                self._settings.forget(f"{PREFIX}{preset_id}")

    def chosen(self, preset_id: str = ALL) -> Mapping[str, KeptSound]:
        """The sounds that were chosen for a preset itself, by the names of the cues' sounds."""
        return {
            sound: KeptSound(Path(file).name, file_name_shown(name))
            for sound, entry in self._settings.get(f"{PREFIX}{preset_id}", _NOTHING).items()
            if sound in _CUES
            and isinstance(entry, dict)
            and isinstance(file := entry.get("file"), str)
            and isinstance(name := entry.get("name"), str)
        }

    def of(self, preset_id: str = ALL) -> Mapping[str, OwnSound]:
        """The sounds that a preset is performed with, by the names of the cues' sounds."""
        found = self._found(ALL)
        if preset_id != ALL:
            found |= self._found(preset_id)
        return found

    def paths(self, preset: Preset) -> Mapping[str, Path]:
        """The files of the sounds that a preset is performed with; one without a name has those for all."""
        return {sound: own.path for sound, own in self.of(self.id_of(preset)).items()}

    def id_of(self, preset: Preset) -> str:
        """The id that a preset is kept under, ALL if it is not kept."""
        rows = self.database.rows(
            "SELECT id FROM preset WHERE exercise_id = ? AND folded_name = ?",
            (preset.exercise.id, folded_name(preset.name)),
        )
        return str(rows[0][0]) if rows else ALL

    def _found(self, preset_id: str) -> dict[str, OwnSound]:
        return {
            sound: OwnSound(self.folder / kept.file, kept.name, preset_id == ALL)
            for sound, kept in self.chosen(preset_id).items()
        }
