from __future__ import annotations

from functools import cache
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest
from liftronome.audio.packs.loading import PACKS, load_pack
from liftronome.audio.packs.tones import Tones
from liftronome.audio.packs.vocabulary import PHASE_WORDS, every_form, forms
from liftronome.audio.packs.voice import Voice
from liftronome.audio.packs.voice_glide import VoiceGlide
from liftronome.audio.synthesis.levels import PHASE_LUFS, QUICK_LUFS, SPEECH_PEAK
from liftronome.audio.synthesis.sound_files import PackError, read_sound, sounds_folder
from liftronome.domain.counting import Count
from liftronome.domain.layout import CueChoice, Wait, WaitKind, lay_out
from liftronome.domain.notation import parse_tempo
from liftronome.domain.phase import Start
from liftronome.domain.rep import rep_of
from liftronome.domain.timeline import SAMPLES_PER_MS, Cue, CueKind, Sound, Timeline
from liftronome.store.presets.exercises import load_library

from tests.audio.listening import clicks, largest_step, loudness, pitches, share_between

FOLDER = sounds_folder() / "voice"
voice = cache(Voice)
HIP_THRUST = load_library().find("hip thrust")

every_phase_word = pytest.mark.parametrize("text", PHASE_WORDS)


def ten_reps(tempo: str = "3-1-X-2", count: Count = Count.REPS_UP) -> Timeline:
    rep = rep_of(parse_tempo(tempo), Start.CONCENTRIC)
    choice = CueChoice(count=count, exercise=HIP_THRUST)
    return lay_out([rep] * 10, count_in_ms=5000, wait=Wait(10_000, WaitKind.GET_READY), choice=choice)


def said(timeline: Timeline, kind: CueKind) -> list[str]:
    return [word.cue.text or word.cue.sound for word in voice().said(timeline.cues) if word.cue.kind is kind]


def test_everything_in_an_ordinary_set_is_spoken() -> None:
    timeline = ten_reps()
    assert said(timeline, CueKind.PHASE)[:4] == ["drive up", "squeeze", "lower", "hold"]
    assert len(said(timeline, CueKind.PHASE)) == 40
    assert said(timeline, CueKind.REP_COUNT) == [str(number) for number in (1, 2, 3, 4, 6, 7, 8, 9, 10)]
    assert said(timeline, CueKind.COUNT_IN) == ["3", "2", "1"]
    assert said(timeline, CueKind.HALFWAY) == ["halfway"]
    assert said(timeline, CueKind.LAST_REP) == ["last_rep"]
    assert said(timeline, CueKind.READY) == ["ready"]
    assert said(timeline, CueKind.SET_END) == ["set_end"]


def test_seconds_are_counted_within_long_phases() -> None:
    assert said(ten_reps(count=Count.SECONDS), CueKind.SECOND)[:3] == ["2", "2", "3"]


def test_the_chord_rings_once_the_end_of_the_set_has_been_named() -> None:
    timeline = ten_reps()
    [word] = [word for word in voice().said(timeline.cues) if word.cue.kind is CueKind.SET_END]
    last = max(voice().arranged(timeline.cues), key=lambda part: part.first)
    assert last.first == word.end
    np.testing.assert_array_equal(last.whole(), Tones().sound(Cue(0, CueKind.SET_END, Sound.SET_END)))


def test_the_last_rep_rings_a_bell_where_its_words_do_not_fit() -> None:
    timeline = ten_reps("0.5-0-0.5-0", Count.NOTHING)
    assert said(timeline, CueKind.LAST_REP) == []
    [bell] = [cue for cue in timeline.cues if cue.kind is CueKind.LAST_REP]
    lengths = {part.length for part in voice().arranged(timeline.cues) if part.first == bell.sample}
    expected = Tones().sound(bell)
    assert expected is not None
    assert len(expected) in lengths


def words_at(*cues: Cue) -> list[int]:
    """The lengths of what is said at some cues."""
    return [len(word.sound) for word in voice().said(cues)]


def length(*forms: str) -> int:
    return sum(len(voice().form(form)) for form in forms)


def test_the_minimum_rep_is_announced_with_its_number_instead_of_being_counted() -> None:
    least = Cue(0, CueKind.LEAST, Sound.LEAST, text="8")
    count = Cue(0, CueKind.REP_COUNT, "number_8", text="8")
    whole = length("number_8+thats_your_minimum")
    assert words_at(least, count) == words_at(least) == [whole]
    squeeze = Cue(0, CueKind.PHASE, Sound.PAUSE_SHORTENED, 1500, "squeeze")
    following = Cue(1500, CueKind.PHASE, Sound.ECCENTRIC, 3000, "lower")
    assert [word.cue.kind for word in voice().said([squeeze, least, following])][:2] == ["phase", "least"]


def test_a_change_of_tempo_is_told_in_as_many_words_as_fit() -> None:
    change = Cue(0, CueKind.CHANGE, Sound.CHANGE, text="slower: 5 down")

    def said_before(ms: int) -> list[int]:
        return words_at(change, Cue(ms, CueKind.PHASE, Sound.ECCENTRIC, 5000, "lower"))[:-1]

    assert said_before(3000) == [length("slower+number_5+down")]
    assert said_before(600) == [length("slower")]
    assert said_before(200) == []


