"""What the lifter has chosen once for every session in window and terminal, as the settings keep it."""

from __future__ import annotations

from typing import Any, Final, Protocol, overload

from liftronome.presentation.key_map import KeyMap, restored

VOLUME_SETTING: Final = "bench.volume"
LATENCY_SETTING: Final = "sound.latency_ms"
KEYS_SETTING: Final = "bench.keys"
UNIT_SETTING: Final = "bench.load_unit"

VOLUME_STEP: Final = 10
MAX_VOLUME: Final = 100

LEAST_LATENCY_MS: Final = -200
MOST_LATENCY_MS: Final = 1000


class Settings(Protocol):
    """Where choices are kept: `store.base.settings.Settings`."""

    @overload
    def get(self, key: str, default: int) -> int: ...

    @overload
    def get(self, key: str, default: dict[str, Any]) -> dict[str, Any]: ...


def volume_in(settings: Settings) -> int:
    """How loud it is, 0 to 100."""
    return clamped_volume(settings.get(VOLUME_SETTING, MAX_VOLUME))


def clamped_volume(volume: int) -> int:
    """The volume nearest to this that there is."""
    return min(max(volume, 0), MAX_VOLUME)


def gain_of(volume: int) -> float:
    """A volume as a factor of the amplitude, 0 to 1. Squared, its steps sound alike."""
    return (volume / MAX_VOLUME) ** 2


def latency_ms_in(settings: Settings) -> int:
    """How much later than the sound system says a sound is heard, as calibrated."""
    return clamped_latency_ms(settings.get(LATENCY_SETTING, 0))


def clamped_latency_ms(latency_ms: int) -> int:
    """The latency nearest to this that can be set."""
    return min(max(latency_ms, LEAST_LATENCY_MS), MOST_LATENCY_MS)


def keys_in(settings: Settings) -> KeyMap:
    """The keys of a session."""
    return restored(settings.get(KEYS_SETTING, {}))
