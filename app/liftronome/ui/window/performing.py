"""Performs a preset in the window: on the bench screen, with sound."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer

from liftronome.domain.errors import LiftronomeError
from liftronome.domain.preset import Preset
from liftronome.presentation.texts import MUTED, capitalised
from liftronome.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from liftronome.audio.output import AudioOutput
    from liftronome.engine.engine import TempoEngine
    from liftronome.engine.pending_log import PendingLog
    from liftronome.engine.session import Session
    from liftronome.ui.bench.awake import Awake
    from liftronome.ui.bench.screen import BenchScreen
    from liftronome.ui.options.options import Options

    MakeOutput = Callable[[Preset, Callable[[str], None]], AudioOutput]


MUTED_MS: Final = 1000
"""From one look at the mixer to the next."""


class Performer(QObject):
    """Performs one preset at a time in a window, and cleans up after it.

    Sound and engine are loaded with the first session, not with the window: numpy alone takes as long as
    everything else. `make_output` makes the output for a preset, and tells what it could not load. Sets are
    logged in `log` if there is one; `options` are those of the bench. What was said during a session stays in
    the window's notice after it.
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
        self._output: AudioOutput | None = None
        self._screen: BenchScreen | None = None
        self._fault = ""
        self._notices: list[str] = []
        self._mixer_timer = QTimer(self)
        self._mixer_timer.setInterval(MUTED_MS)
        self._mixer_timer.timeout.connect(self._look_at_mixer)
        window.installEventFilter(self)
        window.start_requested.connect(self.perform)
        window.closed.connect(self.end)
        if log is not None:
            log.notice.connect(self.tell)

    def perform(self, preset: Preset) -> None:
        """Show the bench screen and begin. If that is not possible, the window's notice says why."""
        try:
            self._perform(preset)
        except Exception:
            self.end()  # what is half begun would keep every later set from starting
            self._window.show_home()
            raise

    def _perform(self, preset: Preset) -> None:
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
        screen.closing.connect(self._close_window)
        self._output, self._screen = output, screen
        self._window.show_screen(screen)
        self._awake = Awake()
        self._awake.follow(session)
        session.begin()
        self._mixer_timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask before the lifter closes the window in mid-session. A program that is told to quit, by a signal
        or at the end of the desktop session, does so."""
        if event.type() == QEvent.Type.Close and event.spontaneous() and not self._may_close():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def end(self) -> None:
        """Stop all sound, log what was done of a set that is on, and leave nothing behind."""
        self._mixer_timer.stop()
        self._output = self._screen = None
        if self._awake is not None:
            self._awake.let_go()
            self._awake = None
        if self._session is not None:
            self._session.leave()
            self._session = None
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def _may_close(self) -> bool:
        return self._screen is None or self._screen.may_close()

    def _close_window(self) -> None:
        if self._may_close():
            self._window.close()

    def _look_at_mixer(self) -> None:
        """Say so on the bench while the system's mixer lets nothing be heard."""
        if self._output is not None and self._screen is not None:
            self._screen.show_warning(MUTED if self._output.muted() else "")

    def _sound_lost(self, fault: LiftronomeError) -> None:
        self._fault = capitalised(str(fault))
        self._keep(f"{self._fault}. What followed was paced silently.")

    def tell(self, text: str) -> None:
        """Show a message on the bench during a session, else in the window."""
        if self._session is not None:
            self._session.notice.emit(text)
        else:
            self._window.show_notice(text)

    def _note(self, text: str) -> None:
        """Remember what the bench showed; lost sound has words of its own."""
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
