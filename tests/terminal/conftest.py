"""The presets of the data folder that a test has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from liftronome.store.presets.presets import PresetStore
from liftronome.terminal.kept import kept_presets


@pytest.fixture
def presets(own_data_folder: Path) -> Iterator[PresetStore]:
    with kept_presets(own_data_folder) as found:
        yield found
