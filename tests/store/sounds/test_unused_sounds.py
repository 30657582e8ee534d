"""What no cue needs is tidied up, but never what an undo or a kept copy may want back."""

from __future__ import annotations

import pytest
from liftronome.domain.timeline import Sound
from liftronome.store.base.database import Database, connected
from liftronome.store.base.errors import StoreBusyError, StoreError
from liftronome.store.base.settings import Settings
from liftronome.store.opening.in_memory import in_memory_copy
from liftronome.store.presets.presets import PresetStore
from liftronome.store.sounds.own_sounds import SINCE_KEY, OwnSounds, forget_unused

from tests.store.examples import preset_of

BELL, GONG = b"RIFF bell", b"RIFF gong"
DAY = 86_400.0
START = 1000 * DAY


@pytest.fixture
def sounds(database: Database) -> OwnSounds:
    return OwnSounds(database)


def kept(sounds: OwnSounds) -> list[bytes]:
    return sorted(path.read_bytes() for path in sounds.folder.iterdir())


def test_a_sound_that_was_let_go_of_stays_for_thirty_days(sounds: OwnSounds) -> None:
    sounds.choose(Sound.TICK, sounds.put(BELL, "bell.wav"))
    sounds.choose(Sound.TICK, sounds.put(GONG, "gong.wav"))
    for day in (0, 1, 30):
        forget_unused(sounds, START + day * DAY)
        assert kept(sounds) == [BELL, GONG]
    forget_unused(sounds, START + 31 * DAY)
    assert kept(sounds) == [GONG]


def test_the_days_begin_anew_for_a_sound_that_was_used_meanwhile(
    sounds: OwnSounds, database: Database
) -> None:
    bell = sounds.put(BELL, "bell.wav")
    forget_unused(sounds, START)
    sounds.choose(Sound.TICK, bell)
    forget_unused(sounds, START + 20 * DAY)
    assert Settings(database).keys(SINCE_KEY) == [SINCE_KEY]
    sounds.choose(Sound.TICK, None)
    forget_unused(sounds, START + 40 * DAY)
    assert kept(sounds) == [BELL]
    forget_unused(sounds, START + 71 * DAY)
    assert kept(sounds) == []


def test_the_sounds_of_a_deleted_preset_can_be_had_back_for_as_long(
    sounds: OwnSounds, presets: PresetStore, database: Database
) -> None:
    heavy = presets.add(preset_of())
    sounds.choose(Sound.TICK, sounds.put(BELL, "bell.wav"))
    sounds.choose(Sound.SET_END, sounds.put(GONG, "gong.wav"), heavy.id)
    presets.delete(heavy.id)
    forget_unused(sounds, START)
    forget_unused(sounds, START + 29 * DAY)
    presets.restore(heavy)
    assert [own.path.read_bytes() for own in sounds.of(heavy.id).values()] == [BELL, GONG]
    presets.delete(heavy.id)
    forget_unused(sounds, START + 30 * DAY)
    forget_unused(sounds, START + 61 * DAY)
    assert Settings(database).keys("own_sounds.") == ["own_sounds."]
    forget_unused(sounds, START + 62 * DAY)
    forget_unused(sounds, START + 93 * DAY)
    assert kept(sounds) == [BELL]


def test_what_a_crash_left_half_written_goes_as_late(sounds: OwnSounds) -> None:
    sounds.choose(Sound.TICK, sounds.put(BELL, "bell.wav"))
    (sounds.folder / ".0123.wav.4711.part").write_bytes(GONG)
    forget_unused(sounds, START)
    assert kept(sounds) == [BELL, GONG]
    forget_unused(sounds, START + 31 * DAY)
    assert kept(sounds) == [BELL]


def test_a_clock_that_was_set_back_neither_shortens_the_grace_nor_makes_it_longer(sounds: OwnSounds) -> None:
    sounds.put(BELL, "bell.wav")
    forget_unused(sounds, START)
    forget_unused(sounds, START - 500 * DAY)
    forget_unused(sounds, START - 471 * DAY)
    assert kept(sounds) == [BELL]
    forget_unused(sounds, START - 469 * DAY)
    assert kept(sounds) == []


def test_where_all_is_used_nothing_is_written(sounds: OwnSounds, database: Database) -> None:
    sounds.choose(Sound.TICK, sounds.put(BELL, "bell.wav"))
    before = database.connection.total_changes
    forget_unused(sounds, START)
    assert database.connection.total_changes == before


def test_tidying_up_waits_for_no_other_window(sounds: OwnSounds, database: Database) -> None:
    other = connected(database.path)
    with other.changing(), pytest.raises(StoreBusyError):
        forget_unused(sounds, START)
    other.close()


def test_a_window_that_keeps_nothing_deletes_nothing(sounds: OwnSounds, database: Database) -> None:
    sounds.put(BELL, "bell.wav")
    forget_unused(sounds, START)
    copy = in_memory_copy(database.path, StoreError("it is read-only"))
    assert copy is not None
    copy.refusal = None
    forget_unused(OwnSounds(copy), START + 31 * DAY)
    copy.close()
    assert kept(sounds) == [BELL]
