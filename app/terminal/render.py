"""`liftronome render`: one set's click track as a WAV file, and its timeline as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from app.audio.click_track import ClickTrack
from app.audio.pack import load_pack
from app.audio.wav import write_wav
from app.domain.errors import InputError
from app.domain.preset import Preset
from app.domain.timeline import Timeline
from app.terminal.files import is_same_file, refuse_odd_target, written_whole
from app.terminal.signals import terminable
from app.terminal.texts import clock_text, counted, pace_text


def render(preset: Preset, out: Path, timeline_out: Path | None) -> None:
    """Write a set, from its count-in to its end, and print what was written.

    Either every file is written whole, or what was there before is left as it was. Raises InputError
    if both files are the same one or the pack is unknown, a LiftronomeError if one cannot be written.
    """
    if timeline_out is not None and is_same_file(out, timeline_out):
        raise InputError("--out and --timeline name the same file: the sound and the JSON need one each")
    pack = load_pack(preset.pack)
    timeline = preset.timeline()
    refuse_odd_target(out)
    with terminable():
        _write(ClickTrack(timeline, pack), out, timeline, timeline_out)
    length = clock_text(timeline.duration_ms)
    print(f"{out}: {preset.exercise.name} {pace_text(preset)}, {counted(preset.reps, 'rep')}, {length}")


def _write(track: ClickTrack, out: Path, timeline: Timeline, timeline_out: Path | None) -> None:
    if timeline_out is None:
        write_wav(out, track)
        return
    with written_whole(timeline_out) as file:
        file.write(json.dumps(timeline.as_json(), indent=1) + "\n")
        file.flush()  # a full disk shows itself before the sound is in its place
        write_wav(out, track)
