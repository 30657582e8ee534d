"""What the engine sees of sound: an output that sounds timelines, and the one error it can meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.sample_rate import SAMPLE_RATE, SAMPLES_PER_MS

if TYPE_CHECKING:
    from liftronome.domain.timeline import Timeline

NS_PER_SAMPLE: Final = 1_000_000_000 / SAMPLE_RATE

FAST_CARD_PPM: Final = 200
"""So much faster than the computer's clock a card's may run, in millionths, without a click anywhere. Their
crystals are good to some 20 to 100."""

_ASKED: Final = 100 * SAMPLES_PER_MS
"""What simpleaudio asks a device to hold."""

DEVICE_HOLDS: Final = 110 * SAMPLES_PER_MS
"""What a device holds at the most of what it has read, in samples. Rewriting 110 ms ahead of the ear was
measured to be exact."""

_WRITE_AHEAD: Final = 150 * SAMPLES_PER_MS
_TIME_TO_WRITE: Final = 20 * SAMPLES_PER_MS


def read_ahead(played: int) -> int:
    """How far ahead of the ear, in samples, a device may have read when by the clock so many were played.

    A fast card is further after 50 s.
    """
    return max(DEVICE_HOLDS, _ASKED + played * FAST_CARD_PPM // 1_000_000)


def write_ahead(played: int) -> int:
    """How far ahead of the ear, in samples, writing begins: what may have been read, and time to write.

    150 ms in the first 150 s of a stream, then 0.2 ms more with each second.
    """
    return max(_WRITE_AHEAD, read_ahead(played) + _TIME_TO_WRITE)


_TIME_TO_RENDER_MS: Final = 30


class AudioError(LiftronomeError):
    """Nothing can be heard, or no longer. The message says why, on one line."""


def revision_lead_ms(age_ms: float) -> int:
    """How far ahead of the ear a revision must begin to be heard from its first sample on, in a stream that
    is `age_ms` old: sound that is nearer is already on its way. 180 ms, and more from 150 s on."""
    return _TIME_TO_RENDER_MS + -(-write_ahead(round(age_ms * SAMPLES_PER_MS)) // SAMPLES_PER_MS)


class AudioOutput(Protocol):
    """Sounds one timeline at a time. No method raises for a failure of sound: `fault` tells of it.

    Every method may be called from any thread and returns at once, save `close`.
    """

    def start(self, timeline: Timeline, zero_ns: int | None = None) -> None:
        """Begin to sound a timeline, instead of the one before; one that is over may die away.

        `zero_ns` (of time.monotonic_ns) is when moment 0 is, or was: what is past is skipped, so that
        a timeline can be joined in its middle. None: as soon as the device is awake.
        """

    def revise(self, timeline: Timeline) -> None:
        """Go on, in the same stream, with a timeline that is the same up to now. It is heard from
        `lead_ms` ahead of the ear on."""

    def lead_ms(self, position_ms: float) -> int:
        """How far ahead of a position of the timeline a revision must begin to be heard from there on: as
        `revision_lead_ms`, and more where it takes the sound long to the ear."""

    def set_volume(self, volume: float) -> None:
        """Sound at 0 (silent) to 1 (as rendered), as soon as a revision is heard, in the same stream."""

    def zero_ns(self) -> int | None:
        """When moment 0 was or will be heard (time.monotonic_ns); None until sound has begun."""

    def fault(self) -> AudioError | None:
        """Why nothing is heard, or no longer; None while all is well. The next start tries again."""

    def heard_ms(self) -> float | None:
        """How far the timeline has been heard, in its own milliseconds, by what the device has read: never
        more than is true, never less than it was before. None where the system does not tell, and before
        the sound has begun.

        It falls behind the clock when the device, the sound server or the player stands still.
        """

    def muted(self) -> bool | None:
        """True if the system's mixer has this stream muted or at zero; None if that is not known."""

    def pause(self) -> None:
        """Fade to silence. The stream stays open for some minutes, so that a `start` within them is heard
        sooner."""

    def stop(self) -> None:
        """Fade to silence, and end the stream without waiting for it."""

    def close(self) -> None:
        """Stop, and leave nothing behind. Waits for that, a few seconds at the most."""
