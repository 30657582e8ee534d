"""The real window, which can also be asked things from outside: `python -m tests.driven_window`.

It is what `liftronome` opens. Beside that, each line of standard input is a request in JSON, which is
dealt with on the window's own thread and answered by a line of JSON on standard output.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from liftronome.cli import main
from liftronome.domain.preset import Preset
from liftronome.engine.engine import Due
from liftronome.engine.session import Session
from liftronome.ui.bench.layout import places_for
from liftronome.ui.bench.screen import BenchScreen
from liftronome.ui.drafts.draft import Draft, Item
from liftronome.ui.files.export_dialog import ExportDialog
from liftronome.ui.widgets.labels import FittedLabel
from liftronome.ui.window.main_window import MainWindow
from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from tests.driving import preset_of

SEEN_MS = 100
"""So long after a phase has begun the screen surely shows it."""


class Driver(QObject):
    """Answers requests. `asked` may be emitted from any thread."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._window: MainWindow | None = None
        self._phases: list[tuple[int, int, float]] = []
        self._texts: list[list[str]] = []
        self._requests: dict[str, Callable[..., object]] = {
            "offer": self._offer,
            "block": time.sleep,
            "session": lambda method, *args: getattr(self._session(), method)(*args),
            "stage": lambda: self._session().stage if self._performs() else "home",
            "phases": lambda: self._phases,
            "texts": lambda: self._texts,
            "results": lambda: [(r.reps_done, r.tension_ms, r.ended_early) for r in self._session().results],
            "word": self._place_of_the_word,
            "dialog": lambda: self._shown._dialogs.export_sound(),
            "export": self._export,
            "keep": lambda fields: self._shown.editing.add(preset_of(**fields)),
            "told": lambda: (self._shown.notice.text, self._shown.sidebar.warning.text()),
        }
        self.asked.connect(self._answer)

    def _answer(self, line: str) -> None:
        request, *arguments = json.loads(line)
        try:
            answer = {"found": self._requests[request](*arguments)}
        except Exception:
            answer = {"error": traceback.format_exc()}
        print(json.dumps(answer), flush=True)

    def _offer(self, fields: dict[str, Any]) -> bool:
        """Put a preset into the editor, for a key to start it; False while there is no window yet."""
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
        if not shown:
            return False
        if not shown[0].isActiveWindow():
            shown[0].activateWindow()  # no window manager does it
            return False
        if self._window is None:
            self._window = shown[0]
            # Queued: until the first painting is over, nothing that makes the session is connected yet.
            queued = Qt.ConnectionType.QueuedConnection
            self._window.start_requested.connect(self._listen, queued)
        preset = preset_of(**fields)
        self._window.editor.show_item(Item(preset.exercise), Draft(preset))
        self._window.editor.focus_tempo()  # from the list, the key would start what is marked there
        return True

    def _listen(self, _: Preset) -> None:
        """Note when the phases of the session that begins were due and were told (`Due`)."""
        self._phases.clear()
        self._texts.clear()
        self._session().engine.phase_began.connect(self._note)

    def _note(self, due: Due) -> None:
        self._phases.append((due.moment.at_ms, due.at_ns, due.late_ms))
        QTimer.singleShot(SEEN_MS, self._look)

    @property
    def _shown(self) -> MainWindow:
        assert self._window is not None
        return self._window

    def _export(self, file: str) -> None:
        """Write what is in the editor to a sound file, as by its dialog."""
        self._shown._dialogs.export_sound()
        (dialog,) = self._shown.findChildren(ExportDialog)
        dialog.write(Path(file))

    def _performs(self) -> bool:
        return self._window is not None and self._window.findChild(Session) is not None

    def _session(self) -> Session:
        assert self._window is not None
        session = self._window.findChildren(Session)[-1]
        assert isinstance(session, Session)
        return session

    def _bench(self) -> BenchScreen:
        assert self._window is not None
        bench = self._window.findChildren(BenchScreen)[-1]
        assert isinstance(bench, BenchScreen)
        return bench

    def _look(self) -> None:
        """Note what stands on the screen."""
        labels = self._bench().findChildren(FittedLabel)
        self._texts.append([label.text() for label in labels if label.isVisible()])

    def _place_of_the_word(self) -> tuple[int, int, int, int]:
        """Where on the screen the phase is named."""
        bench = self._bench()
        place = places_for(bench.width(), bench.height()).word
        corner = bench.mapToGlobal(QPoint(place.x(), place.y()))
        return corner.x(), corner.y(), place.width(), place.height()


def _pass_on(driver: Driver) -> None:
    """Until standard input ends: then nobody is left whom the window is for."""
    for line in sys.stdin:
        driver.asked.emit(line)
    os._exit(1)


if __name__ == "__main__":
    driver = Driver()
    threading.Thread(target=_pass_on, args=(driver,), daemon=True).start()
    sys.exit(main([]))
