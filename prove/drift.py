"""What a sound card that runs fast or slow means: the engine's clock against the sound, by reckoning.

Nothing has to be heard for it: a fake output says when the track began, and a fast card has come further
than the clock by a known part. The real engine runs on a fake clock, and tells when each phase is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from liftronome.audio.output import revision_lead_ms, write_ahead
from liftronome.domain.preset import Preset
from liftronome.domain.timeline import SAMPLES_PER_MS
from liftronome.engine.engine import Due, TempoEngine
from liftronome.engine.session import Session

from prove.figures import Figure, at_most, told
from tests.driving import preset_of
from tests.engine.fakes import FakeOutput, World

TITLE: Final = "A sound card that runs fast"
NOTE: Final = """\
The screen and the log follow the computer's clock, the sound follows the crystal of the sound card. On a card
that runs 200 parts in a million fast a rep of 7 s is 1.4 ms shorter, which nobody can tell; but sight falls
behind sound by 0.2 ms with each second. It begins anew with each stream: a rest and the set after it. Real
cards are within 20 to 100 parts in a million, so what a lifter meets is half of the figures below, or less. A
change in mid-stream (one more rep, the end of a phase of own pace, the volume) is written ahead of what such
a card has read by then, so that it does not begin with a click. The older a stream is, the further ahead that
is, on every card, and the later a change is heard."""
PPM: Final = 200
"""Worse than cards are: their crystals are good to some 20 to 100 parts in a million."""

HELD_MS: Final = 100
"""What simpleaudio asks a card to hold: it has read so far ahead of the ear."""

LEAST_SPARE_MS: Final = 15

OLDEST_S: Final = 30 * 60
"""The longest stream: a rest and a set of a quarter of an hour each."""

SESSION: Final[dict[str, Any]] = {"sets": 5, "reps": 10, "rest_ms": 90_000, "ready_ms": 10_000}
LONGEST: Final[dict[str, Any]] = {"tempo": "5-0-4-0", "reps": 99, "count_in_ms": 5000}


@dataclass(frozen=True, slots=True)
class Apart:
    """A phase, and by how much earlier than it is shown it is heard."""

    at_ms: int
    ms: float


def apart(preset: Preset, ppm: float) -> list[Apart]:
    """For each phase of a session on a card that runs `ppm` parts in a million fast.

    Every set begins anew on the clock, so that nothing adds up over a session.
    """
    world = World()
    engine = TempoEngine(world, world.timer, FakeOutput(world))
    session = Session(preset, engine)
    found: list[Apart] = []

    def note(due: Due) -> None:
        found.append(Apart(due.moment.at_ms, due.late_ms + due.moment.at_ms * ppm / 1e6))

    engine.phase_began.connect(note)
    session.begin()
    while session.stage != "finished":
        world.advance(60_000)
    return found


def prove(quick: bool) -> list[Figure]:  # noqa: ARG001 - it takes no time
    """The figures."""
    usual = max(found.ms for found in apart(preset_of(**SESSION), PPM))
    longest = max(found.ms for found in apart(preset_of(**LONGEST), PPM))
    return [
        at_most(f"seen after heard at {PPM} ppm: sets of 75 s and rests of 90 s, worst", usual, 50, "ms", 1),
        told(f"seen after heard at {PPM} ppm: a set of 15 min, worst", longest, "ms", 1),
        _at_any_age(spare_ms(PPM)),
        told(
            "a phase of own pace ends so long after its key: 2 min into a stream",
            revision_lead_ms(120_000),
            "ms",
        ),
        told("the same, 15 min into a stream", revision_lead_ms(900_000), "ms"),
    ]


def _at_any_age(spare_ms: float) -> Figure:
    what = f"time to write a change before a card at {PPM} ppm reads it, at any age of a stream"
    return Figure(what, f"{spare_ms:.0f} ms", f"at least {LEAST_SPARE_MS} ms", spare_ms >= LEAST_SPARE_MS)


def spare_ms(ppm: float) -> float:
    """How long before a card that runs `ppm` parts in a million fast reads it, at the least, a change is
    written."""
    ages_ms = range(0, OLDEST_S * 1000, 1000)
    return min(
        write_ahead(age_ms * SAMPLES_PER_MS) / SAMPLES_PER_MS - HELD_MS - age_ms * ppm / 1e6
        for age_ms in ages_ms
    )
