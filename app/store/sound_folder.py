"""Sound files in the data folder, each named by what is in it, and never changed."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

from app.store.errors import disk_error


def named_by(content: bytes) -> str:
    """The name of the file that holds `content`, or a sound that is known by it."""
    return f"{sha256(content).hexdigest()[:32]}.wav"


def names_in(folder: Path) -> set[str]:
    """The names of the sounds in the folder, and of those that a crash left half-written."""
    return {path.name for ending in ("*.wav", ".*.part") for path in folder.glob(ending)}


def delete(folder: Path, names: Collection[str]) -> None:
    """Delete the sounds of those names. Raises StoreError."""
    try:
        for name in names:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise disk_error(error, folder) from error
