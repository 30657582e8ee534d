"""Slow work on a thread of its own, so that the window stays responsive."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from liftronome.domain.errors import LiftronomeError
from liftronome.presentation.texts import capitalised


class CancelledError(Exception):
    """The work was cancelled."""


class Background(QObject):
    """One piece of work on a thread of its own.

    `progressed` carries the share done, 0 to 1. One of `done`, `failed` (with the reason) and `cancelled`
    follows.
    """

    progressed = Signal(float)
    done = Signal()
    failed = Signal(str)
    cancelled = Signal()

    def __init__(
        self, work: Callable[[Callable[[float], None]], None], parent: QObject | None = None
    ) -> None:
        """`work` gets a function to report progress to, which raises CancelledError once cancelled."""
        super().__init__(parent)
        self._work = work
        self._is_cancelled = threading.Event()
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def delete_when_done(self) -> None:
        """Delete this object once the work has ended, so that nobody has to wait for it. The parent must
        live until then."""
        for ended in (self.done, self.failed, self.cancelled):
            ended.connect(self._delete)

    def cancel(self) -> None:
        """Ask the work to stop. `cancelled` follows, unless the work ended first."""
        self._is_cancelled.set()

    def finish(self, timeout_s: float = 5) -> None:
        """Cancel the work and wait for its end."""
        self.cancel()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _delete(self) -> None:
        self._thread.join()  # it may still be inside its last signal
        self.deleteLater()

    def _report(self, share: float) -> None:
        if self._is_cancelled.is_set():
            raise CancelledError
        self.progressed.emit(share)

    def _run(self) -> None:
        with suppress(RuntimeError):  # the program is closing, and this object is gone
            self._do()

    def _do(self) -> None:
        try:
            self._work(self._report)
        except CancelledError:
            self.cancelled.emit()
        except LiftronomeError as error:
            self.failed.emit(f"{capitalised(str(error))}.")
        except Exception as error:  # every failure must reach the window
            self.failed.emit(f"Something went wrong: {type(error).__name__}: {' '.join(str(error).split())}")
        else:
            self.done.emit()
