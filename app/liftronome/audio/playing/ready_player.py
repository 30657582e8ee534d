"""A player process that is started before it is known what it will play, with the memory it will play from.

A process takes some 50 ms to start. Whoever makes an output will soon start it, so that time is over by then.
"""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType
from typing import Final

from liftronome.audio.playing.player_process import PlayerProcess
from liftronome.audio.playing.shared_track import SharedTrack
from liftronome.domain.timeline import SAMPLE_RATE

OLDEST: Final = 10 * 60 * SAMPLE_RATE
"""The age, in samples, up to which a stream that is paused is taken up again. A card's clock is off by up to
50 millionths: 30 ms in that time."""

ROOM: Final = 31 * 60 * SAMPLE_RATE + OLDEST
"""The longest that a stream can become, in samples: a rest and a set of a quarter of an hour each and the
sound that dies away, in a stream that was taken up. What is not used of it takes no memory."""


class ReadyPlayer:
    """A player and its memory, of which one second is reserved. Used in a `with` block, or closed.

    Raises AudioError if there is no memory, or no process can be started.
    """

    def __init__(self) -> None:
        with ExitStack() as stack:
            self._memory = stack.enter_context(SharedTrack.reserve(SAMPLE_RATE, ROOM))
            self._player = stack.enter_context(PlayerProcess(self._memory))
            self._stack = stack.pop_all()

    def close(self) -> None:
        """End the process, and give the memory back. Waits for that."""
        self._stack.close()

    def __enter__(self) -> tuple[SharedTrack, PlayerProcess]:
        return self._memory, self._player

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
