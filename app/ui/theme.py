"""The colours and type sizes of the windows, said once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.domain.phase import Interval, Phase


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb. What must be read at a distance stands at 7:1 or more on `background`."""

    background: str
    surface: str
    outline: str
    text: str
    muted: str
    accent: str
    warning: str
    phases: dict[Phase | Interval, str]


# Hues after Okabe and Ito's colour-blind-safe palette (jfly.uni-koeln.de/color), lightened where
# needed to stand at 7:1 on the dark background.
DARK: Final = Theme(
    background="#0e1116",
    surface="#181d25",
    outline="#303947",
    text="#f2f5f7",
    muted="#a9b4c0",
    accent="#56b4e9",
    warning="#f0c04a",
    phases={
        Phase.ECCENTRIC: "#56b4e9",
        Phase.PAUSE_STRETCHED: "#f0e442",
        Phase.CONCENTRIC: "#f2a033",
        Phase.PAUSE_SHORTENED: "#e8a0c8",
        Interval.COUNT_IN: "#f2f5f7",
        Interval.REST: "#8fd3b6",
    },
)
