"""What the bench says of reps: which one is on, out of how many, and how many the last set brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from liftronome.domain.scheme.planned import PlannedSet
from liftronome.domain.set_cues import END_OF_HOLD_MS, HALF_OF_HOLD_MIN_MS
from liftronome.domain.tempo import seconds_text
from liftronome.engine.progress import SetResult
from liftronome.engine.snapshot import Snapshot, Stage
from liftronome.presentation.rep_texts import least_text, load_and_effort
from liftronome.presentation.texts import clock_text, counted, numbered_set, under_tension


@dataclass(frozen=True, slots=True)
class Count:
    """The reps, to be read from afar: `number` large, `of` how many beside it, and what they are."""

    caption: str
    number: str
    of: str = ""
    detail: str = ""
    spoken: str = ""


NO_COUNT: Final = Count("", "")


@dataclass(frozen=True, slots=True)
class RepsShown:
    """The reps of a set as dots: how many each mini-set has, how many are done, and which one is on (from 1).
    With `is_open` no rep is the last."""

    mini_sets: tuple[int, ...] = ()
    done: int = 0
    on: int | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class HoldShown:
    """How far a hold has come, in seconds. `marks` are the moments that are told."""

    gone_s: int
    whole_s: int
    marks: tuple[int, ...]


def length_text(ms: float) -> str:
    """A length of time: "40 s", from a minute on "1:30"."""
    return f"{seconds_text(round(ms))} s" if ms < 60_000 else clock_text(ms)


def count_of(now: Snapshot, sets: Sequence[PlannedSet], last: SetResult | None) -> Count:
    """Which rep is on; at rest how many the `last` of the session's `sets` brought."""
    match now.stage:
        case Stage.FINISHED:
            return NO_COUNT
        case Stage.RESTING | Stage.WAITING if last:
            return _count_done(last, sets)
        case Stage.GET_READY | Stage.RESTING | Stage.WAITING:
            return _count_planned(now.planned)
        case _ if now.planned.hold:
            return _count_of_hold(now)
        case _:
            of = "" if now.planned.open else f"/ {now.reps}"
            mini_set, least = _mini_set_text(now), least_text(now)
            caption = " · ".join(filter(None, ("rep", mini_set)))
            spoken = filter(None, (f"rep {now.rep} {of}".strip(), mini_set, least))
            return Count(caption, str(now.rep), of, least, ", ".join(spoken))


def reps_shown(now: Snapshot) -> RepsShown:
    """The reps of a set as dots; none for a hold."""
    if now.planned.hold:
        return RepsShown()
    in_rep = now.span is not None and now.span.rep is not None
    on = now.rep if in_rep and now.rep > now.reps_done else None
    if not now.planned.open:
        is_known = sum(now.mini_sets) == now.reps
        return RepsShown(now.mini_sets if is_known else (now.reps,), now.reps_done, on)
    more = max(0, max(now.reps_done, on or 0) - sum(now.mini_sets))
    return RepsShown((*now.mini_sets[:-1], now.mini_sets[-1] + more), now.reps_done, on, is_open=True)


def hold_shown(now: Snapshot) -> HoldShown | None:
    """How far the hold of a set has come, None where nothing is held or the hold is not on."""
    if not now.planned.hold or now.span is None or now.span.rep is None:
        return None
    whole_ms = now.span.duration_ms
    marks = [whole_ms // 2] if whole_ms >= HALF_OF_HOLD_MIN_MS else []
    marks += [whole_ms - END_OF_HOLD_MS] if whole_ms > END_OF_HOLD_MS else []
    whole_s = -(-whole_ms // 1000)
    return HoldShown(whole_s - now.seconds_left, whole_s, tuple(-(-mark // 1000) for mark in marks))


def reps_planned(planned: PlannedSet) -> str:
    """The reps of a set as planned: "8", "8–10", "8+", "max", "5+3+3"."""
    told = []
    for index, reps in enumerate(planned.written):
        least = planned.least[index] if planned.least else reps
        told.append(str(reps) if least == reps else f"{least}–{reps}")
    if planned.open:
        told[-1] = f"{planned.written[-1]}+" if planned.written[-1] else "max"
    return "+".join(told)


def _count_done(last: SetResult, sets: Sequence[PlannedSet]) -> Count:
    planned = sets[last.set_number - 1]
    warm_ups = len([found for found in sets if found.warm_up])
    name = numbered_set(last.set_number, last.side, warm_ups)
    tension = under_tension(last.tension_ms)
    if planned.hold:
        held = length_text(last.tension_ms // 1000 * 1000)
        whole = length_text(planned.reps_ms)
        return Count(name, held, f"/ {whole}", "held", f"{name}: held {held} of {whole}")
    reps = len(planned.reps)
    of = "" if planned.open else f"/ {reps}"
    is_as_planned = planned.open or last.reps_done == reps
    done = counted(last.reps_done, "rep") if is_as_planned else f"{last.reps_done} of {counted(reps, 'rep')}"
    return Count(name, str(last.reps_done), of, tension, f"{name}: {done}, {tension}")


def _count_planned(planned: PlannedSet) -> Count:
    """What is to be done, before a set."""
    doing = load_and_effort(planned)
    if planned.hold:
        lengths = [length_text(found.rep.duration_ms) for found in planned.reps]
        number = lengths[0] if len(lengths) == 1 else f"{len(lengths)} × {lengths[0]}"
        return Count("hold", number, "", doing, ", ".join(filter(None, (f"hold {number}", doing))))
    reps = reps_planned(planned)
    if planned.limit_ms is not None:
        length = length_text(planned.limit_ms)
        timed = f"{length}: {counted(len(planned.reps), 'rep')} in {length_text(planned.reps_ms)}"
        detail = " · ".join(filter(None, (f"in {length_text(planned.reps_ms)}", doing)))
        return Count(f"for {length}", reps, "reps", detail, ", ".join(filter(None, (timed, doing))))
    spoken = f"{reps} {'rep' if reps == '1' else 'reps'}"
    caption = "reps"
    if planned.open:
        spoken = "as many reps as you can" if not planned.written[-1] else f"{reps[:-1]} reps or more"
        caption = "as many as you can"
    return Count(caption, reps, "", doing, ", ".join(filter(None, (spoken, doing))))


def _count_of_hold(now: Snapshot) -> Count:
    """The length of a hold, and which of the moments that are told is over."""
    shown = hold_shown(now)
    whole = length_text(now.span.duration_ms if now.span and shown else now.planned.reps_ms)
    detail = ""
    if shown is not None:
        left_s, half = shown.whole_s - shown.gone_s, shown.whole_s * 1000 >= HALF_OF_HOLD_MIN_MS
        if left_s <= END_OF_HOLD_MS // 1000 < shown.whole_s:
            detail = "last 10 seconds"
        elif half and shown.gone_s * 2 >= shown.whole_s:
            detail = "past half"
    mini_set = _mini_set_text(now)
    caption = " · ".join(filter(None, ("hold", mini_set)))
    return Count(caption, whole, "", detail, ", ".join(filter(None, (f"hold {whole}", mini_set, detail))))


def _mini_set_text(now: Snapshot) -> str:
    return f"mini-set {now.mini_set} / {len(now.mini_sets)}" if len(now.mini_sets) > 1 else ""
