"""Exercises and presets to keep, among them one in which nothing is as usual."""

from __future__ import annotations

import io
import wave
from array import array
from dataclasses import replace

from liftronome.domain.counting import Count
from liftronome.domain.exercise import Exercise, Words
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Phase, Start
from liftronome.domain.preset import Preset, Sides, default_preset
from liftronome.domain.timeline import SAMPLE_RATE
from liftronome.store.presets.exercises import load_library

SLED = Exercise(
    "",
    "Sled push",
    Start.CONCENTRIC,
    parse_tempo("2-0-X-1"),
    Words("walk back", "push", "drive"),
    squeezed="quads",
    cues={Phase.CONCENTRIC: "Long back, short steps"},
)
CLEAN = Exercise("", "Kettlebell clean", Start.CONCENTRIC, None, beat_ms=1800)


def preset_of(exercise: str = "Hip thrust", name: str = "heavy") -> Preset:
    return replace(default_preset(load_library().find(exercise)), name=name)


def unusual_preset() -> Preset:
    """A preset in which every field has another value than the one it begins with."""
    return Preset(
        exercise=load_library().find("Romanian deadlift"),
        tempo=parse_tempo("3.125-*-X-2"),
        start=Start.CONCENTRIC,
        name="zwölf · 重い",
        sets=20,
        reps=100,
        rest_ms=900_000,
        ready_ms=0,
        count_in_ms=3000,
        x_slot_ms=1250,
        beat_ms=0,
        pack="voice",
        seconds=False,
        pre_cue_ms=0,
        count=Count.REPS_DOWN,
        speak_coaching=True,
        sides=Sides.LEFT_THEN_RIGHT,
        changeover_ms=20_000,
        own_pace_limit_ms=45_000,
        cues={Phase.ECCENTRIC: "Hinge", Phase.PAUSE_SHORTENED: ""},
        wait_for_key=True,
        notes="belt\n\t“tight” ⚠",
    )


def swing() -> Preset:
    return replace(preset_of("Kettlebell swing", "long"), beat_ms=1400)


def wav_of(
    level: int, frames: int = 4800, rate: int = SAMPLE_RATE, width: int = 2, channels: int = 1
) -> bytes:
    """A WAV file's content: a buzz as loud as `level`, 1 to 32,767."""
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        samples = array("h", [level, -level]) * (frames * channels * width // 4)
        file.writeframes(samples.tobytes())
    return written.getvalue()
