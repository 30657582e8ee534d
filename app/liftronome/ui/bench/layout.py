"""Where everything stands on the bench screen, and how large it is: all from the window's size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QRect

UPRIGHT: Final = 1.25
"""A window less wide than that, in heights, has its parts below each other."""

SIDE_COLUMN: Final = 0.3
"""How much of the width the column at the right has: the side, the rep, the dots."""

REST_COLUMN: Final = 0.27
"""The same at rest, when the numbers are longer."""

WORD: Final = 0.15
WORD_ACROSS: Final = 0.084
"""The size of the phase's word, in parts of the height, and at most of the width: so large, a side still fits
into the column at the right."""

NOTICE_SHARE: Final = 0.54
"""How much of its row a notice has; the rest is for what can be undone."""


class Face(Enum):
    """What the screen is for at the moment."""

    PACING = auto()
    REST = auto()
    """A rest is counted down, and the last set has fields to fill in."""
    ENTRY = auto()
    """The next set is paced, while the fields of the last one are still being filled in."""
    SUMMARY = auto()


@dataclass(frozen=True, slots=True)
class Scale:
    """The sizes of type, in pixels. `number` and `count` are heights of digits, the others font sizes."""

    number: int
    word: int
    count: int
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
    side: QRect
    number: QRect
    count: QRect
    prompt: QRect
    dots: QRect
    entry: QRect
    next_text: QRect
    cue: QRect
    hints: QRect
    question: QRect
    pad: QRect
    summary: QRect


def is_upright(width: int, height: int) -> bool:
    """True for a window whose parts stand below each other."""
    return width < UPRIGHT * height


def scale_for(width: int, height: int, face: Face = Face.PACING, *, has_side: bool = True) -> Scale:
    """The sizes of type in a window; `has_side` where the side has a place of its own."""
    upright = is_upright(width, height)
    unit = min(height, width) if upright else min(height, width / 1.5)
    scale = Scale(
        number=round(0.29 * (min(width, 0.7 * height) if upright else height)),
        word=round(min(WORD * width, 0.11 * height) if upright else min(WORD * height, WORD_ACROSS * width)),
        count=round((0.1 if upright else 0.13 if has_side else 0.17) * height),
        large=round(0.048 * unit),
        body=round(0.044 * unit),
        caption=round(0.036 * unit),
        small=round((0.036 if upright else 0.031) * unit),
    )
    if face in (Face.REST, Face.ENTRY):
        room = round((0.136 if has_side else 0.215) * height)
        number = min(scale.number, room) if upright else round(0.22 * height)
        word = scale.word if upright else round(scale.word * 0.75)
        count = round((0.055 if upright and face is Face.REST else 0.095) * height)
        return replace(scale, number=number, word=word, count=count)
    return replace(scale, word=round(0.07 * unit)) if face is Face.SUMMARY else scale


def places_for(width: int, height: int, face: Face = Face.PACING, *, has_side: bool = True) -> Places:
    """The places in a window. The bar has the left edge; what is read while lifting stands beside it in the
    middle, and at the right whatever is counted. In an upright window they stand below each other. Without
    a side, its place goes to a neighbour."""
    places = _upright(width, height, face) if is_upright(width, height) else _across(width, height, face)
    if has_side or face is Face.SUMMARY:
        return places
    if is_upright(width, height):
        if face is Face.PACING:
            return replace(places, word=places.word.united(places.side), side=QRect())
        return replace(places, number=places.side.united(places.number), side=QRect())
    return replace(places, count=places.side.united(places.count), side=QRect())


def _across(width: int, height: int, face: Face) -> Places:
    unit = min(height, width / 1.5)
    margin, gap = round(0.05 * unit), round(0.02 * unit)
    inner = width - 2 * margin
    bar, volume = round(0.12 * unit), round(0.07 * unit)
    left = margin + volume + gap + (0 if face is Face.REST else bar + gap)
    column = round((REST_COLUMN if face is Face.REST else SIDE_COLUMN) * width)
    right = width - margin - column
    middle = right - gap - left

    def row(top: float, bottom: float, x: int = margin, across: int = inner) -> QRect:
        return QRect(x, round(top * height), across, round(bottom * height) - round(top * height))

    notice = round(inner * NOTICE_SHARE)
    next_width = round(inner * (0.6 if face is Face.REST else 0.42))
    places = Places(
        header=row(0.03, 0.13),
        notice=row(0.138, 0.192, margin, notice),
        undo=row(0.138, 0.192, margin + notice, inner - notice),
        bar=row(0.21, 0.795, margin, bar),
        volume=row(0.21, 0.795, margin + bar + gap, volume),
        word=row(0.205, 0.345, left, middle),
        side=row(0.205, 0.345, right, column),
        number=row(0.35, 0.71, left, middle),
        count=row(0.36, 0.6, right, column),
        prompt=row(0.725, 0.79, left, middle),
        dots=row(0.62, 0.79, right, column),
        entry=row(0.64, 0.8, left, width - margin - left),
        next_text=row(0.818, 0.905, margin, next_width),
        cue=row(0.818, 0.905, margin + next_width, inner - next_width),
        hints=row(0.915, 0.978),
        question=row(0.815, 0.908),
        pad=row(0.82, 0.978),
        summary=row(0.29, 0.69),
    )
    if face in (Face.REST, Face.ENTRY):
        return replace(
            places,
            volume=row(0.21, 0.795, left - gap - volume, volume),
            word=row(0.205, 0.305, left, middle),
            side=row(0.205, 0.305, right, column),
            number=row(0.31, 0.57, left, middle),
            count=row(0.315, 0.625, right, column),
            prompt=row(0.572, 0.63, left, middle),
        )
    if face is Face.SUMMARY:
        return replace(
            places,
            word=row(0.195, 0.28),
            entry=row(0.7, 0.84),
            prompt=row(0.845, 0.905),
        )
    return places


def _upright(width: int, height: int, face: Face) -> Places:
    unit = min(width, height)
    margin, gap = round(0.045 * unit), round(0.02 * unit)
    inner = width - 2 * margin
    bar, volume = round(0.13 * unit), round(0.07 * unit)
    left = margin + bar + 2 * gap + volume

    def row(top: float, bottom: float, x: int = margin, across: int = inner) -> QRect:
        return QRect(x, round(top * height), across, round(bottom * height) - round(top * height))

    beside = width - margin - left
    places = Places(
        header=row(0.015, 0.08),
        notice=row(0.085, 0.118),
        undo=row(0.121, 0.154),
        bar=row(0.35, 0.72, margin, bar),
        volume=row(0.35, 0.72, margin + bar + gap, volume),
        word=row(0.157, 0.251),
        side=row(0.251, 0.345),
        number=row(0.345, 0.553, left, beside),
        count=row(0.553, 0.727, left, beside),
        prompt=row(0.79, 0.825),
        dots=row(0.73, 0.787),
        entry=row(0.632, 0.785),
        next_text=row(0.828, 0.862),
        cue=row(0.864, 0.91),
        hints=row(0.915, 0.985),
        question=row(0.825, 0.905),
        pad=row(0.825, 0.985),
        summary=row(0.25, 0.622),
    )
    if face in (Face.REST, Face.ENTRY):
        is_rest = face is Face.REST
        return replace(
            places,
            word=row(0.155, 0.235),
            side=row(0.235, 0.315),
            bar=row(0.5, 0.625, margin, bar),
            volume=row(0.5, 0.625, margin + (0 if is_rest else bar + gap), volume),
            number=row(0.318, 0.456),
            prompt=row(0.46, 0.492),
            count=row(0.495, 0.625, left, beside - (left - margin if is_rest else 0)),
        )
    if face is Face.SUMMARY:
        return replace(places, word=row(0.16, 0.24))
    return places
