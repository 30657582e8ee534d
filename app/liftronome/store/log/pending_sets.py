"""What the log could not take before the program ended: it waits beside the log, and is taken in later."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal, Unpack
from uuid import uuid4

import msgspec

from liftronome.domain.errors import InputError
from liftronome.domain.log_entry import Annotation, Changes
from liftronome.domain.performance import Ended, PerformedPause, PerformedRep, SetPlan
from liftronome.store.base.database import SEEN_MS, Database
from liftronome.store.base.errors import StoreBusyError, StoreError
from liftronome.store.base.kept_file import keep_file
from liftronome.store.base.settings import Settings
from liftronome.store.log.log import PENDING_SETS, SetGoneError, SetLogStore

TAKEN_IN: Final = "taken_in."
"""With this and its name a file is noted that is in the log, until it is deleted: the program may end in
between."""


class _Begun(msgspec.Struct, tag="begun", forbid_unknown_fields=True):
    set_id: str
    plan: SetPlan

    def tell(self, log: SetLogStore) -> None:
        log.begin_set(self.plan, self.set_id)


class _Rep(msgspec.Struct, tag="rep", forbid_unknown_fields=True):
    set_id: str
    rep: PerformedRep

    def tell(self, log: SetLogStore) -> None:
        log.add_rep(self.set_id, self.rep)


class _Pause(msgspec.Struct, tag="pause", forbid_unknown_fields=True):
    set_id: str
    pause: PerformedPause

    def tell(self, log: SetLogStore) -> None:
        log.add_pause(self.set_id, self.pause)


class _Ended(msgspec.Struct, tag="ended", forbid_unknown_fields=True):
    set_id: str
    ended: Ended
    paced_reps: int
    tension_ms: int

    def tell(self, log: SetLogStore) -> None:
        log.end_set(self.set_id, self.ended, self.paced_reps, self.tension_ms)


class _Reopened(msgspec.Struct, tag="reopened", forbid_unknown_fields=True):
    set_id: str

    def tell(self, log: SetLogStore) -> None:
        log.reopen_set(self.set_id)


class _Said(msgspec.Struct, tag="said", forbid_unknown_fields=True):
    set_id: str
    changes: Changes

    def tell(self, log: SetLogStore) -> None:
        with suppress(InputError):
            log.annotate(self.set_id, **self.changes)


_Entry = _Begun | _Rep | _Pause | _Ended | _Reopened | _Said


class _Waiting(msgspec.Struct, forbid_unknown_fields=True):
    version: Literal[1]
    entries: list[_Entry]


class PendingSets:
    """A SetLog that writes what it is told to a file in the data folder, all of it when it is to `keep` it.

    Sets that are in the log already are known by the ids that they have there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._entries: list[_Entry] = []

    def begin_set(self, plan: SetPlan) -> str:
        """As `SetLog.begin_set`."""
        set_id = str(uuid4())
        self._entries.append(_Begun(set_id, plan))
        return set_id

    def add_rep(self, set_id: str, rep: PerformedRep) -> None:
        """As `SetLog.add_rep`."""
        self._entries.append(_Rep(set_id, rep))

    def add_pause(self, set_id: str, pause: PerformedPause) -> None:
        """As `SetLog.add_pause`."""
        self._entries.append(_Pause(set_id, pause))

    def end_set(self, set_id: str, ended: Ended, paced_reps: int, tension_ms: int) -> None:
        """As `SetLog.end_set`."""
        self._entries.append(_Ended(set_id, ended, paced_reps, tension_ms))

    def reopen_set(self, set_id: str) -> None:
        """As `SetLog.reopen_set`."""
        self._entries.append(_Reopened(set_id))

    def annotate(self, set_id: str, **changes: Unpack[Changes]) -> None:
        """As `SetLogStore.annotate`; what is out of range is passed over when it is taken in."""
        self._entries.append(_Said(set_id, changes))

    def take_over(self, log: SetLogStore) -> None:
        """Be told all that is in another log. Raises StoreError if that cannot be read."""
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
        """Let the next start find what was told, if anything was. Raises StoreError if that cannot be."""
        if not self._entries:
            return
        content = msgspec.json.encode(_Waiting(1, self._entries))
        keep_file(self._folder, PENDING_SETS.replace("*", str(uuid4())), content)


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
    """Log what waits in the data folder, each file as a whole and once. What is of a set that has been
    deleted meanwhile goes with it.

    Only one process may be at it. Raises StoreBusyError if another one is writing, StoreError if a file
    makes no sense or the log cannot be written: what could not be taken in waits on.
    """
    problems: list[StoreError] = []
    with database.waiting_at_most(SEEN_MS):
        for path in sorted(database.path.parent.glob(PENDING_SETS)):
            try:
                _take_in(path, database)
            except StoreBusyError:
                raise
            except StoreError as error:
                problems.append(error)
    if problems:
        raise problems[0]


def _take_in(path: Path, database: Database) -> None:
    settings, log = Settings(database), SetLogStore(database)
    key = f"{TAKEN_IN}{path.name}"
    if not settings.get(key, False):
        entries = _read(path)
        with database.changing():
            for entry in entries:
                with suppress(SetGoneError):
                    entry.tell(log)
            settings.set(key, True)
    try:
        path.unlink()
    except OSError:
        return  # it is noted that the log has it, and the next start tries again
    settings.forget(key)


def _read(path: Path) -> Sequence[_Entry]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Waiting).entries
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError(
            f"{path} is damaged, or of a newer Liftronome: update that, or move the file away"
        ) from error
