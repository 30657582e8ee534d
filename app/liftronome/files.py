"""Writing files whole or not at all, so that they survive a power cut."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700

_NO_FOLDER_SYNC: Final = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF}
"""What systems answer that cannot sync a folder, or do not let us."""


@contextmanager
def written_whole(path: Path, mode: int | None = None) -> Iterator[Path]:
    """Yields the path of an empty file to write to; it replaces `path` once the block has ended well, and has
    reached the disk by then. Otherwise `path` stays as it was, and nothing is left behind.

    A link is followed. The file keeps the permissions of the one it replaces; a new one gets `mode`, or what
    is usual. Raises OSError.
    """
    target = Path(os.path.realpath(path))  # unlike `Path.resolve`, works for links in a circle
    check_target(target)
    replaced = target.stat().st_mode if target.exists() else None
    final_mode = mode if replaced is None else stat.S_IMODE(replaced)
    unfinished = target.with_name(f".liftronome-{os.urandom(6).hex()}.part")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    os.close(os.open(unfinished, flags, 0o666 if final_mode is None else PRIVATE_FILE))
    try:
        yield unfinished
        with unfinished.open("rb+") as file:
            sync(file.fileno())
        if final_mode is not None:
            unfinished.chmod(final_mode)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def check_target(path: Path) -> None:
    """Raises OSError if `path` is something that a file must not replace."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder; give the name of a file in it", str(path))
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is a device, not a file; give the name of a file", str(path))


def sync(descriptor: int) -> None:
    """Returns once an open file's content is on the disk. Raises OSError."""
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # fsync alone leaves it in the drive's cache there
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Returns once the names in a folder are on the disk: without it a new file can be gone after a power
    cut, however well its content was written. Raises OSError."""
    if os.name == "nt":  # folders cannot be opened there, and NTFS keeps a journal of names
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:
        return
    try:
        sync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner can look into, and those above it, if they are missing; on the disk
    when this returns. Raises OSError."""
    _make_folder(folder, PRIVATE_FOLDER)


def _make_folder(folder: Path, mode: int) -> None:
    try:
        folder.mkdir(mode)
    except FileExistsError:
        if folder.is_dir():
            return
        raise
    except FileNotFoundError:
        _make_folder(folder.parent, 0o777)
        folder.mkdir(mode, exist_ok=True)
    sync_folder(folder.parent)


def create_private(path: Path) -> None:
    """Make an empty file that only its owner can read, unless something is there. Raises OSError."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, PRIVATE_FILE))


def make_private(path: Path) -> None:
    """Take a file's or folder's permissions for others away, where that is possible."""
    with suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            path.chmod(mode & ~0o077)


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """`stem` with its suffix, or the first of "stem-2", "stem-3" … that does not exist in the folder."""
    path, number = folder / f"{stem}{suffix}", 1
    while os.path.lexists(path):
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path
