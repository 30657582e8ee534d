"""The sounds of a preset: its pack, the lifter's own, and spoken coaching."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from liftronome.domain.own_sound import KeptSound
from liftronome.domain.preset import Preset
from liftronome.store.base.database import Database
from liftronome.store.base.errors import StoreError
from liftronome.store.sounds.own_sounds import ALL, OwnSound, OwnSounds, forget_unused
from liftronome.store.sounds.spoken_coaching import SpokenCoaching

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from liftronome.audio.output import AudioOutput
    from liftronome.audio.packs.pack import CuePack
    from liftronome.ui.sounds.coaching import CoachingVoice

NONE: Final[Mapping[str, OwnSound]] = {}


class PresetSounds:
    """The sounds kept for presets in the data folder; none without a database that is kept itself.

    Sound code is imported when it is needed: numpy takes as long as the rest of the window.
    """

    def __init__(self, database: Database | None) -> None:
        own = OwnSounds(database) if database else None
        self._own = own if own and own.can_keep else None
        self._voice: CoachingVoice | None = None

    @property
    def can_keep(self) -> bool:
        """True if own sounds can be chosen."""
        return self._own is not None

    def id_of(self, preset: Preset) -> str:
        """The id of a kept preset, "" if it is not kept. Raises StoreError."""
        return self._own.id_of(preset) if self._own else ALL

    def own(self, preset: Preset) -> Mapping[str, OwnSound]:
        """The own sounds of a preset, by the names of the cues' sounds. Raises StoreError."""
        return self._own.of(self._own.id_of(preset)) if self._own else NONE

    def made_own(
        self, sound: str, file: Path, check: Callable[[], None] = lambda: None
    ) -> tuple[KeptSound, str]:
        """Make a file an own sound, kept until a cue is given it; with a note on the file, "" if none. Slow,
        and for any thread; `check` may raise before anything is kept.

        Raises InputError if the file cannot be used, StoreError if it cannot be kept.
        """
        from liftronome.audio.own.own_sound import own_sound

        if self._own is None:
            raise StoreError("own sounds need a data folder, and there is none")
        fitted = own_sound(file, sound)
        check()
        return self._own.put(fitted.wav, file.name), fitted.note

    def tidy_up(self) -> None:
        """Delete sounds long unused. Where that fails, the next start tries again."""
        with suppress(StoreError):
            if self._own:
                forget_unused(self._own)

    def coaching(self) -> SpokenCoaching | None:
        """The coaching that has been rendered."""
        from liftronome.audio.own.coaching import VOICE

        return SpokenCoaching(self._own.folder.parent, VOICE) if self._own else None

    def coaching_voice(self, parent: QObject) -> CoachingVoice:
        """What renders the coaching, one for all who ask: no text is rendered twice. It lives as long as the
        parent that was given first."""
        from shiboken6 import isValid

        from liftronome.ui.sounds.coaching import CoachingVoice

        if self._voice is None or not isValid(self._voice):
            self._voice = CoachingVoice(self, parent)
        return self._voice

    def pack_maker(
        self, preset: Preset, tell: Callable[[str], None] = lambda _: None
    ) -> Callable[[], CuePack]:
        """What loads the pack of a preset as it is kept now, on any thread. Raises StoreError.

        `tell` is called for own sounds that cannot be used. The maker may raise InputError or PackError.
        """
        own = {sound: kept.path for sound, kept in self.own(preset).items()}
        texts = preset.coaching.values() if preset.speak_coaching else ()
        spoken = self.coaching()
        rendered = spoken.paths(texts) if spoken else {}

        def make() -> CuePack:
            from liftronome.audio.packs.loading import load_pack

            return load_pack(preset.pack, own=own, coaching=rendered, tell=tell)

        return make

    def output(
        self, preset: Preset, latency_ms: int = 0, tell: Callable[[str], None] = lambda _: None
    ) -> AudioOutput:
        """The output that a preset is performed on: the default device, heard `latency_ms` after it plays.

        `tell` is called for own sounds that cannot be used. Raises InputError or PackError if the pack cannot
        be loaded, StoreError.
        """
        from liftronome.audio.playing.outputs import output_of_pack

        return output_of_pack(self.pack_maker(preset, tell)(), latency_ms=latency_ms)
