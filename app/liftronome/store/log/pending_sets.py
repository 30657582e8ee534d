"""Sets that could not be logged before the program ended: they are kept in files, and logged at the next
start."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal, Unpack

import msgspec

from liftronome.domain.errors import InputError
from liftronome.domain.log_entry import Annotation, Changes, LoggedSet
from liftronome.domain.performance import Ended, PerformedPause, PerformedRep, SetPlan
from liftronome.files import sync_folder
from liftronome.store.base.database import ON_THE_BENCH_MS, PENDING_SETS, SEEN_MS, Database, new_id
from liftronome.store.base.errors import StoreBusyError, StoreError
from liftronome.store.base.kept_file import keep_file
from liftronome.store.base.settings import Settings
from liftronome.store.log.log import SetGoneError, SetLogStore

LOGGED_FILE: Final = "taken_in."
"""The key of a setting that notes, with a file's name behind it, that the file is logged and only has to be
deleted: the program may end in between."""


class _Replay:
    """The log while entries of a file are added to it, and what of them it had before."""

    def __init__(self, log: SetLogStore) -> None:
        self.log = log
        self._before: dict[str, list[PerformedRep | PerformedPause]] = {}

    def has_logged(self, set_id: str, what: PerformedRep | PerformedPause) -> bool:
        """True, once for each time that it is there, if the log had it before. Raises SetGoneError."""
        if set_id not in self._before:
            logged = self.log.get(set_id)
            self._before[set_id] = [*logged.reps, *logged.pauses]
        if what not in self._before[set_id]:
            return False
        self._before[set_id].remove(what)
        return True


class _Begun(msgspec.Struct, tag="begun", forbid_unknown_fields=True):
    set_id: str
    plan: SetPlan

    def tell(self, replay: _Replay) -> None:
        if not replay.log.has(self.set_id):
            replay.log.begin_set(self.plan, self.set_id)


class _Rep(msgspec.Struct, tag="rep", forbid_unknown_fields=True):
    set_id: str
    rep: PerformedRep

    def tell(self, replay: _Replay) -> None:
        if not replay.has_logged(self.set_id, self.rep):
            replay.log.add_rep(self.set_id, self.rep)


class _Pause(msgspec.Struct, tag="pause", forbid_unknown_fields=True):
    set_id: str
    pause: PerformedPause

    def tell(self, replay: _Replay) -> None:
        if not replay.has_logged(self.set_id, self.pause):
            replay.log.add_pause(self.set_id, self.pause)


class _Ended(msgspec.Struct, tag="ended", forbid_unknown_fields=True):
    set_id: str
    ended: Ended
    paced_reps: int
    tension_ms: int

    def tell(self, replay: _Replay) -> None:
        replay.log.end_set(self.set_id, self.ended, self.paced_reps, self.tension_ms)


class _Reopened(msgspec.Struct, tag="reopened", forbid_unknown_fields=True):
    set_id: str

    def tell(self, replay: _Replay) -> None:
        replay.log.reopen_set(self.set_id)


class _Said(msgspec.Struct, tag="said", forbid_unknown_fields=True):
    set_id: str
    changes: Changes

    def tell(self, replay: _Replay) -> None:
        with suppress(InputError):
            replay.log.annotate(self.set_id, **self.changes)


_Entry = _Begun | _Rep | _Pause | _Ended | _Reopened | _Said


class _Pending(msgspec.Struct, forbid_unknown_fields=True):
    version: Literal[1]
    entries: list[_Entry]


class PendingSets:
    """A SetLog that writes to a file in the data folder, for the next start to log: when told to `keep` it,
    or with `at_once` in every call, so that it survives a kill or a power cut.

    Sets that are in the log already are known by their ids there. Logging what is partly in the log already
    adds only the rest. With `at_once` every method raises StoreError if the file cannot be written. With a
    `database` it can be logged before the next start.
    """

    def __init__(self, folder: Path, *, at_once: bool = False, database: Database | None = None) -> None:
        self._database = database
        self._path = folder / PENDING_SETS.replace("*", new_id())
        self._entries: list[_Entry] = []
        self._at_once = at_once

    def begin_set(self, plan: SetPlan, set_id: str | None = None) -> str:
        """As `SetLogStore.begin_set`."""
        set_id = set_id or new_id()
        self._add(_Begun(set_id, plan))
        return set_id

    def add_rep(self, set_id: str, rep: PerformedRep) -> None:
        """As `SetLog.add_rep`."""
        self._add(_Rep(set_id, rep))

    def add_pause(self, set_id: str, pause: PerformedPause) -> None:
        """As `SetLog.add_pause`."""
        self._add(_Pause(set_id, pause))

    def end_set(self, set_id: str, ended: Ended, paced_reps: int, tension_ms: int) -> None:
        """As `SetLog.end_set`."""
        self._add(_Ended(set_id, ended, paced_reps, tension_ms))

    def reopen_set(self, set_id: str) -> None:
        """As `SetLog.reopen_set`."""
        self._add(_Reopened(set_id))

    def annotate(self, set_id: str, **changes: Unpack[Changes]) -> None:
        """As `SetLogStore.annotate`; what is out of range is ignored when it is logged."""
        self._add(_Said(set_id, changes))

    def take_over(self, log: SetLogStore) -> None:
        """Add everything that is in another log. Raises StoreError if that cannot be read."""
        for logged in reversed(log.sets()):
            set_id, said = self.begin_set(logged.plan), logged.annotation
            for rep in logged.reps:
                self.add_rep(set_id, rep)
            for pause in logged.pauses:
                self.add_pause(set_id, pause)
            if logged.ended is not None:
                self.end_set(set_id, logged.ended, logged.paced_reps, logged.tension_ms)
            self.annotate(set_id, **_changes(said))

    def keep(self) -> None:
        """Write the file, if there is anything to log. Raises StoreError if it cannot be written."""
        if self._entries:
            content = msgspec.json.encode(_Pending(1, self._entries))
            keep_file(self._path.parent, self._path.name, content)

    def mirror(self, log: SetLogStore) -> None:
        """Keep everything that is in another log, and nothing else. Raises StoreError if that cannot be read,
        or the file not written."""
        self._entries.clear()
        at_once, self._at_once = self._at_once, False
        try:
            self.take_over(log)
        finally:
            self._at_once = at_once
        if self._entries:
            self.keep()
        else:
            self.discard()

    def log(self) -> None:
        """Log what was kept, unless another window has logged it at its start. Raises StoreBusyError soon if
        another program is writing, StoreError if the log refuses it: it is still kept then."""
        if self._database is not None and self._entries:
            with self._database.waiting_at_most(ON_THE_BENCH_MS):
                _log_file(self._path, self._database)
            self._entries.clear()

    def discard(self) -> None:
        """The log has all of it: delete the file. One that cannot be deleted does no harm."""
        self._entries.clear()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _add(self, entry: _Entry) -> None:
        self._entries.append(entry)
        if self._at_once:
            self.keep()


class MirroredLog(SetLogStore):
    """The log of a window whose file could not be opened: in memory, and each entry on the disk for the next
    start when its call returns."""

    def __init__(self, database: Database, pending: PendingSets) -> None:
        super().__init__(database)
        self._pending = pending

    def begin_set(self, plan: SetPlan, set_id: str | None = None) -> str:
        """As `SetLogStore.begin_set`."""
        set_id = super().begin_set(plan, set_id)
        self._pending.mirror(self)
        return set_id

    def add_rep(self, set_id: str, rep: PerformedRep) -> None:
        """As `SetLog.add_rep`."""
        super().add_rep(set_id, rep)
        self._pending.mirror(self)

    def add_pause(self, set_id: str, pause: PerformedPause) -> None:
        """As `SetLog.add_pause`."""
        super().add_pause(set_id, pause)
        self._pending.mirror(self)

    def end_set(self, set_id: str, ended: Ended, paced_reps: int, tension_ms: int) -> None:
        """As `SetLog.end_set`."""
        super().end_set(set_id, ended, paced_reps, tension_ms)
        self._pending.mirror(self)

    def reopen_set(self, set_id: str) -> None:
        """As `SetLog.reopen_set`."""
        super().reopen_set(set_id)
        self._pending.mirror(self)

    def annotate(self, set_id: str, **changes: Unpack[Changes]) -> LoggedSet:
        """As `SetLogStore.annotate`."""
        logged = super().annotate(set_id, **changes)
        self._pending.mirror(self)
        return logged


def _changes(said: Annotation) -> Changes:
    return {
        "done_reps": said.done_reps,
        "load": said.load,
        "unit": said.unit,
        "effort": said.effort,
        "feeling": said.feeling,
        "note": said.note,
    }


def log_pending_sets(database: Database) -> None:
    """Log the pending sets in the data folder, each file as a whole and once. Entries of a set that has been
    deleted meanwhile are dropped.

    Only one process may do so at a time. Raises StoreBusyError if another one is writing, StoreError if a
    file makes no sense or the log cannot be written: what could not be logged stays pending.
    """
    problems: list[StoreError] = []
    with database.waiting_at_most(SEEN_MS):
        for path in sorted(database.path.parent.glob(PENDING_SETS)):
            try:
                _log_file(path, database)
            except StoreBusyError:
                raise
            except StoreError as error:
                problems.append(error)
    if problems:
        raise problems[0]


def _log_file(path: Path, database: Database) -> None:
    settings, replay = Settings(database), _Replay(SetLogStore(database))
    key = f"{LOGGED_FILE}{path.name}"
    with database.changing():
        if not path.exists() and not path.is_symlink():
            return  # another window has logged it
        if not settings.get(key, False):
            for entry in _read(path):
                with suppress(SetGoneError):
                    entry.tell(replay)
            settings.set(key, True)
    try:
        path.unlink()
        sync_folder(path.parent)  # the file must not come back once the note is gone
    except OSError:
        return  # the note says that it is logged, and the next start tries again
    settings.forget(key)


def _read(path: Path) -> Sequence[_Entry]:
    try:
        if not path.is_file():
            raise StoreError(f"{path} is not a file: move it away")
        return msgspec.json.decode(path.read_bytes(), type=_Pending).entries
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error
    except (msgspec.MsgspecError, InputError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError(
            f"{path} is damaged, or written by a newer Liftronome: update Liftronome, or move the file away"
        ) from error
