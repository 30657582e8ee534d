"""The presets of the data folder that a test has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from liftronome.store.presets.presets import PresetStore
from liftronome.terminal.data import data_in


@pytest.fixture
def presets(own_data_folder: Path) -> Iterator[PresetStore]:
    with data_in(own_data_folder) as data:
        yield data.presets
