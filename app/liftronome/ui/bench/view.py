"""What the bench screen says at one moment: a session's snapshot in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from liftronome.domain.motion import height_during
from liftronome.domain.phase import Interval, Phase, Start
from liftronome.domain.preset import Preset, Side
from liftronome.domain.revision import RESUME_COUNT_IN_MS
from liftronome.domain.tempo import seconds_text
from liftronome.domain.timeline import Span
from liftronome.domain.words import step_words
from liftronome.engine.clock import NS_PER_MS
from liftronome.engine.progress import SetResult
from liftronome.engine.snapshot import Snapshot, Stage
from liftronome.engine.undo import Undo
from liftronome.presentation.texts import clock_text, counted, set_name, under_tension


@dataclass(frozen=True, slots=True)
class Count:
    """The reps, to be read from afar: `number` large, `of` how many beside it, and what they are."""

    caption: str
    number: str
    of: str = ""
    detail: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class BenchView:
    """The texts of the screen; "" where there is nothing to say.

    `hue` and `next_hue` name the stretch of time whose colour a text takes, None for the plain one. `number`
    is the seconds, or the key that everything waits for; `prompt` says what a key does. `rep_on` is the
    number of the rep that is being performed, None between reps. `has_entry` is true where the fields of the
    last set are shown.
    """

    stage: Stage
    at_rest: bool
    has_entry: bool
    own_pace: bool
    set_text: str
    side: str
    tension: str
    word: str
    hue: Phase | Interval | None
    number: str
    count: Count
    prompt: str
    reps: int
    reps_done: int
    rep_on: int | None
    next_text: str
    next_hue: Phase | Interval | None
    cue: str


def view_of(
    now: Snapshot,
    preset: Preset,
    results: Sequence[SetResult] = (),
    go_key: str = "Space",
    *,
    has_left: bool = False,
) -> BenchView:
    """The texts for a snapshot of a session with `preset` and the `results` of its sets so far.

    `go_key` is the label of the key that goes on. `has_left` is true once the lifter has left the session
    before its end.
    """
    last = results[-1] if results else None
    is_paused = now.stage is Stage.PAUSED
    in_rep = now.span is not None and isinstance(now.span.phase, Phase)
    finished = now.stage is Stage.FINISHED
    at_rest = not finished and (now.span is None or now.span.phase is Interval.REST)
    return BenchView(
        stage=now.stage,
        at_rest=at_rest,
        has_entry=last is not None and (at_rest or finished),
        own_pace=now.span is not None and now.span.own_pace,
        set_text="" if finished else f"set {now.set_number} / {now.sets}",
        side=now.side.value.upper() if now.side and not finished else "",
        tension="" if finished or (at_rest and last) else clock_text(now.tension_ms),
        word=(_left_words(now, last) if has_left else _word(now, preset)).upper(),
        hue=now.span.phase if now.span and not is_paused else None,
        number="" if is_paused else go_key.upper() if now.stage is Stage.WAITING else _number(now),
        count=_count(now, last),
        prompt=_prompt(now, go_key),
        reps=0 if at_rest and last else now.reps,
        reps_done=now.reps_done,
        rep_on=now.rep if in_rep and now.rep > now.reps_done else None,
        next_text=_next_text(now, preset),
        next_hue=now.next_span.phase if now.next_span and now.stage is not Stage.RESTING else None,
        cue=_cue(now, preset),
    )


NO_COUNT: Final = Count("", "")


def undo_text(offer: Undo | None, now_ns: int) -> str:
    """What can be undone, and for how many more seconds; "" if nothing can."""
    if offer is None:
        return ""
    seconds = max(-(-(offer.until_ns - now_ns) // (1000 * NS_PER_MS)), 0)
    return f"undo: {offer.what}  ·  {seconds} s"


def stepped_height(now: Snapshot, start: Start) -> float:
    """The height of a bar that moves once a second: that of the weight at the last full second."""
    if now.span is None or not isinstance(now.span.phase, Phase):
        return now.bar_height
    gone_ms = now.span.duration_ms - now.left_ms
    progress = gone_ms // 1000 * 1000 / now.span.duration_ms
    return height_during(now.span.phase, progress, start, now.span.heights)


def _reps_text(result: SetResult, planned_reps: int) -> str:
    if result.reps_done == planned_reps:
        return counted(planned_reps, "rep")
    return f"{result.reps_done} of {counted(planned_reps, 'rep')}"


def _word(now: Snapshot, preset: Preset) -> str:
    match now.stage:
        case Stage.WORKING if now.span and isinstance(now.span.phase, Phase):
            return step_words(now.span.phase, preset.exercise, explosive=now.span.explosive)
        case Stage.BREAK:
            return "break"
        case Stage.RESTING:
            return "change sides" if now.side is Side.RIGHT else "rest"
        case Stage.COUNT_IN:
            return "count-in"
        case Stage.WAITING:
            return "ready?"
        case Stage.PAUSED:
            return "paused"
        case Stage.FINISHED:
            return "finished"
        case _:
            return "get ready"


def _left_words(now: Snapshot, last: SetResult | None) -> str:
    """How far a session came that was left. "Left" alone could be a side."""
    if last is not None and last.set_number == now.set_number:
        return f"ended in set {now.set_number} of {now.sets}"
    return f"ended after {now.set_number - 1} of {counted(now.sets, 'set')}"


def _number(now: Snapshot) -> str:
    """The seconds left of the span; of a phase of own pace, whose end is unknown, those gone by.

    A wait is counted down to the first rep, through the count-in, so that the numbers never jump.
    """
    if now.span is None:
        return ""
    if now.span.own_pace:
        return str(int((now.span.duration_ms - now.left_ms) // 1000))
    seconds = now.seconds_left
    if now.span.phase is not Interval.REST:
        return str(seconds)
    if now.next_span and now.next_span.phase is Interval.COUNT_IN:
        seconds += now.next_span.duration_ms // 1000
    return str(seconds) if seconds < 60 else clock_text(seconds * 1000)


def _count(now: Snapshot, last: SetResult | None) -> Count:
    """Which rep is on; at rest how many the last set brought."""
    match now.stage:
        case Stage.FINISHED:
            return NO_COUNT
        case Stage.RESTING | Stage.WAITING if last:
            name, tension = set_name(last.set_number, last.side), under_tension(last.tension_ms)
            spoken = f"{name}: {_reps_text(last, now.reps)}, {tension}"
            return Count(name, str(last.reps_done), f"/ {now.reps}", tension, spoken)
        case Stage.GET_READY:
            return Count("reps", str(now.reps), spoken=counted(now.reps, "rep"))
        case _:
            return Count("rep", str(now.rep), f"/ {now.reps}", spoken=f"rep {now.rep} / {now.reps}")


def _prompt(now: Snapshot, go_key: str) -> str:
    """What the key does on which everything waits."""
    match now.stage:
        case Stage.PAUSED:
            return f"{go_key}: {_go_on_text(now)}"
        case Stage.WAITING:
            return "starts the set"
        case Stage.WORKING if now.span and now.span.own_pace:
            return f"your own pace  ·  {go_key} when done"
        case _:
            return ""


def _go_on_text(now: Snapshot) -> str:
    if now.span is not None and now.span.phase is Interval.REST:
        return "continue the rest" if now.set_number > 1 else "continue"
    if now.reps_done >= now.reps and not now.planned.open:
        return "end the set, all reps are done"
    return f"rep {now.reps_done + 1}, after a count of {seconds_text(RESUME_COUNT_IN_MS)}"


def _next_text(now: Snapshot, preset: Preset) -> str:
    if now.stage in (Stage.RESTING, Stage.WAITING):
        return f"set {now.set_number} of {now.sets}" + (f", {now.side.value} side" if now.side else "")
    if now.stage in (Stage.PAUSED, Stage.FINISHED) or now.span is None:
        return ""
    if now.next_span is None:
        return "end of the set"
    return _span_text(now.next_span, preset)


def _span_text(span: Span, preset: Preset) -> str:
    if not isinstance(span.phase, Phase):
        what = "break" if span.phase is Interval.BREAK else "count-in"
        return f"{what} {seconds_text(span.duration_ms)}"
    words = step_words(span.phase, preset.exercise, explosive=span.explosive)
    if span.own_pace:
        return f"{words}, own pace"
    return words if span.explosive else f"{words} {seconds_text(span.duration_ms)}"


def _cue(now: Snapshot, preset: Preset) -> str:
    """The coaching cue of the phase; before a set, of its first phase."""
    if now.stage in (Stage.PAUSED, Stage.FINISHED):
        return ""
    phase = now.span.phase if now.span else None
    cue = preset.coaching.get(
        phase if isinstance(phase, Phase) else preset.first_working_set.first_rep.steps[0].phase, ""
    )
    return f"“{cue}”" if cue else ""
