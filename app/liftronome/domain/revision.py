"""A set revised while it is performed: resumed, a rep longer, a phase ended, a rest changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from liftronome.domain.layout import NO_WAIT, USUAL_CUES, CueChoice, Wait, end_to_end, with_cues
from liftronome.domain.phase import Interval
from liftronome.domain.timeline import Span, Timeline, rep_done_ms

RESUME_COUNT_IN_MS: Final = 3000
"""The count-in after a pause."""


def resumed(
    timeline: Timeline,
    position_ms: float,
    *,
    wait: Wait = NO_WAIT,
    choice: CueChoice = USUAL_CUES,
) -> Timeline | None:
    """What remains of a set that was interrupted at `position_ms`: a count-in, then the interrupted
    rep from its start, or the next one if both its movements were complete. None if no rep remains.

    A rest or a break goes on where it was; a break that would have come next comes whole. Reps keep their
    numbers. A phase of own pace that is performed again gets its whole limit again.
    """
    held = timeline.span_at(position_ms)
    if held is not None and held.phase in (Interval.REST, Interval.BREAK):
        left = replace(held, duration_ms=held.end_ms - int(position_ms))
        after = (span for span in timeline.spans if span.start_ms > held.start_ms)
        return with_cues(end_to_end([left, *after]), wait, choice)
    remaining = {rep for rep in timeline.reps if rep_done_ms(timeline.rep_spans(rep)) > position_ms}
    if not remaining:
        return None
    first_ms = timeline.rep_spans(min(remaining))[0].start_ms
    quiet = timeline.quiet_at(first_ms - 1)
    if quiet and quiet[0].start_ms >= position_ms > 0:
        first_ms, before = quiet[0].start_ms, []
    else:
        before = [Span(Interval.COUNT_IN, None, 0, RESUME_COUNT_IN_MS)]
    spans = [_whole_again(span) for span in timeline.spans if span.start_ms >= first_ms]
    return with_cues(end_to_end([*before, *spans]), wait, choice)


def with_one_more_rep(timeline: Timeline, mini_set: int, wait: Wait, choice: CueChoice) -> Timeline:
    """The set with one more rep in a mini-set, like its last; the reps after it are counted on."""
    last = last_rep_of(timeline, mini_set)
    more = [
        replace(_whole_again(span), rep=last + 1, plan=replace(span.plan, change=""))
        for span in timeline.rep_spans(last)
    ]
    before = [span for span in timeline.spans if span.start_ms < timeline.rep_spans(last)[-1].end_ms]
    after = [_counted(span, last, 1) for span in timeline.spans[len(before) :]]
    spans = (_resized(span, mini_set, 1) for span in (*before, *more, *after))
    return with_cues(end_to_end(spans), wait, choice)


def without_rep(timeline: Timeline, rep: int, wait: Wait, choice: CueChoice) -> Timeline:
    """The set with one of its reps left out; the reps after it are counted down."""
    mini_set = timeline.rep_spans(rep)[0].plan.mini_set
    kept = (_counted(span, rep, -1) for span in timeline.spans if span.rep != rep)
    return with_cues(end_to_end(_resized(span, mini_set, -1) for span in kept), wait, choice)


def last_rep_of(timeline: Timeline, mini_set: int) -> int:
    """The number of the last rep of a mini-set."""
    return max(rep for rep in timeline.reps if timeline.rep_spans(rep)[0].plan.mini_set == mini_set)


def _counted(span: Span, behind: int, by: int) -> Span:
    return span if span.rep is None or span.rep <= behind else replace(span, rep=span.rep + by)


def _resized(span: Span, mini_set: int, by: int) -> Span:
    """The span in a set of which one mini-set has `by` more reps."""
    sizes = span.plan.mini_sets
    if not sizes:
        return span
    sizes = (*sizes[: mini_set - 1], sizes[mini_set - 1] + by, *sizes[mini_set:])
    return replace(span, plan=replace(span.plan, mini_sets=sizes))


def with_own_pace_ended(
    timeline: Timeline, span: Span, end_ms: int, wait: Wait, choice: CueChoice
) -> Timeline:
    """The set with a phase of own pace ended at `end_ms`, and everything after it moved up.

    Raises ValueError if the phase is not of own pace, or is not on at that moment.
    """
    if not span.own_pace or not span.start_ms < end_ms <= span.end_ms:
        raise ValueError(f"{span} is no phase of own pace that can end at {end_ms} ms")
    ended = replace(span, duration_ms=end_ms - span.start_ms)
    spans = (ended if found == span else found for found in timeline.spans)
    return with_cues(end_to_end(spans), wait, choice)


def with_wait_ending(timeline: Timeline, span: Span, end_ms: int, wait: Wait, choice: CueChoice) -> Timeline:
    """The set with a rest or a break ending at another moment.

    Raises ValueError if the span is neither, or nothing of it would be left.
    """
    if span.phase not in (Interval.REST, Interval.BREAK) or end_ms <= span.start_ms:
        raise ValueError(f"{span} is no rest or break that can end at {end_ms} ms")
    changed = replace(span, duration_ms=end_ms - span.start_ms)
    spans = (changed if found == span else found for found in timeline.spans)
    return with_cues(end_to_end(spans), wait, choice)


def _whole_again(span: Span) -> Span:
    return replace(span, duration_ms=span.limit_ms) if span.own_pace else span
