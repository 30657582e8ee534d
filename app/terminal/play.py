"""`liftronome play`: paces the sets of an exercise in the terminal, with or without a screen."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QEventLoop, QSocketNotifier, QTimer, SignalInstance
from rich.console import Console

from app.audio.click_track import ClickTrack
from app.audio.output import AudioOutput
from app.audio.pack import CuePack, load_pack
from app.audio.silent_output import SilentOutput
from app.audio.simpleaudio_output import SimpleaudioOutput
from app.domain.preset import Preset
from app.domain.timeline import SAMPLES_PER_MS, Timeline
from app.engine.clock import MonotonicClock, PreciseTimer
from app.engine.engine import Due, TempoEngine
from app.engine.session import Session
from app.engine.snapshot import Stage
from app.terminal.keys import Key, KeyReader, keyboard, read_text, unbuffered
from app.terminal.lines import Lines
from app.terminal.results import summary
from app.terminal.screen import Screen
from app.terminal.view import View

LOOK_MS: Final = 100
"""How often the view is drawn, and how late a Ctrl-C may be noticed: Python hears of a signal only
when some of its own code runs, which Qt's event loop alone does not."""

DEVICE_DELAY_MS: Final = 400
"""How long after a sound was due it may still be on its way through the device."""

SIGNAL_STATUS: Final = 128
"""A process that a signal has ended has this much plus the signal's number as its exit status."""


def play(preset: Preset, *, silent: bool) -> int:
    """Pace all sets of a preset; the exit status: 0, 130 after Ctrl-C, 143 after SIGTERM.

    Raises InputError if the pack is unknown, PackError if it is damaged.
    """
    pack = load_pack(preset.pack)
    application = QCoreApplication.instance() or QCoreApplication([])
    output: AudioOutput = SilentOutput()
    if not silent:
        output = SimpleaudioOutput(lambda timeline: ClickTrack(timeline, pack))
    ringing_ms = 0 if silent else _ringing_ms(preset.timeline(), pack)
    engine = TempoEngine(MonotonicClock(), PreciseTimer, output)
    session = Session(preset, engine)
    descriptor = keyboard()
    view = _view(preset, has_keys=descriptor is not None)
    try:
        with unbuffered(descriptor):
            status = _Performance(session, view, ringing_ms).run(descriptor)
    finally:
        engine.close()
    del application
    print(summary(preset.exercise.name, session.results))
    return status


def _ringing_ms(timeline: Timeline, pack: CuePack) -> int:
    """How long the sound of the set's end goes on after it."""
    return ClickTrack(timeline, pack).length // SAMPLES_PER_MS - timeline.duration_ms + DEVICE_DELAY_MS


def _view(preset: Preset, *, has_keys: bool) -> View:
    console = Console(highlight=False)
    if console.is_terminal and not console.is_dumb_terminal:
        return Screen(console, preset, has_keys=has_keys)
    return Lines(preset)


class _Performance:
    """A session with its view, its keys and the signals that can end it, in an event loop."""

    def __init__(self, session: Session, view: View, ringing_ms: int) -> None:
        self._session = session
        self._view = view
        self._ringing_ms = ringing_ms
        self._loop = QEventLoop()
        self._keys = KeyReader()
        self._signal: int | None = None
        self._failure: BaseException | None = None
        self._look = QTimer()
        self._look.setInterval(LOOK_MS)
        self._connect(self._look.timeout, self._on_look)
        self._connect(session.notice, view.note)
        self._connect(session.set_ended, view.set_ended)
        self._connect(session.stage_changed, self._on_stage)
        self._connect(session.engine.rep_finished, self._on_rep)

    def run(self, keyboard_descriptor: int | None) -> int:
        """From the first count-in until all is done, or a key or a signal ends it; the exit status."""
        if keyboard_descriptor is not None:
            notifier = QSocketNotifier(keyboard_descriptor, QSocketNotifier.Type.Read, self._loop)
            self._connect(notifier.activated, lambda *_: self._on_keys(notifier, keyboard_descriptor))
        first = QTimer(self._loop)
        first.setSingleShot(True)
        self._connect(first.timeout, self._session.begin)
        self._view.open()
        try:
            with _signals_noted(self._note_signal):
                self._look.start()
                first.start(0)
                self._loop.exec()
        finally:
            self._look.stop()
            self._view.close()
        if self._failure is not None:
            raise self._failure
        return 0 if self._signal is None else SIGNAL_STATUS + self._signal

    def _connect(self, signal_: SignalInstance, slot: Callable[..., Any]) -> None:
        """Qt would print what a slot raises, and go on: end the loop and raise it there instead."""

        def guarded(*args: Any) -> None:
            try:
                slot(*args)
            except BaseException as error:
                self._failure = self._failure or error
                self._loop.quit()

        signal_.connect(guarded)

    def _note_signal(self, number: int) -> None:
        self._signal = number

    def _on_look(self) -> None:
        if self._signal is not None:
            self._leave()
        else:
            self._view.show(self._session.snapshot())

    def _leave(self) -> None:
        self._session.leave()
        self._loop.quit()

    def _on_keys(self, notifier: QSocketNotifier, descriptor: int) -> None:
        text = read_text(descriptor)
        if not text:
            notifier.setEnabled(False)
        for key in self._keys.keys(text):
            match key:
                case Key.GO:
                    self._session.go()
                case Key.END_SET:
                    self._session.end_set()
                case Key.LEAVE:
                    self._leave()

    def _on_stage(self, stage: Stage) -> None:
        snap = self._session.snapshot()
        self._view.stage_changed(snap)
        self._view.show(snap)
        if stage is Stage.FINISHED:
            QTimer.singleShot(self._ringing_ms, self._loop.quit)

    def _on_rep(self, due: Due) -> None:
        self._view.rep_done(self._session.snapshot(), due.moment.number)


@contextmanager
def _signals_noted(note: Callable[[int], None]) -> Iterator[None]:
    """Ctrl-C and SIGTERM are told to `note`, instead of breaking in wherever the program is."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {
        number: signal.signal(number, lambda number, _: note(number))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
