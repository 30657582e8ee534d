"""What the lifter has made of a preset since it was saved."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.preset import Preset


@dataclass(frozen=True, slots=True)
class Draft:
    """A preset being edited. `tempo_text` is what stands in the tempo field if it cannot be read as the
    preset's tempo (yet), else "": going to another preset and back loses nothing."""

    preset: Preset
    tempo_text: str = ""
