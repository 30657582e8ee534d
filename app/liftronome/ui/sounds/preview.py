"""Playing a short stretch of sound at the press of a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from liftronome.audio.playing.outputs import output_of
from liftronome.domain.timeline import Timeline
from liftronome.presentation.texts import capitalised

if TYPE_CHECKING:
    from liftronome.audio.output import AudioOutput
    from liftronome.audio.packs.pack import CuePack
    from liftronome.audio.playing.track_writer import Track

    MakePack = Callable[[], CuePack]
    MakeOutput = Callable[[Callable[[Timeline], Track]], AudioOutput]

OPENING_MS: Final = 800
"""What the device and the last sound need beyond the timeline itself, about."""

_LOOK_MS: Final = 300
_LOOKS: Final = 10


class SoundPreview(QObject):
    """Plays one timeline at a time. `changed` tells that `is_playing` has changed; `failed` why nothing is
    heard."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None, make_output: MakeOutput | None = None) -> None:
        super().__init__(parent)
        self.volume = 1.0
        self._make_output = make_output or output_of
        self._make_pack: MakePack | None = None
        self._output: AudioOutput | None = None
        self._looks = 0
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.timeout.connect(self.changed)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_playing(self) -> bool:
        """True from the start of a timeline until it has sounded."""
        return self._end.isActive()

    def play(self, timeline: Timeline, make_pack: MakePack) -> None:
        """Play a timeline, in place of the one before; the pack is loaded on another thread."""
        self._make_pack = make_pack
        if self._output is None:
            self._output = self._make_output(self._track_of)
        self._output.set_volume(self.volume)
        self._output.start(timeline)
        self._looks = 0
        self._timer.start()
        self._end.start(timeline.duration_ms + OPENING_MS)
        self.changed.emit()

    def set_volume(self, volume: float) -> None:
        """Play at 0 to 1 of full amplitude from now on."""
        self.volume = volume
        if self._output is not None:
            self._output.set_volume(volume)

    def stop(self) -> None:
        """Stop what is playing, and close the device."""
        self._timer.stop()
        was_playing = self.is_playing
        self._end.stop()
        if self._output is not None:
            self._output.close()
            self._output = None
        if was_playing:
            self.changed.emit()

    def _track_of(self, timeline: Timeline) -> Track:
        from liftronome.audio.click_track import ClickTrack

        assert self._make_pack is not None
        return ClickTrack(timeline, self._make_pack())

    def _look(self) -> None:
        self._looks += 1
        fault = self._output.fault() if self._output else None
        if fault is not None:
            self._end.stop()
            self.changed.emit()
            self.failed.emit(f"{capitalised(str(fault))}.")
        if fault is not None or self._looks >= _LOOKS:
            self._timer.stop()
