from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from liftronome.audio.packs.tones import Tones
from liftronome.audio.synthesis.sound_files import PackError, sounds_folder
from liftronome.audio.synthesis.waves import Samples
from liftronome.domain.timeline import SAMPLE_RATE, Sound

from sounds.make_tones import write
from tests.audio.listening import PHASE_SOUNDS, cue_of, phase_cue, pitches

tones = cache(Tones)


def sound_of(sound: Sound) -> Samples:
    samples = tones().sound(cue_of(sound))
    assert samples is not None
    return samples


def test_the_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    write(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in (sounds_folder() / "tones").glob("*.wav")}
    assert set(made) == set(kept) == {f"{sound}.wav" for sound in Sound}
    assert [name for name in made if made[name] != kept[name]] == []


def test_the_eccentric_falls_and_the_concentric_rises() -> None:
    falling, rising = pitches(sound_of(Sound.ECCENTRIC), 6), pitches(sound_of(Sound.CONCENTRIC), 6)
    assert all(later < earlier for earlier, later in pairwise(falling))
    assert all(later > earlier for earlier, later in pairwise(rising))


def test_the_pauses_are_level_and_more_than_an_octave_apart() -> None:
    low, high = pitches(sound_of(Sound.PAUSE_STRETCHED), 4), pitches(sound_of(Sound.PAUSE_SHORTENED), 4)
    assert low == pytest.approx([low[0]] * 4, rel=0.01)
    assert high == pytest.approx([high[0]] * 4, rel=0.01)
    assert high[0] > 2 * low[0]


def test_the_last_three_of_a_count_in_are_higher() -> None:
    assert pitches(sound_of(Sound.COUNT_IN_LAST), 1)[0] > 1.5 * pitches(sound_of(Sound.COUNT_IN), 1)[0]


def test_only_the_end_of_the_set_rings_for_longer_than_a_second() -> None:
    assert [sound for sound in Sound if len(sound_of(sound)) >= SAMPLE_RATE] == [Sound.SET_END]


def test_a_phase_longer_than_its_sound_leaves_the_sound_as_it_is() -> None:
    for sound in PHASE_SOUNDS:
        exact = tones().sound(phase_cue(sound, 400))
        np.testing.assert_array_equal(exact, sound_of(sound))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "tick.wav").unlink()
    with pytest.raises(PackError, match=r"tick\.wav is missing"):
        Tones(tmp_path)
