"""Work beside the window: it ends with one word, whatever becomes of it, and may outlive who asked for it."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
import shiboken6
from liftronome.domain.errors import InputError
from liftronome.ui.widgets.background import Background, CancelledError
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

Tell = Callable[[float], None]


def ending_of(qtbot: QtBot, work: Callable[[Tell], None]) -> list[str]:
    """What is told of a piece of work, up to its end."""
    told: list[str] = []
    background = Background(work)
    background.progressed.connect(lambda share: told.append(f"{share:g}"))
    background.done.connect(lambda: told.append("done"))
    background.failed.connect(told.append)
    background.cancelled.connect(lambda: told.append("called off"))
    background.start()
    qtbot.waitUntil(lambda: bool(told) and not told[-1].replace(".", "").isdigit())
    background.finish()
    return told


def until(go_on: threading.Event) -> Callable[[Tell], None]:
    def work(_: Tell) -> None:
        go_on.wait(5)

    return work


def raising(error: Exception) -> Callable[[Tell], None]:
    def work(_: Tell) -> None:
        raise error

    return work


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (lambda tell: tell(0.5), ["0.5", "done"]),
        (raising(InputError("it is empty")), ["It is empty."]),
        (raising(ValueError("odd\nnews")), ["Something went wrong: ValueError: odd news"]),
        (raising(CancelledError()), ["called off"]),
    ],
)
def test_progress_and_end_are_signalled(qtbot: QtBot, work: Callable[[Tell], None], told: list[str]) -> None:
    assert ending_of(qtbot, work) == told


def test_cancelled_work_stops_at_its_next_progress_report(qtbot: QtBot) -> None:
    go_on = threading.Event()

    def wait(tell: Tell) -> None:
        go_on.wait(5)
        tell(1)

    background = Background(wait)
    background.start()
    background.cancel()
    with qtbot.waitSignal(background.cancelled):
        go_on.set()
    background.finish()


def test_abandoned_work_is_deleted_when_it_ends(qtbot: QtBot) -> None:
    go_on = threading.Event()
    background = Background(until(go_on), QCoreApplication.instance())
    background.delete_when_done()
    background.start()
    with qtbot.waitSignal(background.destroyed):
        go_on.set()


def test_work_that_outlives_the_program_signals_nothing(qtbot: QtBot) -> None:
    go_on = threading.Event()
    background = Background(until(go_on))
    background.start()
    (thread,) = (thread for thread in threading.enumerate() if thread.name == "background")
    shiboken6.delete(background)
    go_on.set()
    qtbot.waitUntil(lambda: not thread.is_alive())  # a traceback of the thread fails the test
