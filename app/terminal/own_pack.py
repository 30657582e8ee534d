"""The cue pack of a preset, with the lifter's own sounds and spoken coaching."""

from __future__ import annotations

from pathlib import Path

from app.audio.coaching import VOICE
from app.audio.pack import CuePack, load_pack
from app.domain.preset import Preset
from app.store.errors import StoreError
from app.store.folders import data_folder
from app.store.own_sounds import OwnSounds
from app.store.spoken_coaching import SpokenCoaching
from app.terminal.kept import has_file, opened_soon
from app.terminal.streams import tell


def pack_of(preset: Preset, data_dir: Path | None) -> CuePack:
    """The pack that a preset is performed with.

    An own sound that cannot be had is told on standard error, and the pack's is heard. Raises InputError if
    the pack is unknown, PackError if a file of its own is missing or damaged.
    """
    folder = data_folder(data_dir)
    coaching = preset.coaching.values() if preset.speak_coaching else ()
    spoken = SpokenCoaching(folder, VOICE).paths(coaching)
    return load_pack(preset.pack, own=_own_sounds(preset, data_dir), coaching=spoken, tell=tell)


def _own_sounds(preset: Preset, data_dir: Path | None) -> dict[str, Path]:
    if not has_file(data_folder(data_dir)):
        return {}
    try:
        database = opened_soon(data_dir).database
        try:
            return dict(OwnSounds(database).paths(preset))
        finally:
            database.close()
    except StoreError as error:
        tell(f"your own sounds are not heard: {error}")
        return {}
