"""What the terminal draws fits it, names what matters, and says when nothing can be heard."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from liftronome.audio.playing.outputs import SilentOutput
from liftronome.cli import main
from liftronome.domain.line.reader import read_line
from liftronome.domain.notation import parse_tempo
from liftronome.domain.preset import Preset, default_preset
from liftronome.engine.snapshot import Place, Snapshot, Stage, snapshot
from liftronome.presentation.key_map import KeyMap
from liftronome.presentation.texts import MUTED
from liftronome.store.presets.exercises import load_library
from liftronome.terminal import pacing, play
from liftronome.terminal.keys import hints
from liftronome.terminal.pacing import situation_at
from liftronome.terminal.screen import HEIGHT, Screen, big_digits
from rich.cells import cell_len
from rich.console import Console

from tests.terminal.playing import QUICK

Capture = pytest.CaptureFixture[str]


def a_preset(name: str = "", exercise: str = "Hip thrust") -> Preset:
    found = default_preset(load_library().find(exercise))
    return replace(found, name=name, tempo=parse_tempo("31X2"), ready_ms=0)


def a_moment(preset: Preset, ms: int, stage: Stage = Stage.WORKING) -> Snapshot:
    round_ = preset.rounds()[0]
    return snapshot(
        Place(stage, round_, preset.number_of_sets, preset.scheme.first_reps, preset.start),
        preset.round_timeline(round_),
        ms,
    )


def of_line(line: str, ms: int, number: int = 0, stage: Stage = Stage.WORKING) -> str:
    """What is drawn at a moment of a round of a line, without blank lines."""
    preset = replace(read_line(line, load_library()).preset, ready_ms=0, count_in_ms=0, rest_ms=0)
    round_ = preset.rounds()[number]
    place = Place(stage, round_, preset.number_of_sets, round_.reps, preset.start)
    now = snapshot(place, preset.round_timeline(round_), ms)
    lines = drawn(screen_of(preset, 80), now, 80).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


@pytest.mark.parametrize(
    ("line", "ms", "number", "shown"),
    [
        (
            "Bench press 2x2+2+2 @ 2020 break 15",
            9000,
            0,
            ("rep 3 / 6 ●● ○○ ○○", "mini-set 2 / 3", "B R E A K"),
        ),
        ("Bench press 2x2+2 drop 60/50kg @ 2020", 9000, 0, ("take load off: 2 reps with 50kg next", "50kg")),
        ("Bench press 3xAMRAP @ 2020", 13000, 0, ("rep 4 ●●● …",)),
        ("Bench press 3x8+ @ 2020", 5000, 2, ("rep 2 ●○○○○○○○ …", "at least 8")),
        ("Bench press 3x2-4 @ 2020", 9000, 0, ("rep 3 / 4 ●●○○", "minimum reached")),
        ("Bench press warm-up 5 3x8 60,65,70kg @ 2020 RPE 8", 1000, 0, ("warm-up set 1 / 4", "rep 1 / 5")),
        ("Bench press warm-up 5 3x8 60,65,70kg @ 2020 RPE 8", 1000, 2, ("set 3 / 4", "65kg · RPE 8")),
        ("Plank 3x2 min", 1000, 0, ("Plank · hold", "hold 2:00")),
        ("Bench press 1x3 @ 2020 > 4020", 5000, 0, ("Bench press · 3020", "last rep 4020")),
        ("Back squat 3x40s @ 2020", 1000, 0, ("rep 1 / 10", "40 s")),
    ],
)
def test_a_set_that_varies_is_shown_as_it_is_now(
    line: str, ms: int, number: int, shown: tuple[str, ...]
) -> None:
    text = of_line(line, ms, number, Stage.BREAK if ms == 9000 and "+" in line else Stage.WORKING)
    for part in shown:
        assert part in text


def test_a_break_is_counted_down_with_its_count_in() -> None:
    now = of_line("Bench press 1x1+1 @ 2020 break 15", 4000, 0, Stage.BREAK)
    at_once = "\n".join(" ".join(line.split()) for line in big_digits(15))
    assert at_once in now
    assert "rep 8 / " not in of_line("Bench press 1xAMRAP @ 2020", 29_000)


def drawn(screen: Screen, now: Snapshot, width: int) -> str:
    out = io.StringIO()
    shown = hints(situation_at(now), KeyMap(), "one more rep", all_of_them=True)
    Console(width=width, file=out).print(screen.drawn(now, shown))
    return out.getvalue()


def screen_of(preset: Preset, width: int) -> Screen:
    return Screen(Console(width=width, file=io.StringIO()), preset)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", ["", "heavy", "a name of very many words and even more letters"])
def test_tempo_set_tension_and_keys_are_seen_at_any_width(width: int, name: str) -> None:
    preset = a_preset(name, "Quadruped hip circle")
    text = drawn(screen_of(preset, width), a_moment(preset, 7000), width)
    assert all(cell_len(line.rstrip()) <= width for line in text.splitlines())
    for shown in ("· 31X2", "set 1 / 3", "under tension", "Q leave", "U undo: one more rep", "↑ louder"):
        assert shown in text


def test_the_name_of_a_preset_is_shown_where_there_is_room() -> None:
    preset = a_preset("heavy")
    assert "Hip thrust – heavy · 31X2" in drawn(screen_of(preset, 80), a_moment(preset, 7000), 80)


def test_a_pause_says_its_reason_once() -> None:
    preset = a_preset()
    screen = screen_of(preset, 80)
    screen.note("Paused: the computer was asleep.")
    now = replace(a_moment(preset, 7000, Stage.PAUSED), pause_reason="Paused: the computer was asleep.")
    assert drawn(screen, now, 80).count("asleep") == 1


def test_what_keeps_the_session_from_being_heard_stays_in_sight() -> None:
    preset = a_preset()
    screen = screen_of(preset, 80)
    screen.warn(MUTED)
    screen.note("Volume 50 %")
    assert MUTED in drawn(screen, a_moment(preset, 7000), 80)
    screen.warn("")
    assert MUTED not in drawn(screen, a_moment(preset, 7000), 80)


class Muted(SilentOutput):
    """A stream that the mixer has muted."""

    def muted(self) -> bool:
        return True


def test_a_stream_that_the_mixer_has_muted_is_told_once(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, qapp: object
) -> None:
    monkeypatch.setattr(play, "output_of_pack", lambda *_, **__: Muted())
    monkeypatch.setattr(pacing, "MIXER_MS", 50)
    assert main(["play", "hip thrust", *QUICK, "--reps", "2", "--sets", "1"]) == 0
    assert capsys.readouterr().out.splitlines().count(MUTED) == 1


def test_every_digit_has_a_shape_of_its_own() -> None:
    shapes = {"\n".join(big_digits(digit)) for digit in range(10)}
    assert len(shapes) == 10


def test_all_lines_of_a_number_are_of_one_width() -> None:
    for number in (0, 7, 10, 305):
        lines = big_digits(number)
        assert len(lines) == HEIGHT
        assert len({len(line) for line in lines}) == 1
