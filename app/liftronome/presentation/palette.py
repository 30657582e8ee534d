"""The colours of each theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from liftronome.domain.phase import Interval, Phase


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb, each named after its use.

    What is read at a distance, as on the bench, has a contrast of at least 7:1 to `background` and `surface`;
    all other text 4.5:1 to whatever it is written on; the edges of fields and the focus ring 3:1 (WCAG 2.2,
    1.4.3 and 1.4.11). With high contrast all text has 7:1.
    """

    background: str
    """Pages, the inside of fields, and text on `accent`."""
    surface: str
    """Cards, the sidebar, menus."""
    outline: str
    """Lines that only divide: around cards, in grids."""
    edge: str
    """Lines that show where a field, a switch or a selection is."""
    raised: str
    """Buttons and the like."""
    rim: str
    """The border of a button; like `raised` where that stands out by itself."""
    hover: str
    """A button under the mouse."""
    marked: str
    """The current row of a list or a menu."""
    notice: str
    """Notices that want attention."""
    text: str
    muted: str
    """Secondary text: captions, units, hints."""
    faint: str
    """Placeholders, and the text of disabled controls."""
    accent: str
    """What to press next, and the focus ring."""
    accent_hover: str
    """`accent` under the mouse."""
    warning: str
    phases: dict[Phase | Interval, str]


# Hues after Okabe and Ito's colour-blind-safe palette (jfly.uni-koeln.de/color), lightened where
# needed for 7:1 on the dark background.
DARK: Final = Theme(
    background="#0e1116",
    surface="#181d25",
    outline="#303947",
    edge="#6c788a",
    raised="#262d39",
    rim="#262d39",
    hover="#313a48",
    marked="#29313e",
    notice="#322f29",
    text="#f2f5f7",
    muted="#a9b4c0",
    faint="#9ca7b4",
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
        Interval.BREAK: "#8fd3b6",
    },
)

# The same hues, darkened for 7:1 on white. They differ in lightness as well, for eyes that see few hues, and
# none is as dark as the text.
LIGHT: Final = Theme(
    background="#fafbfc",
    surface="#edf0f4",
    outline="#b4bfcb",
    edge="#79848f",
    raised="#dce2e9",
    rim="#dce2e9",
    hover="#ccd5de",
    marked="#d5dde6",
    notice="#faf0d7",
    text="#11151a",
    muted="#414a55",
    faint="#4d5762",
    accent="#10489f",
    accent_hover="#0b3678",
    warning="#6b4300",
    phases={
        Phase.ECCENTRIC: "#10489f",
        Phase.PAUSE_STRETCHED: "#585103",
        Phase.CONCENTRIC: "#640f0e",
        Phase.PAUSE_SHORTENED: "#77015e",
        Interval.COUNT_IN: "#11151a",
        Interval.REST: "#00533a",
        Interval.BREAK: "#00533a",
    },
)

PAPER: Final = replace(LIGHT, background="#ffffff")
"""For pictures that are saved and printed."""

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
    faint="#bcbcbc",
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
        Interval.BREAK: "#a6f0d0",
    },
)


class ThemeName(StrEnum):
    """The choice of a theme, by its name in the settings; SYSTEM is light or dark like the system."""

    DARK = "dark"
    LIGHT = "light"
    HIGH_CONTRAST = "high_contrast"
    SYSTEM = "system"


THEMES: Final[Mapping[ThemeName, Theme]] = {
    ThemeName.DARK: DARK,
    ThemeName.LIGHT: LIGHT,
    ThemeName.HIGH_CONTRAST: HIGH_CONTRAST,
}
