"""A change of what is kept, as it was before and as it is after: done, undone and done again alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from app.domain.exercise import Exercise
from app.domain.own_sound import KeptSound
from app.store.own_sounds import SoundKey
from app.store.presets import StoredPreset
from app.ui.draft import Draft

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """One thing, before and after; None where it is not there."""

    before: T | None
    after: T | None

    @property
    def reversed(self) -> Step[T]:
        """The way back."""
        return Step(self.after, self.before)


@dataclass(frozen=True)
class Change:
    """All that one act of the lifter's changes, by id or key. `text` says what it is, as in "delete heavy".

    `opened` is the key of what was open before it and is open after it. An exercise that ships can only
    change its cues.
    """

    text: str
    opened: Step[str]
    presets: Mapping[str, Step[StoredPreset]] = field(default_factory=dict)
    drafts: Mapping[str, Step[Draft]] = field(default_factory=dict)
    exercises: Mapping[str, Step[Exercise]] = field(default_factory=dict)
    sounds: Mapping[SoundKey, Step[KeptSound]] = field(default_factory=dict)

    @property
    def reversed(self) -> Change:
        """What takes it back."""
        return Change(
            self.text,
            self.opened.reversed,
            {key: step.reversed for key, step in self.presets.items()},
            {key: step.reversed for key, step in self.drafts.items()},
            {key: step.reversed for key, step in self.exercises.items()},
            {key: step.reversed for key, step in self.sounds.items()},
        )

    @property
    def is_kept(self) -> bool:
        """True if it changes the file, not only what stands in the fields."""
        return bool(self.presets or self.exercises or self.sounds)

    def followed_by(self, later: Change) -> Change:
        """This and a later change of the same drafts as one."""
        drafts = {key: Step(step.before, later.drafts[key].after) for key, step in self.drafts.items()}
        return replace(later, opened=Step(self.opened.before, later.opened.after), drafts=drafts)
