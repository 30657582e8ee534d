"""The bench screen on a clock that stands still until a test moves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from liftronome.domain.exercise import Exercise, Words
from liftronome.domain.line.reader import read_details
from liftronome.domain.performance import SetLog
from liftronome.domain.phase import Phase, Start
from liftronome.domain.preset import Preset
from liftronome.domain.tempo import EXPLOSIVE, Tempo, timed
from liftronome.engine.engine import TempoEngine
from liftronome.engine.session import Session
from liftronome.ui.bench.entries import TrainingLog
from liftronome.ui.bench.screen import BenchScreen
from liftronome.ui.options.options import Options
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.engine.fakes import FakeOutput, World

CUES: Final[Mapping[Phase, str]] = {
    Phase.ECCENTRIC: "Glutes on all the way",
    Phase.CONCENTRIC: "Ribs stay to your hips",
}

HIP_THRUST: Final = Exercise(
    "hip-thrust",
    "Hip thrust",
    Start.CONCENTRIC,
    Tempo(timed(3000), timed(1000), EXPLOSIVE, timed(2000)),
    Words(explosive="drive up"),
    squeezed="glutes",
    cues=CUES,
)

REP_MS: Final = 7000
READY_MS: Final = 10_000
COUNT_IN_MS: Final = 5000
FIRST_PHASE_MS: Final = READY_MS + COUNT_IN_MS
"""When the first rep begins: a rep is 1 s up, 2 s squeezed, 3 s down, 1 s held."""


def hip_thrust(**other: object) -> Preset:
    """Three sets of four reps of 3-1-X-2, with a rest of 90 s, or what is said otherwise."""
    preset = Preset(HIP_THRUST, HIP_THRUST.tempo, HIP_THRUST.start, reps=4)
    return replace(preset, **other)  # type: ignore[arg-type]


@dataclass
class Bench:
    """A session that has begun, and the screen that shows it."""

    world: World
    output: FakeOutput
    session: Session
    screen: BenchScreen
    options: Options = field(default_factory=Options)
    said: list[str] = field(default_factory=list)
    pressed_ms: int = 1_000_000

    def advance(self, ms: float) -> None:
        """Let time pass, and the screen draw."""
        self.world.advance(ms)
        self.screen.refresh()

    def press(
        self,
        key: Qt.Key,
        *,
        auto_repeat: bool = False,
        after_ms: int = 1000,
        control: bool = False,
        pad: bool = False,
    ) -> None:
        """Press a key (`pad`: of the number pad), so long after the last press. Time does not pass for the
        session."""
        self.pressed_ms += after_ms
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        held |= Qt.KeyboardModifier.KeypadModifier if pad else Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, key, held, "", auto_repeat)
        event.setTimestamp(self.pressed_ms)
        self.screen.event(event)

    def type(self, text: str) -> None:
        """Press the keys of digits, dots and letters, one after the other."""
        for character in text:
            self.press(Qt.Key(ord(character.upper())))

    def texts(self) -> str:
        """Everything that can be read on the screen, from the accessible names of what is shown."""
        return "\n".join(
            widget.accessibleName()
            for widget in self.screen.findChildren(QWidget)
            if widget.isVisibleTo(self.screen)
        )


def at_the_bench(
    qtbot: QtBot,
    preset: Preset,
    *,
    size: tuple[int, int] = (1280, 720),
    options: Options | None = None,
    log: TrainingLog | None = None,
    set_log: SetLog | None = None,
) -> Bench:
    """The bench screen, shown, with a session that has just begun."""
    world = World()
    output = FakeOutput(world)
    session = Session(preset, TempoEngine(world, world.timer, output), set_log)
    options, said = options or Options(), list[str]()
    screen = BenchScreen(
        session, options=options, log=log, clock=world, say=lambda _, text: said.append(text)
    )
    session.setParent(screen)
    session.engine.setParent(session)
    # The function keeps the screen: what nobody holds can be collected while it is being painted.
    qtbot.addWidget(screen, before_close_func=lambda _: screen.hide())
    screen.resize(*size)
    screen.show()
    session.begin()
    bench = Bench(world, output, session, screen, options, said)
    bench.advance(1)
    return bench


def working(qtbot: QtBot, ms: int, *, options: Options | None = None, **other: object) -> Bench:
    """The bench `ms` after the first rep began."""
    bench = at_the_bench(qtbot, hip_thrust(**other), options=options)
    bench.advance(FIRST_PHASE_MS + ms - 1)
    return bench


def varied(details: str, exercise: Exercise = HIP_THRUST) -> Preset:
    """A preset as its line says what follows the exercise."""
    return read_details(details, exercise).preset


def varied_at(qtbot: QtBot, details: str, ms: float, exercise: Exercise = HIP_THRUST) -> Bench:
    """The bench `ms` after the first phase of such a preset began."""
    bench = at_the_bench(qtbot, varied(details, exercise))
    bench.advance(FIRST_PHASE_MS + ms - 1)
    return bench
