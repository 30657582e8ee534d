"""What every test of windows is run with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ui.letting_go import let_go


@pytest.fixture(autouse=True)
def no_window_outlives_its_test() -> Iterator[None]:
    """After all other fixtures: their windows are closed by then."""
    yield
    let_go()
