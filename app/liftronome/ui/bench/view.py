"""What the bench screen says at one moment: a session's snapshot in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from liftronome.domain.motion import height_during
from liftronome.domain.phase import Interval, Phase, Start
from liftronome.domain.plan import amount_text
from liftronome.domain.preset import Preset, Side
from liftronome.domain.revision import RESUME_COUNT_IN_MS
from liftronome.domain.scheme.planned import PlannedSet
from liftronome.domain.tempo import seconds_text
from liftronome.domain.timeline import Span
from liftronome.domain.words import step_words
from liftronome.engine.clock import NS_PER_MS
from liftronome.engine.progress import SetResult
from liftronome.engine.snapshot import Snapshot, Stage
from liftronome.engine.undo import Undo
from liftronome.presentation.rep_texts import (
    load_and_effort,
    load_text,
    mini_set_text,
    next_tempo_text,
    seconds_shown,
    tempo_now,
)
from liftronome.presentation.texts import clock_text, counted, far_pace_text, numbered_set, set_apart
from liftronome.ui.bench.count_texts import (
    Count,
    HoldShown,
    RepsShown,
    count_of,
    hold_shown,
    length_text,
    reps_shown,
)


@dataclass(frozen=True, slots=True)
class BenchView:
    """The texts of the screen; "" where there is nothing to say.

    `hue` and `next_hue` name the stretch of time whose colour a text takes, None for the plain one. `number`
    is the seconds, or the key that everything waits for; `prompt` says what a key does. `pace` is the tempo
    with the planned load and effort, `times` what a clock says of the set. `hold` is given while an exercise
    without movement is held. `has_entry` is true where the fields of the last set are shown.
    """

    stage: Stage
    at_rest: bool
    has_entry: bool
    own_pace: bool
    set_text: str
    pace: str
    times: str
    side: str
    tension: str
    word: str
    hue: Phase | Interval | None
    number: str
    count: Count
    prompt: str
    dots: RepsShown
    hold: HoldShown | None
    next_text: str
    next_hue: Phase | Interval | None
    cue: str


def view_of(
    now: Snapshot,
    preset: Preset,
    results: Sequence[SetResult] = (),
    go_key: str = "Space",
    *,
    planned: Sequence[PlannedSet] | None = None,
    has_left: bool = False,
) -> BenchView:
    """The texts for a snapshot of a session with `preset` and the `results` of its sets so far.

    `planned` are the preset's sets, where they are known already: a frame has no time to plan them again.
    `go_key` is the label of the key that goes on. `has_left` is true once the lifter has left the session
    before its end.
    """
    last = results[-1] if results else None
    is_paused = now.stage is Stage.PAUSED
    finished = now.stage is Stage.FINISHED
    at_rest = not finished and (now.span is None or now.span.phase is Interval.REST)
    return BenchView(
        stage=now.stage,
        at_rest=at_rest,
        has_entry=last is not None and (at_rest or finished),
        own_pace=now.span is not None and now.span.own_pace,
        set_text=""
        if finished
        else numbered_set(now.set_number, None, len(preset.scheme.warm_ups), now.sets),
        pace=_pace(now, preset),
        times=_times(now),
        side=now.side.value.upper() if now.side and not finished else "",
        tension="" if finished or (at_rest and last) else clock_text(now.tension_ms),
        word=(_left_words(now, preset, last) if has_left else _word(now, preset)).upper(),
        hue=now.span.phase if now.span and not is_paused else None,
        number="" if is_paused else go_key.upper() if now.stage is Stage.WAITING else _number(now),
        count=count_of(now, planned or preset.planned_sets(), last),
        prompt=_prompt(now, go_key),
        dots=RepsShown() if at_rest and last else reps_shown(now),
        hold=hold_shown(now),
        next_text=_next_text(now, preset),
        next_hue=now.next_span.phase if now.next_span and now.stage is not Stage.RESTING else None,
        cue=_cue(now, preset),
    )


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


def _set_text(now: Snapshot, preset: Preset) -> str:
    return numbered_set(now.set_number, None, len(preset.scheme.warm_ups), now.sets)


def _pace(now: Snapshot, preset: Preset) -> str:
    """The tempo of the rep that is on or comes next, with what is planned to be lifted, and how hard."""
    tempo = None if now.stage is Stage.FINISHED else tempo_now(now)
    pace = far_pace_text(preset) if tempo is None else set_apart(str(tempo))
    if now.stage is Stage.FINISHED:
        return pace
    planned = now.planned
    if now.load is not None:
        planned = replace(planned, loads=(now.load,))
    return " · ".join(filter(None, (pace, load_and_effort(planned))))


def _times(now: Snapshot) -> str:
    """When the next set begins, where one begins every so often; of a timed set, both its lengths."""
    planned = now.planned
    if now.next_start_ms is not None:
        return f"next set in {clock_text(-(-now.next_start_ms // 1000) * 1000)}"
    if now.every_ms is not None and now.stage is not Stage.FINISHED:
        return f"a set every {clock_text(now.every_ms)}"
    if planned.limit_ms is not None and now.stage is not Stage.FINISHED:
        return f"{length_text(planned.limit_ms)}: in full {length_text(planned.reps_ms)}"
    return ""


def _word(now: Snapshot, preset: Preset) -> str:
    match now.stage:
        case Stage.WORKING if now.span and isinstance(now.span.phase, Phase):
            return "hold" if now.planned.hold else _step_words(now.span, preset)
        case Stage.BREAK:
            return "drop – take load off" if now.planned.drop else "break"
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


def _left_words(now: Snapshot, preset: Preset, last: SetResult | None) -> str:
    """How far a session came that was left. "Left" alone could be a side."""
    warm_ups = len(preset.scheme.warm_ups)
    if last is not None and last.set_number == now.set_number:
        return f"ended in {_set_text(now, preset).replace(' / ', ' of ')}"
    done = now.set_number - 1
    if done < warm_ups:
        return f"ended after {done} of {counted(warm_ups, 'warm-up')}"
    return f"ended after {done - warm_ups} of {counted(now.sets - warm_ups, 'set')}"


def _number(now: Snapshot) -> str:
    """The seconds left of the span; of a phase of own pace, whose end is unknown, those gone by.

    A wait is counted down to the first rep, through the count-in, so that the numbers never jump.
    """
    if now.span is None:
        return ""
    if now.span.own_pace:
        return str(int((now.span.duration_ms - now.left_ms) // 1000))
    seconds = now.seconds_left
    if now.break_left_ms is not None:
        seconds = seconds_shown(now)
    elif now.span.phase is not Interval.REST and not now.planned.hold:
        return str(seconds)
    if now.span.phase is Interval.REST and now.next_span and now.next_span.phase is Interval.COUNT_IN:
        seconds += now.next_span.duration_ms // 1000
    return str(seconds) if seconds < 60 else clock_text(seconds * 1000)


def _prompt(now: Snapshot, go_key: str) -> str:
    """What the key does on which everything waits."""
    match now.stage:
        case Stage.PAUSED:
            return f"{go_key}: {_go_on_text(now)}"
        case Stage.WAITING:
            return "starts the set"
        case Stage.WORKING if now.span and now.span.own_pace:
            return f"your own pace  ·  {go_key} when done"
        case Stage.BREAK:
            load = f"{load_text(now.load)}  ·  " if now.load is not None and now.planned.drop else ""
            return f"{load}{go_key}: begin now"
        case _:
            return ""


def _go_on_text(now: Snapshot) -> str:
    if now.span is not None and now.span.phase is Interval.REST:
        return "continue the rest" if now.set_number > 1 else "continue"
    if now.span is not None and now.span.phase is Interval.BREAK:
        return "continue the break"
    if now.planned.hold:
        return f"hold again, after a count of {seconds_text(RESUME_COUNT_IN_MS)}"
    if now.reps_done >= now.reps and not now.planned.open:
        return "end the set, all reps are done"
    return f"rep {now.reps_done + 1}, after a count of {seconds_text(RESUME_COUNT_IN_MS)}"


def _next_text(now: Snapshot, preset: Preset) -> str:
    if now.stage in (Stage.RESTING, Stage.WAITING):
        return _next_set_text(now, preset)
    if now.stage in (Stage.PAUSED, Stage.FINISHED) or now.span is None:
        return ""
    if now.next_span is None:
        return "end of the set"
    if now.stage is Stage.BREAK:
        load = f" with {load_text(now.load)}" if now.load is not None else ""
        return f"{mini_set_text(now)}{load}"
    text = _span_text(now.next_span, preset)
    change = next_tempo_text(now, now.rep) if now.stage is Stage.WORKING else ""
    return f"{text}  ·  {change}" if change else text


def _next_set_text(now: Snapshot, preset: Preset) -> str:
    """The set that a rest is for: "set 2 of 3", "set 2 of 3, right side: 8–10 reps · 60 kg"."""
    name = _set_text(now, preset).replace(" / ", " of ")
    name += f", {now.side.value} side" if now.side else ""
    amount = "" if preset.scheme.is_plain else amount_text(now.planned)
    told = " · ".join(filter(None, (amount, load_and_effort(now.planned))))
    return f"{name}: {told}" if told else name


def _step_words(span: Span, preset: Preset) -> str:
    """A phase by its words: "lower", "drive up", and "lift ½" where it goes half the way."""
    assert isinstance(span.phase, Phase)
    words = step_words(span.phase, preset.exercise, explosive=span.explosive)
    is_half = bool(span.heights) and span.phase.is_movement and abs(span.heights[1] - span.heights[0]) < 1
    return f"{words} ½" if is_half else words


def _span_text(span: Span, preset: Preset) -> str:
    if not isinstance(span.phase, Phase):
        what = "break" if span.phase is Interval.BREAK else "count-in"
        return f"{what} {seconds_text(span.duration_ms)}"
    words = _step_words(span, preset)
    if span.own_pace:
        return f"{words}, own pace"
    return words if span.explosive else f"{words} {seconds_text(span.duration_ms)}"


def _cue(now: Snapshot, preset: Preset) -> str:
    """The coaching cue of the phase; before a set, of its first phase."""
    if now.stage in (Stage.PAUSED, Stage.FINISHED):
        return ""
    phase = now.span.phase if now.span else None
    cue = preset.coaching.get(phase if isinstance(phase, Phase) else now.planned.first_rep.steps[0].phase, "")
    return f"“{cue}”" if cue else ""
