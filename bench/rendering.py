"""How much faster a click track is rendered than it plays: `python -m bench.rendering`."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Mapping
from typing import Final

from liftronome.audio.click_track import ClickTrack
from liftronome.audio.packs.loading import PACKS, load_pack
from liftronome.domain.counting import Count
from liftronome.domain.layout import NO_WAIT, CueChoice, lay_out
from liftronome.domain.phase import Phase, Start
from liftronome.domain.rep import End, Rep, rep_of
from liftronome.domain.scheme.planned import Pacing, planned_sets
from liftronome.domain.scheme.scheme import Drop, MiniSet, Scheme, WorkingSet
from liftronome.domain.set_layout import lay_out_set
from liftronome.domain.tempo import EXPLOSIVE, Tempo, timed
from liftronome.domain.timeline import Timeline

AIM: Final = 500
ROUNDS: Final = 5
EVERYTHING: Final = CueChoice(count=Count.REPS_UP)


def usual_set() -> Timeline:
    """Ten reps of 3-1-X-2 after a count-in of 5 s."""
    tempo = Tempo(timed(3000), timed(1000), EXPLOSIVE, timed(2000))
    return lay_out([rep_of(tempo, Start.CONCENTRIC)] * 10, count_in_ms=5000, choice=EVERYTHING)


def long_set() -> Timeline:
    """A quarter of an hour in which no two phases of a kind are of the same length."""
    chance = random.Random(1)
    reps: list[Rep] = []
    while sum(rep.duration_ms for rep in reps) < 880_000:
        times = (timed(chance.randrange(500, 5000)) for _ in Phase)
        reps.append(rep_of(Tempo(*times), Start.ECCENTRIC))
    return lay_out(reps, count_in_ms=5000, choice=EVERYTHING)


def varied_set() -> Timeline:
    """Three mini-sets of one-and-a-half reps with breaks, a range and a ramp: no two reps alike."""
    minis = (MiniSet(12, 8), MiniSet(8, 5), MiniSet(5, 3))
    ramp = WorkingSet(minis, ramp_to=Tempo(timed(14_000), timed(1000), timed(4000), timed(2000)))
    scheme = Scheme((ramp,), one_and_a_half=End.STRETCHED, drop=Drop.ALL)
    pacing = Pacing(Tempo(timed(2000), timed(1000), timed(1000), timed(2000)), Start.ECCENTRIC)
    return lay_out_set(planned_sets(scheme, pacing)[0], NO_WAIT, 5000, EVERYTHING)


SETS: Final = {
    "10 reps of 3-1-X-2": usual_set,
    "15 min, no two reps alike": long_set,
    "a drop set of 1½ reps, a ramp": varied_set,
}


def times_faster(pack_name: str, timeline: Timeline) -> float:
    """Playing time over the best of some rounds, each with a pack that has made nothing yet."""
    best_s = float("inf")
    for _ in range(ROUNDS):
        pack = load_pack(pack_name)
        began = time.perf_counter()
        ClickTrack(timeline, pack).render()
        best_s = min(best_s, time.perf_counter() - began)
    return timeline.duration_ms / 1000 / best_s


def measured() -> Mapping[tuple[str, str], float]:
    """How many times faster than it plays, by pack and set."""
    return {(pack, name): times_faster(pack, make()) for pack in PACKS for name, make in SETS.items()}


def main() -> int:
    """Prints the table; 1 if any set is rendered more slowly than the aim."""
    ratios = measured()
    print(f"Rendering a click track, times faster than it plays (aim: {AIM})")
    for (pack, name), ratio in ratios.items():
        print(f"  {pack:12} {name:30} {ratio:8.0f}")
    return 0 if min(ratios.values()) >= AIM else 1


if __name__ == "__main__":
    sys.exit(main())
