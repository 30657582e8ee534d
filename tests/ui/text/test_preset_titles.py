"""A title in too little room keeps what tells it from others."""

from __future__ import annotations

import pytest
from liftronome.ui.text.preset_titles import offered_name, shortened_title
from liftronome.ui.widgets.labels import font_of
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from tests.ui.examples import HIP_THRUST, SWING
from tests.ui.windows import preset


def shortened(exercise: str, name: str, letters: int) -> str:
    """A title in a room as wide as so many letters n."""
    metrics = QFontMetricsF(font_of(20))
    return shortened_title(exercise, name, metrics.horizontalAdvance("n" * letters), metrics)


def test_a_title_that_fits_stays_whole(qtbot: QtBot) -> None:
    assert shortened("Hip thrust", "heavy", 40) == "Hip thrust – heavy"


def test_the_exercise_is_shortened_and_the_name_kept(qtbot: QtBot) -> None:
    title = shortened("Romanian deadlift", "heavy", 16)
    assert title.startswith("Roma")
    assert title.endswith("… – heavy")


def test_a_name_longer_than_its_share_is_shortened_too(qtbot: QtBot) -> None:
    before, after = shortened("Romanian deadlift", "heavy day before the deload week", 24).split(" – ")
    assert before.startswith("Roma")
    assert before.endswith("…")
    assert after.startswith("heavy")
    assert after.endswith("…")


def test_an_exercise_alone_is_shortened_at_its_end(qtbot: QtBot) -> None:
    title = shortened("Romanian deadlift", "", 10)
    assert title.startswith("Roma")
    assert title.endswith("…")


def test_a_name_alone_has_all_the_room(qtbot: QtBot) -> None:
    assert shortened("", "heavy", 10) == "heavy"


@pytest.mark.parametrize(
    ("tempo", "name"),
    [
        ("2010", "standard"),
        ("20X1", "explosive"),
        ("31X2", "paused"),
        ("50X0", "slow"),
        ("*-0-X-0", "own pace"),
    ],
)
def test_a_new_preset_is_offered_a_name_after_its_tempo(tempo: str, name: str) -> None:
    assert offered_name(preset(HIP_THRUST, "", tempo)) == name


def test_a_ballistic_exercise_has_no_tempo_to_be_named_after() -> None:
    assert offered_name(preset(SWING, "")) == "standard"
