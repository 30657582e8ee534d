"""The least and the most that the numbers of a preset may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.tempo import MAX_PHASE_MS, seconds_text


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the most that a number may be, both allowed. Times are in milliseconds."""

    what: str
    least: int
    most: int
    is_time: bool = False

    def check(self, value: int) -> None:
        """Raises InputError if `value` lies outside, saying what would be right."""
        if not self.least <= value <= self.most:
            raise InputError(
                f"{self.what} must be {self._text(self.least)} to {self._text(self.most)}"
                f"{' s' if self.is_time else ''}, not {self._text(value)}"
            )

    def _text(self, value: int) -> str:
        if not self.is_time:
            return str(value)
        return "-" * (value < 0) + seconds_text(abs(value))


REPS: Final = Limits("reps", 1, 100)
SETS: Final = Limits("sets", 1, 20)
REST: Final = Limits("rest", 0, 900_000, is_time=True)
COUNT_IN: Final = Limits("count-in", 0, 60_000, is_time=True)
READY: Final = Limits("get-ready time", 0, 300_000, is_time=True)
X_SLOT: Final = Limits("the time slot of X", 100, MAX_PHASE_MS, is_time=True)
BEAT: Final = Limits("the beat", 300, MAX_PHASE_MS, is_time=True)
PRE_CUE: Final = Limits("the pre-cue", 0, 1500, is_time=True)
CHANGEOVER: Final = Limits("the changeover", 0, 300_000, is_time=True)
OWN_PACE_LIMIT: Final = Limits("the limit of an own-pace phase", 1000, 300_000, is_time=True)
