"""Coaching cues turned into speech, while the window goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from liftronome.domain.counting import COUNTED_BY
from liftronome.domain.preset import Preset
from liftronome.ui.sounds.preset_sounds import PresetSounds
from liftronome.ui.widgets.background import Background

if TYPE_CHECKING:
    from liftronome.audio.own.coaching import Synthesiser
    from liftronome.store.sounds.spoken_coaching import SpokenCoaching


class CoachingVoice(QObject):
    """Has the coaching cues of presets spoken, where the voice for it is installed. Nothing of it is loaded
    before a preset needs it.

    `changed` tells that `is_busy` or what `text` says has changed; `failed` why something cannot be spoken.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(
        self,
        sounds: PresetSounds,
        parent: QObject | None = None,
        make_synthesiser: Callable[[], Synthesiser] | None = None,
    ) -> None:
        super().__init__(parent)
        self._sounds = sounds
        self._make_synthesiser = make_synthesiser
        self._waiting: list[str] = []
        self._work: Background | None = None

    @property
    def is_busy(self) -> bool:
        """True while texts are being rendered."""
        return self._work is not None

    def prepare(self, preset: Preset) -> None:
        """Render what a preset speaks and what has not been rendered yet. Returns at once."""
        if not preset.speak_coaching or preset.pack not in COUNTED_BY or not self._can_speak():
            return
        self._waiting += preset.coaching.values()
        self._go_on()

    def text(self, preset: Preset) -> str:
        """What keeps a preset's coaching cues from being heard; "" if nothing does."""
        if preset.pack not in COUNTED_BY:
            return "Only Voice and Voice + glide speak the cues. They are always shown."
        if not preset.speak_coaching:
            return ""
        from liftronome.audio.own.coaching import HOW_TO_GET

        spoken = self._sounds.coaching()
        missing = len(spoken.missing(preset.coaching.values())) if spoken else 0
        cues = f"{missing} cue{'s' if missing > 1 else ''}"
        if not missing:
            return ""
        if self.is_busy:
            return f"Preparing {cues} …"
        if not self._can_speak():
            return f"{cues} can only be shown. To have them spoken, install the voice: {HOW_TO_GET}"
        return f"{cues} can only be shown."

    def close(self) -> None:
        """Stop after the text that is being rendered."""
        self._waiting = []
        if self._work is not None:
            self._work.finish()

    def _can_speak(self) -> bool:
        from liftronome.audio.own.coaching import can_speak

        return self._make_synthesiser is not None or can_speak()

    def _go_on(self) -> None:
        spoken = self._sounds.coaching()
        if spoken is None or self._work is not None:
            return
        texts, self._waiting = spoken.missing(self._waiting), []
        if texts:
            work = self._work = Background(self._renderer(spoken, texts), self)
            work.progressed.connect(self.changed)
            work.failed.connect(self._give_up)
            work.done.connect(self._ended)
            work.cancelled.connect(self._ended)
            work.start()
            self.changed.emit()

    def _renderer(
        self, spoken: SpokenCoaching, texts: list[str]
    ) -> Callable[[Callable[[float], None]], None]:
        def render(report: Callable[[float], None]) -> None:
            from liftronome.audio.own.coaching import Piper, rendered

            synthesiser = (self._make_synthesiser or Piper)()
            for number, text in enumerate(texts, start=1):
                spoken.keep(text, rendered(text, synthesiser))
                report(number / len(texts))

        return render

    def _give_up(self, why: str) -> None:
        self._waiting = []
        self._ended()
        self.failed.emit(why)

    def _ended(self) -> None:
        self._work = None
        self.changed.emit()
        if self._waiting:
            self._go_on()
