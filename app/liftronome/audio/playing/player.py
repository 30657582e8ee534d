"""The player process: plays a track out of shared memory with one call, and does nothing else.

It has a process of its own because simpleaudio holds the interpreter lock while it opens a device,
and can crash. It loads neither Qt nor numpy, and starts within some 50 ms.

It is told `play` by a line on standard input; that input's end, on purpose or because the parent
has died, means: fade out, and leave. It tells what happens in lines on standard output.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NoReturn, TypeAlias

from liftronome.audio.output import NS_PER_SAMPLE, read_ahead
from liftronome.audio.playing.shared_track import FADE_SAMPLES, SAMPLE_BYTES, SharedTrack
from liftronome.domain.sample_rate import SAMPLE_RATE

if TYPE_CHECKING:
    from simpleaudio import PlayObject

_Commands: TypeAlias = "queue.SimpleQueue[str | None]"

PLAYER_FLAG: Final = "--player"
"""The first argument that makes a frozen bundle a player. `player_main` takes those after it."""

PLAY: Final = "play"
"""The one command."""

PRIORITY: Final = -11
"""The niceness that sound servers ask for, too."""

OPENING_S: Final = 10.0
"""A device that has not opened by then never will: the process ends itself, if nobody else does."""

_MAPPED_AHEAD: Final = 10 * SAMPLE_RATE
_MAPPED_BEHIND: Final = 60 * SAMPLE_RATE
"""The stretch of the track that is mapped page by page, so that its pages tell where the device reads."""

_LEAVING_SAMPLES: Final = 5 * SAMPLE_RATE
_BUSY_NS: Final = 3_000_000_000
_BUSY_RETRY_S: Final = 0.1
_WATCH_S: Final = 0.25
_ENDING_NS: Final = 1_000_000_000
_NEAR_END_NS: Final = 500_000_000
"""simpleaudio must not be called so near to a track's end: its thread is taking its lists apart."""
_ALSA_BUSY: Final = 16
_ALSA_REASONS: Final = {
    2: "no sound device was found",
    6: "no sound device was found",
    19: "no sound device was found",
    _ALSA_BUSY: "another program holds the sound device",
    111: "no sound server answers",
    112: "no sound server answers",
}


class Report(StrEnum):
    """The first word of each line that the player writes."""

    BEGUN = "begun"
    """Followed by when (time.monotonic_ns) the device was open and began to read the first sample."""
    FAILED = "failed"
    """Followed by the reason, for people: nothing was played."""
    LOST = "lost"
    """The device went away before the track's end."""


def player_main(arguments: list[str]) -> NoReturn:
    """Play the track with the handle and the length (in samples) given. Never returns.

    Leaves by os._exit, as ending the interpreter while simpleaudio's thread runs is not safe.
    """
    handle, length = arguments
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _raise_priority()
    failure = _perform(SharedTrack.attach(handle, int(length)), _commands())
    if failure:
        _say(*failure)
    os._exit(1 if failure else 0)


def _raise_priority() -> None:
    """Run before ordinary programs where the system allows it: a busy machine must not starve the device.

    Linux shares the processor by session first (autogroups), and by niceness within one.
    """
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, 0, PRIORITY)
    with contextlib.suppress(OSError), open("/proc/self/autogroup", "w") as session:  # noqa: PTH123
        session.write(str(PRIORITY))


def _perform(track: SharedTrack, commands: _Commands) -> tuple[str, ...] | None:
    """Play the track to its end or until told to leave; what to report if that cannot be done."""
    try:
        import simpleaudio
    except (ImportError, OSError) as error:
        return Report.FAILED, f"simpleaudio cannot be loaded: {error}"
    if commands.get() != PLAY:
        return None
    # The playback thread gives this view back when it has played all and has closed the device:
    # that tells without asking simpleaudio's list of sounds, which has no lock at a track's end.
    lent = track.lend()
    track.map_page_by_page(0, _MAPPED_AHEAD)
    try:
        playing, begun_ns = _open(simpleaudio.play_buffer, lent)
    except Exception as error:  # the class that simpleaudio raises is not one that it exports
        return Report.FAILED, _reason(str(error))
    _say(Report.BEGUN, str(begun_ns))
    length_ns = track.length * NS_PER_SAMPLE
    if not _was_played(track, lent, commands, begun_ns):
        _fade_and_stop(track, lent, playing, begun_ns)
    elif time.monotonic_ns() < begun_ns + length_ns - _NEAR_END_NS:
        return (Report.LOST,)
    return None


