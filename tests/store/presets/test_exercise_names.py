"""The exercises that ship are found by what lifters, coaches and other programs call them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.domain.errors import InputError
from liftronome.domain.preset import Sides, default_preset
from liftronome.store.presets.exercises import load_library

LIBRARY_OF: dict[str, str] = {
    "Squats": "Back squat",
    "Squat (Barbell)": "Back squat",
    "Bench Press (Dumbbell)": "Bench press – dumbbell",
    "DB bench": "Bench press – dumbbell",
    "Pull ups": "Pull-up",
    "Push Ups": "Push-up",
    "Chin up": "Chin-up",
    "Dips": "Dip",
    "Walking lunges": "Walking lunge",
    "Hip Thrusts": "Hip thrust",
    "Hip Thrust (Smith Machine)": "Hip thrust – Smith machine",
    "Back Extensions": "Back extension",
    "45° back extension": "Back extension",
    "RDLs": "Romanian deadlift",
    "DB RDL": "Romanian deadlift – dumbbell",
    "SL RDL": "Single-leg Romanian deadlift",
    "Single leg RDL": "Single-leg Romanian deadlift",
    "Bicep curl": "Barbell curl",
    "Bicep Curl (Dumbbell)": "Dumbbell curl",
    "EZ Bar Biceps Curl": "EZ-bar curl",
    "Rows": "Seated row",
    "Dumbbell row": "One-arm row",
    "1-arm DB row": "One-arm row",
    "T Bar Row": "T-bar row",
    "OHP": "Overhead press",
    "Seated dumbbell shoulder press": "Overhead press – seated dumbbell",
    "Rear delt fly": "Rear-delt flye",
    "Reverse Fly (Dumbbell)": "Rear-delt flye – dumbbell",
    "Pec deck": "Flye",
    "Cable Fly Crossovers": "Flye",
    "BSS": "Bulgarian split squat",
    "SLDL": "Stiff-leg deadlift",
    "GHR": "Glute-ham raise",
    "CGBP": "Close-grip bench press",
    "KB swing": "Kettlebell swing",
    "Step ups": "Step-up",
    "Row, seated": "Seated row",
    "press leg": "Leg press",
    "Wide-grip lat pulldown": "Lat pulldown – wide grip",
    "Lat pull downs": "Lat pulldown",
    "Skullcrusher (Barbell)": "Skull crusher – barbell",
    "Triceps Pushdown (Cable - Straight Bar)": "Triceps pushdown – cable straight bar",
    "Standing calf raises": "Calf raise",
    "Hex bar deadlift": "Trap-bar deadlift",
    "Hip Adductor (Machine)": "Hip adduction – machine",
    "Captain’s chair": "Captain's chair raise",
    "Lunges": "Lunge",
    "Hip Thrust (Barbell)": "Hip thrust",
    "B-stance hip thrust": "B-stance hip thrust",
    "Frog Pumps": "Frog pump",
    "Cable Kickback": "Cable kickback",
    "Reverse hyper": "Reverse hyper",
    "45 degree back extension": "Back extension",
    "Shoulder press": "Overhead press",
    "Planks": "Plank",
    "Front plank": "Plank",
    "Weighted plank": "Plank – weighted",
    "Side planks": "Side plank",
    "Copenhagen side plank": "Copenhagen plank",
    "Wall sits": "Wall sit",
    "Dead hangs": "Dead hang",
}


@pytest.mark.parametrize(("written", "meant"), LIBRARY_OF.items())
def test_a_usual_name_leads_to_its_exercise(written: str, meant: str) -> None:
    found = load_library().match(written)
    assert found is not None
    assert f"{found.exercise.name} – {found.variant}".removesuffix(" – ") == meant


@pytest.mark.parametrize("written", ["kettlebell curl", "band pull-through", "dumbbell swing"])
def test_equipment_is_never_exchanged_for_another(written: str) -> None:
    assert load_library().match(written) is None


@pytest.mark.parametrize("written", ["sumo", "press", "heavy", "3x8", "squat heavy", "jump", ""])
def test_what_is_no_name_of_an_exercise_leads_to_none(written: str) -> None:
    assert load_library().match(written) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [("hip trhust", "Hip thrust"), ("deadlft", "Conventional deadlift"), ("benchpress", "Bench press")],
)
def test_a_typing_error_is_answered_with_what_is_meant(written: str, meant: str) -> None:
    library = load_library()
    assert library.match(written) is None
    assert library.near(written)[0].name == meant
    with pytest.raises(InputError, match=f"did you mean {meant}"):
        library.find(written)


def test_the_longest_name_at_the_beginning_of_a_text_is_the_exercise() -> None:
    library = load_library()
    for text, name, count in (
        ("single leg RDL 3x8", "Single-leg Romanian deadlift", 3),
        ("Bench Press (Dumbbell) 4x6", "Bench press", 3),
        ("Rear delt fly machine 3x15", "Rear-delt flye", 4),
    ):
        found = library.leading(text.split())
        assert found is not None
        assert (found[0].exercise.name, found[1]) == (name, count)
    assert library.leading(["3x8", "squat"]) is None


def test_every_name_of_every_exercise_leads_to_it_in_any_case_and_plural() -> None:
    library = load_library()
    for exercise in library.exercises:
        for name in exercise.names:
            for written in (
                name,
                name.upper(),
                name.replace("-", " "),
                f"{name}{'' if name.lower().endswith('s') else 's'}",
            ):
                found = library.match(written)
                assert found is not None, written
                assert found.exercise is exercise, written


def test_the_library_has_an_exercise_for_nearly_everything() -> None:
    assert len(load_library().exercises) >= 120


@given(st.text(max_size=40))
def test_any_text_leads_to_an_exercise_or_to_none(text: str) -> None:
    found = load_library().match(text)
    assert found is None or found.exercise in load_library().exercises


@pytest.mark.parametrize("name", ["Bulgarian split squat", "One-arm row", "Clamshell"])
def test_a_lift_of_one_limb_is_performed_left_then_right(name: str) -> None:
    assert default_preset(load_library().find(name)).sides is Sides.LEFT_THEN_RIGHT


def test_the_lifts_of_the_first_release_keep_their_sides() -> None:
    assert default_preset(load_library().find("Single-leg hip thrust")).sides is Sides.BOTH
