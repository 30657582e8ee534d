"""The lifter's own sounds: which cue has which, and their files.

A sound that no cue uses, and a choice for a preset that is gone, is deleted after 30 days unused and not
before: another window may undo a deletion, and a copy of the database that is put back needs its sounds. The
days count from the first start at which it was found unused.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from liftronome.domain.own_sound import KeptSound, file_name_shown
from liftronome.domain.preset import Preset
from liftronome.domain.timeline import Sound
from liftronome.domain.writing import folded_name
from liftronome.store.base.database import IN_MEMORY, Database
from liftronome.store.base.errors import disk_error
from liftronome.store.base.kept_file import keep_file
from liftronome.store.base.settings import Plain, Settings


def named_by(content: bytes) -> str:
    """The name of the file that holds `content`, or a sound that is known by it."""
    from hashlib import sha256  # loads OpenSSL, which no start needs

    return f"{sha256(content).hexdigest()[:32]}.wav"


def names_in(folder: Path) -> set[str]:
    """The names of the sounds in the folder, and of those that a crash left half-written."""
    return {path.name for ending in ("*.wav", ".*.part") for path in folder.glob(ending)}


def delete(folder: Path, names: Collection[str]) -> None:
    """Delete the sounds of those names. Raises StoreError."""
    try:
        for name in names:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise disk_error(error, folder) from error


FOLDER_NAME: Final = "sounds"
PREFIX: Final = "own_sounds."

ALL: Final = ""
"""Takes the place of a preset's id for a sound that is for all presets."""

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
    """Stores which cue has which sound. Raises StoreError if that cannot be read or written."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._settings = Settings(database)
        self.folder = database.path.parent / FOLDER_NAME

    @property
    def can_keep(self) -> bool:
        """True if there is a folder for sounds; an in-memory database has none."""
        return self.database.path != IN_MEMORY

    def put(self, wav: bytes, name: str) -> KeptSound:
        """Keep a WAV file's content, and what its original was called, until a cue is given it. On any
        thread."""
        keep_file(self.folder, named_by(wav), wav)
        return KeptSound(named_by(wav), file_name_shown(name))

    def choose(self, sound: str, kept: KeptSound | None, preset_id: str = ALL) -> None:
        """Give a cue an own sound, or with None take it away."""
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


GRACE_DAYS: Final = 30
SINCE_KEY: Final = "unused_sounds_since"

_DAY_S: Final = 86_400
_NO_SOUNDS_USED: Final[dict[str, Plain]] = {}


def forget_unused(sounds: OwnSounds, now_s: float | None = None) -> None:
    """Delete what has been unused for long, and note what is unused from now on. `now_s` counts from 1970.

    Does not wait for other windows, and does nothing for a database in memory, which knows nothing of the
    files in the folder. Raises StoreError.
    """
    if sounds.database.is_in_memory:
        return
    now_s = time.time() if now_s is None else now_s
    settings = Settings(sounds.database)
    with sounds.database.changing(wait_ms=0):
        before = settings.get(SINCE_KEY, _NO_SOUNDS_USED)
        since = {what: _since(before.get(what), now_s) for what in _unused(sounds, settings)}
        old = {what for what, at_s in since.items() if now_s - at_s > GRACE_DAYS * _DAY_S}
        for key in (what for what in old if what.startswith(PREFIX)):
            settings.forget(key)
        delete(sounds.folder, {what for what in old if not what.startswith(PREFIX)})
        still: dict[str, Plain] = {what: at_s for what, at_s in since.items() if what not in old}
        if still != before:
            settings.set(SINCE_KEY, still)


def _unused(sounds: OwnSounds, settings: Settings) -> set[str]:
    """The names of files that nothing needs, and the keys of choices for presets that are gone. Files that
    those choices name stay until they go."""
    presets = {f"{PREFIX}{row[0]}" for row in sounds.database.rows("SELECT id FROM preset")}
    keys = set(settings.keys(PREFIX))
    needed = {kept.file for key in keys for kept in sounds.chosen(key.removeprefix(PREFIX)).values()}
    return (names_in(sounds.folder) - needed) | (keys - presets - {PREFIX})


def _since(noted: Plain, now_s: float) -> float:
    """Since when something has been unused; the clock may have been set back meanwhile."""
    return min(float(noted), now_s) if isinstance(noted, int | float) else now_s
