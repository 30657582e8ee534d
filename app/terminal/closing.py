"""A request to end closes the window as its close button would: sound stopped, set logged, file closed."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from app.terminal.signals import ENDING, SIGNAL_STATUS, noted

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
