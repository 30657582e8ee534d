"""What the lifter has made of a preset since it was saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from liftronome.domain.exercise import Exercise
from liftronome.domain.preset import Preset, default_preset
from liftronome.presentation.texts import DASH
from liftronome.store.presets.presets import StoredPreset


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


@dataclass(frozen=True, slots=True)
class Draft:
    """A preset being edited, and by their field the texts that cannot be read as what the preset has there
    (yet): going to another preset and back loses nothing.

    A field is one of the preset's, or a phase's by its value.
    """

    preset: Preset
    unread: Mapping[str, str] = field(default_factory=dict)
