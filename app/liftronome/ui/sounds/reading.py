"""Reads a sound file in the background."""

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
    """A file, and which cue of which preset it is read for."""

    sound: Sound
    key: SoundKey
    file: Path


class SoundReader(QObject):
    """Reads one file at a time, and makes an own sound of it.

    `read` carries the Reading, the KeptSound and a note on the file, "" if there is none; `failed` why it
    cannot be used. Neither is emitted once the reading has been cancelled.
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
        """Read a file; one that is still being read is cancelled."""
        self.close()
        self.reading, self._found = reading, []
        # A slow disk must not hold up closing the page: the work outlives it, and deletes itself.
        work = self._work = Background(_work(self._sounds, reading, self._found), QCoreApplication.instance())
        work.delete_when_done()
        work.done.connect(self._done)
        work.failed.connect(self._failed)
        work.start()

    def close(self) -> None:
        """Cancel what is being read. Returns at once; nothing of it is kept."""
        self.reading = None
        if self._work is not None:
            self._work.cancel()
            self._work.done.disconnect(self._done)
            self._work.failed.disconnect(self._failed)
            self._work = None

    def _done(self) -> None:
        if self._work is None or self.sender() is not self._work:
            return  # it was already on its way when it was cancelled
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
