"""What the keys of the window do to the sound, from the key to the ear: recorded from a sound server."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
import pytest
from liftronome.audio.click_track import ClickTrack
from liftronome.audio.packs.loading import load_pack
from liftronome.domain.preset import Preset
from liftronome.domain.revision import resumed, with_one_more_rep, with_own_pace_ended
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS, Timeline

from tests.audio.waiting import wait_until
from tests.driving import AGAIN_S, DrivenWindow, driven_window, preset_of
from tests.listening import Samples, place_of, silent_from, wrong_samples
from tests.soundserver import Recording, SoundServer

pytestmark = [pytest.mark.sound, pytest.mark.screen]

SOON_MS: Final = 1000
"""A change is heard within this time of the key on a busy machine, too: if it were not made in the stream
that plays, it would be heard later, or never. `make prove` measures how soon it is."""

Fields = dict[str, Any]

RING_MS: Final = 1000
"""The sound of the end lasts longer than this."""

MARGIN: Final = 60 * SAMPLES_PER_MS


@pytest.fixture
def window(sound_server: SoundServer, screen: Mapping[str, str]) -> Iterator[DrivenWindow]:
    with driven_window({**sound_server.env, **screen}) as opened:
        yield opened


def first_timeline(preset: Preset) -> Timeline:
    return preset.round_timeline(preset.rounds()[0])


def sound_of(timeline: Timeline) -> Samples:
    return ClickTrack(timeline, load_pack("glide")).render()


def wait_for_sound(recording: Recording) -> None:
    wait_until(lambda: recording.samples[-SAMPLE_RATE // 20 :].any())


def wait_for_silence(recording: Recording) -> None:
    """Wait until what sounded has died away."""
    wait_until(lambda: not recording.samples[-SAMPLE_RATE // 5 :].any())


def ms_from(pressed_ns: int, recording: Recording, sample: int) -> float:
    """How long after a key a sample was heard."""
    return (recording.heard_ns(sample) - pressed_ns) / 1e6


def test_a_pause_is_silent_soon_and_what_remains_is_heard_whole_after_it(
    sound_server: SoundServer, window: DrivenWindow
) -> None:
    fields: Fields = {"tempo": "0.5-0-1.5-0", "reps": 1, "count_in_ms": 0}
    with sound_server.record() as recording:
        window.start(**fields)
        wait_for_sound(recording)
        time.sleep(0.7)
        paused_ns = window.press("space")
        time.sleep(AGAIN_S)
        wait_for_silence(recording)
        before = recording.samples
        resumed_ns = window.press("space")
        window.wait_for("finished")
        wait_for_silence(recording)
    silent = silent_from(before)
    assert ms_from(paused_ns, recording, silent) < SOON_MS
    remaining = resumed(first_timeline(preset_of(**fields)), 700, choice=preset_of(**fields).cue_choice)
    assert remaining is not None
    after = recording.samples[len(before) :]
    assert wrong_samples(sound_of(remaining), after) == 0
    first = len(before) + int(np.flatnonzero(after)[0])
    assert ms_from(resumed_ns, recording, first) < 500 + SOON_MS, "half a second of it wakes the device"


def test_one_more_rep_is_added_in_the_last_rep_without_a_gap(
    sound_server: SoundServer, window: DrivenWindow
) -> None:
    preset = preset_of(tempo="1-0-0.5-0", reps=2, count_in_ms=0)
    with sound_server.record() as recording:
        window.start(tempo="1-0-0.5-0", reps=2, count_in_ms=0)
        wait_until(lambda: len(window.ask("phases")) == 3)
        window.ask("session", "one_more_rep")
        window.wait_for("finished")
        wait_for_silence(recording)
    timeline = first_timeline(preset)
    longer = with_one_more_rep(timeline, 1, preset.rounds()[0].wait, preset.cue_choice)
    last_rep = timeline.rep_spans(2)[0].start_ms * SAMPLES_PER_MS
    before = sound_of(timeline)[: last_rep + MARGIN]
    after = sound_of(longer)[last_rep + SAMPLE_RATE // 2 :]
    assert wrong_samples(before, recording.samples) == 0
    assert wrong_samples(after, recording.samples) == 0
    apart = place_of(after, recording.samples) - place_of(before, recording.samples)
    assert apart == last_rep + SAMPLE_RATE // 2, "it is the same stream"


def test_the_phase_after_one_of_own_pace_is_heard_soon_after_the_key(
    sound_server: SoundServer, window: DrivenWindow
) -> None:
    fields: Fields = {"tempo": "0.5-0-*-1", "reps": 1, "count_in_ms": 0}
    preset = preset_of(**fields)
    with sound_server.record() as recording:
        window.start(**fields)
        wait_for_sound(recording)
        time.sleep(1)
        pressed_ns = window.press("space")
        window.wait_for("finished")
        next_ms = window.ask("phases")[1][0]
        wait_for_silence(recording)
    timeline = first_timeline(preset)
    ended = with_own_pace_ended(
        timeline, timeline.spans[0], next_ms, preset.rounds()[0].wait, preset.cue_choice
    )
    expected = sound_of(ended)
    begins, whole_from = next_ms * SAMPLES_PER_MS, next_ms * SAMPLES_PER_MS + SAMPLE_RATE // 2
    assert wrong_samples(expected[whole_from:], recording.samples) == 0
    place = place_of(expected[: SAMPLE_RATE // 2], recording.samples)
    assert place_of(expected[whole_from:], recording.samples) - place == whole_from, "it is the same stream"
    assert ms_from(pressed_ns, recording, place + begins) <= SOON_MS


def test_another_volume_is_heard_soon_in_the_same_stream(
    sound_server: SoundServer, window: DrivenWindow
) -> None:
    fields: Fields = {"tempo": "0.5-0-3-0", "reps": 1, "count_in_ms": 0}
    with sound_server.record() as recording:
        window.start(**fields)
        wait_for_sound(recording)
        time.sleep(0.8)
        asked_ns = time.monotonic_ns()
        window.ask("session", "set_volume", 0.25)
        window.wait_for("finished")
    expected = sound_of(first_timeline(preset_of(**fields)))
    place = place_of(expected[: SAMPLE_RATE // 2], recording.samples)
    assert wrong_samples(expected[: SAMPLE_RATE // 2], recording.samples) == 0
    changed = place + next(
        at for at in range(0, 3 * SAMPLE_RATE, 480) if _is_softer(expected, recording.samples, place, at)
    )
    assert ms_from(asked_ns, recording, changed) <= SOON_MS


def test_the_end_of_a_set_rings_out_while_the_rest_begins(
    sound_server: SoundServer, window: DrivenWindow
) -> None:
    fields: Fields = {"tempo": "0.5-0-0.5-0", "reps": 1, "sets": 2, "rest_ms": 2000, "count_in_ms": 0}
    preset = preset_of(**fields)
    set_ms = first_timeline(preset).duration_ms
    first, second = (sound_of(preset.round_timeline(round_)) for round_ in preset.rounds())
    with sound_server.record() as recording:
        window.start(**fields)
        window.wait_for("finished")
        wait_for_silence(recording)
    heard = recording.samples
    assert len(first) > (set_ms + RING_MS) * SAMPLES_PER_MS, "the sound of the end lasts a while"
    assert wrong_samples(first, heard) == 0
    loud = int(np.flatnonzero(second)[0])
    after = place_of(first, heard) + len(first)
    assert wrong_samples(second[loud:], heard[after:]) == 0
    apart = after + place_of(second[loud:], heard[after:]) - loud - place_of(first, heard)
    assert abs(apart / SAMPLES_PER_MS - set_ms) < RING_MS / 4, "the rest does not wait for it"


def test_a_window_that_is_killed_falls_silent_and_leaves_nothing(
    sound_server: SoundServer, window: DrivenWindow
) -> None:
    with sound_server.record() as recording:
        window.start(tempo="0.5-0-9-0", reps=1, count_in_ms=0)
        wait_for_sound(recording)
        time.sleep(0.5)
        killed_ns = time.monotonic_ns()
        window.process.kill()
        wait_until(lambda: not sound_server.players())
        wait_for_silence(recording)
    assert ms_from(killed_ns, recording, silent_from(recording.samples) - 1) < 2 * SOON_MS
    assert sound_server.shared_tracks() == 0


def _is_softer(expected: Samples, heard: Samples, place: int, at: int) -> bool:
    """True if from there on, for 20 ms, a quarter is heard of what was rendered."""
    wanted = expected[at : at + 960] * 0.25
    return bool(
        np.abs(wanted).max() > 500 and np.abs(heard[place + at : place + at + 960] - wanted).max() <= 1
    )
