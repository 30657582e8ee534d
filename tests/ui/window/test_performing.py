"""From the window to the bench and back."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from liftronome.audio.output import AudioError
from liftronome.audio.playing.outputs import SilentOutput
from liftronome.domain.errors import InputError
from liftronome.domain.performance import Ended
from liftronome.domain.preset import Preset
from liftronome.engine.clock import PreciseTimer
from liftronome.engine.pending_log import PendingLog
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.in_memory import in_memory_database
from liftronome.ui.bench.awake import Awake
from liftronome.ui.bench.screen import BenchScreen
from liftronome.ui.drafts.draft import Draft
from liftronome.ui.window import performing
from liftronome.ui.window.main_window import MainWindow
from liftronome.ui.window.performing import Performer
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.windows import repository_on, window_with


class Deaf(SilentOutput):
    """An output that has no device to sound on, and tells whether it was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.closed = False

    def fault(self) -> AudioError | None:
        return AudioError("no sound device was found")

    def close(self) -> None:
        self.closed = True
        super().close()


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = window_with()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    window.close()


def bench_of(window: MainWindow) -> BenchScreen | None:
    found = [screen for screen in window.findChildren(BenchScreen) if screen.isVisible()]
    return found[0] if found else None


def bench_says(window: MainWindow, text: str) -> bool:
    bench = bench_of(window)
    return bench is not None and any(text in part.accessibleName() for part in bench.findChildren(QWidget))


def leave(qtbot: QtBot, window: MainWindow) -> None:
    bench = bench_of(window)
    assert bench is not None
    bench.left.emit()
    qtbot.waitUntil(lambda: not window.findChildren(BenchScreen))


def test_start_opens_the_bench_and_leaving_it_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    Performer(window, lambda *_: SilentOutput())
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bench_of(window) is not None
    leave(qtbot, window)
    assert window.editor.isVisible()
    assert window.focusWidget() is window.editor.bar.button


def test_a_set_that_was_paced_silently_is_told_of_afterwards(qtbot: QtBot, window: MainWindow) -> None:
    outputs = [Deaf()]
    Performer(window, lambda *_: outputs[-1])
    window.editor.start()
    qtbot.waitUntil(lambda: bench_says(window, "No sound device was found"))
    leave(qtbot, window)
    assert window.notice.isVisible()
    assert window.notice.label.text() == "No sound device was found. What followed was paced silently."
    assert outputs[0].closed


def test_the_notice_of_one_session_does_not_outlast_the_next(qtbot: QtBot, window: MainWindow) -> None:
    outputs = [SilentOutput(), Deaf()]
    Performer(window, lambda *_: outputs.pop())
    for said in ("No sound device was found", ""):
        window.editor.start()
        qtbot.waitUntil(partial(bench_says, window, said))
        leave(qtbot, window)
        assert window.notice.isVisible() == bool(said)


def test_a_sound_that_cannot_be_loaded_is_said_and_nothing_starts(qtbot: QtBot, window: MainWindow) -> None:
    def damaged(preset: Preset, tell: object) -> SilentOutput:
        raise InputError(f"the sounds of “{preset.pack}” are damaged")

    Performer(window, damaged)
    window.editor.start()
    assert bench_of(window) is None
    assert window.notice.label.text() == "The sounds of “glide” are damaged."


def test_closing_the_window_ends_the_sound(qtbot: QtBot, window: MainWindow) -> None:
    output = Deaf()
    Performer(window, lambda *_: output)
    window.editor.start()
    window.close()
    assert output.closed


def test_closing_the_window_in_a_set_counts_what_was_done(qtbot: QtBot) -> None:
    database = in_memory_database()
    log = SetLogStore(database)
    window = window_with(repository_on(database))
    qtbot.addWidget(window)
    Performer(window, lambda *_: SilentOutput(), PendingLog(log, PreciseTimer, window))
    window.editing.edit(Draft(replace(window.editing.draft.preset, ready_ms=0, count_in_ms=0)))
    window.editing.open(window.editing.item.key)
    window.show()
    window.editor.start()
    qtbot.waitUntil(lambda: len(log.sets()) == 1)
    window.close()
    assert [logged.ended for logged in log.sets()] == [Ended.LEFT]


def in_a_set(qtbot: QtBot, window: MainWindow) -> None:
    window.editing.edit(Draft(replace(window.editing.draft.preset, ready_ms=0, count_in_ms=0)))
    window.editing.open(window.editing.item.key)
    window.show()
    window.editor.start()
    qtbot.waitUntil(lambda: bench_says(window, "rep 1 /"))


def test_the_lifter_is_asked_before_the_window_closes_in_a_set(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    Performer(window, lambda *_: SilentOutput())
    in_a_set(qtbot, window)
    monkeypatch.setattr(QCloseEvent, "spontaneous", lambda _: True)  # as a window manager's
    assert not window.close()
    assert bench_says(window, "Close Liftronome?")
    assert window.close()


def test_on_the_windows_own_page_it_closes_unasked(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    Performer(window, lambda *_: SilentOutput())
    window.show()
    monkeypatch.setattr(QCloseEvent, "spontaneous", lambda _: True)
    assert window.close()


def test_control_q_asks_first_and_then_closes_the_window(qtbot: QtBot, window: MainWindow) -> None:
    Performer(window, lambda *_: SilentOutput())
    in_a_set(qtbot, window)
    bench = bench_of(window)
    assert bench is not None
    bench.closing.emit()
    assert window.isVisible()
    bench.closing.emit()
    assert not window.isVisible()


class Muted(SilentOutput):
    """An output whose stream is muted in the system's mixer."""

    def muted(self) -> bool | None:
        return True


def test_a_stream_that_is_muted_in_the_mixer_is_said_for_as_long(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(performing, "MUTED_MS", 20)
    Performer(window, lambda *_: Muted())
    window.editor.start()
    qtbot.waitUntil(lambda: bench_says(window, "muted in the system's volume mixer"))
    monkeypatch.setattr(Muted, "muted", lambda _: False)
    qtbot.waitUntil(lambda: not bench_says(window, "muted in the system's volume mixer"))


def test_a_log_that_fails_is_told_of_afterwards(qtbot: QtBot, window: MainWindow) -> None:
    database = in_memory_database()
    log = SetLogStore(database)
    Performer(window, lambda *_: SilentOutput(), PendingLog(log, PreciseTimer, window))
    database.connection.execute("DROP TABLE logged_set")
    window.editing.edit(Draft(replace(window.editing.draft.preset, ready_ms=0, count_in_ms=0)))
    window.editing.open(window.editing.item.key)
    window.editor.start()
    qtbot.waitUntil(lambda: bench_says(window, "Not all of this session is logged"))
    leave(qtbot, window)
    assert "Not all of this session is logged" in window.notice.text


def test_the_screen_stays_awake_from_the_start_of_a_session_to_its_end(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Awake, "hold", lambda _: asked.append("on"))
    monkeypatch.setattr(Awake, "let_go", lambda _: asked.append("off"))
    Performer(window, lambda *_: SilentOutput())
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "on" in asked
    assert "off" not in asked
    leave(qtbot, window)
    assert asked[-1] == "off"


def test_a_bench_that_cannot_be_shown_is_no_reason_why_a_later_start_does_nothing(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = Deaf()
    performer = Performer(window, lambda *_: output)
    with monkeypatch.context() as broken:
        broken.setattr("liftronome.ui.bench.awake.Awake.follow", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            performer.perform(window.editing.draft.preset)
    assert window.is_home
    assert output.closed
    window.start()
    assert bench_of(window) is not None
