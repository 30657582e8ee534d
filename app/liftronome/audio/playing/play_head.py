"""Where a player really is in its track: how much of the memory its device has read.

No sound library that plays a whole buffer tells. But Linux enters a page of shared memory in a process's
page table when the process first touches it, and shows the table in `/proc/PID/pagemap`. The player itself
touches nothing of the track, its device's thread reads it in order: the last page that is there is where the
device reads. `SharedTrack.map_page_by_page` sees to it that pages come one by one.

A look takes some 60 µs and is exact to a page: 42.7 ms of sound where pages have 4 KB. Other systems have
nothing like it.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import sys
from pathlib import Path
from typing import Final, Self

from liftronome.audio.playing.shared_track import MEMORY_NAME, SAMPLE_BYTES

PAGE_SAMPLES: Final = mmap.PAGESIZE // SAMPLE_BYTES

_ENTRY_BYTES: Final = 8
_PRESENT: Final = 0x80
"""Bit 63 of an entry, in its last byte."""

_LOOK_PAGES: Final = 256


class PlayHead:
    """The place at which the process `pid`, which has a shared track mapped, reads it.

    Raises OSError where the system does not tell.
    """

    def __init__(self, pid: int) -> None:
        self._pages = 0
        self._first = _track_address(pid) // mmap.PAGESIZE
        self._table = os.open(f"/proc/{pid}/pagemap", os.O_RDONLY)

    @classmethod
    def of(cls, pid: int) -> Self | None:
        """None where the system does not tell, instead of OSError."""
        with contextlib.suppress(OSError):
            return cls(pid) if sys.platform == "linux" else None
        return None

    def read(self) -> tuple[int, int] | None:
        """Between which two samples of the track the first unread one lies; None before any has been read,
        and from the process's end on nothing more than before."""
        with contextlib.suppress(OSError):
            while (found := self._present()) > 0:
                self._pages += found
        return ((self._pages - 1) * PAGE_SAMPLES, self._pages * PAGE_SAMPLES) if self._pages else None

    def close(self) -> None:
        """Look no more."""
        os.close(self._table)

    def _present(self) -> int:
        """How many of the pages after the last known one have been read."""
        at = (self._first + self._pages) * _ENTRY_BYTES
        entries = os.pread(self._table, _LOOK_PAGES * _ENTRY_BYTES, at)
        flags = entries[_ENTRY_BYTES - 1 :: _ENTRY_BYTES]
        return max((index + 1 for index, flag in enumerate(flags) if flag & _PRESENT), default=0)


def _track_address(pid: int) -> int:
    """Where the track begins in the memory of a process."""
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        if MEMORY_NAME in line:
            return int(line.split("-", 1)[0], 16)
    raise OSError(f"process {pid} has no track")
