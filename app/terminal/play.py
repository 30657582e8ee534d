"""`liftronome play`: paces the sets of an exercise in the terminal, with or without a screen."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Final

from rich.console import Console

from app.audio.click_track import ClickTrack
from app.audio.output import AudioOutput
from app.audio.pack import CuePack
from app.audio.silent_output import SilentOutput
from app.audio.simpleaudio_output import SimpleaudioOutput
from app.domain.preset import Preset
from app.domain.timeline import SAMPLES_PER_MS
from app.engine.clock import MonotonicClock, PreciseTimer
from app.engine.engine import TempoEngine
from app.engine.session import Session
from app.terminal.core_application import core_application
from app.terminal.keeping import kept_session
from app.terminal.keyboard import keyboard
from app.terminal.lines import Lines
from app.terminal.naming import Named
from app.terminal.own_pack import pack_of
from app.terminal.pacing import Pacing
from app.terminal.results import summary
from app.terminal.screen import Screen
from app.terminal.view import View

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
