"""A real session and the model, led through the same random requests and compared after each step."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any, Final

from liftronome.domain.exercise import Exercise
from liftronome.domain.notation import parse_tempo
from liftronome.domain.performance import Ended
from liftronome.domain.phase import Start
from liftronome.domain.preset import Preset, Sides, default_preset
from liftronome.domain.scheme.scheme import Drop, MiniSet, Scheme, WorkingSet
from liftronome.domain.timeline import Timeline
from liftronome.engine.snapshot import Stage

from tests.engine.gym import TWO_SETS, Gym
from tests.engine.session_model import RUNNING, Model

PLANK: Final = Exercise("plank", "Plank", Start.CONCENTRIC, None, is_hold=True)


def set_of(*reps: int, is_open: bool = False, tempo: str = "") -> WorkingSet:
    """A set with mini-sets of so many reps."""
    return WorkingSet(
        tuple(MiniSet(number or None) for number in reps), is_open, parse_tempo(tempo) if tempo else None
    )


SCHEMES: Final = (
    Scheme((set_of(2, 1, 2),) * 2, break_ms=8000),
    Scheme((set_of(1, 2), set_of(3, tempo="2010")), (MiniSet(1),), break_ms=2000, drop=Drop.ALL),
    Scheme((set_of(2), set_of(0, is_open=True))),
    Scheme((set_of(2, 2, is_open=True),) * 2, break_ms=5000),
    Scheme((WorkingSet((MiniSet(limit_ms=20_000),)),) * 2),
    Scheme((WorkingSet((MiniSet(4, 2), MiniSet(3, 1))),), last_rep=parse_tempo("5-0-X-4")),
    Scheme((set_of(2),) * 3, every_ms=25_000),
    Scheme((set_of(1, 1),) * 3, break_ms=3000, every_ms=30_000),
)

FIELDS: Final[tuple[dict[str, Any], ...]] = (
    {"rest_ms": 20_000},
    {"rest_ms": 20_000, "wait_for_key": True, "sets": 3},
    {"rest_ms": 0, "count_in_ms": 0, "ready_ms": 0, "tempo": parse_tempo("1-0-1-0"), "reps": 3},
    {"rest_ms": 3000, "count_in_ms": 5000, "ready_ms": 2000, "tempo": parse_tempo("2011")},
    {"sides": Sides.LEFT_THEN_RIGHT, "changeover_ms": 8000, "rest_ms": 12_000},
    {"tempo": parse_tempo("*-0-1-*"), "own_pace_limit_ms": 9000, "rest_ms": 15_000, "reps": 3},
    {"tempo": parse_tempo("0.5-0-0.4-0"), "reps": 1, "sets": 3, "rest_ms": 1000, "count_in_ms": 700},
    *({"rest_ms": 20_000, "scheme": scheme} for scheme in SCHEMES),
    {"scheme": SCHEMES[0], "wait_for_key": True, "rest_ms": 6000},
    {"scheme": SCHEMES[0], "sides": Sides.LEFT_THEN_RIGHT, "changeover_ms": 8000},
    {"scheme": SCHEMES[3], "tempo": parse_tempo("*-0-1-0"), "own_pace_limit_ms": 9000},
    {
        "scheme": Scheme((set_of(1),) * 3, every_ms=40_000),
        "sides": Sides.LEFT_THEN_RIGHT,
        "changeover_ms": 8000,
        "wait_for_key": True,
    },
)

HOLDS: Final = replace(
    default_preset(PLANK), scheme=Scheme((WorkingSet((MiniSet(limit_ms=30_000),)),) * 2), rest_ms=9000
)
PRESETS: Final = (*(replace(TWO_SETS, **fields) for fields in FIELDS), HOLDS)

REQUESTS: Final = (
    *("go", "pause", "end_set", "one_more_rep", "skip_wait", "longer_rest", "shorter_rest"),
    *("restart_set", "undo"),
)


class Comparison:
    """A real session and the model, led through the same requests."""

    def __init__(self, preset: Preset) -> None:
        self.model = Model(preset)
        self.gym = Gym(preset)
        self.model.begin()
        self.gym.advance(0)

    def request(self, name: str) -> None:
        """Ask both for something."""
        getattr(self.model, name)()
        session = self.gym.session
        if name == "longer_rest":
            session.change_rest(15_000)
        elif name == "shorter_rest":
            session.change_rest(-15_000)
        else:
            getattr(session, name)()

    def advance(self, ms: int) -> None:
        """Let time pass."""
        self.model.pass_time(ms)
        self.gym.world.advance(ms)

    def stall(self, ms: int) -> None:
        """The program stands still, and the sound plays on."""
        self.model.pass_time(ms, unseen=True)
        self.gym.world.stall(ms)

    def gap(self, ms: int) -> None:
        """Everything stands still."""
        self.model.gap(ms)
        self.gym.world.stall(ms)
        self.gym.output.lag_ms += ms

    def check(self) -> None:
        """Both are in the same place, and the same is logged."""
        self.gym.world.advance(0)
        model, session = self.model, self.gym.session
        assert session.stage is model.stage, f"{session.stage}, and the model {model.stage}"
        logged = [tuple(map(_plain, line)) for line in self.gym.log.lines]
        assert logged == model.log, f"{logged}, and the model {model.log}"
        assert [(result.set_number, result.reps_done) for result in session.results] == model.results
        offer, expected = session.undo_offer, model.offered()
        offers = offer and offer.what, expected and expected.what
        assert offers[0] == offers[1], f"offered and the model: {offers}"
        if model.stage is Stage.FINISHED:
            return
        played = [(span.phase.value, span.duration_ms, span.rep or 0) for span in self.playing().spans]
        if model.stage is not Stage.WAITING:
            assert played == [(piece.kind, piece.ms, piece.rep) for piece in model.pieces]
            places = session.engine.position_ms(), model.at
            assert places[0] == places[1], f"position and the model: {places}"
        snap = session.snapshot()
        assert snap.set_number == model.rounds()[model.round][0]
        if model.stage in (Stage.COUNT_IN, Stage.WORKING, Stage.PAUSED):
            assert snap.reps_done == model.progress.done + model.done_now()
            assert snap.tension_ms == model.progress.tension_ms + model.tension_now()
        if model.stage is not Stage.WAITING and snap.span is not None:
            self.check_plan()
        assert self.sounds() is (model.stage in RUNNING)

    def check_plan(self) -> None:
        """The mini-sets of the set are shown as they are performed."""
        model, snap = self.model, self.gym.session.snapshot()
        coming = [piece for piece in model.pieces if piece.rep == snap.rep]
        if not coming:
            return  # a rest before a set that waits for a key
        assert snap.mini_set == coming[0].mini
        if not snap.planned.open:
            assert sum(snap.mini_sets) == snap.reps == model.remaining_reps()[-1]
        assert (snap.break_left_ms is not None) is any(model.pieces[i].kind == "break" for i in model.quiet())
        later = [notice for notice in self.gym.notices if "later" in notice]
        assert len(later) == model.prolonged

    def playing(self) -> Timeline:
        """What the output was told to sound last; paused, what the session holds."""
        told = [timeline for what, timeline in self.gym.output.told if what in ("start", "revise")]
        if self.model.stage is Stage.PAUSED:
            return self.gym.session.engine.timeline
        assert isinstance(told[-1], Timeline)
        return told[-1]

    def sounds(self) -> bool:
        """True if the output was not told to fall silent, and what it plays is not over."""
        whats = [what for what, _ in self.gym.output.told if what in ("start", "pause", "stop")]
        return whats[-1] == "start" and self.gym.session.engine.is_playing


def _plain(value: object) -> object:
    return value.value if isinstance(value, Ended) else value


def run_sequence(seed: int) -> int:
    """Compare a session with the model in a random sequence of requests; how many steps it had.

    Raises AssertionError, with the steps so far, where the two differ.
    """
    chance = random.Random(seed)
    preset = PRESETS[chance.randrange(len(PRESETS))]
    comparison = Comparison(preset)
    steps: list[str] = [f"seed {seed}: {PRESETS.index(preset)}, {preset.tempo}, {preset.number_of_sets} sets"]
    try:
        comparison.check()
        for _ in range(chance.randint(3, 25)):
            step(comparison, chance, steps)
            comparison.check()
            if comparison.model.stage is Stage.FINISHED and chance.random() < 0.5:
                break
        steps.append("leave")
        comparison.request("leave")
        comparison.check()
    except AssertionError as error:
        raise AssertionError(f"{'; '.join(steps)}\n{error}") from error
    return len(steps)


def step(comparison: Comparison, chance: random.Random, steps: list[str]) -> None:
    """Let time pass or stand still, or ask for something, or both at once."""
    kind = chance.random()
    if kind < 0.45:
        ms = chance.choice((0, 1, 100, chance.randint(1, 9000), chance.randint(1, 30_000)))
        steps.append(f"{ms} ms")
        comparison.advance(ms)
    elif kind < 0.52:
        ms = chance.randint(1, 40_000)
        steps.append(f"stall of {ms} ms")
        comparison.stall(ms)
    elif kind < 0.57:
        ms = chance.randint(1000, 100_000)
        steps.append(f"gap of {ms} ms")
        comparison.gap(ms)
    if kind >= 0.52:
        name = chance.choice(REQUESTS) if chance.random() < 0.97 else "leave"
        if kind < 0.57 and name == "go" and comparison.model.stage is Stage.PAUSED:
            return  # a key that uncovers a gap does not resume: see test_gaps
        steps.append(name)
        comparison.request(name)
        if name in ("end_set", "restart_set") and chance.random() < 0.4:
            ms = chance.randint(0, 5100)
            steps.append(f"{ms} ms, undo")
            comparison.advance(ms)
            comparison.check()
            comparison.request("undo")
