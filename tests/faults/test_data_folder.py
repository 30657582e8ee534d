"""Whatever the data folder is like: one line says what is wrong with it, and a set is paced all the same."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from liftronome.store.base.database import FILE_NAME
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore
from liftronome.store.transfer.file_format import FORMAT

from tests.faults.commands import QUICK, failure, liftronome, paced
from tests.store.conftest import make_read_only
from tests.store.examples import preset_of
from tests.store.log_examples import logged

KEEPING: Final = ("presets", "log", "export", "import")
"""The commands that are about what is kept."""

SCRIPTS: Final = (
    "with spaces",
    "Тяга и вес",
    "重量 トレーニング",
    "أوزان",
    "e\u0301 🏋",
    "per%20cent?#'\"",
    "-dash",
)


def keeping(command: str, tmp_path: Path) -> tuple[str, ...]:
    """The words of a command about what is kept, with a file where it needs one."""
    file = tmp_path / "presets.json"
    if command == "import":
        file.write_text(json.dumps({"format": FORMAT, "version": 1, "presets": []}))
    return (command, str(file)) if command in ("import", "export") else (command,)


def fill(disk: Path) -> None:
    with (disk / "music").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass


UNWRITABLE: Final = [(fill, "the disk is full"), (make_read_only, "the disk is read-only")]


def keep_something(folder: Path, *, left_open: bool) -> None:
    """Keep a preset and a set; `left_open` as by a program that was killed, what is new beside the file."""
    database = open_database(folder).database
    logged(SetLogStore(database))  # a set's end folds everything into the file, so the preset comes last
    PresetStore(database, OwnExercises(database, load_library())).add(preset_of())
    parts = {path: path.read_bytes() for path in folder.glob(f"{FILE_NAME}*")}
    database.close()
    assert parts[folder / f"{FILE_NAME}-wal"]
    if left_open:
        for path, content in parts.items():
            path.write_bytes(content)


def contents(folder: Path) -> dict[Path, bytes]:
    """Every file of a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", KEEPING)
@pytest.mark.parametrize(("damage", "message"), UNWRITABLE)
def test_a_full_or_read_only_disk_is_one_line(
    small_disk: Path, tmp_path: Path, command: str, damage: Callable[[Path], None], message: str
) -> None:
    damage(small_disk)
    done = liftronome(*keeping(command, tmp_path), "--data-dir", str(small_disk / "kept"))
    assert message in failure(done, 1)


@pytest.mark.parametrize("left_open", [False, True], ids=["closed", "killed"])
@pytest.mark.parametrize(("damage", "message"), UNWRITABLE)
def test_what_is_on_a_full_or_read_only_disk_can_still_be_read_and_stays_as_it_is(
    small_disk: Path, tmp_path: Path, damage: Callable[[Path], None], message: str, left_open: bool
) -> None:
    where = ("--data-dir", str(small_disk))
    keep_something(small_disk, left_open=left_open)
    damage(small_disk)
    before = contents(small_disk)
    for words in (("presets",), ("log",), ("export", str(tmp_path / "out.json"))):
        done = liftronome(*words, *where)
        assert done.returncode == 0
        assert done.stderr.splitlines()[0].startswith("liftronome: changes cannot be saved: ")
        assert message in done.stderr
    assert "heavy" in (tmp_path / "out.json").read_text()
    assert len(json.loads(liftronome("log", "--json", *where).stdout)) == 1
    refused = liftronome("import", str(tmp_path / "out.json"), *where)
    assert refused.returncode == 1
    assert message in refused.stderr.splitlines()[-1]
    assert "This session won't be logged: " in paced(liftronome(*QUICK, *where))
    assert contents(small_disk) == before


@pytest.mark.parametrize("damage", [fill, make_read_only])
def test_a_disk_that_keeps_nothing_stops_no_set(small_disk: Path, damage: Callable[[Path], None]) -> None:
    damage(small_disk)
    assert "This session won't be logged: " in paced(liftronome(*QUICK, "--data-dir", str(small_disk)))


def test_a_disk_that_becomes_full_in_mid_session_stops_no_set_and_keeps_what_it_had(small_disk: Path) -> None:
    paced(liftronome(*QUICK, "--data-dir", str(small_disk)))
    fill(small_disk)
    paced(liftronome(*QUICK, "--data-dir", str(small_disk)))
    (small_disk / "music").unlink()
    logged = json.loads(liftronome("log", "--json", "--data-dir", str(small_disk)).stdout)
    assert logged
    assert not list(small_disk.glob("*damaged*"))


@pytest.mark.parametrize("command", [*KEEPING, "play"])
def test_a_file_in_the_folders_place_is_refused_and_left_alone(tmp_path: Path, command: str) -> None:
    place = tmp_path / "file"
    place.write_text("mine")
    words = QUICK if command == "play" else keeping(command, tmp_path)
    assert "is a file, not a folder" in failure(liftronome(*words, "--data-dir", str(place)), 2)
    assert place.read_text() == "mine"


def test_a_folder_below_a_file_is_one_line_and_stops_no_set(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    below = ("--data-dir", str(tmp_path / "file" / "data"))
    assert "there is a file in the place of a folder" in failure(liftronome("presets", *below), 1)
    assert "there is a file in the place of a folder" in paced(liftronome(*QUICK, *below))


def test_a_folder_that_is_missing_is_made_with_those_above_it(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b" / "c"
    assert "not logged" not in paced(liftronome(*QUICK, "--data-dir", str(folder)))
    assert (folder / FILE_NAME).is_file()


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_folder_of_any_name_keeps_what_is_done(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    env = {"LIFTRONOME_DATA_DIR": str(folder)}
    paced(liftronome(*QUICK, env=env))
    logged = json.loads(liftronome("log", "--json", env=env).stdout)
    assert "Back squat" in json.dumps(logged)
    assert liftronome("export", str(folder / "presets.json"), env=env).returncode == 0
    assert liftronome("import", str(folder / "presets.json"), env=env).returncode == 0
    assert [path.name for path in folder.parent.iterdir()] == [name]


@pytest.mark.skipif(os.name != "posix", reason="names are bytes only there")
@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_a_folder_whose_name_is_no_text_keeps_what_is_done(tmp_path: Path, locale: str) -> None:
    name = os.fsdecode(b"Gewichte \xe4\xff")
    env = {"LC_ALL": locale, "PYTHONUTF8": "0"}
    paced(liftronome(*QUICK, "--data-dir", str(tmp_path / name), env=env))
    (tmp_path / name / FILE_NAME).write_bytes(b"damage" * 1000)
    again = liftronome(*QUICK, "--data-dir", str(tmp_path / name), env=env)
    paced(again)
    assert "have been set aside as " in again.stderr.splitlines()[0]


def test_a_folder_is_found_from_wherever_the_command_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.chdir(tmp_path)
    paced(liftronome(*QUICK, "--data-dir", "here"))
    assert (tmp_path / "here" / FILE_NAME).is_file()
