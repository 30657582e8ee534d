"""Sees to it that coaching which is to be spoken can be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.counting import COUNTED_BY
from app.domain.preset import Preset
from app.ui.coaching_voice import CoachingVoice
from app.ui.preset_sounds import PresetSounds

if TYPE_CHECKING:
    from app.audio.coaching import Synthesiser


class CoachingUpkeep(QObject):
    """Has the coaching of presets rendered, where the voice for it is installed. Nothing of it is loaded
    before a preset wants it. `failed` says why something cannot be spoken."""

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
        self._voice: CoachingVoice | None = None

    def take(self, preset: Preset) -> None:
        """Have what a preset speaks made ready, beside the window."""
        if not preset.speak_coaching or preset.pack not in COUNTED_BY:
            return
        voice = self._ready_voice()
        if voice is not None:
            voice.want(preset.coaching.values())

    def close(self) -> None:
        """Stop after the text that is being rendered."""
        if self._voice is not None:
            self._voice.close()

    def _ready_voice(self) -> CoachingVoice | None:
        from app.audio.coaching import can_speak

        spoken = self._sounds.coaching()
        if self._voice is None and spoken is not None and (self._make_synthesiser or can_speak()):
            self._voice = CoachingVoice(spoken, self, self._make_synthesiser)
            self._voice.failed.connect(self.failed)
        return self._voice
