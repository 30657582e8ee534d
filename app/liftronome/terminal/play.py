"""`liftronome play`: paces the sets of an exercise in the terminal, with or without a screen."""

from __future__ import annotations

import contextlib
import os
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from liftronome.audio.click_track import ClickTrack
from liftronome.audio.output import AudioOutput
from liftronome.audio.own.coaching import VOICE
from liftronome.audio.packs.pack import CuePack, load_pack
from liftronome.audio.playing.silent_output import SilentOutput
from liftronome.audio.playing.simpleaudio_output import SimpleaudioOutput
from liftronome.domain.preset import Preset
from liftronome.domain.timeline import SAMPLES_PER_MS
from liftronome.engine.clock import NS_PER_MS, MonotonicClock, PreciseTimer
from liftronome.engine.engine import TempoEngine
from liftronome.engine.qt_application import core_application
from liftronome.engine.session import Session
from liftronome.presentation.bench_keys import Action
from liftronome.presentation.key_map import KeyMap
from liftronome.presentation.preferences import MAX_VOLUME, keys_in, latency_ms_in, volume_in
from liftronome.presentation.texts import session_text
from liftronome.store.base.errors import StoreError
from liftronome.store.base.settings import Settings
from liftronome.store.opening.folders import data_folder
from liftronome.store.sounds.own_sounds import OwnSounds
from liftronome.store.sounds.spoken_coaching import SpokenCoaching
from liftronome.terminal.keeping import kept_session
from liftronome.terminal.kept import has_file, opened_soon
from liftronome.terminal.keys import keyboard, labels_of, language_of
from liftronome.terminal.lines import Lines
from liftronome.terminal.naming import Named
from liftronome.terminal.pacing import Pacing, View
from liftronome.terminal.screen import Screen
from liftronome.terminal.streams import console, say, tell


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
    with kept_session(data_dir, lambda text: view.note(text)) as keeping:
        chosen = _chosen(keeping.settings)
        view = _view(preset, chosen.keys)
        output: AudioOutput = SilentOutput()
        if not silent:
            output = SimpleaudioOutput(
                lambda timeline: ClickTrack(timeline, pack), chosen.latency_ms * NS_PER_MS
            )
        engine = TempoEngine(MonotonicClock(), PreciseTimer, output)
        session = Session(preset, engine, keeping.log)
        pacing = Pacing(
            session,
            view,
            keys,
            0 if silent else _ringing_ms(preset, pack),
            key_map=chosen.keys,
            language=language_of(os.environ),
            volume=chosen.volume,
        )
        try:
            with keys or nullcontext():
                status = pacing.run(keeping.told)
        finally:
            engine.close()
            if pacing.has_begun:
                keeping.mark_used(named)
            if pacing.volume != chosen.volume:
                keeping.keep_volume(pacing.volume)
    del application
    say(session_text(preset.exercise.name, session.results))
    return status


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What the lifter has chosen for every session, in the window or here."""

    keys: KeyMap
    volume: int = MAX_VOLUME
    latency_ms: int = 0


def _chosen(settings: Settings | None) -> _Chosen:
    """The choices that are kept; where they cannot be read, those that a first start has."""
    if settings is not None:
        with contextlib.suppress(StoreError):
            return _Chosen(keys_in(settings), volume_in(settings), latency_ms_in(settings))
    return _Chosen(KeyMap())


def _ringing_ms(preset: Preset, pack: CuePack) -> int:
    """How long the sound of the set's end goes on after it."""
    timeline = replace(preset, reps=1).round_timeline(preset.rounds()[-1])
    return ClickTrack(timeline, pack).length // SAMPLES_PER_MS - timeline.duration_ms + DEVICE_DELAY_MS


def _view(preset: Preset, keys: KeyMap) -> View:
    out = console()
    go_label = next(iter(labels_of(Action.GO, keys)), "")
    if out.is_terminal and not out.is_dumb_terminal:
        return Screen(out, preset, go_label)
    return Lines(preset, go_label)
