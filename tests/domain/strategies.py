"""What hypothesis draws from when it needs tempos, reps and sets."""

from __future__ import annotations

from hypothesis import strategies as st
from liftronome.domain.phase import Phase
from liftronome.domain.rep import PhaseStep, Rep
from liftronome.domain.tempo import EXPLOSIVE, MAX_PHASE_MS, OWN_PACE, Tempo, timed

lengths = st.one_of(
    st.integers(0, 9).map(lambda seconds: seconds * 1000),
    st.integers(0, MAX_PHASE_MS),
).map(timed)
movements = st.one_of(lengths, st.just(EXPLOSIVE), st.just(OWN_PACE))
pauses = st.one_of(lengths, st.just(OWN_PACE))
tempos = (
    st.tuples(movements, pauses, movements, pauses)
    .filter(lambda parts: not all(part.is_nothing for part in parts))
    .map(lambda parts: Tempo(*parts))
)
steps = st.builds(PhaseStep, st.sampled_from(Phase), st.integers(1, 9000), st.booleans())
reps = st.lists(steps, min_size=1, max_size=6).map(lambda drawn: Rep(tuple(drawn)))
sets = st.lists(reps, min_size=1, max_size=6)
