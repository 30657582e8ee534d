"""`liftronome play`: paces the sets of an exercise in the terminal, with or without a screen."""

from __future__ import annotations

import contextlib
import os
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Final

from liftronome.audio.click_track import ClickTrack
from liftronome.audio.packs.pack import CuePack
from liftronome.audio.playing.outputs import OutputKind, output_of_pack
from liftronome.domain.preset import HOLD_SCHEME, Preset
from liftronome.domain.scheme.scheme import Scheme, plain_sets
from liftronome.domain.timeline import SAMPLES_PER_MS
from liftronome.engine.clock import MonotonicClock, PreciseTimer
from liftronome.engine.engine import TempoEngine
from liftronome.engine.qt_application import core_application
from liftronome.engine.session import Session
from liftronome.presentation.bench_keys import Action
from liftronome.presentation.key_map import KeyMap
from liftronome.presentation.preferences import MAX_VOLUME, VOLUME_SETTING, keys_in, latency_ms_in, volume_in
from liftronome.presentation.texts import session_text
from liftronome.store.base.errors import StoreError
from liftronome.terminal.data import Data, session_log
from liftronome.terminal.keys import keyboard, labels_of, language_of
from liftronome.terminal.lines import Lines
from liftronome.terminal.naming import Named
from liftronome.terminal.pacing import Pacing, View
from liftronome.terminal.render import pack_of
from liftronome.terminal.screen import Screen
from liftronome.terminal.streams import console, say

DEVICE_DELAY_MS: Final = 400
"""How long after a sound was due it may still be on its way through the device."""


def play(named: Named, data: Data, *, silent: bool) -> int:
    """Pace all sets of what is named and log them; the exit status: 0, 1 if playing was interrupted and no
    key could resume it, 130 after Ctrl-C, 143 after SIGTERM.

    A log that cannot be kept is told, and stops nothing. Sets do not wait for a key where there is no
    terminal to press one in. Raises InputError if the pack is unknown, PackError if it is damaged.
    """
    preset = named.preset
    pack = pack_of(preset, data)
    application = core_application()
    keys = keyboard()
    if keys is None:
        preset = replace(preset, wait_for_key=False)
    chosen = _chosen(data)
    view = _view(preset, chosen.keys)
    kind = OutputKind.SILENT if silent else OutputKind.SIMPLEAUDIO
    output = output_of_pack(pack, latency_ms=chosen.latency_ms, kind=kind)
    with session_log(data, view.note) as (log, told):
        engine = TempoEngine(MonotonicClock(), PreciseTimer, output)
        session = Session(preset, engine, log)
        pacing = Pacing(
            session,
            view,
            keys,
            0 if silent else _ringing_ms(preset, pack),
            key_map=chosen.keys,
            language=language_of(os.environ),
            volume=chosen.volume,
            output=output,
        )
        try:
            with keys or nullcontext():
                status = pacing.run(told)
        finally:
            engine.close()
            if pacing.has_begun:
                data.mark_used(preset.exercise.id, named.preset_id)
            if pacing.volume != chosen.volume:
                data.keep_setting(VOLUME_SETTING, pacing.volume)
    del application
    say(session_text(preset.exercise.name, session.results))
    return status


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What the lifter has chosen for every session, in the window or here."""

    keys: KeyMap
    volume: int = MAX_VOLUME
    latency_ms: int = 0


def _chosen(data: Data) -> _Chosen:
    """The choices that are kept; where they cannot be read, those that a first start has."""
    settings = data.settings
    if settings is not None:
        with contextlib.suppress(StoreError):
            return _Chosen(keys_in(settings), volume_in(settings), latency_ms_in(settings))
    return _Chosen(KeyMap())


def _ringing_ms(preset: Preset, pack: CuePack) -> int:
    """How long the sound of the set's end goes on after it."""
    scheme = HOLD_SCHEME if preset.exercise.is_hold else Scheme(plain_sets(1, 1))
    timeline = replace(preset, scheme=scheme).timeline()
    return ClickTrack(timeline, pack).length // SAMPLES_PER_MS - timeline.duration_ms + DEVICE_DELAY_MS


def _view(preset: Preset, keys: KeyMap) -> View:
    out = console()
    go_label = next(iter(labels_of(Action.GO, keys)), "")
    if out.is_terminal and not out.is_dumb_terminal:
        return Screen(out, preset, go_label)
    return Lines(preset, go_label)
