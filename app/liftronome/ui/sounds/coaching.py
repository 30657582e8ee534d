"""Coaching that is to be spoken, as the page of sounds has it made ready and tells of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from liftronome.domain.counting import COUNTED_BY
from liftronome.domain.preset import Preset
from liftronome.store.sounds.spoken_coaching import SpokenCoaching
from liftronome.ui.sounds.preset_sounds import PresetSounds
from liftronome.ui.widgets.background import Background

if TYPE_CHECKING:
    from liftronome.audio.own.coaching import Synthesiser
if TYPE_CHECKING:
    from liftronome.ui.sounds.preset_sounds import PresetSounds


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
            work.cancelled.connect(self._ended)
            work.start()
            self.changed.emit()

    def close(self) -> None:
        """Stop after the text that is being rendered."""
        self._waiting = []
        if self._work is not None:
            self._work.finish()

    def _renderer(self, texts: list[str]) -> Callable[[Callable[[float], None]], None]:
        def render(tell: Callable[[float], None]) -> None:
            from liftronome.audio.own.coaching import rendered

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
    from liftronome.audio.own.coaching import Piper

    return Piper()


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
        from liftronome.audio.own.coaching import can_speak

        spoken = self._sounds.coaching()
        if self._voice is None and spoken is not None and (self._make_synthesiser or can_speak()):
            self._voice = CoachingVoice(spoken, self, self._make_synthesiser)
            self._voice.failed.connect(self.failed)
        return self._voice


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
        from liftronome.audio.own.coaching import can_speak

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
        from liftronome.audio.own.coaching import HOW_TO_GET, can_speak

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
