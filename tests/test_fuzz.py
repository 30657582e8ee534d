"""Whatever is typed or read from a file is understood, or refused in one line: nothing else ever happens.

`fuzz` tries one kind of input as often as it is told to, for runs longer than these tests.
"""

from __future__ import annotations

import contextlib
import copy
import io
import json
import struct
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from liftronome.audio.synthesis.sound_files import PackError, read_sound
from liftronome.cli import main
from liftronome.domain.errors import InputError
from liftronome.domain.line import format_line
from liftronome.domain.line.reader import read_line
from liftronome.domain.notation import parse_tempo
from liftronome.store.presets.exercises import load_library
from liftronome.store.transfer.import_errors import ImportFileError
from liftronome.store.transfer.importing import read_contents

QUICK_TRIES: Final = 150

Strategy = st.SearchStrategy[Any]


def assert_one_line(error: Exception) -> None:
    assert str(error).strip()
    assert len(str(error).splitlines()) == 1


def check_tempo(text: str) -> None:
    try:
        tempo = parse_tempo(text)
    except InputError as error:
        assert_one_line(error)
    else:
        assert parse_tempo(str(tempo)) == tempo


def check_line(text: str) -> None:
    library = load_library()
    try:
        preset = read_line(text, library).preset
    except InputError as error:
        assert_one_line(error)
    else:
        assert read_line(format_line(preset, library), library).preset == preset


def check_import(data: bytes) -> None:
    try:
        contents = read_contents(data, load_library())
    except ImportFileError as error:
        assert_one_line(error)
    else:
        for incoming in contents.presets:
            assert incoming.preset.rounds()


def check_wav(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tick.wav"
        path.write_bytes(data)
        try:
            sound = read_sound(path)
        except PackError as error:
            assert_one_line(error)
            return
    assert len(sound) > 0
    assert np.abs(sound).max() <= 1


def check_command(words: list[str]) -> None:
    with TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("set.json").write_text(json.dumps(EXPORT))
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main([*words, "--data-dir", "data"])
    said = err.getvalue()
    assert status in (0, 1, 2)
    assert "Traceback" not in said
    if status:
        assert said.startswith("liftronome: ")
        assert said.count("\n") == 1


EXPORT: Final[Mapping[str, Any]] = {
    "format": "liftronome-presets",
    "version": 1,
    "exercises": [],
    "presets": [{"name": "heavy", "exercise": "Hip thrust", "tempo": "3-1-X-2", "sets": 3, "rest_s": 90}],
}

tempo_texts: Final = st.one_of(
    st.text(), st.text("0123456789xX×Х*!@-–—−/:., s()[]eco\n½٣"), st.from_regex(r"\A[0-9X*]{1,6}\Z")
)
pieces: Final = st.sampled_from(
    [
        *("Hip thrust", "squat", "swing", "– heavy", "3x10", "3 x 8–10", "@", "3-1-X-2", "4/2", "30X1", '"'),
        *("rest", "90", "s", "min", "each side", "count-in 5", "ready 10 s", "1.5 s a rep", "·", ",", "\n"),
    ]
)
lines: Final = st.one_of(
    st.text(), st.lists(pieces, max_size=8).map(" ".join), st.text().map("Hip thrust {}".format)
)

json_values: Final = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), tempo_texts),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
preset_keys: Final = st.sampled_from(
    [
        *("name", "exercise", "tempo", "start", "sets", "reps", "sides", "rest_s", "ready_s", "count_in_s"),
        *("x_slot_s", "pack", "notes", "cues", "favourite", "count", "sounds", "nothing like it"),
    ]
)


file_keys: Final = st.sampled_from(
    ["format", "version", "exercises", "presets", "changed_cues", "sounds_for_all", "sounds"]
)


@st.composite
def changed_exports(draw: st.DrawFn) -> bytes:
    """An export with some of its values replaced, and perhaps broken off."""
    record: Any = copy.deepcopy(dict(EXPORT))
    for key in draw(st.lists(preset_keys, max_size=4)):
        record["presets"][0][key] = draw(json_values)
    if draw(st.booleans()):
        record[draw(file_keys)] = draw(json_values)
    data = json.dumps(record).encode("utf-8", "surrogatepass")
    return data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data


