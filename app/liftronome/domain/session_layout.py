"""A whole session as one timeline: every set with its count-in, and the rests between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from liftronome.domain.errors import InputError
from liftronome.domain.preset import Preset, Side
from liftronome.domain.timeline import Cue, Span, Timeline

MAX_SESSION_MS: Final = 12 * 3_600_000
"""A session in one file is at most 12 hours long: a WAV file holds no more than 12.4."""


@dataclass(frozen=True, slots=True)
class SetPlace:
    """Where a set, or one side of it, lies in its session: from the quiet time or the count-in before it
    (`start_ms`, held) to its end (not held)."""

    set_number: int
    side: Side | None
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class SessionLayout:
    """A session laid out. In `timeline` reps count from 1 in each set and side, so only `sets` tells which
    set a span belongs to."""

    timeline: Timeline
    sets: tuple[SetPlace, ...]

    def as_json(self) -> dict[str, Any]:
        """The timeline in the form that scripts rely on, and where its sets lie."""
        sets = [
            {
                "set": place.set_number,
                "side": place.side and place.side.value,
                "start_ms": place.start_ms,
                "duration_ms": place.end_ms - place.start_ms,
            }
            for place in self.sets
        ]
        return {**self.timeline.as_json(), "sets": sets}


def lay_out_session(preset: Preset) -> SessionLayout:
    """All sets of a preset with their rests and changeovers, and its get-ready time if it has one.

    Nothing waits for a key. Raises InputError if a set is longer than 15 minutes or the session than 12
    hours, OwnPaceError if a phase waits for the lifter, OpenSetError if a set does.
    """
    preset.refuse_own_pace(preset.planned_sets())
    spans: list[Span] = []
    cues: list[Cue] = []
    sets: list[SetPlace] = []
    start_ms = 0
    for round_ in preset.rounds():
        timeline = preset.round_timeline(round_)
        spans += (replace(span, start_ms=span.start_ms + start_ms) for span in timeline.spans)
        cues += (replace(cue, at_ms=cue.at_ms + start_ms) for cue in timeline.cues)
        end_ms = start_ms + timeline.duration_ms
        sets.append(SetPlace(round_.set_number, round_.side, start_ms, end_ms))
        start_ms = end_ms
    _check_length(start_ms)
    return SessionLayout(Timeline(tuple(spans), _in_order(cues)), tuple(sets))


def _in_order(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    return tuple(sorted(cues, key=lambda cue: cue.at_ms))


def _check_length(length_ms: int) -> None:
    if length_ms > MAX_SESSION_MS:
        raise InputError(
            f"a session in one file is at most {MAX_SESSION_MS // 3_600_000} hours long, and this one would "
            f"be {length_ms / 3_600_000:.1f}: fewer sets or shorter rests would fit"
        )
