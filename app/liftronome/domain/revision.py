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

    A rest goes on where it was. Reps keep their numbers. A phase of own pace that is performed again gets
    its whole limit again.
    """
    held = timeline.span_at(position_ms)
    if held is not None and held.phase is Interval.REST:
        left = replace(held, duration_ms=held.end_ms - int(position_ms))
        after = (span for span in timeline.spans if span.start_ms > held.start_ms)
        return with_cues(end_to_end([left, *after]), wait, choice)
    remaining = {rep for rep in timeline.reps if rep_done_ms(timeline.rep_spans(rep)) > position_ms}
    if not remaining:
        return None
    count_in = Span(Interval.COUNT_IN, None, 0, RESUME_COUNT_IN_MS)
    first_ms = timeline.rep_spans(min(remaining))[0].start_ms
    spans = [_whole_again(span) for span in timeline.spans if span.start_ms >= first_ms]
    return with_cues(end_to_end([count_in, *spans]), wait, choice)


def with_one_more_rep(timeline: Timeline, wait: Wait, choice: CueChoice) -> Timeline:
    """The set with one more rep like its last."""
    last = timeline.reps[-1]
    more = [replace(_whole_again(span), rep=last + 1) for span in timeline.rep_spans(last)]
    return with_cues(end_to_end([*timeline.spans, *more]), wait, choice)


def without_last_rep(timeline: Timeline, wait: Wait, choice: CueChoice) -> Timeline:
    """The set with its last rep left out."""
    spans = (span for span in timeline.spans if span.rep != timeline.reps[-1])
    return with_cues(end_to_end(spans), wait, choice)


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


def with_wait_ending(timeline: Timeline, end_ms: int, wait: Wait, choice: CueChoice) -> Timeline:
    """The set with its opening quiet time ending at another moment.

    Raises ValueError if there is no such quiet time, or none would be left.
    """
    first, *others = timeline.spans
    if first.phase is not Interval.REST or end_ms <= 0:
        raise ValueError(f"{first} is no quiet time that can end at {end_ms} ms")
    return with_cues(end_to_end([replace(first, duration_ms=end_ms), *others]), wait, choice)


def _whole_again(span: Span) -> Span:
    return replace(span, duration_ms=span.limit_ms) if span.own_pace else span
