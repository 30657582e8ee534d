"""A model of strict power cuts: what was not synced is gone, be it a file's content or its name in a folder.

While presets, sounds and sets are stored, every sync is noted with what it made durable, be it asked for by
Python or by SQLite. After each of them the power could fail: `lost` makes the folder that would be found
then, opens it, and lists what had been acknowledged and is not there. `python -m tests.store.power_cut FOLDER
STEPS SEED` prints the counts as JSON.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import json
import os
import random
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from liftronome.domain.performance import Ended
from liftronome.store.base.errors import StoreError
from liftronome.store.log.log import SetLogStore
from liftronome.store.log.pending_sets import PendingSets
from liftronome.store.opening.copies import FOLDER_NAME as COPIES
from liftronome.store.opening.copies import keep_daily_copy
from liftronome.store.opening.inspection import is_sound_copy
from liftronome.store.opening.opening import Opened, open_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore
from liftronome.store.sounds.own_sounds import OwnSounds

from tests.store.examples import preset_of
from tests.store.log_examples import PLAN, rep

Entries = Mapping[str, tuple[int, bool]]
"""The names in a folder: the inode of each, and whether it is a folder."""

Fact = Callable[[Path, Opened], bool]
"""True if something that was acknowledged is there."""

_POINTER: Final = ctypes.c_void_p
_SYNC: Final = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, ctypes.c_int)
_OPEN: Final = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, _POINTER, _POINTER, ctypes.c_int, _POINTER)
_OPEN_FOLDER: Final = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, _POINTER)
_SET_CALL: Final = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, ctypes.c_char_p, _POINTER)
_GET_CALL: Final = ctypes.CFUNCTYPE(_POINTER, _POINTER, ctypes.c_char_p)


class _Methods(ctypes.Structure):
    """sqlite3_io_methods of version 3."""

    _fields_ = [
        ("version", ctypes.c_int),
        *((name, _POINTER) for name in ("close", "read", "write", "truncate", "sync", "size")),
        *((f"other_{number}", _POINTER) for number in range(12)),
    ]


class _Vfs(ctypes.Structure):
    """sqlite3_vfs of version 3."""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("version", "file_bytes", "longest_path")),
        *((name, _POINTER) for name in ("following", "name", "app_data", "open")),
        *((f"other_{number}", _POINTER) for number in range(12)),
        *((name, _POINTER) for name in ("set_call", "get_call", "next_call")),
    ]


@dataclass(slots=True)
class Disk:
    """What is durable of everything below `root`. `moments` has a state for each sync, the oldest first."""

    root: Path
    contents: dict[int, bytes] = field(default_factory=dict)
    folders: dict[int, Entries] = field(default_factory=dict)
    moments: list[tuple[dict[int, bytes], dict[int, Entries]]] = field(default_factory=list)
    held: dict[int, int] = field(default_factory=dict)
    """A descriptor for each inode that was met, so that none is used again for another file."""

    def note_file(self, path: Path) -> None:
        """A file has been synced."""
        if path.is_relative_to(self.root) and path.exists():
            inode = self._hold(path)
            descriptor = self.held[inode]  # opening and closing the file anew would let go of SQLite's locks
            self.contents[inode] = os.pread(descriptor, os.fstat(descriptor).st_size, 0)
            self._note()

    def note_folder(self, path: Path) -> None:
        """The names in a folder have been synced."""
        if path.is_relative_to(self.root):
            entries = {
                entry.name: (self._hold(Path(entry.path)), entry.is_dir()) for entry in os.scandir(path)
            }
            self.folders[self._hold(path)] = entries
            self._note()

    def found_after(self, moment: int, target: Path) -> None:
        """Make the folder that is found if the power fails after a moment."""
        contents, folders = self.moments[moment]

        def make(inode: int, folder: Path) -> None:
            folder.mkdir()
            for name, (inside, is_folder) in folders.get(inode, {}).items():
                if is_folder:
                    make(inside, folder / name)
                else:
                    (folder / name).write_bytes(contents.get(inside, b""))

        make(self.root.stat().st_ino, target)

    def close(self) -> None:
        """Let go of all files."""
        for descriptor in self.held.values():
            os.close(descriptor)
        self.held.clear()

    def _hold(self, path: Path) -> int:
        inode = path.stat().st_ino
        if inode not in self.held:
            self.held[inode] = os.open(path, os.O_RDONLY)
        return inode

    def _note(self) -> None:
        self.moments.append((dict(self.contents), dict(self.folders)))


@contextmanager
def watched(root: Path) -> Iterator[Disk]:
    """Note every sync below `root`. Raises OSError or AttributeError where SQLite cannot be watched."""
    disk = Disk(root)
    real_fsync = os.fsync

    def fsync(descriptor: int) -> None:
        real_fsync(descriptor)
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        (disk.note_folder if is_folder else disk.note_file)(path)

    setattr(os, "fsync", fsync)  # noqa: B010  (it takes descriptors only)
    try:
        with _sqlite_watched(disk):
            yield disk
    finally:
        setattr(os, "fsync", real_fsync)  # noqa: B010
        disk.close()


@contextmanager
def _sqlite_watched(disk: Disk) -> Iterator[None]:
    find = ctypes.CDLL(_sqlite3.__file__).sqlite3_vfs_find
    find.restype = ctypes.POINTER(_Vfs)
    vfs: _Vfs = find(None).contents
    real_open = _OPEN(vfs.open)
    get_call, set_call = _GET_CALL(vfs.get_call), _SET_CALL(vfs.set_call)
    real_open_folder = _OPEN_FOLDER(get_call(ctypes.addressof(vfs), b"openDirectory"))
    alive: list[Any] = []
    paths: dict[int, Path] = {}

    def open_file(own: int, name: int | None, file: int, flags: int, out: int) -> int:
        # SQLite keeps the pointer to the name: it must be handed on as it is.
        status = int(real_open(own, name, file, flags, out))
        if status == sqlite3.SQLITE_OK and name is not None:
            paths[file] = Path(os.fsdecode(ctypes.string_at(name)))
            slot = ctypes.cast(file, ctypes.POINTER(ctypes.POINTER(_Methods)))
            methods = _Methods.from_buffer_copy(slot.contents.contents)
            real_sync = _SYNC(methods.sync)

            def sync(this: int, how: int) -> int:
                synced = int(real_sync(this, how))
                disk.note_file(paths[this])
                return synced

            callback = _SYNC(sync)
            methods.sync = ctypes.cast(callback, _POINTER).value
            alive.extend((callback, methods, real_sync))
            slot[0] = ctypes.pointer(methods)
        return status

    def open_folder(path: bytes, descriptor: int) -> int:
        disk.note_folder(Path(os.fsdecode(path)).parent)
        return int(real_open_folder(path, descriptor))

    callbacks = _OPEN(open_file), _OPEN_FOLDER(open_folder)
    before = vfs.open
    vfs.open = ctypes.cast(callbacks[0], _POINTER).value
    set_call(ctypes.addressof(vfs), b"openDirectory", ctypes.cast(callbacks[1], _POINTER))
    try:
        yield
    finally:
        vfs.open = before
        set_call(ctypes.addressof(vfs), b"openDirectory", None)


@dataclass(slots=True)
class Work:
    """Stores one thing after another, and what was acknowledged after which sync."""

    folder: Path
    disk: Disk
    chance: random.Random
    facts: list[tuple[int, str, Fact]] = field(default_factory=list)

    def do(self, steps: int) -> None:
        """So many steps, in windows that are opened and closed in between."""
        done = 0
        while done < steps:
            opened = open_database(self.folder)
            for _ in range(min(self.chance.randint(1, 6), steps - done)):
                step = self.chance.choice((self._preset, self._sound, self._set, self._pending, self._copy))
                step(opened, done)
                done += 1
            opened.database.close()

    def _acknowledge(self, what: str, fact: Fact) -> None:
        self.facts.append((len(self.disk.moments) - 1, what, fact))

    def _preset(self, opened: Opened, number: int) -> None:
        kept = _presets(opened).add(preset_of(name=f"preset {number}"))
        self._acknowledge(f"preset {number}", lambda _, found: _presets(found).get(kept.id) == kept)

    def _sound(self, opened: Opened, number: int) -> None:
        sounds, content = OwnSounds(opened.database), f"RIFF{number}".encode() * 50
        preset = _presets(opened).add(preset_of(name=f"with sound {number}"))
        kept = sounds.put(content, f"{number}.wav")
        sounds.choose("tick", kept, preset.id)

        def is_there(folder: Path, found: Opened) -> bool:
            chosen = OwnSounds(found.database).chosen(preset.id).get("tick")
            return chosen == kept and (folder / "sounds" / kept.file).read_bytes() == content

        self._acknowledge(f"sound {number}", is_there)

    def _set(self, opened: Opened, number: int) -> None:
        log = SetLogStore(opened.database)
        set_id = log.begin_set(replace(PLAN, session_id=f"session {number}"))
        self._acknowledge(f"set {number}", lambda _, found: SetLogStore(found.database).has(set_id))
        for count in range(1, self.chance.randint(2, 4)):
            log.add_rep(set_id, rep(count))
            self._acknowledge(f"rep {count} of set {number}", _has_reps(set_id, count))
        log.end_set(set_id, Ended.COMPLETED, 1, 6000)
        self._acknowledge(f"end of set {number}", _has_ended(set_id))

    def _pending(self, _: Opened, number: int) -> None:
        pending = PendingSets(self.folder, at_once=bool(number % 2))
        set_id = pending.begin_set(replace(PLAN, session_id=f"pending {number}"))
        pending.add_rep(set_id, rep(1))
        pending.end_set(set_id, Ended.COMPLETED, 1, 6000)
        pending.keep()
        self._acknowledge(f"pending set {number}", _has_reps(set_id, 1))
        self._acknowledge(f"end of pending set {number}", _has_ended(set_id))

    def _copy(self, opened: Opened, number: int) -> None:
        copy = keep_daily_copy(opened.database)
        if copy is not None:
            self._acknowledge(f"copy {number}", _has_sound_copy)


def _presets(opened: Opened) -> PresetStore:
    return PresetStore(opened.database, OwnExercises(opened.database, load_library()))


def _has_reps(set_id: str, count: int) -> Fact:
    reps = tuple(rep(number) for number in range(1, count + 1))
    return lambda _, found: SetLogStore(found.database).get(set_id).reps[:count] == reps


def _has_ended(set_id: str) -> Fact:
    return lambda _, found: SetLogStore(found.database).get(set_id).ended is Ended.COMPLETED


def _has_sound_copy(folder: Path, _: Opened) -> bool:
    return any(is_sound_copy(copy, 1_000) for copy in (folder / COPIES).glob("*.db"))


def lost(work: Work, moment: int, target: Path) -> list[str]:
    """What was acknowledged up to a moment, and is not there if the power fails then."""
    work.disk.found_after(moment, target)
    folder = target / work.folder.name
    known = [(what, fact) for at, what, fact in work.facts if at <= moment]
    opened = open_database(folder)
    missing = [f"the file was damaged: {opened.message}"] if opened.set_aside else []
    for what, fact in known:
        try:
            is_there = fact(folder, opened)
        except (StoreError, OSError):
            is_there = False
        if not is_there:
            missing.append(what)
    twice = "SELECT count(*) FROM logged_set GROUP BY session_id HAVING count(*) > 1"
    missing += [f"logged twice: {row}" for row in opened.database.rows(twice)]
    opened.database.close()
    return missing


def counted(root: Path, steps: int, seed: int, cuts: int | None = None) -> dict[str, Any]:
    """Work for so many steps in a folder below `root`; then look at what each power cut leaves, or so
    many."""
    chance = random.Random(seed)
    (root / "disk").mkdir()
    with watched(root / "disk") as disk:
        work = Work(root / "disk" / "kept", disk, chance)
        work.do(steps)
    first = min((at for at, _, _ in work.facts), default=0)
    moments = range(first, len(disk.moments))
    chosen = moments if cuts is None else sorted(chance.sample(moments, min(cuts, len(moments))))
    missing: list[str] = []
    for moment in chosen:
        missing += [f"{what} (after sync {moment})" for what in lost(work, moment, root / f"cut {moment}")]
    checks = sum(at <= moment for moment in chosen for at, _, _ in work.facts)
    return {"cuts": len(chosen), "acknowledged": len(work.facts), "checks": checks, "missing": missing}


if __name__ == "__main__":
    print(json.dumps(counted(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
