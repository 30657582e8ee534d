"""Own sounds in a preset file: how they are written, and how they are checked before any is stored."""

from __future__ import annotations

import io
import sys
import wave
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.own_sound import MAX_FILE_NAME, MAX_OWN_S, OWN_PEAK, KeptSound
from liftronome.domain.timeline import SAMPLE_RATE, Sound
from liftronome.domain.writing import check_text
from liftronome.store.sounds.own_sounds import named_by
from liftronome.store.transfer.file_format import MAX_SOUNDS, ChosenSound, SoundRecord
from liftronome.store.transfer.import_errors import ImportFileError, at

_FULL_SCALE: Final = 32_767
_PARAMETERS: Final = (1, 2, SAMPLE_RATE)
"""Channels, bytes a sample, samples a second."""

_ENDING: Final = ".wav"
_NO_SOUND: Final = "it is not a WAV file of 48 kHz, 16 bit, mono"

_LONGEST_HEADER: Final = 4096
"""The samples of a WAV file begin sooner; in those that Liftronome writes, after 44 bytes."""

_AROUND_BYTES: Final = 200
"""More than what stands around a sound's base64 in a file."""


@dataclass(frozen=True, slots=True)
class Packed:
    """The sounds that are included, by their files, and the names of those that are not."""

    records: Mapping[str, SoundRecord]
    lost: Sequence[str]
    too_many: Sequence[str]


def packed(folder: Path, wanted: Iterable[KeptSound], room: int) -> Packed:
    """As many of the sounds as have room in so many bytes of JSON, the first ones first."""
    records: dict[str, SoundRecord] = {}
    lost: list[str] = []
    too_many: list[str] = []
    for kept in wanted:
        content = _whole(folder, kept)
        needed = _AROUND_BYTES + (len(content or b"") + 2) // 3 * 4
        if content is None:
            lost.append(kept.name)
        elif needed > room or len(records) == MAX_SOUNDS:
            too_many.append(kept.name)
        else:
            room -= needed
            records[kept.file] = SoundRecord(_id_of(kept), content)
    return Packed(records, lost, too_many)


def chosen_records(chosen: Mapping[str, KeptSound], files: Collection[str]) -> dict[str, ChosenSound]:
    """What was chosen for cues, as it is written, of the sounds in these files."""
    return {
        sound: ChosenSound(_id_of(kept), kept.name) for sound, kept in chosen.items() if kept.file in files
    }


def read_sounds(records: Iterable[SoundRecord]) -> dict[str, bytes]:
    """The content of a file's sounds, by the files that they are to be kept in.

    Raises ImportFileError at the first that is not right.
    """
    found: dict[str, bytes] = {}
    for number, record in enumerate(records):
        place = f"sounds[{number}]"
        file = named_by(record.wav)
        if f"{record.id}{_ENDING}" != file:
            raise ImportFileError(
                "the sound does not match its id, it was damaged on the way: export it again", place
            )
        with at(f"{place}.wav"):
            _check(record.wav)
        found[file] = record.wav
    return found


def read_chosen(
    records: Mapping[str, ChosenSound], place: str, sounds: Mapping[str, bytes]
) -> dict[str, KeptSound]:
    """What was chosen for cues, by the names of their sounds. Raises ImportFileError."""
    found: dict[str, KeptSound] = {}
    for sound, record in records.items():
        with at(place):
            if sound not in set(Sound):
                check_text("the cue", sound, 80)
                raise InputError(f"there is no cue “{sound}”: write one of {', '.join(Sound)}")
            check_text("the name of a sound", record.name, MAX_FILE_NAME)
            file = f"{record.id}{_ENDING}"
            if file not in sounds:
                raise InputError(f"the sound of “{sound}” is not in the file: export it again")
        found[sound] = KeptSound(file, record.name)
    return found


def _id_of(kept: KeptSound) -> str:
    return kept.file.removesuffix(_ENDING)


def _whole(folder: Path, kept: KeptSound) -> bytes | None:
    """A sound's content, None if it has gone or is not what it was."""
    try:
        content = (folder / kept.file).read_bytes()
        _check(content)
    except (OSError, InputError):
        return None
    return content if named_by(content) == kept.file else None


def _check(content: bytes) -> None:
    """Raises InputError if a WAV file's content is not what an own sound is made into."""
    if content.find(b"data", 0, _LONGEST_HEADER) < 0:  # `wave` would go through a million parts to find it
        raise InputError(_NO_SOUND)
    try:
        with wave.open(io.BytesIO(content)) as file:
            parameters = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            count = file.getnframes()
            samples = file.readframes(min(count, MAX_OWN_S * SAMPLE_RATE + 1))
    except (wave.Error, EOFError, ValueError) as error:
        raise InputError(_NO_SOUND) from error
    if parameters != _PARAMETERS or not count or len(samples) % 2:
        raise InputError(_NO_SOUND)
    if count > MAX_OWN_S * SAMPLE_RATE:
        raise InputError(f"it is longer than {MAX_OWN_S} s")
    if len(samples) != 2 * count:
        raise InputError(f"it breaks off after {len(samples) // 2} of {count} samples")
    if _peak(samples) > OWN_PEAK * _FULL_SCALE + 1:
        raise InputError("it is too loud: own sounds reach half of full scale")


def _peak(samples: bytes) -> int:
    levels = array("h", samples)
    if sys.byteorder == "big":
        levels.byteswap()
    return max(max(levels), -min(levels))
