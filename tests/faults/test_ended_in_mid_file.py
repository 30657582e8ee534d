"""A command that is ended while it writes: what is there is the older or the whole new one, nothing else."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path
from typing import Final

import pytest
from liftronome.store.opening.opening import open_database
from liftronome.store.presets.exercises import load_library
from liftronome.store.presets.own_exercises import OwnExercises
from liftronome.store.presets.presets import PresetStore

from tests.audio.waiting import wait_until
from tests.faults.commands import liftronome, started
from tests.faults.test_ended import SIGNALS
from tests.store.examples import preset_of

COUNT: Final = 3000
ENDED_S: Final = (0.15, 0.3, 0.45, 0.6, 0.8, 1.1, 1.5)
"""From the command's start until after its end, on a machine that has nothing else to do."""
RENDER: Final = (
    *("render", "hip thrust", "--tempo", "4-4-4-4", "--reps", "50", "--sets", "20", "--rest", "60"),
    "--all-sets",
)
"""Some five hours: it takes seconds to write."""


@pytest.fixture(scope="module")
def many_presets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with many presets."""
    folder = tmp_path_factory.mktemp("many")
    file = folder / "many.json"
    database = open_database(folder / "data").database
    PresetStore(database, OwnExercises(database, load_library())).add(preset_of())
    database.close()
    assert liftronome("export", str(file), "--data-dir", str(folder / "data")).returncode == 0
    written = json.loads(file.read_text())
    (preset,) = written["presets"]
    written["presets"] = [{**preset, "name": f"heavy {number}"} for number in range(COUNT)]
    file.write_text(json.dumps(written))
    return file


def presets_in(folder: Path) -> int:
    return len(json.loads(liftronome("presets", "--json", "--data-dir", str(folder)).stdout))


def end(words: tuple[str, ...], after_s: float, number: signal.Signals, status: int) -> bool:
    """Give a command and end it after a while, tidily; True if it was done before."""
    process = started(*words)
    time.sleep(after_s)
    process.send_signal(number)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, err) in ((status, ""), (-number, ""), (0, err)), (after_s, out)
    assert "Traceback" not in err
    return process.returncode == 0


@pytest.mark.parametrize(("number", "status"), SIGNALS)
def test_an_import_that_is_ended_has_brought_in_all_or_nothing(
    many_presets: Path, tmp_path: Path, number: signal.Signals, status: int
) -> None:
    for place, after_s in enumerate(ENDED_S):
        folder = tmp_path / str(place)
        is_done = end(("import", str(many_presets), "--data-dir", str(folder)), after_s, number, status)
        assert presets_in(folder) in ((COUNT,) if is_done else (0, COUNT)), after_s


@pytest.mark.parametrize(("number", "status"), SIGNALS)
def test_an_export_that_is_ended_leaves_the_older_file_or_the_whole_new_one(
    many_presets: Path, tmp_path: Path, number: signal.Signals, status: int
) -> None:
    where = ("--data-dir", str(tmp_path / "data"))
    assert liftronome("import", str(many_presets), *where).returncode == 0
    file = tmp_path / "out" / "presets.json"
    file.parent.mkdir()
    for after_s in ENDED_S:
        file.write_text("older")
        is_done = end(("export", str(file), *where), after_s, number, status)
        assert list(file.parent.iterdir()) == [file]
        text = file.read_text()
        assert text != "older" if is_done else True
        assert text == "older" or len(json.loads(text)["presets"]) == COUNT


@pytest.mark.parametrize(("number", "status"), SIGNALS)
@pytest.mark.parametrize("ending", ["wav", "flac"])
def test_a_render_that_is_ended_leaves_the_older_file_and_nothing_half_written(
    tmp_path: Path, ending: str, number: signal.Signals, status: int
) -> None:
    file = tmp_path / "out" / f"set.{ending}"
    file.parent.mkdir()
    file.write_text("older")
    process = started(*RENDER, "--out", str(file))
    wait_until(lambda: len(list(file.parent.iterdir())) == 2, 20)
    time.sleep(0.1)
    process.send_signal(number)
    _, err = process.communicate(timeout=10)
    assert (process.returncode, err) == (status, "")
    assert list(file.parent.iterdir()) == [file]
    assert file.read_text() == "older"