@pytest.mark.parametrize("sound", list(Sound)[-7:])
def test_an_announcement_without_room_for_its_words_has_its_tone(sound: Sound) -> None:
    kind = {Sound.LEAST: CueKind.LEAST, Sound.CHANGE: CueKind.CHANGE}.get(sound, CueKind.BREAK)
    cues = [Cue(0, kind, sound), Cue(120, CueKind.PHASE, Sound.ECCENTRIC, 3000, "lower")]
    [tone] = [part for part in voice().arranged(cues) if part.first == 0]
    np.testing.assert_array_equal(tone.whole(), Tones().sound(cues[0]))


def test_words_that_are_composed_are_as_loud_as_others() -> None:
    for text in ("slower: 5 down", "8: that's your minimum", "77"):
        assert loudness(voice().form(forms(text)[0])) == pytest.approx(PHASE_LUFS, abs=0.6)


@pytest.mark.parametrize("name", PACKS)
def test_a_sound_that_a_pack_does_not_know_is_silent_and_breaks_nothing(name: str) -> None:
    unknown = [Cue(500 * at, kind, "a sound of tomorrow") for at, kind in enumerate(CueKind)]
    known = [cue for cue in unknown if cue.kind in (CueKind.LEAST, CueKind.CHANGE)]
    parts = load_pack(name).arranged(unknown)
    assert len(parts) == (len(known) if "voice" in name else 0)


@every_phase_word
def test_every_phase_word_is_as_loud_as_a_phase_of_any_other_pack(text: str) -> None:
    whole, quick = (read_sound(FOLDER / f"{form}.wav") for form in forms(text)[:2])
    assert loudness(whole) == pytest.approx(PHASE_LUFS, abs=0.5)
    assert loudness(quick) == pytest.approx(QUICK_LUFS, abs=0.5)


@every_phase_word
def test_every_phase_word_lies_mainly_where_small_loudspeakers_carry(text: str) -> None:
    for form in forms(text)[:2]:
        assert share_between(read_sound(FOLDER / f"{form}.wav"), 500, 4000) > 0.5


def test_every_word_begins_at_once_neither_clicks_nor_exceeds_its_peak() -> None:
    for form in every_form():
        sound = read_sound(FOLDER / f"{form}.wav")
        peak = float(np.abs(sound).max())
        assert peak <= SPEECH_PEAK + 1e-4, form
        assert np.abs(sound[:SAMPLES_PER_MS]).max() > 0.02 * peak, form
        assert largest_step(sound) < 0.5, form
        assert clicks(sound) < 0.012, form


def test_a_shorter_form_is_shorter() -> None:
    for text in (*PHASE_WORDS, *map(str, range(1, 101))):
        lengths = [len(voice().form(form)) for form in forms(text)]
        assert min(lengths) < lengths[0] == max(lengths)


def test_a_missing_word_is_named(tmp_path: Path) -> None:
    copytree(FOLDER, tmp_path / "voice")
    (tmp_path / "voice" / "squeeze.wav").unlink()
    with pytest.raises(PackError, match=r"squeeze\.wav is missing"):
        Voice(folder=tmp_path / "voice")


def test_coaching_is_said_if_the_voice_has_a_recording_of_it() -> None:
    coach = [cue for cue in ten_reps().cues if cue.kind is CueKind.PHASE]
    advice = np.full(4800, 0.1, dtype=np.float32)
    advised = Voice({"ribs down": advice})
    cues = [coach[2], Cue(coach[2].at_ms, CueKind.COACH, "coach", text="ribs down"), coach[3]]
    assert [word.cue.text for word in advised.said(cues)] == ["lower", "ribs down", "hold"]
    assert [word.cue.text for word in voice().said(cues)] == ["lower", "hold"]


def test_beneath_the_voice_the_glide_sinks_and_comes_up_again() -> None:
    cue = Cue(0, CueKind.PHASE, Sound.ECCENTRIC, 3000, "lower")
    pack = VoiceGlide()
    tone = next(part for part in pack.arranged([cue]) if part.length == 3000 * SAMPLES_PER_MS).whole()
    word = next(part for part in pack.arranged([cue]) if part.length < 1000 * SAMPLES_PER_MS)
    during, after = tone[word.length // 2 : word.length], tone[word.length + 4800 : 2 * SAMPLES_PER_MS * 1000]
    assert 0.3 < np.abs(during).max() / np.abs(after).max() < 0.6
    heard = pitches(tone, 10)
    assert heard == sorted(heard, reverse=True)


def test_the_words_of_both_packs_with_a_voice_stand_at_the_same_samples() -> None:
    timeline = ten_reps()
    words = {word.first for word in voice().said(timeline.cues)}
    assert words <= {part.first for part in load_pack("voice-glide").arranged(timeline.cues)}