def wav(rate: int, channels: int, bits: int, told: int, body: bytes, kind: int = 1) -> bytes:
    """A WAV file; its header may tell lies."""
    frame = max(channels * bits // 8, 0) % 65536
    form = struct.pack("<HHIIHH", kind, channels, rate, rate * frame % 2**32, frame, bits)
    chunks = b"WAVEfmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", told) + body
    return b"RIFF" + struct.pack("<I", len(chunks)) + chunks


sizes: Final = st.one_of(st.integers(0, 64), st.integers(0, 2**32 - 1))
wav_files: Final = st.one_of(
    st.binary(max_size=200),
    st.builds(
        wav,
        st.one_of(st.just(48_000), st.integers(0, 2**32 - 1)),
        st.one_of(st.just(1), st.integers(0, 65_535)),
        st.one_of(st.just(16), st.integers(0, 65_535)),
        sizes,
        st.binary(max_size=64),
        st.one_of(st.just(1), st.integers(0, 65_535)),
    ),
)

options: Final = st.sampled_from(
    [
        *("--tempo", "--reps", "--sets", "--rest", "--count-in", "--start", "--pack", "--ready", "--silent"),
        *("--exercise", "--json", "--csv", "--last", "--out", "--timeline", "--on-conflict", "--preset"),
    ]
)
values: Final = st.one_of(
    st.sampled_from(
        [
            *(
                "squat",
                "swing",
                "heavy",
                "1",
                "0",
                "-1",
                "1e9",
                "nan",
                "inf",
                "1.5",
                "3-1-X-2",
                "4/2",
                "*-0-1-0",
            ),
            *("set.json", "set.wav", "set.csv", ".", "", "skip", "replace", "eccentric", "glide", "ticks"),
        ]
    ),
    tempo_texts,
    st.text(max_size=6).map(lambda text: text.replace("/", "∕").replace("\0", "0")),
)
commands: Final = st.one_of(
    st.sampled_from(["render", "explain", "exercises", "presets", "import", "export", "log", "log"]),
    st.text(min_size=1, max_size=5).filter(lambda text: text != "play" and not text.startswith("-")),
)
"""All but `play`, which would be paced, and the window, which comes without a command."""


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """A command with what may stand after it, in a folder where nothing can be harmed."""
    command = draw(commands)
    words = draw(st.lists(st.one_of(options, values), max_size=5))
    words = [word for word in words if "/" not in word and not word.startswith("~")]
    if command == "render":  # one rep, as a set of hundreds takes its time
        words = ["squat", "--out", "set.wav", *words, "--reps", "1", "--count-in", "0"]
    return [command, *words]


INPUTS: Final[Mapping[str, tuple[Callable[[Any], None], Strategy]]] = {
    "tempo text": (check_tempo, tempo_texts),
    "one-line preset": (check_line, lines),
    "JSON import": (check_import, st.one_of(st.binary(max_size=100), changed_exports())),
    "WAV file": (check_wav, wav_files),
    "command line": (check_command, command_lines()),
}


def fuzz(what: str, tries: int) -> int:
    """Try so many inputs of a kind (see `INPUTS`), and say how many were tried; fails at the first that is
    neither understood nor refused in one line."""
    check, strategy = INPUTS[what]
    tried = 0

    def counted(given_input: Any) -> None:
        nonlocal tried
        tried += 1
        check(given_input)

    usual = settings(max_examples=tries, deadline=None, suppress_health_check=list(HealthCheck))
    usual(given(strategy)(counted))()
    return tried


@pytest.fixture(autouse=True)
def usual_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the terminal is that the tests run in."""
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.parametrize("what", INPUTS)
def test_any_input_is_understood_or_refused_in_one_line(what: str) -> None:
    assert fuzz(what, QUICK_TRIES) >= QUICK_TRIES // 3
