"""Changes on the undo stack."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Final, Generic, TypeVar

from PySide6.QtGui import QUndoCommand

from liftronome.domain.exercise import Exercise
from liftronome.domain.own_sound import KeptSound
from liftronome.domain.phase import Phase
from liftronome.domain.preset import Preset
from liftronome.domain.scheme.scheme import Scheme
from liftronome.store.presets.presets import StoredPreset
from liftronome.store.sounds.own_sounds import SoundKey
from liftronome.ui.drafts.draft import Draft
from liftronome.ui.text.field_names import AT_SETS, LABELS, VARIED

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """One thing before and after a change; None if it does not exist then."""

    before: T | None
    after: T | None

    @property
    def reversed(self) -> Step[T]:
        """From after to before."""
        return Step(self.after, self.before)


@dataclass(frozen=True)
class Change:
    """All that one action changes, by id or key. `text` names it: "delete “heavy”".

    `opened` is the key of what is open before and after it. Of an exercise that ships only the cues can
    change.
    """

    text: str
    opened: Step[str]
    presets: Mapping[str, Step[StoredPreset]] = field(default_factory=dict)
    drafts: Mapping[str, Step[Draft]] = field(default_factory=dict)
    exercises: Mapping[str, Step[Exercise]] = field(default_factory=dict)
    sounds: Mapping[SoundKey, Step[KeptSound]] = field(default_factory=dict)

    @property
    def reversed(self) -> Change:
        """The change that undoes it."""
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
        """True if it changes the file, not only drafts."""
        return bool(self.presets or self.exercises or self.sounds)

    def followed_by(self, later: Change) -> Change:
        """This and a later change of the same drafts as one."""
        drafts = {key: Step(step.before, later.drafts[key].after) for key, step in self.drafts.items()}
        return replace(later, opened=Step(self.opened.before, later.opened.after), drafts=drafts)


PART_NAMES: Final[Mapping[str, str]] = {
    "rest_ms": "rest",
    "ready_ms": "get-ready time",
    "count_in_ms": "count-in",
    "x_slot_ms": "time for X",
    "beat_ms": "beat",
    "pack": "sound",
    "seconds": "ticks",
    "pre_cue_ms": "pre-cue",
    "speak_coaching": "spoken coaching",
    "changeover_ms": "changeover",
    "own_pace_limit_ms": "limit of own pace",
    "wait_for_key": "wait for a key",
    **{field: LABELS[field].lower().replace("rpe or rir", "effort") for field in VARIED},
}
"""Fields of a preset whose names in code are not what lifters say."""


def change_text(parts: Iterable[str]) -> str:
    """What an edit of these fields is called in the menu: "change rest"."""
    names = {PART_NAMES.get(part.partition(AT_SETS)[0], part.partition(AT_SETS)[0]) for part in parts}
    return f"change {', '.join(sorted(names))}"


def changed_parts(before: Draft, after: Draft) -> frozenset[str]:
    """The names of the fields in which two drafts of a preset differ."""
    names: Sequence[str] = [each.name for each in fields(Preset) if each.name not in ("exercise", "name")]
    parts = {name for name in names if getattr(before.preset, name) != getattr(after.preset, name)}
    if "scheme" in parts:
        old, new = before.preset.scheme, after.preset.scheme
        others = [each.name for each in fields(Scheme) if each.name not in ("sets", "rep_tempos")]
        same = len(old.sets) == len(new.sets) and all(
            getattr(old, name) == getattr(new, name) for name in others
        )
        parts = (parts - {"scheme"}) | ({"reps"} if same else {"sets"})
    phases = {phase.value for phase in Phase}
    for name in before.unread.keys() | after.unread.keys():
        if before.unread.get(name) != after.unread.get(name):
            parts.add("tempo" if name in phases else name)
    return frozenset(parts)


TOGETHER_S: Final = 1.0
"""Edits of one field that follow each other sooner than this are undone together."""

EDITING: Final = 1
NO_MERGING: Final = -1


class ChangeCommand(QUndoCommand):
    """A change that has been made and can be undone. `make` makes a change, and returns whether it could.

    `parts` names the fields that an edit touches: edits of the same fields within `TOGETHER_S` are merged.
    Changes without `parts` never are.
    """

    def __init__(
        self,
        change: Change,
        make: Callable[[Change], bool],
        parts: frozenset[str] = frozenset(),
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(change.text)
        self._change = change
        self._make = make
        self._parts = parts
        self._last_s = now()
        self._is_done = True

    def id(self) -> int:
        """Only edits are merged."""
        return EDITING if self._parts else NO_MERGING

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Merge an edit that follows at once; two that cancel each other out leave nothing."""
        if not isinstance(other, ChangeCommand) or other._parts != self._parts:
            return False
        same_item = other._change.drafts.keys() == self._change.drafts.keys()
        if not same_item or other._last_s - self._last_s > TOGETHER_S:
            return False
        self._change = self._change.followed_by(other._change)
        self._last_s = other._last_s
        self.setObsolete(all(step.before == step.after for step in self._change.drafts.values()))
        return True

    def redo(self) -> None:
        """Make the change again; when it is pushed on the stack it has been made already."""
        if self._is_done:
            return
        self._is_done = True
        self.setObsolete(not self._make(self._change))

    def undo(self) -> None:
        """Undo the change. If that fails, it leaves the stack."""
        self._is_done = False
        self.setObsolete(not self._make(self._change.reversed))
