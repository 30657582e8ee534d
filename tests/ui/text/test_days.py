"""When a session was is said in one form, and no two of them alike."""

from __future__ import annotations

from datetime import datetime

from liftronome.ui.text.days import day_texts

NOW = datetime(2026, 11, 22, 19, 30)


def texts(*moments: tuple[int, ...]) -> list[str]:
    return day_texts([datetime(*moment).timestamp() for moment in moments], NOW)  # type: ignore[arg-type]


def test_a_day_has_its_year_only_if_it_is_another() -> None:
    assert texts((2026, 11, 7, 18, 4), (2025, 11, 7, 18, 4)) == ["7 Nov", "7 Nov 2025"]


def test_two_sessions_of_one_day_have_their_times() -> None:
    assert texts((2026, 11, 7, 18, 4), (2026, 11, 7, 9, 30), (2026, 11, 6, 9, 30)) == [
        "7 Nov 18:04",
        "7 Nov 09:30",
        "6 Nov",
    ]


def test_a_session_of_today_has_its_time_beside_the_one_that_is_on() -> None:
    assert texts((2026, 11, 22, 18, 4)) == ["today 18:04"]
