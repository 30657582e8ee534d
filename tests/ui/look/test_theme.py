"""That every theme can be read, on the bench from three metres, also by eyes that tell few colours apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from math import dist
from pathlib import Path
from typing import Final, TypeAlias

import liftronome.ui
import pytest
from liftronome.domain.phase import Phase
from liftronome.presentation.palette import HIGH_CONTRAST, THEMES, Theme
from PySide6.QtGui import QColor

from tests.ui.bench.test_bench_sight import contrast

Matrix: TypeAlias = tuple[tuple[float, float, float], ...]

DEUTERANOPIA: Final = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.01182, 0.04294, 0.968881),
)
PROTANOPIA: Final = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
"""What is left of linear red, green and blue (Machado, Oliveira and Fernandes 2009, severity 1)."""

ALL: Final = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
XYZ: Final = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE: Final = (0.95047, 1.0, 1.08883)

SOURCES: Final = sorted(
    file
    for file in Path(liftronome.ui.__file__).parent.rglob("*.py")
    if file.stem not in ("__init__", "theme_manager", "style", "options", "dialog")
)
"""All but what knows the themes by name."""

EVERY_THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=[name.value for name in THEMES])


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def seen(colour: str, eyes: Matrix) -> tuple[float, float, float]:
    """A colour in CIE L*a*b*, as eyes see it."""
    shown = QColor(colour)
    parts = [linear(part) for part in (shown.redF(), shown.greenF(), shown.blueF())]
    left = [min(max(dot(row, parts), 0.0), 1.0) for row in eyes]
    x, y, z = (curve(dot(row, left) / white) for row, white in zip(XYZ, WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def dot(row: Sequence[float], parts: Sequence[float]) -> float:
    return sum(weight * part for weight, part in zip(row, parts, strict=True))


def curve(part: float) -> float:
    return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116


@EVERY_THEME
@pytest.mark.parametrize("ground", ["background", "surface"])
def test_what_is_read_at_a_distance_has_a_contrast_of_7(theme: Theme, ground: str) -> None:
    colours = (theme.text, theme.muted, theme.warning, theme.accent, *theme.phases.values())
    assert min(contrast(colour, getattr(theme, ground)) for colour in colours) >= 7


GROUNDS: Final = {
    "text": ("background", "surface", "raised", "hover", "marked", "notice"),
    "muted": ("background", "surface", "raised", "hover", "marked", "notice"),
    "faint": ("background", "surface", "raised", "hover", "marked", "notice"),
    "accent": ("background", "surface", "raised", "hover", "marked", "notice"),
    "warning": ("background", "surface", "raised", "hover", "marked", "notice"),
    "background": ("accent", "accent_hover", "warning"),
}
"""What letters of a colour are written on."""


@EVERY_THEME
@pytest.mark.parametrize("letters", GROUNDS)
def test_text_has_a_contrast_of_4_5_and_of_7_with_high_contrast(theme: Theme, letters: str) -> None:
    least = 7 if theme is HIGH_CONTRAST else 4.5
    for ground in GROUNDS[letters]:
        assert contrast(getattr(theme, letters), getattr(theme, ground)) >= least, ground


@EVERY_THEME
@pytest.mark.parametrize(
    ("line", "grounds"),
    [
        ("edge", ("background", "surface")),
        ("accent", ("background", "surface", "raised")),
        ("warning", ("background", "surface", "notice")),
        ("muted", ("background", "surface")),
        ("background", ("accent", "accent_hover")),
    ],
    ids=[
        "edge of a field",
        "ring of the focus",
        "edge of what is wrong",
        "field under the mouse",
        "ring within",
    ],
)
def test_edges_and_focus_rings_have_a_contrast_of_3(
    theme: Theme, line: str, grounds: tuple[str, ...]
) -> None:
    assert min(contrast(getattr(theme, line), getattr(theme, ground)) for ground in grounds) >= 3


@EVERY_THEME
def test_no_phase_hue_looks_like_plain_text(theme: Theme) -> None:
    text = seen(theme.text, ALL)
    assert min(dist(text, seen(theme.phases[phase], ALL)) for phase in Phase) >= 20


@EVERY_THEME
def test_a_button_stands_out_by_itself_or_by_its_rim(theme: Theme) -> None:
    assert theme.rim == theme.raised != theme.surface or contrast(theme.rim, theme.surface) >= 3


@EVERY_THEME
@pytest.mark.parametrize("eyes", [ALL, DEUTERANOPIA, PROTANOPIA], ids=["all", "deuteranopia", "protanopia"])
def test_the_four_phases_differ_for_colour_blind_eyes(theme: Theme, eyes: Matrix) -> None:
    hues = [seen(theme.phases[phase], eyes) for phase in Phase]
    assert min(dist(one, other) for one, other in combinations(hues, 2)) >= 15


def test_high_contrast_has_the_most_contrast_in_plain_text() -> None:
    assert contrast(HIGH_CONTRAST.text, HIGH_CONTRAST.background) > 20


@pytest.mark.parametrize("file", SOURCES, ids=[file.stem for file in SOURCES])
def test_no_colour_is_defined_outside_the_themes(file: Path) -> None:
    said = re.findall(
        r"#[0-9a-fA-F]{3,8}\b|\b(?:DARK|LIGHT|HIGH_CONTRAST)\b|GlobalColor", file.read_text("utf-8")
    )
    assert said == []
