"""Has coaching spoken: texts are rendered beside the window, one after another, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.store.spoken_coaching import SpokenCoaching
from app.ui.background import Background

if TYPE_CHECKING:
    from app.audio.coaching import Synthesiser


class CoachingVoice(QObject):
    """Renders the texts that are wanted and have not been.

    `changed` tells that `is_busy` has, or that there is more to hear; `failed` why something cannot be said.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(
        self,
        spoken: SpokenCoaching,
        parent: QObject | None = None,
        make_synthesiser: Callable[[], Synthesiser] | None = None,
    ) -> None:
        super().__init__(parent)
        self.spoken = spoken
        self._make_synthesiser = make_synthesiser or _piper
        self._waiting: list[str] = []
        self._work: Background | None = None

    @property
    def is_busy(self) -> bool:
        """True while texts are being rendered."""
        return self._work is not None

    def want(self, texts: Iterable[str]) -> None:
        """Have texts spoken that are not yet. Returns at once."""
        self._waiting = self.spoken.missing([*self._waiting, *texts])
        if self._waiting and self._work is None:
            work = Background(self._renderer(self._waiting), self)
            self._waiting = []
            self._work = work
            work.progressed.connect(self._said_one)
            work.failed.connect(self._give_up)
            work.done.connect(self._ended)
            work.called_off.connect(self._ended)
            work.start()
            self.changed.emit()

    def close(self) -> None:
        """Stop after the text that is being rendered."""
        self._waiting = []
        if self._work is not None:
            self._work.finish()

    def _renderer(self, texts: list[str]) -> Callable[[Callable[[float], None]], None]:
        def render(tell: Callable[[float], None]) -> None:
            from app.audio.coaching import rendered

            synthesiser = self._make_synthesiser()
            for number, text in enumerate(texts, start=1):
                self.spoken.keep(text, rendered(text, synthesiser))
                tell(number / len(texts))

        return render

    def _said_one(self, _share: float) -> None:
        self.changed.emit()

    def _give_up(self, why: str) -> None:
        self._waiting = []
        self._ended()
        self.failed.emit(why)

    def _ended(self) -> None:
        self._work = None
        self.changed.emit()
        self.want(())


def _piper() -> Synthesiser:
    from app.audio.coaching import Piper

    return Piper()
