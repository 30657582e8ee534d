"""The output that makes no sound paces all the same."""

from __future__ import annotations

import time

from liftronome.audio.output import AudioOutput
from liftronome.audio.playing.outputs import SilentOutput
from liftronome.domain.timeline import Timeline

NOTHING = Timeline((), ())


def test_moment_0_is_when_it_was_asked_for() -> None:
    output: AudioOutput = SilentOutput()
    assert output.zero_ns() is None
    output.start(NOTHING, 12_345)
    assert output.zero_ns() == 12_345


def test_moment_0_is_now_if_no_other_was_asked_for() -> None:
    output = SilentOutput()
    before_ns = time.monotonic_ns()
    output.start(NOTHING)
    zero_ns = output.zero_ns()
    assert zero_ns is not None
    assert before_ns <= zero_ns <= time.monotonic_ns()


def test_nothing_can_go_wrong_with_it() -> None:
    output = SilentOutput()
    output.start(NOTHING)
    output.pause()
    output.stop()
    output.close()
    assert output.fault() is None
    assert output.heard_ms() is None
    assert output.muted() is None
