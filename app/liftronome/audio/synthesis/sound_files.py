"""The sound files that ship: finding and reading them."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Final

import numpy as np

import liftronome
from liftronome.audio.synthesis.levels import FULL_SCALE
from liftronome.audio.synthesis.waves import Samples
from liftronome.domain.errors import LiftronomeError
from liftronome.domain.timeline import SAMPLE_RATE

_INSTALLED: Final = "_sounds"
_IN_SOURCE: Final = "sounds"


class PackError(LiftronomeError):
    """A sound file of a cue pack is missing or damaged."""


def sounds_folder() -> Path:
    """The folder that holds the packs: inside the installed package, or beside it in a source tree."""
    package = Path(liftronome.__file__).parent
    installed = package / _INSTALLED
    return installed if installed.is_dir() else package.parents[1] / _IN_SOURCE


def read_sound(path: Path) -> Samples:
    """The sound in a WAV file of 48 kHz, 16 bit, mono, as a read-only array.

    Raises PackError, which names the file and what was expected, for anything else.
    """
    try:
        with wave.open(str(path), "rb") as file:
            problem = _problem(file)
            frames = file.getnframes()
            data = b"" if problem else file.readframes(frames)
    except FileNotFoundError:
        raise PackError(f"the sound file {path} is missing: install Liftronome again") from None
    except OSError as error:
        raise PackError(f"the sound file {path} cannot be read: {error.strerror}") from error
    except (wave.Error, EOFError, ValueError) as error:
        raise PackError(f"the sound file {path} is no WAV file of 48 kHz, 16 bit, mono") from error
    if not problem and len(data) != 2 * frames:
        problem = f"it breaks off after {len(data) // 2} of {frames} samples"
    if problem:
        raise PackError(f"the sound file {path} is not 48 kHz, 16 bit, mono and whole: {problem}")
    sound = np.frombuffer(data, dtype="<i2").astype(np.float32)
    sound /= FULL_SCALE
    sound.setflags(write=False)
    return sound


def _problem(file: wave.Wave_read) -> str:
    if file.getframerate() != SAMPLE_RATE:
        return f"it has {file.getframerate()} samples a second"
    if file.getsampwidth() != 2:
        return f"it has {8 * file.getsampwidth()} bits a sample"
    if file.getnchannels() != 1:
        return f"it has {file.getnchannels()} channels"
    return "" if file.getnframes() else "it is empty"
