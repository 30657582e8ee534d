"""Samples that two processes share: one writes them ahead of the ear, the other plays them.

The memory has no name on disk that could outlive its processes, and all of it is reserved before it
is used: a machine with too little says so at once, instead of crashing in the middle of a set.
Neither numpy nor Qt is loaded here, as the player must start quickly.
"""

from __future__ import annotations

import errno
import mmap
import os
import sys
from types import TracebackType
from typing import Final, Self

from liftronome.audio.output import AudioError
from liftronome.domain.sample_rate import SAMPLES_PER_MS

SAMPLE_BYTES: Final = 2

FADE_SAMPLES: Final = 10 * SAMPLES_PER_MS
"""The length of a fade to silence: as short as it can be without a click, as a pause waits for it."""

MEMORY_NAME: Final = "liftronome-track"
"""What Linux calls the memory in the list of a process's mappings."""

_BLOCK_BYTES: Final = 1 << 20
_SILENCE: Final = bytes(_BLOCK_BYTES)


class SharedTrack:
    """`length` samples of 16 bits, silent at first, of which `samples` is a writable view. Only a first
    part is reserved; it must `grow` before what comes after it is written.

    `handle` is what another process needs to attach: a file descriptor's number that it has
    inherited (`descriptor`), or the memory's name on Windows.
    """

    def __init__(self, memory: mmap.mmap, length: int, handle: str, descriptor: int | None) -> None:
        self.length = length
        self.handle = handle
        self.descriptor = descriptor
        self._memory = memory
        self._reserved = length
        self.samples = memoryview(memory).cast("h")

    @classmethod
    def reserve(cls, length: int, room: int = 0) -> Self:
        """Get memory for `length` samples (at least 1), all of it really there, which can grow to `room`.

        Raises AudioError if the machine has too little.
        """
        room = max(room, length)
        size = room * SAMPLE_BYTES
        try:
            if sys.platform == "win32":
                name = f"liftronome-{os.getpid()}-{os.urandom(8).hex()}"
                return cls(mmap.mmap(-1, size, tagname=name), room, name, None)
            descriptor = _unnamed_file()
            try:
                _reserve(descriptor, 0, length * SAMPLE_BYTES)
                os.ftruncate(descriptor, size)
                track = cls(mmap.mmap(descriptor, size), room, str(descriptor), descriptor)
            except BaseException:
                os.close(descriptor)
                raise
        except (OSError, MemoryError) as error:
            raise _too_little(length, error) from error
        track._reserved = length
        return track

    def grow(self, length: int) -> None:
        """Reserve memory for so many samples, at most as many as there is room for.

        Raises AudioError if the machine has too little.
        """
        length = min(length, self.length)
        if self.descriptor is None or length <= self._reserved:
            return
        try:
            _reserve(self.descriptor, self._reserved * SAMPLE_BYTES, length * SAMPLE_BYTES)
        except OSError as error:
            raise _too_little(length, error) from error
        self._reserved = length

    @classmethod
    def attach(cls, handle: str, length: int) -> Self:
        """The memory that another process has reserved."""
        size = length * SAMPLE_BYTES
        if sys.platform == "win32":
            return cls(mmap.mmap(-1, size, tagname=handle), length, handle, None)
        descriptor = int(handle)
        return cls(mmap.mmap(descriptor, size), length, handle, descriptor)

    def lend(self) -> memoryview:
        """A view of all the bytes, to be released by who asked for it."""
        return memoryview(self._memory)

    def map_page_by_page(self, first: int, last: int) -> None:
        """Have the system map each page from sample `first` to sample `last` when it is read, where it can.

        Linux maps up to 16 pages around the one that is touched, as far as the mapping reaches: so every
        other page gets a mapping of its own, by advice that has no effect otherwise. That is done ahead of
        the device, as a mapping costs the kernel 200 bytes and there may be 65,530.
        """
        pages = range(first * SAMPLE_BYTES // mmap.PAGESIZE, last * SAMPLE_BYTES // mmap.PAGESIZE)
        self._advise("MADV_DONTFORK", [page for page in pages if page % 2], 1)

    def map_together(self, first: int, last: int) -> None:
        """Undo that for pages that have been read."""
        page = first * SAMPLE_BYTES // mmap.PAGESIZE
        count = last * SAMPLE_BYTES // mmap.PAGESIZE - page
        self._advise("MADV_DOFORK", [page] if count > 0 else [], count)

    def _advise(self, name: str, pages: list[int], count: int) -> None:
        advice = getattr(mmap, name, None)
        if advice is not None:
            for page in pages:
                size = min(count * mmap.PAGESIZE, len(self._memory) - page * mmap.PAGESIZE)
                if size > 0:
                    self._memory.madvise(advice, page * mmap.PAGESIZE, size)

    def fade_out(self, first: int, last: int) -> None:
        """Fade to silence from sample `first` on, and leave silence up to sample `last`."""
        first, last = max(first, 0), min(last, self.length)
        end = min(first + FADE_SAMPLES, last)
        for index in range(first, end):
            self.samples[index] = self.samples[index] * (end - index) // FADE_SAMPLES
        with self.lend() as data:
            for at in range(end * SAMPLE_BYTES, last * SAMPLE_BYTES, _BLOCK_BYTES):
                count = min(_BLOCK_BYTES, last * SAMPLE_BYTES - at)
                data[at : at + count] = _SILENCE[:count]

    def close(self) -> None:
        """Give the memory back. It is gone when its other user has given it back, too, or has died."""
        self.samples.release()
        self._memory.close()
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _too_little(length: int, error: Exception) -> AudioError:
    megabytes = -(-length * SAMPLE_BYTES // 1_000_000)
    return AudioError(
        f"no sound: a set this long needs {megabytes} MB of memory, and the machine has too little "
        f"({error}): a shorter set, or closing other programs, would help"
    )


def _unnamed_file() -> int:
    """A file without a name, in memory where there is such a thing: nothing is left even after SIGKILL."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create(MEMORY_NAME)
    import tempfile

    descriptor, path = tempfile.mkstemp(prefix="liftronome-")
    os.unlink(path)  # noqa: PTH108
    return descriptor


def _reserve(descriptor: int, first: int, last: int) -> None:
    """Make sure that the bytes from `first` to `last` are really there."""
    # Linux does not refuse what it has not got: it ends a process to get it.
    if last - first > _available():
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(descriptor, first, last - first)
    else:
        os.lseek(descriptor, first, os.SEEK_SET)
        _write_zeros(descriptor, last - first)


def _available() -> int:
    """The bytes of memory that can be had, as far as the system tells."""
    try:
        with open("/proc/meminfo") as file:  # noqa: PTH123 - pathlib would be loaded for this alone
            told = dict(line.split(":") for line in file)
        return int(told["MemAvailable"].strip().removesuffix("kB")) * 1024
    except (OSError, KeyError, ValueError):
        return sys.maxsize


def _write_zeros(descriptor: int, size: int) -> None:
    """Reserve memory where the system cannot be asked to: what is written is there."""
    while size > 0:
        size -= os.write(descriptor, bytes(min(_BLOCK_BYTES, size)))
