"""`liftronome play`: paces the sets of an exercise in the terminal, with or without a screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from rich.console import Console

from app.audio.click_track import ClickTrack
from app.audio.output import AudioOutput
from app.audio.pack import CuePack
from app.audio.silent_output import SilentOutput
from app.audio.simpleaudio_output import SimpleaudioOutput
from app.domain.errors import LiftronomeError
from app.domain.performance import NoLog, SetLog
from app.domain.preset import Preset
from app.domain.timeline import SAMPLES_PER_MS
from app.engine.clock import MonotonicClock, PreciseTimer
from app.engine.engine import TempoEngine
from app.engine.patient_log import PatientLog
from app.engine.session import Session
from app.store.errors import StoreError
from app.store.folders import data_folder
from app.store.log import ON_THE_BENCH_MS, SetLogStore
from app.store.opening import open_database
from app.terminal.keys import keyboard, unbuffered
from app.terminal.lines import Lines
from app.terminal.own_pack import pack_of
from app.terminal.pacing import Pacing
from app.terminal.results import summary
from app.terminal.screen import Screen
from app.terminal.view import View

DEVICE_DELAY_MS: Final = 400
"""How long after a sound was due it may still be on its way through the device."""


def play(preset: Preset, *, silent: bool, data_dir: Path | None) -> int:
    """Pace all sets of a preset and log them; the exit status: 0, 130 after Ctrl-C, 143 after SIGTERM.

    A log that cannot be kept is told, and stops nothing. Sets do not wait for a key where there is no
    terminal to press one in. Raises InputError if the pack is unknown, PackError if it is damaged.
    """
    pack = pack_of(preset, data_dir)
    application = QCoreApplication.instance() or QCoreApplication([])
    descriptor = keyboard()
    if descriptor is None:
        preset = replace(preset, wait_for_key=False)
    output: AudioOutput = SilentOutput()
    if not silent:
        output = SimpleaudioOutput(lambda timeline: ClickTrack(timeline, pack))
    ringing_ms = 0 if silent else _ringing_ms(preset, pack)
    engine = TempoEngine(MonotonicClock(), PreciseTimer, output)
    view = _view(preset, has_keys=descriptor is not None)
    with _kept_log(data_dir, view) as (log, told):
        session = Session(preset, engine, log)
        try:
            with unbuffered(descriptor):
                status = Pacing(session, view, ringing_ms).run(descriptor, told)
        finally:
            engine.close()
    del application
    print(summary(preset.exercise.name, session.results))
    return status


@contextmanager
def _kept_log(data_dir: Path | None, view: View) -> Iterator[tuple[SetLog, str]]:
    """The log of a data folder, and what the lifter should be told about it: "" if all is well."""
    try:
        opened = open_database(data_folder(data_dir))
    except StoreError as error:
        yield NoLog(), f"This session is not logged: {error}"
        return
    try:
        log = PatientLog(SetLogStore(opened.database, ON_THE_BENCH_MS), PreciseTimer)
        log.notice.connect(view.note)
        yield log, opened.message
        _finish(log)
    finally:
        opened.database.close()


def _finish(log: PatientLog) -> None:
    """Store what still waits for the log."""
    try:
        log.finish()
    except LiftronomeError as error:
        print(f"Not all of this session is logged: {error}")


def _ringing_ms(preset: Preset, pack: CuePack) -> int:
    """How long the sound of the set's end goes on after it."""
    timeline = preset.round_timeline(preset.rounds()[-1])
    return ClickTrack(timeline, pack).length // SAMPLES_PER_MS - timeline.duration_ms + DEVICE_DELAY_MS


def _view(preset: Preset, *, has_keys: bool) -> View:
    console = Console(highlight=False)
    if console.is_terminal and not console.is_dumb_terminal:
        return Screen(console, preset, has_keys=has_keys)
    return Lines(preset)
