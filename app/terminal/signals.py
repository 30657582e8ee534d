"""A request to end, turned into an exception, so that what was begun is tidied up."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final, NoReturn

SIGNAL_STATUS: Final = 128
"""A process that a signal has ended has this much plus the signal's number as its exit status."""

ENDING: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""The signals that ask for an end: Ctrl-C, a request to terminate, a terminal that was closed."""


class Terminated(BaseException):
    """The process was asked to end (SIGTERM), as KeyboardInterrupt is for Ctrl-C."""


@contextmanager
def terminable() -> Iterator[None]:
    """Within this, SIGTERM raises Terminated in the main thread. Elsewhere nothing is changed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _raise)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _raise(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated


@contextmanager
def noted(note: Callable[[int], None]) -> Iterator[None]:
    """Within this, a request to end is told to `note` by its number, instead of breaking in wherever the
    program is. Outside the main thread nothing is changed, and what is ignored (as by nohup) stays so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {
        number: signal.signal(number, lambda number, _: note(number))
        for number in ENDING
        if signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
