"""Coaching that is to be spoken, as the page of sounds has it made ready and tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.counting import COUNTED_BY
from app.domain.preset import Preset
from app.ui.coaching_voice import CoachingVoice

if TYPE_CHECKING:
    from app.ui.preset_sounds import PresetSounds


class Speaking(QObject):
    """Has the coaching of a preset rendered, by `voice` or where one is installed.

    `changed` tells that there is something else to say about it; `failed` why something cannot be spoken.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, sounds: PresetSounds, page: QObject, voice: CoachingVoice | None = None) -> None:
        super().__init__(page)
        self._sounds = sounds
        self._owner = page.parent() or page  # a voice goes on when the page is closed
        self._voice = voice
        if voice is not None:
            self._follow(voice)

    def want(self, preset: Preset) -> None:
        """Have what a preset speaks made ready, if it is to be spoken."""
        if not preset.speak_coaching:
            return
        from app.audio.coaching import can_speak

        spoken = self._sounds.coaching()
        if self._voice is None and spoken is not None and can_speak():
            self._voice = CoachingVoice(spoken, self._owner)
            self._follow(self._voice)
        if self._voice is not None:
            self._voice.want(preset.coaching.values())

    def text(self, preset: Preset) -> str:
        """What becomes of a preset's coaching; "" if there is nothing to say about it."""
        if preset.pack not in COUNTED_BY:
            return "Only Voice and Voice + glide speak it. It is on screen always."
        if not preset.speak_coaching:
            return ""
        from app.audio.coaching import HOW_TO_GET, can_speak

        spoken = self._sounds.coaching()
        missing = len(spoken.missing(preset.coaching.values())) if spoken else 0
        if not missing:
            return ""
        if self._voice is not None and self._voice.is_busy:
            return f"{missing} still to be made ready."
        if self._voice is None and not can_speak():
            return f"{missing} cannot be spoken yet, only shown. To get the voice: {HOW_TO_GET}"
        return f"{missing} are only shown."

    def _follow(self, voice: CoachingVoice) -> None:
        voice.changed.connect(self.changed)
        voice.failed.connect(self.failed)
