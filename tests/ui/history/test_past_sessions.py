"""The card of the last sessions leads to where they can be put right."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from liftronome.domain.log_entry import Annotation, LoggedSession, LoggedSet, Origin, Unit
from liftronome.domain.performance import Ended, SetPlan
from liftronome.domain.phase import Start
from liftronome.ui.history.past_sessions import PastSessions, session_texts
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.ui.windows import window_with


def session(name: str, began: datetime) -> LoggedSession:
    at = began.timestamp()
    plan = SetPlan(name, at, "row", "Row", "", "30X2", Start.CONCENTRIC, 1, 1, None, 10)
    return LoggedSession(name, (LoggedSet(name, plan, (), (), Ended.COMPLETED, 10, 60_000),))


@pytest.fixture
def card(qtbot: QtBot) -> PastSessions:
    card = PastSessions()
    qtbot.addWidget(card)
    card.show_sessions(
        [session("b", datetime(2020, 11, 7, 18, 4)), session("a", datetime(2020, 11, 7, 9, 30))]
    )
    card.show()
    return card


def test_two_sessions_on_one_day_show_their_times(card: PastSessions) -> None:
    assert card.texts[::5] == ["7 Nov 2020 18:04", "7 Nov 2020 09:30"]


def test_a_click_anywhere_on_the_card_opens_it(qtbot: QtBot, card: PastSessions) -> None:
    with qtbot.waitSignal(card.opened, timeout=1000):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(5, card.height() - 5))
    assert card.cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_a_press_that_is_released_elsewhere_opens_nothing(qtbot: QtBot, card: PastSessions) -> None:
    with qtbot.assertNotEmitted(card.opened):
        qtbot.mousePress(card, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
        qtbot.mouseRelease(card, Qt.MouseButton.LeftButton, pos=QPoint(-50, 5))


def test_the_keyboard_opens_it_too(qtbot: QtBot, card: PastSessions) -> None:
    assert card.button.focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(card.opened, timeout=1000):
        qtbot.keyClick(card.button, Qt.Key.Key_Return)


def test_the_main_menu_leads_there_too(qtbot: QtBot) -> None:
    window = window_with()
    qtbot.addWidget(window)
    menu = window.sidebar.menu_button.menu()
    assert "Last sessions …" in [action.text() for action in menu.actions()]


def test_the_time_under_tension_is_in_full_seconds_as_everywhere() -> None:
    (logged,) = session("a", datetime(2020, 11, 7, 9, 30)).sets
    assert session_texts([replace(logged, tension_ms=64_600)])[1] == "1:04 under tension"


def test_a_session_of_another_program_has_no_time_under_tension() -> None:
    plan = replace(
        session("strong", datetime(2020, 11, 7)).sets[0].plan, start=None, sets=None, reps=None, tempo=""
    )
    said = Annotation(8, 60, Unit.KG)
    origin = Origin("Strong", "import", "Barbell Row", 2)
    sets = [
        LoggedSet(str(number), replace(plan, set_number=number), (), (), None, 0, 0, said, origin)
        for number in (1, 2)
    ]
    assert session_texts(sets) == ("2 × 8", "", "60 kg", "from Strong")
