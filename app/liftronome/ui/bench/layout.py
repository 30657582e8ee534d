"""Where everything stands on the bench screen, and how large it is written: all from the window's size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QRect

SLIMMEST: Final = 1.5
"""In a window slimmer than 3:2 the type follows the width, so that the lines still fit."""

NOTICE_SHARE: Final = 0.54
"""How much of its row a notice has; what can be taken back has the rest."""


class Face(Enum):
    """What the screen is for at the moment."""

    PACING = auto()
    REST = auto()
    """There is a set to fill in, and the next one is counted down to."""
    SUMMARY = auto()


@dataclass(frozen=True, slots=True)
class Scale:
    """The sizes of type, in pixels. `number` is the height of its digits, the others are font sizes."""

    number: int
    word: int
    large: int
    body: int
    caption: int
    small: int


@dataclass(frozen=True, slots=True)
class Places:
    """The rectangles of the screen's parts."""

    header: QRect
    notice: QRect
    undo: QRect
    bar: QRect
    volume: QRect
    word: QRect
    number: QRect
    rep: QRect
    dots: QRect
    entry: QRect
    next_text: QRect
    cue: QRect
    hints: QRect
    question: QRect
    summary: QRect


def scale_for(width: int, height: int, face: Face = Face.PACING) -> Scale:
    """The type scale of a window."""
    unit = min(height, width / SLIMMEST)
    scale = Scale(
        number=round(0.27 * height),
        word=round(0.15 * unit),
        large=round(0.05 * unit),
        body=round(0.044 * unit),
        caption=round(0.036 * unit),
        small=round(0.031 * unit),
    )
    if face is Face.REST:
        return replace(scale, number=round(0.22 * height), word=round(0.1 * unit), large=scale.body)
    return replace(scale, word=round(0.07 * unit)) if face is Face.SUMMARY else scale


def places_for(width: int, height: int, face: Face = Face.PACING) -> Places:
    """The places in a window. What is read while lifting stands in the window's middle; the bar has
    the left edge, and the volume as much on the right, so that the middle stays the middle."""
    unit = min(height, width / SLIMMEST)
    margin = round(0.05 * unit)
    inner = width - 2 * margin
    side = round(0.21 * unit)
    bar_width = round(0.13 * unit)

    def row(top: float, bottom: float, left: int = margin, across: int = inner) -> QRect:
        return QRect(left, round(top * height), across, round((bottom - top) * height))

    middle = width - 2 * side
    next_width = round(inner * 0.36)
    notice_width = round(inner * NOTICE_SHARE)
    places = Places(
        header=row(0.03, 0.13),
        notice=row(0.138, 0.19, margin, notice_width),
        undo=row(0.138, 0.19, margin + notice_width, inner - notice_width),
        bar=row(0.205, 0.795, margin, bar_width),
        volume=row(0.205, 0.795, width - margin - bar_width, bar_width),
        word=row(0.2, 0.34, side, middle),
        number=row(0.345, 0.67, side, middle),
        rep=row(0.675, 0.735, side, middle),
        dots=row(0.747, 0.8, side, middle),
        entry=row(0.64, 0.8, side, middle),
        next_text=row(0.818, 0.905, margin, next_width),
        cue=row(0.818, 0.905, margin + next_width, inner - next_width),
        hints=row(0.922, 0.972),
        question=row(0.815, 0.975),
        summary=row(0.29, 0.69),
    )
    if face is Face.REST:
        return replace(
            places,
            word=row(0.2, 0.3, side, middle),
            number=row(0.305, 0.56, side, middle),
            rep=row(0.565, 0.625, side, middle),
        )
    if face is Face.SUMMARY:
        return replace(
            places,
            word=row(0.195, 0.28, side, middle),
            entry=row(0.7, 0.84),
            rep=row(0.848, 0.905),
        )
    return places
