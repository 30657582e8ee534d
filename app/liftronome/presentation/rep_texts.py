"""What is told of a set under way: its reps through mini-sets, its minimum, its load, and what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liftronome.domain.scheme.load import Load, LoadKind, number_text
from liftronome.domain.tempo import Tempo, seconds_text
from liftronome.presentation.texts import clock_text, counted, set_name

if TYPE_CHECKING:
    from liftronome.domain.scheme.planned import PlannedSet
    from liftronome.engine.snapshot import Snapshot


def set_title(snap: Snapshot) -> str:
    """The set: "set 2 / 5 left", "warm-up set 1 / 5"."""
    name = set_name(snap.set_number, snap.side, snap.sets)
    return f"warm-up {name}" if snap.planned.warm_up else name


def rep_text(snap: Snapshot) -> str:
    """The rep: "rep 3 / 8"; "rep 7" in an open set; "hold 1:00" where nothing moves."""
    if snap.planned.hold:
        length = clock_text(snap.planned.reps_ms)
        return f"hold {length}"
    return f"rep {snap.rep}" if snap.planned.open else f"rep {snap.rep} / {snap.reps}"


def rep_done_text(snap: Snapshot, rep: int) -> str:
    """That a rep is done: "rep 3 / 8 done", "rep 8 done: that's your minimum", "hold done"."""
    if snap.planned.hold:
        return "hold done"
    of = "" if snap.planned.open else f" / {snap.reps}"
    least = ": that's your minimum" if snap.least == rep else ""
    return f"rep {rep}{of} done{least}"


def tempo_now(snap: Snapshot) -> Tempo | None:
    """The tempo of the current or next rep, None for a beat or a hold."""
    reps = snap.planned.reps
    return (reps[snap.rep - 1] if 0 < snap.rep <= len(reps) else snap.planned.further).tempo


def next_tempo_text(snap: Snapshot, rep: int) -> str:
    """The tempo of the rep behind one if it differs: "next rep 5010", "" if it does not."""
    reps = snap.planned.reps
    if not 0 < rep < len(reps) or reps[rep].tempo == reps[rep - 1].tempo:
        return ""
    return f"{'last' if rep == len(reps) - 1 and not snap.planned.open else 'next'} rep {reps[rep].tempo}"


def set_details(snap: Snapshot) -> list[str]:
    """What else is planned for a set, as it stands now: mini-set, minimum, load, effort, times."""
    planned = snap.planned
    told = []
    if len(snap.mini_sets) > 1:
        told.append(f"mini-set {snap.mini_set} / {len(snap.mini_sets)}")
    if snap.least is not None and not planned.hold:
        told.append("minimum reached" if snap.is_least_reached else f"at least {snap.least}")
    if planned.limit_ms is not None:
        told.append(f"{seconds_text(planned.limit_ms)} s")
    if snap.load is not None:
        told.append(str(snap.load))
    if planned.effort.rpe is not None:
        told.append(f"RPE {number_text(planned.effort.rpe)}")
    if planned.effort.rir is not None:
        told.append(f"{number_text(planned.effort.rir)} in reserve")
    if snap.every_ms is not None:
        told.append(f"a set every {seconds_text(snap.every_ms)} s")
    return told


def least_text(snap: Snapshot) -> str:
    """The least of a range: "at least 8", "8: that's your minimum" once it is done; "" without a range."""
    if snap.least is None or snap.planned.hold:
        return ""
    return f"{snap.least}: that's your minimum" if snap.is_least_reached else f"at least {snap.least}"


def load_text(load: Load) -> str:
    """A planned load, to be read from afar: "62.5 kg", "2 × 24 kg", "+20 kg"."""
    before = {LoadKind.PER_HAND: "2 × ", LoadKind.ADDED: "+"}.get(load.kind, "")
    return f"{before}{number_text(load.value)} {load.unit}"


def load_and_effort(planned: PlannedSet) -> str:
    """What is to be lifted in a set, and how hard it is to be: "60 kg → 50 kg · RPE 8"; "" if neither is
    planned."""
    loads = " → ".join(dict.fromkeys(map(load_text, planned.loads)))
    effort = planned.effort
    rpe = f"RPE {number_text(effort.rpe)}" if effort.rpe is not None else ""
    rir = f"{number_text(effort.rir)} in reserve" if effort.rir is not None else ""
    return " · ".join(filter(None, (loads, rpe, rir)))


def mini_set_text(snap: Snapshot) -> str:
    """The mini-set that follows a break: "2 reps", "as many reps as you can"."""
    reps = snap.mini_sets[snap.mini_set - 1] if snap.mini_set <= len(snap.mini_sets) else 0
    return counted(reps, "rep") if reps else "as many reps as you can"


def break_text(snap: Snapshot) -> str:
    """What a break is for, and what follows: "take load off: 2 reps with 10kg next"."""
    doing = "take load off: " if snap.planned.drop else ""
    load = f" with {snap.load}" if snap.load is not None else ""
    return f"{doing}{mini_set_text(snap)}{load} next"


def seconds_shown(snap: Snapshot) -> int:
    """The number on the screen; in a break what is left of it with its count-in."""
    return snap.seconds_shown if snap.break_left_ms is None else max(0, -int(-snap.break_left_ms // 1000))


def rep_dots(snap: Snapshot, room: int) -> str:
    """A dot a rep, mini-sets apart, where there is room for them: "●● ●○ ○○"; an open set ends in "…"."""
    planned = snap.planned
    if planned.hold:
        return ""
    dots, done = "", snap.reps_done
    total = max(sum(snap.mini_sets), done if planned.open else snap.reps)
    ends = [sum(snap.mini_sets[: number + 1]) for number in range(len(snap.mini_sets) - 1)]
    for number in range(total):
        dots += " " if number in ends and number else ""
        dots += "●" if number < done else "○"
    if planned.open:
        dots = f"{dots} …".lstrip()
    return dots if len(dots) <= room else f"{done} done"
