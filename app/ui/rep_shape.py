"""The shape of a rep: the way of the bar over time, in shares of a drawing's width and height."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.domain.motion import bar_height
from app.domain.rep import PhaseStep, Rep

POINTS: Final = 48
"""Points of the curve in one phase: enough that no corner is seen."""

EXPLOSIVE_SHARE: Final = 0.35
"""The bar is up within this share of the slot of X: as fast as intended, whatever the slot."""

OWN_PACE_DRAWN_MS: Final = 3000
"""A phase of own pace is drawn as if it lasted this long."""

TICK_STEPS_MS: Final = (500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000)

HALF_SECONDS_BELOW_MS: Final = 3000
"""Only a shorter rep has ticks at half seconds."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One phase of a drawn rep: where it begins and how much of the width it takes, both 0 to 1, and
    the points of its curve, each a share of the whole width and a height."""

    step: PhaseStep
    left: float
    width: float
    points: tuple[tuple[float, float], ...]


def strokes(rep: Rep) -> tuple[Stroke, ...]:
    """The phases of a rep, side by side. A rep of one movement alone, the beat, swings there and back."""
    whole_ms = sum(map(_drawn_ms, rep.steps))
    is_beat = len(rep.steps) == 1 and rep.steps[0].explosive
    drawn, start_ms = [], 0
    for step in rep.steps:
        left, width = start_ms / whole_ms, _drawn_ms(step) / whole_ms
        shares = (point / POINTS for point in range(POINTS + 1))
        points = tuple((left + width * at, _swing(at) if is_beat else _height(step, at)) for at in shares)
        drawn.append(Stroke(step, left, width, points))
        start_ms += _drawn_ms(step)
    return tuple(drawn)


def ticks(rep: Rep, width: float, gap: float) -> tuple[tuple[int, float], ...]:
    """The ticks of an axis `width` long, at least `gap` apart: milliseconds, and their share of the width.

    They end where a phase of own pace begins, as nobody knows when it is over.
    """
    whole_ms = sum(map(_drawn_ms, rep.steps))
    known_ms = 0
    for step in rep.steps:
        if step.own_pace:
            break
        known_ms += step.duration_ms
    least_ms = TICK_STEPS_MS[0] if whole_ms < HALF_SECONDS_BELOW_MS else TICK_STEPS_MS[1]
    fitting = (step for step in TICK_STEPS_MS if step >= least_ms and width * step / whole_ms >= gap)
    step_ms = next(fitting, TICK_STEPS_MS[-1])
    return tuple((at_ms, at_ms / whole_ms) for at_ms in range(0, known_ms + 1, step_ms))


def _drawn_ms(step: PhaseStep) -> int:
    return OWN_PACE_DRAWN_MS if step.own_pace else step.duration_ms


def _height(step: PhaseStep, progress: float) -> float:
    """The height of the bar with soft turns, so that one phase runs into the next."""
    if step.explosive:
        progress = min(progress / EXPLOSIVE_SHARE, 1.0)
    return bar_height(step.phase, (progress + _eased(progress)) / 2)


def _swing(progress: float) -> float:
    return _eased(1 - abs(2 * progress - 1))


def _eased(progress: float) -> float:
    return progress * progress * (3 - 2 * progress)
