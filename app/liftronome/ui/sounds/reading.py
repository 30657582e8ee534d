"""Reading a sound file that the lifter has chosen, beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from liftronome.domain.own_sound import KeptSound
from liftronome.domain.timeline import Sound
from liftronome.store.sounds.own_sounds import SoundKey
from liftronome.ui.widgets.background import Background

if TYPE_CHECKING:
    from liftronome.ui.sounds.preset_sounds import PresetSounds


@dataclass(frozen=True, slots=True)
class Reading:
    """Which cue of what a file is read for."""

    sound: Sound
    key: SoundKey
    file: Path


class SoundReader(QObject):
    """Reads one file at a time and makes an own sound of it.

    `read` carries the Reading, the KeptSound and what the lifter should know of the file, "" if nothing;
    `failed` says why there is none. Nothing is told of a file that is no longer wanted.
    """

    read = Signal(object, object, str)
    failed = Signal(str)

    def __init__(self, sounds: PresetSounds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reading: Reading | None = None
        self._sounds = sounds
        self._found: list[tuple[KeptSound, str]] = []
        self._work: Background | None = None

    def start(self, reading: Reading) -> None:
        """Begin with a file; one that is being read is wanted no more."""
        self.close()
        self.reading, self._found = reading, []
        # A slow disk shall not hold up a page that is closed: the work outlives it, and then goes by itself.
        work = self._work = Background(_work(self._sounds, reading, self._found), QCoreApplication.instance())
        work.delete_when_done()
        work.done.connect(self._done)
        work.failed.connect(self._failed)
        work.start()

    def close(self) -> None:
        """Let go of what is being read. Returns at once; nothing is kept of it."""
        self.reading = None
        if self._work is not None:
            self._work.cancel()
            self._work.done.disconnect(self._done)
            self._work.failed.disconnect(self._failed)
            self._work = None

    def _done(self) -> None:
        if self._work is None or self.sender() is not self._work:
            return  # it was on its way when it was let go of
        reading, (kept, note) = self.reading, self._found[0]
        self.reading = self._work = None
        self.read.emit(reading, kept, note)

    def _failed(self, why: str) -> None:
        if self._work is None or self.sender() is not self._work:
            return
        self.reading = self._work = None
        self.failed.emit(why)


def _work(
    sounds: PresetSounds, reading: Reading, found: list[tuple[KeptSound, str]]
) -> Callable[[Callable[[float], None]], None]:
    def work(tell: Callable[[float], None]) -> None:
        found.append(sounds.made_own(reading.sound, reading.file, lambda: tell(0.5)))

    return work
