"""What the lifter has made of a preset since it was saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.preset import Preset


@dataclass(frozen=True, slots=True)
class Draft:
    """A preset being edited, and by their field the texts that cannot be read as what the preset has there
    (yet): going to another preset and back loses nothing.

    A field is one of the preset's, or a phase's by its value.
    """

    preset: Preset
    unread: Mapping[str, str] = field(default_factory=dict)
