"""Commands that are refused: an exit status, and one line on standard error."""

from __future__ import annotations

import pytest
from liftronome.cli import main


def refused(capsys: pytest.CaptureFixture[str], *arguments: object, status: int = 2) -> str:
    """The one line on standard error with which the arguments are refused."""
    capsys.readouterr()
    assert main([str(argument) for argument in arguments]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("liftronome: ")
    assert err.count("\n") == 1
    assert err.endswith("\n")
    return err.removeprefix("liftronome: ").rstrip("\n")
