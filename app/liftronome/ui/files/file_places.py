"""The folder that files were read from or written to last."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths

from liftronome.domain.errors import LiftronomeError
from liftronome.store.base.database import Database
from liftronome.store.base.settings import Settings
from liftronome.store.opening.folders import refuse_kept_file

KEY: Final = "window.folder"


class FilePlaces:
    """Remembers the folder, for all kinds of files and from one start to the next; without a database only as
    long as it lives."""

    def __init__(self, database: Database | None = None) -> None:
        self._settings = Settings(database) if database else None
        self._kept = database.path.parent if database and not database.is_in_memory else None
        self._last = ""

    @property
    def folder(self) -> Path:
        """The folder to start in: that of the last file, at first the documents folder, or else the home."""
        last = self._last
        try:
            last = last or (self._settings.get(KEY, "") if self._settings else "")
        except LiftronomeError:
            last = ""
        if last and _is_folder(Path(last)):
            return Path(last)
        kinds = (
            QStandardPaths.StandardLocation.DocumentsLocation,
            QStandardPaths.StandardLocation.HomeLocation,
        )
        folders = [Path(QStandardPaths.writableLocation(kind)) for kind in kinds]
        return next((folder for folder in folders if _is_folder(folder)), folders[-1])

    def proposed(self, name: str) -> str:
        """A file's proposed path in that folder."""
        return str(self.folder / name)

    def remember(self, file: Path) -> None:
        """Start in the folder of this file the next time."""
        self._last = str(file.absolute().parent)
        try:
            if self._settings is not None:
                self._settings.set(KEY, self._last)
        except LiftronomeError:
            return  # it is remembered as long as the window is open

    def refuse_kept(self, file: Path) -> None:
        """Raises StoreError if writing this file would replace what presets and log are kept in."""
        if self._kept is not None:
            refuse_kept_file(file, self._kept)


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False
