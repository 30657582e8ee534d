"""Spoken coaching texts, stored beside the database so that each is rendered only once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from liftronome.store.base.kept_file import keep_file
from liftronome.store.sounds.own_sounds import named_by

FOLDER_NAME: Final = "coaching"


class SpokenCoaching:
    """The texts of one voice, each in a file named after voice and text. A file that is lost can be rendered
    again."""

    def __init__(self, data_folder: Path, voice: str) -> None:
        self.folder = data_folder / FOLDER_NAME
        self._voice = voice

    def paths(self, texts: Iterable[str]) -> Mapping[str, Path]:
        """The files of the texts that have been rendered, by text."""
        paths = {text: self._path(text) for text in texts if text.strip()}
        return {text: path for text, path in paths.items() if path.is_file()}

    def missing(self, texts: Iterable[str]) -> list[str]:
        """The texts that have not been rendered, each once, in their order."""
        wanted = dict.fromkeys(text for text in texts if text.strip())
        rendered = self.paths(wanted)
        return [text for text in wanted if text not in rendered]

    def keep(self, text: str, wav: bytes) -> None:
        """Store a spoken text, as a WAV file's content. Raises StoreError if it cannot be written."""
        keep_file(self.folder, self._path(text).name, wav)

    def _path(self, text: str) -> Path:
        return self.folder / named_by(f"{self._voice}\n{text}".encode(errors="surrogatepass"))
