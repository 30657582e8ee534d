"""Whether a sound file breaks off, by its own header, where the library that reads it does not say."""

from __future__ import annotations

import os
from typing import BinaryIO, Final

UNKNOWN_LENGTH: Final = 0x7FFF_0000
"""A program that writes to a pipe cannot know the length, and writes about as much as fits, or more."""

_OGG_TAIL: Final = 1 << 17
"""Bytes: more than two pages, which are at most 65,307 each."""

_OGG_LAST: Final = 4
_CHUNKS: Final = 1000


def is_cut_off(file: BinaryIO) -> bool:
    """True for a WAV or Ogg file whose end is missing; for others this is not known here.

    The place in the file is as it was. Raises OSError.
    """
    place = file.tell()
    try:
        file.seek(0)
        kind = file.read(4)
        if kind == b"RIFF":
            return _wav_is_cut_off(file)
        return kind == b"OggS" and _ogg_is_cut_off(file)
    finally:
        file.seek(place)


def _wav_is_cut_off(file: BinaryIO) -> bool:
    """True if the chunk of samples reaches beyond the end (Microsoft's RIFF specification of 1991)."""
    end = file.seek(0, os.SEEK_END)
    at = 12
    for _ in range(_CHUNKS):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            return False
        size = int.from_bytes(head[4:], "little")
        if head[:4] == b"data":
            return size < UNKNOWN_LENGTH and at + 8 + size > end
        at += 8 + size + size % 2
    return False


def _ogg_is_cut_off(file: BinaryIO) -> bool:
    """True if the last page is not marked as that of a stream's end (RFC 3533), or is not whole."""
    end = file.seek(0, os.SEEK_END)
    start = max(0, end - _OGG_TAIL)
    file.seek(start)
    tail = file.read(_OGG_TAIL)
    at = tail.rfind(b"OggS")
    if at < 0 or at + 27 > len(tail):
        return True
    lengths = tail[at + 27 : at + 27 + tail[at + 26]]
    is_whole = len(lengths) == tail[at + 26] and at + 27 + len(lengths) + sum(lengths) <= len(tail)
    return not (tail[at + 5] & _OGG_LAST and is_whole)
