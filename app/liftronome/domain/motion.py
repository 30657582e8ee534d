"""Where the weight is: what the moving bar and the drawn curve of a rep show."""

from __future__ import annotations

from liftronome.domain.phase import Interval, Phase, Start


def bar_height(phase: Phase, progress: float) -> float:
    """The height of the weight, 0 (stretched) to 1 (shortened), `progress` (0 to 1) into a phase."""
    match phase:
        case Phase.ECCENTRIC:
            return 1.0 - progress
        case Phase.PAUSE_STRETCHED:
            return 0.0
        case Phase.CONCENTRIC:
            return progress
        case Phase.PAUSE_SHORTENED:
            return 1.0


def resting_height(start: Start) -> float:
    """The height of the weight before the first rep of an exercise that begins with `start`."""
    return 1.0 if start is Start.ECCENTRIC else 0.0


def height_during(phase: Phase | Interval, progress: float, start: Start) -> float:
    """The height of the weight in any span of a set."""
    if isinstance(phase, Interval):
        return resting_height(start)
    return bar_height(phase, progress)
