"""`liftronome play`: paces the sets of an exercise in the terminal, with or without a screen."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Final

from rich.console import Console

from liftronome.audio.click_track import ClickTrack
from liftronome.audio.output import AudioOutput
from liftronome.audio.own.coaching import VOICE
from liftronome.audio.packs.pack import CuePack, load_pack
from liftronome.audio.playing.silent_output import SilentOutput
from liftronome.audio.playing.simpleaudio_output import SimpleaudioOutput
from liftronome.domain.preset import Preset
from liftronome.domain.timeline import SAMPLES_PER_MS
from liftronome.engine.clock import MonotonicClock, PreciseTimer
from liftronome.engine.engine import TempoEngine
from liftronome.engine.qt_application import core_application
from liftronome.engine.session import Session
from liftronome.store.base.errors import StoreError
from liftronome.store.opening.folders import data_folder
from liftronome.store.sounds.own_sounds import OwnSounds
from liftronome.store.sounds.spoken_coaching import SpokenCoaching
from liftronome.terminal.keeping import kept_session
from liftronome.terminal.kept import has_file, opened_soon
from liftronome.terminal.keys import keyboard
from liftronome.terminal.lines import Lines
from liftronome.terminal.log_table import summary
from liftronome.terminal.naming import Named
from liftronome.terminal.pacing import Pacing, View
from liftronome.terminal.screen import Screen
from liftronome.terminal.streams import tell


def pack_of(preset: Preset, data_dir: Path | None) -> CuePack:
    """The pack that a preset is performed with.

    An own sound that cannot be had is told on standard error, and the pack's is heard. Raises InputError if
    the pack is unknown, PackError if a file of its own is missing or damaged.
    """
    folder = data_folder(data_dir)
    coaching = preset.coaching.values() if preset.speak_coaching else ()
    spoken = SpokenCoaching(folder, VOICE).paths(coaching)
    return load_pack(preset.pack, own=_own_sounds(preset, data_dir), coaching=spoken, tell=tell)


def _own_sounds(preset: Preset, data_dir: Path | None) -> dict[str, Path]:
    if not has_file(data_folder(data_dir)):
        return {}
    try:
        database = opened_soon(data_dir).database
        try:
            return dict(OwnSounds(database).paths(preset))
        finally:
            database.close()
    except StoreError as error:
        tell(f"your own sounds are not heard: {error}")
        return {}


DEVICE_DELAY_MS: Final = 400
"""How long after a sound was due it may still be on its way through the device."""


def play(named: Named, *, silent: bool, data_dir: Path | None) -> int:
    """Pace all sets of what is named and log them; the exit status: 0, 130 after Ctrl-C, 143 after SIGTERM.

    A log that cannot be kept is told, and stops nothing. Sets do not wait for a key where there is no
    terminal to press one in. Raises InputError if the pack is unknown, PackError if it is damaged.
    """
    preset = named.preset
    pack = pack_of(preset, data_dir)
    application = core_application()
    keys = keyboard()
    if keys is None:
        preset = replace(preset, wait_for_key=False)
    output: AudioOutput = SilentOutput()
    if not silent:
        output = SimpleaudioOutput(lambda timeline: ClickTrack(timeline, pack))
    engine = TempoEngine(MonotonicClock(), PreciseTimer, output)
    view = _view(preset, has_keys=keys is not None)
    with kept_session(data_dir, view.note) as keeping:
        session = Session(preset, engine, keeping.log)
        pacing = Pacing(session, view, keys, 0 if silent else _ringing_ms(preset, pack))
        try:
            with keys or nullcontext():
                status = pacing.run(keeping.told)
        finally:
            engine.close()
            if pacing.has_begun:
                keeping.mark_used(named)
    del application
    print(summary(preset.exercise.name, session.results))
    return status


def _ringing_ms(preset: Preset, pack: CuePack) -> int:
    """How long the sound of the set's end goes on after it."""
    timeline = preset.round_timeline(preset.rounds()[-1])
    return ClickTrack(timeline, pack).length // SAMPLES_PER_MS - timeline.duration_ms + DEVICE_DELAY_MS


def _view(preset: Preset, *, has_keys: bool) -> View:
    console = Console(highlight=False)
    if console.is_terminal and not console.is_dumb_terminal:
        return Screen(console, preset, has_keys=has_keys)
    return Lines(preset)
