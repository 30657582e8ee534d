"""The colours of the windows, said once for each theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
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

# The same hues, darkened to stand at 7:1 on white, and apart from each other in lightness as well.
LIGHT: Final = Theme(
    background="#fafbfc",
    surface="#edf0f4",
    outline="#b4bfcb",
    text="#11151a",
    muted="#414a55",
    accent="#10489f",
    warning="#6b4300",
    phases={
        Phase.ECCENTRIC: "#10489f",
        Phase.PAUSE_STRETCHED: "#302900",
        Phase.CONCENTRIC: "#8a3300",
        Phase.PAUSE_SHORTENED: "#661d62",
        Interval.COUNT_IN: "#11151a",
        Interval.REST: "#00533a",
    },
)

HIGH_CONTRAST: Final = Theme(
    background="#000000",
    surface="#000000",
    outline="#ffffff",
    text="#ffffff",
    muted="#ffffff",
    accent="#66c8ff",
    warning="#ffe14d",
    phases={
        Phase.ECCENTRIC: "#66c8ff",
        Phase.PAUSE_STRETCHED: "#fff75e",
        Phase.CONCENTRIC: "#ff9a1f",
        Phase.PAUSE_SHORTENED: "#ffb8e0",
        Interval.COUNT_IN: "#ffffff",
        Interval.REST: "#a6f0d0",
    },
)


class ThemeName(StrEnum):
    """A theme, by its name in the settings."""

    DARK = "dark"
    LIGHT = "light"
    HIGH_CONTRAST = "high_contrast"


THEMES: Final[Mapping[ThemeName, Theme]] = {
    ThemeName.DARK: DARK,
    ThemeName.LIGHT: LIGHT,
    ThemeName.HIGH_CONTRAST: HIGH_CONTRAST,
}
