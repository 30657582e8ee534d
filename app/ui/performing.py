"""From the window to the bench: a preset is performed on the bench screen, with sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.errors import LiftronomeError
from app.domain.preset import Preset
from app.ui.main_window import MainWindow

if TYPE_CHECKING:
    from app.audio.output import AudioOutput
    from app.engine.engine import TempoEngine


class Performer(QObject):
    """Performs one preset at a time in a window, and clears away after it.

    Sound and engine are loaded with the first set, not with the window: numpy alone takes as long as
    all the rest. What the session has to say stays in the window's notice afterwards.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._engine: TempoEngine | None = None
        self._notice = ""
        window.start_requested.connect(self.perform)
        window.closed.connect(self.end)

    def perform(self, preset: Preset) -> None:
        """Show the bench screen and begin. What is in the way of it is said in the window's notice."""
        if self._engine is not None:
            return
        from app.engine.clock import MonotonicClock, PreciseTimer
        from app.engine.engine import TempoEngine
        from app.engine.session import Session
        from app.ui.bench_screen import BenchScreen

        try:
            output = _output(preset.pack)
        except LiftronomeError as error:
            self._window.show_notice(f"{str(error)[:1].upper()}{str(error)[1:]}.")
            return
        self._notice = ""
        self._engine = TempoEngine(MonotonicClock(), PreciseTimer, output)
        session = Session(preset, self._engine)
        session.notice.connect(self._keep_notice)
        screen = BenchScreen(session)
        session.setParent(screen)
        screen.left.connect(self._leave)
        self._window.show_screen(screen)
        session.begin()

    def end(self) -> None:
        """Silence whatever sounds, and leave nothing behind."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def _keep_notice(self, text: str) -> None:
        self._notice = text

    def _leave(self) -> None:
        self.end()
        self._window.show_home()
        self._window.show_notice(self._notice)


def _output(pack_name: str) -> AudioOutput:
    """The sound of a pack. Raises InputError or PackError if it cannot be loaded."""
    from app.audio.click_track import ClickTrack
    from app.audio.pack import load_pack
    from app.audio.simpleaudio_output import SimpleaudioOutput

    pack = load_pack(pack_name)
    return SimpleaudioOutput(lambda timeline: ClickTrack(timeline, pack))
