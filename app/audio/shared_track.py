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
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from app.audio.output import AudioError
from app.domain.timeline import SAMPLES_PER_MS

SAMPLE_BYTES: Final = 2

FADE_SAMPLES: Final = 20 * SAMPLES_PER_MS
"""The length of a fade, in and out: short, and long enough not to click."""

_BLOCK_BYTES: Final = 1 << 20


class SharedTrack:
    """`length` samples of 16 bits, silent at first, of which `samples` is a writable view.

    `handle` is what another process needs to attach: a file descriptor's number that it has
    inherited (`descriptor`), or the memory's name on Windows.
    """

    def __init__(self, memory: mmap.mmap, length: int, handle: str, descriptor: int | None) -> None:
        self.length = length
        self.handle = handle
        self.descriptor = descriptor
        self._memory = memory
        self.samples = memoryview(memory).cast("h")

    @classmethod
    def reserve(cls, length: int) -> Self:
        """Get memory for `length` samples (at least 1), all of it really there.

        Raises AudioError if the machine has too little.
        """
        size = length * SAMPLE_BYTES
        try:
            if sys.platform == "win32":
                name = f"liftronome-{os.getpid()}-{os.urandom(8).hex()}"
                return cls(mmap.mmap(-1, size, tagname=name), length, name, None)
            descriptor = _reserved(size)
            try:
                return cls(mmap.mmap(descriptor, size), length, str(descriptor), descriptor)
            except BaseException:
                os.close(descriptor)
                raise
        except (OSError, MemoryError) as error:
            raise AudioError(
                f"no sound: a set this long needs {-(-size // 1_000_000)} MB of memory, and the machine has "
                f"too little ({error}): a shorter set, or closing other programs, would help"
            ) from error

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

    def fade_out(self, first: int) -> None:
        """Fade to silence from sample `first` on, and leave silence to the end."""
        first = max(first, 0)
        end = min(first + FADE_SAMPLES, self.length)
        for index in range(first, end):
            self.samples[index] = self.samples[index] * (end - index) // FADE_SAMPLES
        self._clear(end)

    def _clear(self, first: int) -> None:
        silence = bytes(_BLOCK_BYTES)
        with self.lend() as data:
            for at in range(first * SAMPLE_BYTES, len(data), _BLOCK_BYTES):
                count = min(_BLOCK_BYTES, len(data) - at)
                data[at : at + count] = silence[:count]

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


def _reserved(size: int) -> int:
    """A descriptor of `size` bytes without a name, so that nothing is left even after SIGKILL."""
    # Linux does not refuse what it has not got: it ends a process to get it.
    if size > _available():
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("liftronome-track")
    else:
        descriptor, path = tempfile.mkstemp(prefix="liftronome-")
        os.unlink(path)  # noqa: PTH108
    try:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(descriptor, 0, size)
        else:
            _write_zeros(descriptor, size)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _available() -> int:
    """The bytes of memory that can be had, as far as the system tells."""
    try:
        told = dict(line.split(":") for line in Path("/proc/meminfo").read_text().splitlines())
        return int(told["MemAvailable"].removesuffix("kB")) * 1024
    except (OSError, KeyError, ValueError):
        return sys.maxsize


def _write_zeros(descriptor: int, size: int) -> None:
    """Reserve memory where the system cannot be asked to: what is written is there."""
    while size > 0:
        size -= os.write(descriptor, bytes(min(_BLOCK_BYTES, size)))
