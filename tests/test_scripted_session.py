"""A whole session in the real window: what was heard, what the screen showed and what the log says agree."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from liftronome.domain.log_entry import LoggedSet
from liftronome.domain.performance import Ended, PerformedPhase, PerformedRep
from liftronome.domain.phase import Phase
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS
from liftronome.store.log.log import SetLogStore
from liftronome.store.opening.opening import open_database

from tests.audio.listening import pitches
from tests.audio.waiting import wait_until
from tests.driving import AGAIN_S, DrivenWindow, driven_window
from tests.soundserver import Recording, SoundServer

pytestmark = [pytest.mark.sound, pytest.mark.screen]

FIELDS: Final[dict[str, Any]] = {
    "tempo": "1-0-1-*",
    "sets": 2,
    "reps": 2,
    "count_in_ms": 1000,
    "rest_ms": 4000,
    "seconds": False,
    "pre_cue_ms": 0,
}
"""Lift 1 s, squeeze at your own pace, lower 1 s: with next to nothing over the tones."""

WORDS: Final = {Phase.CONCENTRIC: "LIFT", Phase.PAUSE_SHORTENED: "SQUEEZE", Phase.ECCENTRIC: "LOWER"}
GOES: Final = {Phase.CONCENTRIC: 1, Phase.ECCENTRIC: -1}
LEEWAY_MS: Final = 90
"""So much later than it sounds a phase may be told or recorded on a busy machine."""

SILENT_MS: Final = 400
"""So soon after a pause nothing sounds any more."""

LAST_REP_MS: Final = 450
"""So long the announcement of the last rep sounds over its first phase."""


def perform(window: DrivenWindow) -> None:
    """Set 1: a rep, a pause in the second, that rep again, and one more. Set 2: ended in its second rep."""

    def phases_begun(count: int) -> None:
        wait_until(lambda: len(window.ask("phases")) >= count)

    def squeeze(phases_before: int, seconds: float) -> None:
        phases_begun(phases_before)
        time.sleep(seconds)
        window.press("space")

    window.start(**FIELDS)
    squeeze(2, 1.0)
    squeeze(5, AGAIN_S)
    phases_begun(6)
    time.sleep(0.5)
    window.press("p")  # in the lowering of the second rep
    time.sleep(1.0)
    window.press("space")
    squeeze(8, 0.8)
    phases_begun(9)
    window.press("m")
    squeeze(11, 0.6)
    squeeze(14, 0.7)
    phases_begun(16)  # the second rep of the second set
    time.sleep(0.4)
    window.press("Return")
    window.wait_for("finished")


def logged(folder: Path) -> list[LoggedSet]:
    """What the log says, the first set first."""
    return SetLogStore(open_database(folder).database).sets()[::-1]


def heard_at(recording: Recording, at_ns: int) -> int:
    """The sample that had come in at a moment."""
    return next(count for arrived_ns, count in recording.arrivals if arrived_ns >= at_ns)


def direction(sound: np.ndarray) -> int:
    """1 for a tone that rises, -1 for one that falls, 0 for a level one."""
    first, *_, last = pitches(sound.astype(np.float32), 5)
    return 0 if abs(last / first - 1) < 0.05 else (1 if last > first else -1)


def shape(rep: PerformedRep) -> tuple[int, bool, list[Phase]]:
    return rep.number, rep.complete, [performed.phase for performed in rep.phases]


def test_screen_sound_and_log_agree_on_a_session_with_a_pause_one_more_rep_and_an_early_end(
    sound_server: SoundServer, screen: Mapping[str, str], tmp_path: Path
) -> None:
    env = {**sound_server.env, **screen, "LIFTRONOME_DATA_DIR": str(tmp_path)}
    with sound_server.record() as recording, driven_window(env) as window:
        perform(window)
        told, texts, results = (window.ask(what) for what in ("phases", "texts", "results"))
    first, second = logged(tmp_path)

    whole = list(WORDS)
    assert [shape(rep) for rep in first.reps] == [
        (1, True, whole),
        (2, False, whole),
        (2, True, whole),
        (3, True, whole),
    ]
    assert [shape(rep) for rep in second.reps] == [(1, True, whole), (2, False, whole[:1])]
    assert (first.plan.reps, first.paced_reps, first.ended) == (2, 3, Ended.COMPLETED)
    assert (second.plan.reps, second.paced_reps, second.ended) == (2, 1, Ended.EARLY)
    assert [pause.rep for pause in first.pauses] == [2]
    assert results == [
        [3, pytest.approx(first.tension_ms, abs=1), False],
        [1, pytest.approx(second.tension_ms, abs=1), True],
    ]

    performed = [phase for rep in (*first.reps, *second.reps) for phase in rep.phases]
    assert len(told) == len(texts) == len(performed)
    for (_, began_ns, _), shown, phase in zip(told, texts, performed, strict=True):
        assert WORDS[phase.phase] in shown
        assert_heard(recording, began_ns, phase)
    assert_silent_while_paused(recording, told[5][1], first)


def assert_heard(recording: Recording, began_ns: int, performed: PerformedPhase) -> None:
    """The phase's tone fills the phase, and goes where the weight goes."""
    begin = heard_at(recording, began_ns) + LEEWAY_MS * SAMPLES_PER_MS
    end = begin + (performed.duration_ms - 2 * LEEWAY_MS) * SAMPLES_PER_MS
    sound = recording.samples[begin:end]
    pieces = np.abs(sound[: len(sound) // 480 * 480]).reshape(-1, 480)
    assert pieces.max(axis=1).min() > 0, "no hundredth of a second is silent"
    settled = sound[LAST_REP_MS * SAMPLES_PER_MS :]
    if len(settled) > SAMPLE_RATE // 3:
        assert direction(settled) == GOES.get(performed.phase, 0), performed


def assert_silent_while_paused(recording: Recording, lowering_ns: int, logged_set: LoggedSet) -> None:
    """From soon after the pause to the count-in nothing is heard."""
    interrupted = logged_set.reps[1].phases[-1]
    paused_ns = lowering_ns + interrupted.duration_ms * 1_000_000
    begin = heard_at(recording, paused_ns + SILENT_MS * 1_000_000)
    pause_ms = logged_set.pauses[0].duration_ms
    assert pause_ms == pytest.approx(1000, abs=500)
    assert not recording.samples[begin : begin + (pause_ms - SILENT_MS - LEEWAY_MS) * SAMPLES_PER_MS].any()
