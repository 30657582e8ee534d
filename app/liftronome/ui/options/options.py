"""The lifter's options for all sessions: colours, motion, keys, volume, latency."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.scheme.load import Unit
from liftronome.presentation.key_map import KeyMap
from liftronome.presentation.palette import THEMES, Theme, ThemeName
from liftronome.presentation.preferences import (
    KEYS_SETTING,
    LATENCY_SETTING,
    VOLUME_SETTING,
    clamped_latency_ms,
    clamped_volume,
    gain_of,
    keys_in,
    latency_ms_in,
    volume_in,
)
from liftronome.store.base.settings import Plain
from liftronome.ui.look.theme_manager import system_theme

T = TypeVar("T", bool, int, float, str, list[Plain], dict[str, Plain])
Choice = TypeVar("Choice", bound=StrEnum)


class KeptSettings(Protocol):
    """Where choices are kept: `store.base.settings.Settings`. Both methods may raise a LiftronomeError."""

    def get(self, key: str, default: T) -> T:
        """What was set, `default` if nothing was, or something of another type."""

    def set(self, key: str, value: Plain) -> None:
        """Remember a value."""


class Options(QObject):
    """Options with their defaults. A choice applies at once, and is saved if possible.

    `changed` follows each choice. `problem` tells why the last one could not be saved, "" if it was. Without
    `settings` nothing is saved.
    """

    changed = Signal()

    def __init__(self, settings: KeptSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.problem = ""
        self._settings = settings
        self._chosen: dict[str, Plain] = {}

    @property
    def theme_name(self) -> ThemeName:
        """The chosen theme."""
        return self._one_of(ThemeName, "bench.theme", ThemeName.DARK)

    @theme_name.setter
    def theme_name(self, name: ThemeName) -> None:
        self._choose("bench.theme", name.value)

    @property
    def theme(self) -> Theme:
        """The colours of the chosen theme; with SYSTEM they may change at any time."""
        name = self.theme_name
        return THEMES[system_theme() if name is ThemeName.SYSTEM else name]

    @property
    def fewer_motions(self) -> bool:
        """True if the bar moves once a second instead of gliding."""
        return self.get("bench.fewer_motions", False)

    @fewer_motions.setter
    def fewer_motions(self, wanted: bool) -> None:
        self._choose("bench.fewer_motions", wanted)

    @property
    def flashes(self) -> bool:
        """True if the screen flashes at each change of phase, for lifters who cannot hear the cues."""
        return self.get("bench.flashes", False)

    @flashes.setter
    def flashes(self, wanted: bool) -> None:
        self._choose("bench.flashes", wanted)

    @property
    def full_screen(self) -> bool:
        """True if the bench fills the screen."""
        return self.get("bench.full_screen", False)

    @full_screen.setter
    def full_screen(self, wanted: bool) -> None:
        self._choose("bench.full_screen", wanted)

    @property
    def volume(self) -> int:
        """How loud it is, 0 to 100."""
        return volume_in(self)

    @volume.setter
    def volume(self, volume: int) -> None:
        self._choose(VOLUME_SETTING, clamped_volume(volume))

    @property
    def gain(self) -> float:
        """The volume as a factor of amplitude, 0 to 1: squared, so that equal steps sound equal."""
        return gain_of(self.volume)

    @property
    def latency_ms(self) -> int:
        """How much later a sound is heard than the sound system says, as calibrated."""
        return latency_ms_in(self)

    @latency_ms.setter
    def latency_ms(self, latency_ms: int) -> None:
        self._choose(LATENCY_SETTING, clamped_latency_ms(latency_ms))

    @property
    def unit(self) -> Unit:
        """The unit of loads."""
        return self._one_of(Unit, "bench.load_unit", Unit.KG)

    @unit.setter
    def unit(self, unit: Unit) -> None:
        self._choose("bench.load_unit", unit.value)

    @property
    def keys(self) -> KeyMap:
        """The keys of the bench."""
        return keys_in(self)

    @keys.setter
    def keys(self, keys: KeyMap) -> None:
        stored: dict[str, Plain] = {action: list(names) for action, names in keys.stored().items()}
        self._choose(KEYS_SETTING, stored)

    def _one_of(self, kind: type[Choice], key: str, default: Choice) -> Choice:
        value = self.get(key, default.value)
        return kind(value) if value in {each.value for each in kind} else default

    def get(self, key: str, default: T) -> T:
        """As `KeptSettings.get`; `default` if the settings cannot be read."""
        if key not in self._chosen:
            try:
                self._chosen[key] = self._settings.get(key, default) if self._settings else default
            except LiftronomeError:
                return default
        value = self._chosen[key]
        return value if type(value) is type(default) else default

    def _choose(self, key: str, value: Plain) -> None:
        self._chosen[key] = value
        self.problem = ""
        if self._settings is not None:
            try:
                self._settings.set(key, value)
            except LiftronomeError as error:
                self.problem = str(error)
        self.changed.emit()
