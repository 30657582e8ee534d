"""The log file of unexpected errors."""

from __future__ import annotations

import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from liftronome import cli
from liftronome.diagnostics import (
    LOG_NAME,
    MAX_BYTES,
    OLDER_FILES,
    ErrorLog,
    crashes_kept,
    report,
    unexpected_errors_caught,
)


def raised(text: str = "a rep too many") -> ValueError:
    try:
        raise ValueError(text)
    except ValueError as error:
        return error


def test_no_file_is_made_before_something_goes_wrong(tmp_path: Path) -> None:
    ErrorLog(tmp_path / "data")
    assert list(tmp_path.iterdir()) == []


def test_an_error_is_kept_with_its_traceback_for_its_owners_eyes_only(tmp_path: Path) -> None:
    log = ErrorLog(tmp_path)
    log.record("Unexpected error", raised())
    text = (tmp_path / LOG_NAME).read_text()
    assert "Traceback" in text
    assert "ValueError: a rep too many" in text
    assert stat.S_IMODE((tmp_path / LOG_NAME).stat().st_mode) == 0o600


def test_the_log_never_grows_beyond_three_files(tmp_path: Path) -> None:
    log = ErrorLog(tmp_path)
    for _ in range(60):
        log.record("x" * (MAX_BYTES // 10))
    files = list(tmp_path.iterdir())
    assert len(files) == OLDER_FILES + 1
    assert max(file.stat().st_size for file in files) <= MAX_BYTES
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_where_the_folder_cannot_be_used_the_systems_folder_for_logs_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liftronome.diagnostics._system_folder", lambda: tmp_path / "logs")
    (tmp_path / "file").write_text("")
    log = ErrorLog(tmp_path / "file")
    log.record("Unexpected error", raised())
    assert log.path == tmp_path / "logs" / LOG_NAME
    assert "a rep too many" in log.last_lines()


def test_a_report_tells_versions_traceback_and_the_end_of_the_log(tmp_path: Path) -> None:
    log = ErrorLog(tmp_path)
    log.record("an earlier one")
    text = report(log, raised(), Qt="6.8")
    for part in ("Liftronome ", "Python 3.", "Qt 6.8", "ValueError: a rep too many", "an earlier one"):
        assert part in text


def test_errors_on_any_thread_are_recorded_told_and_named_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log, told = ErrorLog(tmp_path), list[BaseException]()

    def fail() -> None:
        raise ValueError("in a thread")

    with unexpected_errors_caught(log, told.append):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        error = raised()
        sys.excepthook(ValueError, error, error.__traceback__)
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert [str(error) for error in told] == ["in a thread", "a rep too many"]
    assert "in a thread" in log.last_lines()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert lines[1] == (
        f"liftronome: something went wrong (ValueError: a rep too many); details are in {log.path}"
    )


def test_a_crash_of_the_process_is_in_the_log_of_the_next(tmp_path: Path) -> None:
    crash = (
        "import ctypes, sys\nfrom pathlib import Path\n"
        "from liftronome.diagnostics import ErrorLog, crashes_kept\n"
        "with crashes_kept(ErrorLog(Path(sys.argv[1]))):\n    ctypes.string_at(0)"
    )
    done = subprocess.run([sys.executable, "-c", crash, str(tmp_path)], capture_output=True, check=False)
    assert done.returncode < 0
    log = ErrorLog(tmp_path)
    with crashes_kept(log) as has_crashed:
        assert has_crashed
    assert "Segmentation fault" in log.last_lines()
    with crashes_kept(log) as has_crashed:
        assert not has_crashed
    assert [file.name for file in tmp_path.iterdir()] == [LOG_NAME]


def test_a_command_names_the_log_instead_of_a_traceback(
    own_data_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> int:
        raise RuntimeError("an oversight")

    monkeypatch.setattr(cli, "_status", fail)
    assert cli.main(["exercises"]) == 1
    path = own_data_folder / LOG_NAME
    assert capsys.readouterr().err == (
        f"liftronome: something went wrong (RuntimeError: an oversight); details are in {path}\n"
    )
    assert "an oversight" in path.read_text()
