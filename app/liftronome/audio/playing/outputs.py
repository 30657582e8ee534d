"""The outputs there are, and the one place where they are made."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from liftronome.audio.output import AudioError, AudioOutput, revision_lead_ms
from liftronome.domain.timeline import Timeline

if TYPE_CHECKING:
    from liftronome.audio.packs.pack import CuePack
    from liftronome.audio.playing.track_writer import Track

_NS_PER_MS: Final = 1_000_000


class OutputKind(StrEnum):
    """What plays a session. The values are what is kept of a choice."""

    SIMPLEAUDIO = "simpleaudio"
    SILENT = "silent"


def output_of(
    track_of: Callable[[Timeline], Track], *, latency_ms: int = 0, kind: OutputKind = OutputKind.SIMPLEAUDIO
) -> AudioOutput:
    """An output that plays what `track_of` renders of a timeline (on another thread; it may raise a
    LiftronomeError). It is heard `latency_ms` after the device has played it. Its player
    is started at once, so it is to be closed."""
    if kind is OutputKind.SILENT:
        return SilentOutput()
    from liftronome.audio.playing.simpleaudio_output import SimpleaudioOutput

    output = SimpleaudioOutput(track_of, latency_ms * _NS_PER_MS)
    output.prepare()
    return output


def output_of_pack(
    pack: CuePack, *, latency_ms: int = 0, kind: OutputKind = OutputKind.SIMPLEAUDIO
) -> AudioOutput:
    """An output that plays the cues of a timeline with the sounds of a pack; as `output_of`."""
    from liftronome.audio.click_track import ClickTrack

    return output_of(lambda timeline: ClickTrack(timeline, pack), latency_ms=latency_ms, kind=kind)


class SilentOutput:
    """An `AudioOutput` that is always well and never heard: for a lifter who wants no sound."""

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
