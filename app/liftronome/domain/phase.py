"""The four phases of a rep, and the other stretches of time that a set is made of."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Phase(StrEnum):
    """A phase of a rep. Named by muscle length, never "bottom" or "top": on a pulldown the
    stretched position is at the top."""

    ECCENTRIC = "eccentric"
    PAUSE_STRETCHED = "pause_stretched"
    CONCENTRIC = "concentric"
    PAUSE_SHORTENED = "pause_shortened"

    @property
    def is_movement(self) -> bool:
        """True for the two phases in which the weight moves."""
        return self in (Phase.ECCENTRIC, Phase.CONCENTRIC)


class Interval(StrEnum):
    """A stretch of time that is no phase of a rep."""

    COUNT_IN = "count_in"
    REST = "rest"
    BREAK = "break"
    """Between mini-sets, inside a set."""


class Start(StrEnum):
    """The movement that a rep begins with."""

    ECCENTRIC = "eccentric"
    CONCENTRIC = "concentric"


PLAYING_ORDER: Final[dict[Start, tuple[Phase, Phase, Phase, Phase]]] = {
    Start.ECCENTRIC: (Phase.ECCENTRIC, Phase.PAUSE_STRETCHED, Phase.CONCENTRIC, Phase.PAUSE_SHORTENED),
    Start.CONCENTRIC: (Phase.CONCENTRIC, Phase.PAUSE_SHORTENED, Phase.ECCENTRIC, Phase.PAUSE_STRETCHED),
}
"""The order in which a rep's phases are performed. A tempo is always written eccentric first."""
