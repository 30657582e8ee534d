"""Which keys do something now, and what."""

from __future__ import annotations

from collections.abc import Iterator

from liftronome.domain.phase import Interval
from liftronome.engine.snapshot import Snapshot, Stage
from liftronome.terminal.keys import Key

Hint = tuple[Key, str]


def hints(snap: Snapshot, undo: str = "") -> Iterator[Hint]:
    """The keys of a moment, and what each does; `undo` is what can be taken back, "" if nothing can."""
    yield from _go(snap)
    if undo:
        yield Key.UNDO, f"undo: {undo}"
    if snap.stage not in (Stage.WAITING, Stage.FINISHED):
        yield from _in_wait(snap) if _at_rest(snap) else _in_set()
    yield Key.LEAVE, "leave"


def hint_lines(found: Iterator[Hint], width: int) -> str:
    """The hints on as many lines of at most `width` characters as they need."""
    lines = [""]
    for key, what in found:
        hint = f"{key.value} {what}"
        if lines[-1] and len(lines[-1]) + 3 + len(hint) > width:
            lines.append("")
        lines[-1] += f"   {hint}" if lines[-1] else hint
    return "\n".join(lines)


def _go(snap: Snapshot) -> Iterator[Hint]:
    match snap.stage:
        case Stage.FINISHED:
            pass
        case Stage.PAUSED:
            yield Key.GO, "go on"
        case Stage.WAITING:
            yield Key.GO, f"begin set {snap.set_number}"
        case Stage.WORKING if snap.counts_up:
            yield Key.GO, "end the phase"
            yield Key.PAUSE, "pause"
        case _:
            yield Key.GO, "pause"


def _in_wait(snap: Snapshot) -> Iterator[Hint]:
    yield Key.SKIP, "skip"
    if snap.stage is not Stage.GET_READY:
        yield Key.LONGER, "15 s more"
        yield Key.SHORTER, "15 s less"
    yield from _volume()


def _in_set() -> Iterator[Hint]:
    yield Key.END_SET, "end set"
    yield Key.ONE_MORE, "one more"
    yield Key.RESTART, "restart"
    yield from _volume()


def _volume() -> Iterator[Hint]:
    yield Key.LOUDER, "louder"
    yield Key.QUIETER, "quieter"


def _at_rest(snap: Snapshot) -> bool:
    return snap.span is None or snap.span.phase is Interval.REST
