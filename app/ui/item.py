"""What can be opened in the window: a preset, or an exercise as it begins."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.exercise import Exercise
from app.domain.preset import Preset, default_preset
from app.store.presets import StoredPreset

DASH = " – "


@dataclass(frozen=True, slots=True)
class Item:
    """A kept preset, or without `stored` an exercise with the preset that it has to begin from."""

    exercise: Exercise
    stored: StoredPreset | None = None

    @property
    def key(self) -> str:
        """What tells it from all others, and stays the same: a preset's id or an exercise's."""
        return self.stored.id if self.stored else self.exercise.id

    @property
    def preset(self) -> Preset:
        """The preset as it is kept."""
        return self.stored.preset if self.stored else default_preset(self.exercise)

    @property
    def title(self) -> str:
        """What it is called where there are others: "Hip thrust – heavy"."""
        return f"{self.exercise.name}{DASH}{self.stored.preset.name}" if self.stored else self.exercise.name


def called(preset: Preset) -> str:
    """A preset as it is called in a message."""
    return f"“{preset.name}”" if preset.name else f"“{preset.exercise.name}”"
