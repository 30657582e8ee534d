"""What was chosen in the window holds in the terminal too: volume, latency and keys."""

from __future__ import annotations

import pytest
from liftronome.audio.playing.outputs import OutputKind, SilentOutput
from liftronome.cli import main
from liftronome.presentation.preferences import gain_of
from liftronome.store.base.settings import Settings
from liftronome.store.presets.presets import PresetStore
from liftronome.terminal import play

from tests.terminal.playing import LONG, QUICK
from tests.terminal.pseudo_terminal import PseudoTerminal

ONCE = ("play", "hip thrust", *QUICK[1:], "--reps", "1", "--sets", "1")


class Heard(SilentOutput):
    """An output that notes how loud and how late it is asked to be."""

    made: list[Heard]

    def __init__(self, _pack: object, *, latency_ms: int = 0, kind: OutputKind) -> None:
        super().__init__()
        self.latency_ms, self.kind = latency_ms, kind
        self.volumes: list[float] = []
        self.made.append(self)

    def set_volume(self, volume: float) -> None:
        self.volumes.append(volume)


@pytest.fixture
def outputs(monkeypatch: pytest.MonkeyPatch) -> list[Heard]:
    Heard.made = []
    monkeypatch.setattr(play, "output_of_pack", Heard)
    return Heard.made


def test_a_session_has_the_volume_and_the_latency_of_the_window(
    presets: PresetStore, outputs: list[Heard], qapp: object
) -> None:
    settings = Settings(presets.database)
    settings.set("bench.volume", 50)
    settings.set("sound.latency_ms", 185)
    assert main(ONCE) == 0
    (output,) = outputs
    assert (output.latency_ms, output.kind) == (185, OutputKind.SIMPLEAUDIO)
    assert output.volumes == [gain_of(50)] == [0.25]


def test_a_first_session_is_as_loud_as_can_be(outputs: list[Heard], qapp: object) -> None:
    assert main(ONCE) == 0
    assert (outputs[0].volumes, outputs[0].latency_ms) == ([1.0], 0)


def test_the_volume_is_kept_for_the_next_session(presets: PresetStore) -> None:
    settings = Settings(presets.database)
    settings.set("bench.volume", 60)
    with PseudoTerminal(*LONG) as terminal:
        terminal.wait_for("rep 1 / 60")
        terminal.press("\x1b[B")
        terminal.wait_for("Volume 50 %")
        terminal.press("q")
        assert terminal.wait().status == 0
    assert settings.get("bench.volume", 100) == 50


def test_keys_that_were_assigned_in_the_window_act_and_are_named(presets: PresetStore) -> None:
    Settings(presets.database).set("bench.keys", {"go": ["B"]})
    with PseudoTerminal(*LONG) as terminal:
        terminal.wait_for("B pause")
        terminal.press("b")
        terminal.wait_for("P A U S E D")
        terminal.press("q")
        assert terminal.wait().status == 0


def test_letters_act_on_a_greek_keyboard(presets: PresetStore) -> None:
    with PseudoTerminal(*LONG, env={"LC_ALL": "el_GR.UTF-8"}) as terminal:
        terminal.wait_for("S Q U E E Z E")
        terminal.press("π")
        terminal.wait_for("P A U S E D")
        terminal.press(";")
        assert terminal.wait().status == 0
