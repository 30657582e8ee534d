"""Sets leave nothing of the sound open behind them."""

from __future__ import annotations

import pytest

from tests.handles import play_sets
from tests.soundserver import SoundServer


@pytest.mark.sound
def test_after_some_sets_clients_streams_sockets_and_memory_of_the_sound_are_as_they_were(
    sound_server: SoundServer,
) -> None:
    before, while_it_sounds, after = play_sets(sound_server, 5)
    assert while_it_sounds["clients of the sound server"] == before["clients of the sound server"] + 1
    assert while_it_sounds["streams on the sound server"] == 1
    assert while_it_sounds["mappings of sound memory"] > 0
    assert after == before
