"""Presets and exercises as they are opened, and their unsaved changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from liftronome.domain.exercise import Exercise
from liftronome.domain.preset import Preset, default_preset
from liftronome.presentation.texts import DASH
from liftronome.store.presets.presets import StoredPreset


@dataclass(frozen=True, slots=True)
class Item:
    """A saved preset, or without `stored` an exercise with its default preset."""

    exercise: Exercise
    stored: StoredPreset | None = None

    @property
    def key(self) -> str:
        """Its identity: a preset's id or an exercise's."""
        return self.stored.id if self.stored else self.exercise.id

    @property
    def preset(self) -> Preset:
        """The preset as it is saved."""
        return self.stored.preset if self.stored else default_preset(self.exercise)

    @property
    def title(self) -> str:
        """Its full name: "Hip thrust – heavy"."""
        return f"{self.exercise.name}{DASH}{self.stored.preset.name}" if self.stored else self.exercise.name


def called(preset: Preset) -> str:
    """A preset's name in a message."""
    return f"“{preset.name}”" if preset.name else f"“{preset.exercise.name}”"


@dataclass(frozen=True, slots=True)
class Draft:
    """A preset being edited, and the texts of its fields that cannot be read (yet), by field: going to
    another preset and back loses nothing.

    A field is named as in `Preset`, or by the value of its phase. `edited_in` names what the last edit was
    made in, where one field edits several of a preset: its edits that follow each other are undone together.
    """

    preset: Preset
    unread: Mapping[str, str] = field(default_factory=dict)
    edited_in: str = field(default="", compare=False)
