"""Files are written whole or not at all, durably, and as private as what they replace."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from liftronome.files import PRIVATE_FILE, free_path, make_private, make_private_folder, written_whole

posix_only = pytest.mark.skipif(os.name != "posix", reason="permissions of this kind exist on POSIX only")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def write(path: Path, text: str, mode: int | None = None) -> None:
    with written_whole(path, mode) as unfinished:
        unfinished.write_text(text)


def test_a_block_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "presets.json"
    file.write_text("old")

    def fail() -> None:
        with written_whole(file) as unfinished:
            unfinished.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("presets.json", "old")]


@posix_only
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444, 0o666])
def test_a_replaced_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "presets.json"
    file.write_text("old")
    file.chmod(mode)
    write(file, "new", PRIVATE_FILE)
    assert (file.read_text(), mode_of(file)) == ("new", mode)


@posix_only
def test_a_replaced_private_file_is_never_readable_by_others(tmp_path: Path) -> None:
    file = tmp_path / "presets.json"
    file.touch(0o600)
    with written_whole(file) as unfinished:
        assert mode_of(unfinished) == 0o600


@posix_only
def test_a_new_file_has_the_usual_permissions_or_those_that_are_asked_for(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "usual", "")
        write(tmp_path / "private", "", PRIVATE_FILE)
    finally:
        os.umask(before)
    assert (mode_of(tmp_path / "usual"), mode_of(tmp_path / "private")) == (0o640, 0o600)


@posix_only
def test_a_link_is_followed_to_the_file_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    for name in ("there.json", "not yet.json"):
        file, link = tmp_path / "elsewhere" / name, tmp_path / name
        link.symlink_to(file)
        write(link, "new")
        assert link.is_symlink()
        assert file.read_text() == "new"


@posix_only
def test_a_file_and_its_name_are_synced_before_it_counts_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []

    def fsync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        synced.append(f"{'folder' if is_folder else 'file'}, new name: {(tmp_path / 'new').exists()}")

    monkeypatch.setattr(os, "fsync", fsync)
    write(tmp_path / "new", "")
    assert synced == ["file, new name: False", "folder, new name: True"]


@posix_only
@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_nothing_but_a_file_is_replaced(tmp_path: Path, kind: str) -> None:
    odd = tmp_path / "odd"
    odd.mkdir() if kind == "folder" else os.mkfifo(odd)
    with pytest.raises(OSError, match="folder" if kind == "folder" else "device"):
        write(odd, "new")
    assert [path.name for path in tmp_path.iterdir()] == ["odd"]


@posix_only
def test_a_private_folder_is_one_whatever_the_usual_permissions_are(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make_private_folder(tmp_path / "new" / "kept")
    finally:
        os.umask(before)
    assert mode_of(tmp_path / "new" / "kept") == 0o700


@posix_only
def test_making_a_file_private_takes_others_permissions_alone(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    file.chmod(0o755)
    make_private(file)
    assert mode_of(file) == 0o700
    make_private(tmp_path / "missing")


def test_the_first_free_name_is_counted_up(tmp_path: Path) -> None:
    (tmp_path / "copy.db").touch()
    (tmp_path / "copy-2.db").touch()
    assert free_path(tmp_path, "copy", ".db").name == "copy-3.db"
    assert free_path(tmp_path, "other", ".db").name == "other.db"
