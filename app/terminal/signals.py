"""A request to end, turned into an exception, so that what was begun is tidied up."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


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
