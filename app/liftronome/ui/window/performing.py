"""From the window to the bench: a preset is performed on the bench screen, with sound."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.preset import Preset
from liftronome.presentation.texts import capitalised
from liftronome.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from liftronome.audio.output import AudioOutput
    from liftronome.engine.engine import TempoEngine
    from liftronome.engine.pending_log import PendingLog
    from liftronome.engine.session import Session
    from liftronome.ui.bench.awake import Awake
    from liftronome.ui.options.options import Options

    MakeOutput = Callable[[Preset, Callable[[str], None]], AudioOutput]


class Performer(QObject):
    """Performs one preset at a time in a window, and clears away after it.

    Sound and engine are loaded with the first set, not with the window: numpy alone takes as long as
    all the rest. `make_output` makes the output that sounds a preset, and tells what it could not have; sets
    are kept in `log` if there is one, and `options` are those of the bench. What was said during a session
    still stands in the window's notice after it.
    """

    def __init__(
        self,
        window: MainWindow,
        make_output: MakeOutput,
        log: PendingLog | None = None,
        options: Options | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._make_output = make_output
        self._log = log
        self._options = options
        self._session: Session | None = None
        self._engine: TempoEngine | None = None
        self._awake: Awake | None = None
        self._fault = ""
        self._notices: list[str] = []
        window.start_requested.connect(self.perform)
        window.closed.connect(self.end)
        if log is not None:
            log.notice.connect(self.tell)

    def perform(self, preset: Preset) -> None:
        """Show the bench screen and begin. What is in the way of it is said in the window's notice."""
        if self._engine is not None:
            return
        from liftronome.engine.clock import MonotonicClock, PreciseTimer
        from liftronome.engine.engine import TempoEngine
        from liftronome.engine.session import Session
        from liftronome.ui.bench.awake import Awake
        from liftronome.ui.bench.screen import BenchScreen

        self._fault, self._notices = "", []
        try:
            output = self._make_output(preset, self._keep)
        except LiftronomeError as error:
            self._window.show_notice(f"{capitalised(str(error))}.")
            return
        self._engine = TempoEngine(MonotonicClock(), PreciseTimer, output)
        self._engine.sound_lost.connect(self._sound_lost)
        self._session = session = Session(preset, self._engine, self._log)
        session.notice.connect(self._note)
        screen = BenchScreen(session, options=self._options, log=self._log)
        session.setParent(screen)
        screen.left.connect(self._leave)
        self._window.show_screen(screen)
        self._awake = Awake()
        self._awake.follow(session)
        session.begin()

    def end(self) -> None:
        """Silence whatever sounds, count what was done of a set that is on, and leave nothing behind."""
        if self._awake is not None:
            self._awake.let_go()
            self._awake = None
        if self._session is not None:
            self._session.leave()
            self._session = None
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def _sound_lost(self, fault: LiftronomeError) -> None:
        self._fault = capitalised(str(fault))
        self._keep(f"{self._fault}. What followed was paced silently.")

    def tell(self, text: str) -> None:
        """Say on the bench during a session, else in the window."""
        if self._session is not None:
            self._session.notice.emit(text)
        else:
            self._window.show_notice(text)

    def _note(self, text: str) -> None:
        """Keep what the bench was told; of lost sound it is told in other words."""
        if not (self._fault and text.startswith(self._fault)):
            self._keep(text)

    def _keep(self, text: str) -> None:
        sentence = f"{capitalised(text).removesuffix('.')}."
        if sentence not in self._notices:
            self._notices.append(sentence)

    def _leave(self) -> None:
        self.end()
        self._window.show_home()
        self._window.show_notice(" ".join(self._notices))