def _open(play_buffer: Callable[..., PlayObject], lent: memoryview) -> tuple[PlayObject, int]:
    """Begin to play, trying again for a while if another program holds the device; when it began to."""
    # The lock is held while a device opens, so only a watchdog outside the interpreter can help.
    faulthandler.dump_traceback_later(OPENING_S, exit=True)
    give_up_ns = time.monotonic_ns() + _BUSY_NS
    while True:
        try:
            playing = play_buffer(lent, 1, SAMPLE_BYTES, SAMPLE_RATE)
            begun_ns = time.monotonic_ns()  # at once: what follows waits for the watchdog's thread
        except Exception as error:
            if _alsa_code(str(error)) != _ALSA_BUSY or time.monotonic_ns() > give_up_ns:
                raise
            time.sleep(_BUSY_RETRY_S)
        else:
            faulthandler.cancel_dump_traceback_later()
            return playing, begun_ns


def _was_played(track: SharedTrack, lent: memoryview, commands: _Commands, begun_ns: int) -> bool:
    """Wait for the playback's end (True), or for the end of standard input (False)."""
    ahead, behind = _MAPPED_AHEAD, 0
    while not _is_back(lent):
        with contextlib.suppress(queue.Empty):
            if commands.get(timeout=_WATCH_S) is None:
                return False
        played = _played(begun_ns)
        track.map_page_by_page(ahead, ahead := played + _MAPPED_AHEAD)
        track.map_together(behind, behind := max(played - _MAPPED_BEHIND, 0))
    return True


def _played(begun_ns: int) -> int:
    """How many samples have been played by the clock."""
    return int((time.monotonic_ns() - begun_ns) / NS_PER_SAMPLE)


def _fade_and_stop(track: SharedTrack, lent: memoryview, playing: PlayObject, begun_ns: int) -> None:
    """Silence first, as a stopped device still plays what it has read; then stop, and wait briefly."""
    played = _played(begun_ns)
    first = played + read_ahead(played)
    track.fade_out(first, first + _LEAVING_SAMPLES)
    time.sleep((first - played + FADE_SAMPLES) / SAMPLE_RATE)
    left_ns = begun_ns + track.length * NS_PER_SAMPLE - time.monotonic_ns()
    if left_ns > _NEAR_END_NS:
        playing.stop()
    give_up_ns = time.monotonic_ns() + _ENDING_NS
    while not _is_back(lent) and time.monotonic_ns() < give_up_ns:
        time.sleep(0.01)


def _is_back(lent: memoryview) -> bool:
    """True when the playback thread no longer holds the view."""
    try:
        lent.release()
    except BufferError:
        return False
    return True


def _alsa_code(message: str) -> int | None:
    import re

    found = re.search(r"CODE: (-?\d+)", message)
    return abs(int(found[1])) if found else None


def _reason(message: str) -> str:
    """What simpleaudio says about a device that would not open, in words for people."""
    known = _ALSA_REASONS.get(_alsa_code(message) or 0)
    return known or f"the sound device cannot be opened ({' '.join(message.split())})"


def _commands() -> _Commands:
    """The lines of standard input as they come, and None at its end."""
    commands: _Commands = queue.SimpleQueue()

    def read() -> None:
        for line in sys.stdin:
            commands.put(line.strip())
        commands.put(None)

    threading.Thread(target=read, name="commands", daemon=True).start()
    return commands


def _say(*words: str) -> None:
    """Report a line. A parent that is gone hears nothing, and standard input tells of that."""
    with contextlib.suppress(OSError):
        os.write(sys.stdout.fileno(), (" ".join(words) + "\n").encode())


if __name__ == "__main__":
    player_main(sys.argv[1:])
