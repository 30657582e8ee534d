"""What a card hears of a track that is written, and written anew, while the card reads it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from liftronome.audio.output import revision_lead_ms
from liftronome.audio.playing.shared_track import SharedTrack
from liftronome.audio.playing.track_writer import TrackWriter
from liftronome.domain.timeline import SAMPLE_RATE, SAMPLES_PER_MS

from tests.listening import NoiseTrack, Samples

HELD_MS = 100
"""What simpleaudio asks a card to hold: it has read so far ahead of the ear."""

WRITING_MS = 20
"""Time that passes before what was asked for is in memory."""


class LevelTrack:
    """A track that is everywhere at one level, so that any click is a step."""

    def __init__(self, level: int, length: int) -> None:
        self.level = level
        self.length = length

    def render(self, first: int, last: int) -> Samples:
        return np.full(last - first, self.level, dtype=np.int16)


class Stream:
    """Memory with a track in it that a card reads, and the clock, which the card may outrun."""

    def __init__(self, memory: SharedTrack, age_s: float = 0, ppm: float = 0) -> None:
        self.memory = memory
        self.now_ns = round(age_s * 1e9)
        self._ppm = ppm

    def writer(self, track: LevelTrack | NoiseTrack, zero_at: int = 0) -> TrackWriter:
        return TrackWriter(self.memory, 0, zero_at, track, 1.0, now_ns=lambda: self.now_ns)

    def read(self, later_ms: float = 0) -> int:
        """How many samples the card has read."""
        heard_ms = (self.now_ns / 1e6 + later_ms) * (1 + self._ppm / 1e6)
        return round((heard_ms + HELD_MS) * SAMPLES_PER_MS)


@pytest.fixture
def memory() -> Iterator[SharedTrack]:
    """Room for 31 minutes."""
    with SharedTrack.reserve(1000, room=31 * 60 * SAMPLE_RATE) as memory:
        yield memory


AT_ANY_AGE = pytest.mark.parametrize(
    ("age_s", "ppm"),
    [(age_s, ppm) for age_s in (0.1, 49, 120, 151, 300, 900, 1800) for ppm in (-200, 0, 200)],
)


def write_all(writer: TrackWriter) -> None:
    while not writer.is_done:
        writer.write_some()


def largest_step(samples: Samples) -> int:
    return int(np.abs(np.diff(samples.astype(np.int32))).max())


@AT_ANY_AGE
def test_a_change_begins_without_a_click_at_any_age_of_a_stream_and_on_a_fast_card(
    memory: SharedTrack, age_s: float, ppm: float
) -> None:
    stream = Stream(memory, age_s, ppm)
    around = slice(round(age_s * SAMPLE_RATE), round((age_s + 2) * SAMPLE_RATE))
    memory.samples[around] = np.full(2 * SAMPLE_RATE, 9000, np.int16).data
    before = np.array(memory.samples[around])
    writer = stream.writer(LevelTrack(9000, memory.length))
    writer.revise(LevelTrack(-9000, around.stop), 1.0)
    write_all(writer)
    heard = np.array(memory.samples[around])
    read = max(stream.read(WRITING_MS) - around.start, 0)
    heard[:read] = before[:read]
    assert largest_step(heard) < 30
    lead = revision_lead_ms(age_s * 1000) * SAMPLES_PER_MS
    assert (heard[lead:] == -9000).all(), "it is heard whole from there on"


@AT_ANY_AGE
def test_silence_comes_without_a_click_at_any_age_of_a_stream_and_on_a_fast_card(
    memory: SharedTrack, age_s: float, ppm: float
) -> None:
    stream = Stream(memory, age_s, ppm)
    around = slice(round(age_s * SAMPLE_RATE), round((age_s + 2) * SAMPLE_RATE))
    memory.samples[around] = np.full(2 * SAMPLE_RATE, 9000, np.int16).data
    before = np.array(memory.samples[around])
    writer = stream.writer(LevelTrack(9000, around.stop))
    writer.join(around.stop)
    writer.fade_out()
    heard = np.array(memory.samples[around])
    read = max(stream.read() - around.start, 0)
    heard[:read] = before[:read]
    assert not heard[-SAMPLE_RATE:].any()
    assert largest_step(heard) < 30


def test_in_the_first_minutes_of_a_stream_a_change_is_heard_as_soon_as_180_ms_ahead() -> None:
    assert [revision_lead_ms(age_s * 1000) for age_s in (0, 150, 250, 900)] == [180, 180, 200, 330]


@given(
    st.lists(st.tuples(st.integers(0, 1500), st.booleans()), max_size=12),
    st.integers(-SAMPLE_RATE, SAMPLE_RATE),
)
def test_whatever_is_written_anew_and_however_late_no_sound_is_heard_at_another_place(
    steps: list[tuple[int, bool]], zero_at: int
) -> None:
    track = NoiseTrack(3)
    with SharedTrack.reserve(5 * SAMPLE_RATE) as memory:
        stream = Stream(memory)
        writer = stream.writer(track, zero_at)
        heard = np.zeros(memory.length, np.int16)
        writer.join(0)
        for pass_ms, is_revised in steps:
            if is_revised:
                writer.revise(track, 1.0)
            read = stream.read()
            stream.now_ns += pass_ms * 1_000_000
            heard[read : stream.read()] = memory.samples[read : stream.read()]
            writer.write_some()
        write_all(writer)
        heard[stream.read() :] = memory.samples[stream.read() :]
    expected = np.zeros_like(heard)
    end = zero_at + track.length
    expected[max(zero_at, 0) : end] = track.samples[max(-zero_at, 0) :]
    assert not heard[end:].any()
    assert (heard * expected.astype(np.int32) >= 0).all(), "silent, softer, or what belongs there"
    assert (np.abs(heard.astype(np.int32)) <= np.abs(expected.astype(np.int32))).all()


def test_a_track_longer_than_the_memory_is_written_to_its_end_and_may_still_grow() -> None:
    with SharedTrack.reserve(1000, room=SAMPLE_RATE) as memory:
        writer = Stream(memory).writer(LevelTrack(500, 10 * SAMPLE_RATE), zero_at=1000)
        writer.join(0)
        for track in (writer.track, LevelTrack(700, 11 * SAMPLE_RATE)):
            writer.revise(track, 1.0)
            write_all(writer)
            assert memory.samples[-1] == track.render(0, 1)[0]
