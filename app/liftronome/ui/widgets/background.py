"""Work that takes a while, done beside the window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from liftronome.domain.errors import LiftronomeError
from liftronome.presentation.texts import capitalised


class CalledOffError(Exception):
    """The lifter wants the work no more."""


class Background(QObject):
    """One piece of work on a thread of its own.

    `progressed` carries how much of it is done, 0 to 1; then comes one of `done`, `failed` with why, and
    `called_off`.
    """

    progressed = Signal(float)
    done = Signal()
    failed = Signal(str)
    called_off = Signal()

    def __init__(
        self, work: Callable[[Callable[[float], None]], None], parent: QObject | None = None
    ) -> None:
        """`work` is given what to tell its progress to, which raises CalledOffError when it is not wanted."""
        super().__init__(parent)
        self._work = work
        self._unwanted = threading.Event()
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def leave_alone(self) -> None:
        """Let it go by itself when it has ended, so that nobody has to wait for it; its parent must live so
        long."""
        for ended in (self.done, self.failed, self.called_off):
            ended.connect(self._go)

    def call_off(self) -> None:
        """Ask for the end of it; `called_off` tells when it is reached, unless the work was done before."""
        self._unwanted.set()

    def finish(self, timeout_s: float = 5) -> None:
        """Call it off and wait for it."""
        self.call_off()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _go(self) -> None:
        self._thread.join()  # what is inside its last signal still must not be deleted
        self.deleteLater()

    def _tell(self, share: float) -> None:
        if self._unwanted.is_set():
            raise CalledOffError
        self.progressed.emit(share)

    def _run(self) -> None:
        with suppress(RuntimeError):  # the program is ending: there is nobody left to be told
            self._do()

    def _do(self) -> None:
        try:
            self._work(self._tell)
        except CalledOffError:
            self.called_off.emit()
        except LiftronomeError as error:
            self.failed.emit(f"{capitalised(str(error))}.")
        except Exception as error:  # nothing that happens here may end in silence
            self.failed.emit(f"That failed: {type(error).__name__}: {' '.join(str(error).split())}")
        else:
            self.done.emit()
