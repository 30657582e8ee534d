"""The colours of the windows, said once for each theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from liftronome.domain.phase import Interval, Phase


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb, each after what it is for.

    What must be read at a distance, as on the bench, stands at 7:1 or more on `background` and `surface`;
    all other text at 4.5:1 on whatever it is written on, the edge of a field and the ring of the focus at
    3:1 (WCAG 2.2, 1.4.3 and 1.4.11). With high contrast all text stands at 7:1.
    """

    background: str
    """Pages, what is within a field, and letters on `accent`."""
    surface: str
    """Cards, the sidebar, menus."""
    outline: str
    """Lines that only divide: round a card, in a grid."""
    edge: str
    """Lines by which a field, a switch or what is chosen is found."""
    raised: str
    """Buttons, and what is like them."""
    rim: str
    """The line round a button: as `raised`, where that stands out by itself."""
    hover: str
    """A button under the mouse."""
    marked: str
    """The row of a list or a menu that the keys have reached."""
    notice: str
    """News at the head of the window."""
    text: str
    muted: str
    """Text that goes with other text: captions, units, hints."""
    faint: str
    """What would be there, or cannot be used: the hint in an empty field, the name of an idle button."""
    accent: str
    """What is to be pressed next, and the ring round what has the focus."""
    accent_hover: str
    """The same under the mouse."""
    warning: str
    phases: dict[Phase | Interval, str]


# Hues after Okabe and Ito's colour-blind-safe palette (jfly.uni-koeln.de/color), lightened where
# needed to stand at 7:1 on the dark background.
DARK: Final = Theme(
    background="#0e1116",
    surface="#181d25",
    outline="#303947",
    edge="#6c788a",
    raised="#262d39",
    rim="#262d39",
    hover="#364050",
    marked="#29313e",
    notice="#322f29",
    text="#f2f5f7",
    muted="#a9b4c0",
    faint="#8c97a5",
    accent="#56b4e9",
    accent_hover="#85c8ed",
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
    edge="#79848f",
    raised="#dce2e9",
    rim="#dce2e9",
    hover="#c9d2dc",
    marked="#d5dde6",
    notice="#faf0d7",
    text="#11151a",
    muted="#414a55",
    faint="#59636e",
    accent="#10489f",
    accent_hover="#0b3678",
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
    outline="#8c8c8c",
    edge="#ffffff",
    raised="#000000",
    rim="#ffffff",
    hover="#262626",
    marked="#002e4d",
    notice="#000000",
    text="#ffffff",
    muted="#ffffff",
    faint="#b0b0b0",
    accent="#66c8ff",
    accent_hover="#b3e3ff",
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
    """What is chosen, by its name in the settings: a theme, or light or dark as the system is."""

    DARK = "dark"
    LIGHT = "light"
    HIGH_CONTRAST = "high_contrast"
    SYSTEM = "system"


THEMES: Final[Mapping[ThemeName, Theme]] = {
    ThemeName.DARK: DARK,
    ThemeName.LIGHT: LIGHT,
    ThemeName.HIGH_CONTRAST: HIGH_CONTRAST,
}
