"""How an import is to go about names that are taken, and what it has done."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from app.domain.exercise import Exercise
from app.domain.own_sound import KeptSound
from app.store.own_sounds import OwnSounds, SoundKey
from app.store.presets import StoredPreset


class OnConflict(Enum):
    """What becomes of a name that is there already, with something else behind it."""

    KEEP_BOTH = "keep-both"
    """What is imported gets a number behind its name. It is also what happens to an exercise that is
    called like one that ships, where that would be replaced."""
    REPLACE = "replace"
    SKIP = "skip"
    """What is here stays; presets of an exercise that is here go to that one."""


@dataclass(slots=True)
class ImportResult:
    """What an import has done, with all that is needed to take it back."""

    added: list[StoredPreset] = field(default_factory=list)
    replaced: list[tuple[StoredPreset, StoredPreset]] = field(default_factory=list)
    """What was there, and what is there now."""
    added_exercises: list[Exercise] = field(default_factory=list)
    replaced_exercises: list[tuple[Exercise, Exercise]] = field(default_factory=list)
    sounds: dict[SoundKey, tuple[KeptSound | None, KeptSound]] = field(default_factory=dict)
    """Own sounds: what a cue had, and what it has now."""
    skipped: int = 0
    unchanged: int = 0
    """Presets that were there already, alike in everything."""

    @property
    def sound_count(self) -> int:
        """How many different sounds were brought in."""
        return len({kept.file for _, kept in self.sounds.values()})

    def give(self, sounds: OwnSounds, key: SoundKey, kept: KeptSound) -> None:
        """Let a cue have an own sound, and note it; nothing is done where it has that already."""
        preset_id, sound = key
        before = sounds.chosen(preset_id).get(sound)
        if before is None or before.file != kept.file:
            sounds.choose(sound, kept, preset_id)
            self.sounds[key] = (before, kept)
