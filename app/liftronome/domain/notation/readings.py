"""What reading a text for a tempo can come to: one reading, a question between two, or an error."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.tempo import Tempo

EXAMPLE: Final = "3-1-X-2"


class TempoError(InputError):
    """A text is not a tempo. `position` is the index of the character at fault, None for the whole text."""

    def __init__(self, reason: str, position: int | None = None) -> None:
        super().__init__(reason)
        self.position = position


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a text.

    `str(tempo)` writes it so that it need not be asked again. `meaning` tells it from the other reading of
    the same text, "" if there is only one. `note` is the remark written beside the tempo.
    """

    tempo: Tempo
    meaning: str = ""
    note: str = ""


class AmbiguousTempo(TempoError):  # noqa: N818  (a question, not a failure)
    """A text means one thing to some lifters and another to others."""

    def __init__(self, why: str, readings: tuple[Reading, Reading], position: int | None = None) -> None:
        choices = " or ".join(f"{reading.tempo} ({reading.meaning})" for reading in readings)
        super().__init__(f"{why}: write {choices}", position)
        self.why = why
        self.readings = readings

    def with_note(self, note: str) -> AmbiguousTempo:
        """The same question about a text that has a remark beside its tempo."""
        first, second = (replace(reading, note=note) for reading in self.readings)
        return AmbiguousTempo(self.why, (first, second), self.position)
