"""A request to end closes the window as its close button would: sound stopped, set logged, file closed."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final, NoReturn

SIGNAL_STATUS: Final = 128
"""A process that a signal has ended has this much plus the signal's number as its exit status."""

ENDING: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""The signals that ask for an end: Ctrl-C, a request to terminate, a terminal that was closed."""

_STOPPING: Final = (signal.SIGTSTP,) if hasattr(signal, "SIGTSTP") else ()
"""Ctrl-Z, on systems that have it."""


class Terminated(BaseException):
    """The process was asked to end (SIGTERM), as KeyboardInterrupt is for Ctrl-C."""


@contextmanager
def leaving_at_once() -> Iterator[None]:
    """Within this, a request to end does so, with nothing to tidy up: while modules are loaded, an
    exception is told as an error, swallowed by what Qt loads with, or crashes it."""
    with _handled(ENDING, lambda number, _: os._exit(SIGNAL_STATUS + number)):
        yield


@contextmanager
def terminable() -> Iterator[None]:
    """Within this, Ctrl-C raises KeyboardInterrupt and SIGTERM raises Terminated in the main thread."""
    with _handled((signal.SIGINT,), signal.default_int_handler), _handled((signal.SIGTERM,), _raise):
        yield


def _raise(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated


@contextmanager
def noted(note: Callable[[int], None]) -> Iterator[None]:
    """Within this, a request to end is told to `note` by its number, instead of breaking in wherever the
    program is. Outside the main thread nothing is changed, and what is ignored (as by nohup) stays so."""
    with _handled(ENDING, lambda number, _: note(number)):
        yield


@contextmanager
def stops_noted(note: Callable[[], None]) -> Iterator[None]:
    """Within this, Ctrl-Z is told to `note`, which may tidy up before it calls `stop`."""
    with _handled(_STOPPING, lambda *_: note()):
        yield


def stop() -> None:
    """Stop the process as Ctrl-Z does, until it is taken up again. Where no shell does that, it goes on."""
    with _handled(_STOPPING, signal.SIG_DFL):
        for number in _STOPPING:
            signal.raise_signal(number)


@contextmanager
def _handled(
    numbers: Iterable[int], handler: Callable[[int, FrameType | None], object] | signal.Handlers
) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {
        number: signal.signal(number, handler)
        for number in numbers
        if signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, handler_before in before.items():
            signal.signal(number, handler_before)


_POLL_S: Final = 0.05


@contextmanager
def closing_on_signals() -> Iterator[list[int]]:
    """Within this, Ctrl-C, SIGTERM and a closed terminal ask Qt's application to quit; a second request, if
    the window does not answer, ends the process. Gives the numbers of the signals that came.

    Qt's event loop runs no Python that could notice a signal, so a thread waits for what Python's own
    handler writes to a socket (`signal.set_wakeup_fd`).
    """
    received: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield received
        return
    reader, writer = socket.socketpair()
    writer.setblocking(False)
    over = threading.Event()
    waiting = threading.Thread(target=_pass_on, args=(reader, over), name="signals", daemon=True)
    with reader, writer, noted(received.append):
        before = signal.set_wakeup_fd(writer.fileno())
        waiting.start()
        try:
            yield received
        finally:
            signal.set_wakeup_fd(before)
            over.set()
            writer.shutdown(socket.SHUT_RDWR)
            waiting.join()


def _pass_on(reader: socket.socket, over: threading.Event) -> None:
    asked = False
    while data := reader.recv(1):
        number = data[0]
        if number not in ENDING:
            continue
        if asked:
            os._exit(SIGNAL_STATUS + number)
        asked = True
        _ask_to_quit(over)


def _ask_to_quit(over: threading.Event) -> None:
    """Post the event that closes every window and then ends the loop. Before the loop has begun it would be
    lost: Qt delivers events while it makes the first window."""
    from PySide6.QtCore import QCoreApplication, QEvent

    while (application := QCoreApplication.instance()) is None or not application.thread().loopLevel():
        if over.wait(_POLL_S):
            return
    QCoreApplication.postEvent(application, QEvent(QEvent.Type.Quit))
