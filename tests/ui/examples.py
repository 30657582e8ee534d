"""Exercises to test the windows with."""

from __future__ import annotations

from liftronome.domain.exercise import Exercise, Library, Words
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase, Start

SQUAT = Exercise(
    "squat",
    "Back squat",
    Start.ECCENTRIC,
    parse_tempo("30X1"),
    Words(concentric="stand up"),
    aliases=("barbell squat",),
)
HIP_THRUST = Exercise(
    "hip-thrust",
    "Hip thrust",
    Start.CONCENTRIC,
    parse_tempo("3112"),
    Words(concentric="lift", explosive="drive up"),
    squeezed="glutes",
)
BACK_EXTENSION = Exercise(
    "back-extension", "Back extension", Start.ECCENTRIC, parse_tempo("3020"), start_differs=True
)
SWING = Exercise("swing", "Kettlebell swing", Start.CONCENTRIC, None, beat_ms=1500)
ODD = Exercise(
    "odd",
    "<b>דחיפה</b> & " + "sehr lange Kniebeuge " * 8,
    Start.ECCENTRIC,
    parse_tempo("2020"),
    Words("lower & rest"),
)
CUED = Exercise(
    "cued",
    "Row",
    Start.CONCENTRIC,
    parse_tempo("3020"),
    cues={Phase.ECCENTRIC: "Let the blades glide", Phase.CONCENTRIC: "Elbows first"},
)
LIBRARY = Library((SQUAT, HIP_THRUST, BACK_EXTENSION, SWING, CUED, ODD))
