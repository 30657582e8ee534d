"""Rendered coaching, kept with the data."""

from __future__ import annotations

from pathlib import Path

import pytest
from liftronome.store.base.errors import StoreError
from liftronome.store.sounds.spoken_coaching import SpokenCoaching


def test_a_text_is_rendered_once(tmp_path: Path) -> None:
    spoken = SpokenCoaching(tmp_path, "joe")
    assert spoken.missing(["ribs down", "hinge", "ribs down", "", " "]) == ["ribs down", "hinge"]
    spoken.keep("ribs down", b"RIFF")
    assert spoken.missing(["ribs down", "hinge"]) == ["hinge"]
    assert spoken.paths(["ribs down", "hinge"]).keys() == {"ribs down"}
    assert SpokenCoaching(tmp_path, "joe").paths(["ribs down"])["ribs down"].read_bytes() == b"RIFF"


def test_another_voice_says_it_anew(tmp_path: Path) -> None:
    SpokenCoaching(tmp_path, "joe").keep("hinge", b"RIFF")
    assert SpokenCoaching(tmp_path, "amy").missing(["hinge"]) == ["hinge"]


@pytest.mark.parametrize("text", ["../../etc", "x" * 120, "重い ⚠", "\ud800"])
def test_any_text_has_a_file_of_its_own(tmp_path: Path, text: str) -> None:
    spoken = SpokenCoaching(tmp_path, "joe")
    spoken.keep(text, b"RIFF")
    assert spoken.paths([text])[text].parent == spoken.folder


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "coaching").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be written"):
        SpokenCoaching(tmp_path, "joe").keep("hinge", b"RIFF")
