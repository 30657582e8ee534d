"""Where the weight is: what the moving bar and the drawn curve of a rep show.

A height is 0 in the stretched position and 1 in the shortened one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from liftronome.domain.phase import Interval, Phase, Start

Heights = tuple[float, ...]
"""Where the weight is as a phase begins and as it ends."""

WHOLE_HEIGHTS: Final[Mapping[Phase, Heights]] = {
    Phase.ECCENTRIC: (1.0, 0.0),
    Phase.PAUSE_STRETCHED: (0.0, 0.0),
    Phase.CONCENTRIC: (0.0, 1.0),
    Phase.PAUSE_SHORTENED: (1.0, 1.0),
}
"""The heights of the phases of a whole rep."""

HALFWAY: Final = 0.5


def height_at(heights: Heights, progress: float) -> float:
    """The height of the weight `progress` (0 to 1) into a phase."""
    begin, end = heights[0], heights[-1]
    return begin + (end - begin) * progress


def resting_height(start: Start) -> float:
    """The height of the weight before the first rep of an exercise that begins with `start`."""
    return 1.0 if start is Start.ECCENTRIC else 0.0


def height_during(phase: Phase | Interval, progress: float, start: Start, heights: Heights = ()) -> float:
    """The height of the weight in any span of a set; `heights` are those of a phase that is no whole one."""
    if isinstance(phase, Interval):
        return resting_height(start)
    return height_at(heights or WHOLE_HEIGHTS[phase], progress)
