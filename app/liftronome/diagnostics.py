"""A log file of unexpected errors, and reports made from it. No Qt, and nothing is loaded before an error."""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import logging

LOG_NAME: Final = "liftronome.log"
MAX_BYTES: Final = 256 * 1024
OLDER_FILES: Final = 2
REPORTED_LINES: Final = 60
_CRASH: Final = "liftronome-crash-{}.txt"


class ErrorLog:
    """Appends to `liftronome.log` in a folder, or in the system's folder for logs if that cannot be written.

    Three files of at most 256 KB are kept, which only their owner can read. They are created with the first
    error. No method raises: whatever goes wrong here must not hide what went wrong before.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOG_NAME

    def record(self, message: str, error: BaseException | None = None) -> None:
        """Append a message, and the traceback of an error."""
        with suppress(Exception):
            import logging

            logger = logging.Logger("liftronome")
            with closing(self._handler()) as handler:
                logger.addHandler(handler)
                logger.error("%s", message, exc_info=error)

    def last_lines(self, count: int = REPORTED_LINES) -> str:
        """The end of the log."""
        try:
            return "\n".join(self.path.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])
        except OSError:
            return ""

    def _handler(self) -> logging.Handler:
        """Raises OSError if neither folder can be written."""
        import logging
        from logging.handlers import RotatingFileHandler

        class PrivateFile(RotatingFileHandler):
            def _open(self) -> Any:
                return open(self.baseFilename, "a", encoding="utf-8", opener=_private)

            def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
                pass  # as on a full disk

        def opened(path: Path) -> logging.Handler:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handler = PrivateFile(path, maxBytes=MAX_BYTES, backupCount=OLDER_FILES)
            handler.setFormatter(logging.Formatter("%(asctime)s [%(process)d] %(message)s"))
            return handler

        try:
            return opened(self.path)
        except OSError:
            self.path = _system_folder() / LOG_NAME
            return opened(self.path)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _system_folder() -> Path:
    from platformdirs import user_log_path

    return user_log_path("liftronome", appauthor=False)


def one_line(error: BaseException) -> str:
    """What an error is, for people: "ValueError: the text"."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def report(log: ErrorLog, error: BaseException | None, **surroundings: str) -> str:
    """All that a maintainer needs to know of an error: versions, `surroundings` by their names, the
    traceback, and the end of the log."""
    import platform
    from importlib import metadata

    try:
        version = metadata.version("liftronome")
    except metadata.PackageNotFoundError:
        version = "unknown"
    lines = [f"Liftronome {version}", f"Python {platform.python_version()}", platform.platform()]
    lines += [f"{name} {value}" for name, value in surroundings.items()]
    if error is not None:
        lines += ["", "".join(traceback.format_exception(error)).rstrip()]
    if last := log.last_lines():
        lines += ["", f"The end of {log.path}:", last]
    return "\n".join(lines)


@contextmanager
def unexpected_errors_caught(log: ErrorLog, told: Callable[[BaseException], None]) -> Iterator[None]:
    """Within this, an error that nothing handles is recorded and told, on the thread where it happened:
    also one in a slot of Qt's, which is passed to `sys.excepthook`. Standard error gets one line."""

    def caught(error: BaseException | None, where: str = "") -> None:
        if error is None or isinstance(error, (KeyboardInterrupt, SystemExit)):
            return
        log.record(f"Unexpected error{where}", error)
        with suppress(Exception):
            print(
                f"liftronome: something went wrong ({one_line(error)}); details are in {log.path}",
                file=sys.stderr,
            )
        told(error)

    def in_thread(failed: threading.ExceptHookArgs) -> None:
        caught(failed.exc_value, f" in the thread {failed.thread.name if failed.thread else '?'}")

    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    sys.excepthook = lambda _, error, __: caught(error)
    threading.excepthook = in_thread
    sys.unraisablehook = lambda failed: log.record(
        f"Error that could not be raised: {failed.err_msg or 'ignored'} {failed.object!r}", failed.exc_value
    )
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook = before


@contextmanager
def crashes_kept(log: ErrorLog) -> Iterator[bool]:
    """Within this, where the process was is written to a file should it crash. Gives whether an earlier one
    crashed; that file is then part of the log."""
    folder = log.path.parent
    own = folder / _CRASH.format(os.getpid())
    has_crashed = False
    with suppress(OSError):
        for path in folder.glob(_CRASH.format("*")):
            has_crashed = _taken_in(path, log) or has_crashed
    try:
        file = open(own, "w", opener=_private)  # noqa: SIM115
    except OSError:
        yield has_crashed
        return
    with file:
        faulthandler.enable(file)
        try:
            yield has_crashed
        finally:
            faulthandler.disable()
    with suppress(OSError):
        own.unlink()


def _taken_in(path: Path, log: ErrorLog) -> bool:
    """Move a file of a process that has ended into the log; whether it had crashed."""
    if _is_running(path.stem.rpartition("-")[2]):
        return False
    text = path.read_text(encoding="utf-8", errors="replace").strip()
    if text:
        log.record(f"An earlier process crashed:\n{text}")
    path.unlink()
    return bool(text)


def _is_running(number: str) -> bool:
    if not number.isdecimal() or os.name == "nt":
        return False
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
