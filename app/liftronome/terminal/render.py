"""`liftronome render`: the click track of one set, or of all with their rests, as a WAV or FLAC file, and its
timeline as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from liftronome.audio.click_track import ClickTrack
from liftronome.audio.export import write_sound_file
from liftronome.audio.own.coaching import VOICE
from liftronome.audio.packs.loading import load_pack
from liftronome.audio.packs.pack import CuePack
from liftronome.domain.errors import InputError
from liftronome.domain.preset import Preset
from liftronome.domain.session_layout import SessionLayout
from liftronome.domain.timeline import Timeline
from liftronome.presentation.texts import clock_text, counted, pace_text, sets_words
from liftronome.store.sounds.spoken_coaching import SpokenCoaching
from liftronome.terminal.data import Data
from liftronome.terminal.files import is_same_file, refuse_odd_target, written_whole
from liftronome.terminal.signals import terminable
from liftronome.terminal.streams import say, tell


def render(
    preset: Preset, layout: Timeline | SessionLayout, data: Data, out: Path, timeline_out: Path | None
) -> None:
    """Write what is laid out, a set or all sets of a session, and print what was written.

    Either every file is written whole, or what was there before is left as it was. Raises InputError
    if both files are the same one or the pack is unknown, a LiftronomeError if one cannot be written.
    """
    if timeline_out is not None and is_same_file(out, timeline_out):
        raise InputError("--out and --timeline name the same file: give each its own")
    for target in (out, timeline_out):
        if target is not None:
            refuse_odd_target(target, data.folder)
    timeline = layout.timeline if isinstance(layout, SessionLayout) else layout
    pack = pack_of(preset, data)
    with terminable():
        _write(ClickTrack(timeline, pack), out, layout.as_json, timeline_out)
    what = sets_words(preset) if isinstance(layout, SessionLayout) else _amount(preset, timeline)
    length = clock_text(timeline.duration_ms)
    say(f"{out}: {preset.exercise.name} {pace_text(preset)}, {what}, {length}")


def _amount(preset: Preset, timeline: Timeline) -> str:
    """The reps of a set: "8 reps", or what a hold has instead."""
    if preset.exercise.is_hold:
        return counted(len(timeline.reps), "hold")
    return counted(len(timeline.reps), "rep")


def _write(
    track: ClickTrack, out: Path, as_json: Callable[[], Mapping[str, Any]], timeline_out: Path | None
) -> None:
    if timeline_out is None:
        write_sound_file(out, track)
        return
    with written_whole(timeline_out) as file:
        file.write(json.dumps(as_json(), indent=1) + "\n")
        file.flush()  # a full disk shows itself before the sound is in its place
        write_sound_file(out, track)


def pack_of(preset: Preset, data: Data) -> CuePack:
    """The pack that a preset is performed with.

    An own sound that cannot be had is told on standard error, and the pack's is heard. Raises InputError if
    the pack is unknown, PackError if a file of its own is missing or damaged.
    """
    coaching = preset.coaching.values() if preset.speak_coaching else ()
    spoken = SpokenCoaching(data.folder, VOICE).paths(coaching)
    return load_pack(preset.pack, own=data.own_sounds(preset), coaching=spoken, tell=tell)
