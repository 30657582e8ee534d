"""Keeps the screen on while the lifter looks at it from three metres, hands on the bar."""

from __future__ import annotations

import logging
import threading

from liftronome.engine.session import Session
from liftronome.engine.snapshot import Stage

_log = logging.getLogger(__name__)


class Awake:
    """Keeps the screen on from `hold` to `let_go`, where the system allows it.

    Asking the system may hang or fail in many ways, so it is done in a thread of its own.
    """

    def __init__(self) -> None:
        self._over: threading.Event | None = None

    def follow(self, session: Session) -> None:
        """Keep the screen on while the session is not over, also if its end is taken back."""
        self.hold()
        session.stage_changed.connect(self._on_stage)

    def hold(self) -> None:
        """Keep the screen on."""
        if self._over is None:
            self._over = threading.Event()
            threading.Thread(target=_keep, args=(self._over,), name="awake", daemon=True).start()

    def let_go(self) -> None:
        """Allow the system to turn the screen off."""
        if self._over is not None:
            self._over.set()
            self._over = None

    def _on_stage(self, stage: Stage) -> None:
        if stage is Stage.FINISHED:
            self.let_go()
        else:
            self.hold()


def _keep(over: threading.Event) -> None:
    try:
        from wakepy import keep

        with keep.presenting(on_fail="pass"):
            over.wait()
    except Exception:  # a screen that may turn off is no reason to disturb the lifter
        _log.debug("the screen cannot be kept awake", exc_info=True)
