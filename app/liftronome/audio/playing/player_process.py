"""The engine's side of the player process: starts it, hears what it reports, ends it."""

from __future__ import annotations

import contextlib
import itertools
import os
import subprocess
import sys
import threading
from types import TracebackType
from typing import IO, Final, Self

from liftronome.audio.output import AudioError
from liftronome.audio.playing import player
from liftronome.audio.playing.mixer import named_in_mixer
from liftronome.audio.playing.player import PLAY, PLAYER_FLAG, Report
from liftronome.audio.playing.shared_track import SharedTrack

_NUMBERS: Final = itertools.count(1)
_ANSWER_S: Final = 8.0
_LEAVING_S: Final = 2.0


class PlayerDiedError(Exception):
    """The player, or the device under it, went away before the track's end."""


class PlayerProcess:
    """A process that will play one shared track. Used in a `with` block, it is surely gone after it.

    `name` is how its stream is marked in the mixer. It has a session of its own: a Ctrl-C or Ctrl-Z in the
    lifter's terminal does not reach it.
    Raises AudioError if it cannot be started.
    """

    def __init__(self, track: SharedTrack) -> None:
        self.name = f"{os.getpid()}.{next(_NUMBERS)}"
        try:
            self._process = subprocess.Popen(
                [*_command_line(), track.handle, str(track.length)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # the sound library's chatter is not for the lifter
                env=named_in_mixer(
                    {**os.environ, "PYTHONPATH": os.pathsep.join(_module_folders())}, self.name
                ),
                pass_fds=() if track.descriptor is None else (track.descriptor,),
                start_new_session=True,
                text=True,
            )
        except OSError as error:
            raise AudioError(f"the sound player cannot be started: {error}") from error
        self._lock = threading.Lock()
        self._leaving: threading.Timer | None = None

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """False once the process has ended."""
        return self._process.poll() is None

    def play(self) -> int:
        """Open the device and begin to play; when it began to read (time.monotonic_ns).

        Raises AudioError if the device cannot be opened or does not answer within 8 s, PlayerDiedError
        if the process ended without a word.
        """
        self._command(PLAY)
        too_late = threading.Event()

        def give_up() -> None:
            too_late.set()
            self._process.kill()

        watchdog = threading.Timer(_ANSWER_S, give_up)
        watchdog.start()
        report, _, rest = self._heard().partition(" ")
        watchdog.cancel()
        watchdog.join()
        if report == Report.BEGUN:
            return int(rest)
        if report == Report.FAILED:
            raise AudioError(f"no sound: {rest}")
        if too_late.is_set():
            raise AudioError(f"no sound: the sound device did not answer within {_ANSWER_S:.0f} s")
        raise PlayerDiedError

    def wait(self) -> None:
        """Wait until the track has been played, or the process has left as it was told.

        Raises PlayerDiedError if it ended for another reason.
        """
        report = self._heard()
        if report == Report.LOST or self._process.wait() != 0:
            raise PlayerDiedError

    def leave(self) -> None:
        """Tell it to fade out and end, and see to it that it does. Returns at once."""
        with self._lock:
            if self._leaving is None:
                self._leaving = threading.Timer(_LEAVING_S, self._process.kill)
                self._leaving.daemon = True
                self._leaving.start()
                with contextlib.suppress(OSError):
                    _pipe(self._process.stdin).close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()
        self._process.wait()
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving.join()
        _pipe(self._process.stdout).close()

    def _command(self, line: str) -> None:
        with self._lock, contextlib.suppress(OSError):  # if it is dead, listening tells
            if self._leaving is None:
                stdin = _pipe(self._process.stdin)
                stdin.write(f"{line}\n")
                stdin.flush()

    def _heard(self) -> str:
        """The next report, empty when the process has ended."""
        return _pipe(self._process.stdout).readline().strip()


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None, "both pipes were asked for"
    return pipe


def _command_line() -> list[str]:
    """What starts a player, from a frozen bundle or an interpreter.

    -S and -P leave out what is slow or depends on the current folder: the player gets this process's
    module folders as they are. Warnings have nobody to read them.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, PLAYER_FLAG]
    return [sys.executable, "-S", "-P", "-W", "ignore", "-m", player.__name__]


def _module_folders() -> list[str]:
    return [folder or os.getcwd() for folder in sys.path]  # noqa: PTH109
