"""Tidying up what no cue needs: sounds that were let go of, and what was chosen for presets that are gone.

It goes when it has been of no use for 30 days, and not before: another window may undo a deletion, and a copy
of the file that is put back needs what its presets were heard with. The days are counted from the first
start at which it was found unused, so a file that was lost and made anew counts from then.
"""

from __future__ import annotations

import time
from typing import Final

from app.store.own_sounds import PREFIX, OwnSounds
from app.store.settings import Plain, Settings
from app.store.sound_folder import delete, names_in

GRACE_DAYS: Final = 30
SINCE_KEY: Final = "unused_sounds_since"

_DAY_S: Final = 86_400
_NOTHING: Final[dict[str, Plain]] = {}


def forget_unused(sounds: OwnSounds, now_s: float | None = None) -> None:
    """Forget what has been unused for long, and note what is unused from now on. `now_s` counts from 1970.

    Waits for no other window, and does nothing in the name of a database in memory: what that says of the
    files in the folder is not kept. Raises StoreError.
    """
    if sounds.database.is_in_memory:
        return
    now_s = time.time() if now_s is None else now_s
    settings = Settings(sounds.database)
    with sounds.database.changing(wait_ms=0):
        before = settings.get(SINCE_KEY, _NOTHING)
        since = {what: _since(before.get(what), now_s) for what in _unused(sounds, settings)}
        old = {what for what, at_s in since.items() if now_s - at_s > GRACE_DAYS * _DAY_S}
        for key in (what for what in old if what.startswith(PREFIX)):
            settings.forget(key)
        delete(sounds.folder, {what for what in old if not what.startswith(PREFIX)})
        still: dict[str, Plain] = {what: at_s for what, at_s in since.items() if what not in old}
        if still != before:
            settings.set(SINCE_KEY, still)


def _unused(sounds: OwnSounds, settings: Settings) -> set[str]:
    """The names of the files that nothing needs, and the keys of what was chosen for presets that are gone;
    what those need stays until they go."""
    presets = {f"{PREFIX}{row[0]}" for row in sounds.database.rows("SELECT id FROM preset")}
    keys = set(settings.keys(PREFIX))
    needed = {kept.file for key in keys for kept in sounds.chosen(key.removeprefix(PREFIX)).values()}
    return (names_in(sounds.folder) - needed) | (keys - presets - {PREFIX})


def _since(noted: Plain, now_s: float) -> float:
    """Since when something has been unused; a clock may have been set back meanwhile."""
    return min(float(noted), now_s) if isinstance(noted, int | float) else now_s
