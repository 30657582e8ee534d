"""An output that makes no sound: for a lifter who wants none, and a machine that has none."""

from __future__ import annotations

import time

from liftronome.audio.output import AudioError, revision_lead_ms
from liftronome.domain.timeline import Timeline


class SilentOutput:
    """An `AudioOutput` that is always well and never heard."""

    def __init__(self) -> None:
        self._zero_ns: int | None = None

    def start(self, timeline: Timeline, zero_ns: int | None = None) -> None:  # noqa: ARG002
        """Moment 0 is when it was asked for, else now."""
        self._zero_ns = time.monotonic_ns() if zero_ns is None else zero_ns

    def revise(self, timeline: Timeline) -> None:
        """There is nothing to rewrite."""

    def lead_ms(self, position_ms: float) -> int:
        """As where it is heard, so that a session goes the same way."""
        return revision_lead_ms(position_ms)

    def set_volume(self, volume: float) -> None:
        """There is nothing to be louder."""

    def zero_ns(self) -> int | None:
        """When moment 0 was or will be."""
        return self._zero_ns

    def fault(self) -> AudioError | None:
        """None: nothing can go wrong."""
        return None

    def heard_ms(self) -> float | None:
        """None: nothing is heard."""
        return None

    def muted(self) -> bool | None:
        """None: there is no stream that could be."""
        return None

    def pause(self) -> None:
        """It is silent already."""

    def stop(self) -> None:
        """There is no stream to end."""

    def close(self) -> None:
        """There is nothing to leave behind."""
