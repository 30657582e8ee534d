"""With real processes that are stopped and real sinks that stand still, no log has reps that nobody heard."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final

import pytest
from liftronome.audio.click_track import ClickTrack
from liftronome.audio.packs.loading import load_pack
from liftronome.audio.playing.simpleaudio_output import SimpleaudioOutput
from liftronome.domain.log_entry import LoggedSet
from liftronome.domain.performance import Ended
from liftronome.engine.clock import MonotonicClock, PreciseTimer
from liftronome.engine.engine import TempoEngine
from liftronome.engine.gap import GapCause
from liftronome.engine.qt_application import core_application
from liftronome.engine.session import Session
from liftronome.engine.snapshot import Stage
from liftronome.terminal.pacing import ENDED_AT_GAP

from tests.driving import preset_of
from tests.faults.commands import started
from tests.soundserver import SoundServer
from tests.terminal.playing import sets_in

pytestmark = pytest.mark.sound

REPS: Final = 6
REP_S: Final = 1.0
PLAY: Final = (
    *("play", "squat", "--tempo", "0.5-0-0.5-0", "--reps", str(REPS), "--sets", "1"),
    *("--count-in", "0"),
)
NOTICED_S: Final = 1.0
CLOSING_S: Final = 6.0
"""Giving back a device that does not answer takes up to 4 s."""


class Play:
    """`play` without keys, its processes, and what it has written."""

    def __init__(self, server: SoundServer) -> None:
        self.process = started(*PLAY)
        self.lines: list[str] = []
        self._server = server

    def wait_for(self, text: str) -> None:
        assert self.process.stdout is not None
        while not self.lines or text not in self.lines[-1]:
            line = self.process.stdout.readline()
            assert line, self.lines
            self.lines.append(line.strip())

    def send(self, number: signal.Signals, *, program: bool = True, player: bool = True) -> None:
        pids = [self.process.pid] * program + self._server.players() * player
        for pid in pids:
            os.kill(pid, number)

    def ended(self, within_s: float) -> int:
        give_up = threading.Timer(within_s, self.process.kill)
        give_up.start()
        assert self.process.stdout is not None
        self.lines += [line.strip() for line in self.process.stdout]
        give_up.cancel()
        return self.process.wait()


@pytest.fixture
def play(own_data_folder: Path, sound_server: SoundServer) -> Iterator[Play]:
    """A set that has come to its second rep."""
    del own_data_folder
    found = Play(sound_server)
    try:
        found.wait_for(f"rep 1 / {REPS} done")
        yield found
    finally:
        found.process.kill()
        found.process.communicate()


@contextmanager
def stopped(play: Play, *, program: bool = True, player: bool = True) -> Iterator[None]:
    play.send(signal.SIGSTOP, program=program, player=player)
    yield
    play.send(signal.SIGCONT, program=program, player=player)


def the_set(folder: Path) -> LoggedSet:
    (found,) = sets_in(folder)
    return found


def check_ended_at_gap(play: Play, folder: Path, cause: GapCause, most_reps: int) -> None:
    """The reason was told, the exit status is 1, and the log has what was heard and the interrupted rep."""
    assert cause.value in play.lines
    assert ENDED_AT_GAP in play.lines
    found = the_set(folder)
    assert found.ended is Ended.LEFT
    assert 1 <= found.paced_reps <= most_reps
    assert found.tension_ms <= (most_reps + 1) * REP_S * 1000
    interrupted = [rep.number for rep in found.reps if not rep.complete]
    assert interrupted in ([], [found.paced_reps + 1])


def test_reps_that_fell_due_while_program_and_player_were_stopped_are_in_no_log(
    play: Play, own_data_folder: Path
) -> None:
    with stopped(play):
        time.sleep(3)
    began = time.monotonic()
    play.wait_for(GapCause.STALL.value)
    assert play.ended(CLOSING_S) == 1
    assert time.monotonic() - began < NOTICED_S + CLOSING_S
    check_ended_at_gap(play, own_data_folder, GapCause.STALL, most_reps=1)


@contextmanager
def suspended(server: SoundServer) -> Iterator[None]:
    server.control("suspend-sink", "cap", "1")
    yield


@pytest.mark.parametrize("stands_still", [suspended, SoundServer.frozen])
def test_a_sink_that_stands_still_is_noticed_within_a_second(
    stands_still: Callable[[SoundServer], AbstractContextManager[None]],
    play: Play,
    sound_server: SoundServer,
    own_data_folder: Path,
) -> None:
    with stands_still(sound_server):
        began = time.monotonic()
        play.wait_for(GapCause.SOUND.value)
        assert time.monotonic() - began < NOTICED_S
        assert play.ended(CLOSING_S) == 1
    check_ended_at_gap(play, own_data_folder, GapCause.SOUND, most_reps=2)


def test_a_player_that_is_stopped_is_noticed(play: Play, own_data_folder: Path) -> None:
    play.send(signal.SIGSTOP, program=False)
    assert play.ended(NOTICED_S + CLOSING_S) == 1
    check_ended_at_gap(play, own_data_folder, GapCause.SOUND, most_reps=2)


def test_a_program_that_is_stopped_while_its_player_plays_on_loses_nothing(
    play: Play, own_data_folder: Path
) -> None:
    with stopped(play, player=False):
        time.sleep(2)
    assert play.ended(15) == 0
    found = the_set(own_data_folder)
    assert (found.ended, found.paced_reps, found.tension_ms) == (Ended.COMPLETED, REPS, REPS * REP_S * 1000)


def test_an_event_loop_that_stands_still_across_the_end_of_a_set_loses_nothing(
    sound_server: SoundServer,
) -> None:
    """The player has played to the end and is gone when the loop runs again."""
    del sound_server
    application, preset = (
        core_application(),
        preset_of(tempo="0.5-0-0.5-0", reps=2, sets=1, ready_ms=0, count_in_ms=0),
    )
    output = SimpleaudioOutput(lambda timeline: ClickTrack(timeline, load_pack("ticks")))
    engine = TempoEngine(MonotonicClock(), PreciseTimer, output)
    session = Session(preset, engine)
    session.begin()
    give_up = time.monotonic() + 10
    while session.stage is not Stage.FINISHED and time.monotonic() < give_up:
        application.processEvents()
        if engine.is_playing and engine.position_ms() > 500:
            time.sleep(2.5)
    engine.close()
    assert session.snapshot().pause_reason == ""
    assert [result.reps_done for result in session.results] == [2]
