"""What the voice says is understood, by someone who has never heard it.

Run as a program it says which words are not: `python -m tests.audio.packs.test_understood`.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest
from liftronome.audio.packs.vocabulary import CHANGE_WORDS, JOINT, MOST, PHASE_WORDS, QUICK, SIGNALS, forms
from liftronome.audio.packs.voice import Voice

from tests.audio.understanding import Listener, in_words

PHRASES = ("as many as you can", "that's your minimum", "with each rep", "at your own pace", "and a half")
"""Long ones: the recogniser takes a short word for the beginning of one."""

GROUPS = {
    "phases": PHASE_WORDS,
    "signals": tuple(text for text in SIGNALS.values() if text not in PHRASES),
    "changes": tuple(text for text in CHANGE_WORDS if text not in PHRASES),
    "phrases": PHRASES,
    "numbers": tuple(str(number) for number in range(1, MOST + 1)),
}


def texts_by_form(texts: Iterable[str]) -> dict[str, str]:
    """Every form of some texts, with what is to be understood."""
    names = dict.fromkeys(form for text in texts for form in forms(text))
    return {name: " ".join(map(_understood, name.split(JOINT))) for name in names}


def _understood(name: str) -> str:
    return in_words(name.removesuffix(QUICK).removeprefix("number_").replace("_", " "))


def misheard(group: str, *, quick: bool, snr_db: float | None, tries: int = 1) -> tuple[float, list[str]]:
    """The part of a group's words that is understood, and each that is not, with what was."""
    expected = texts_by_form(GROUPS[group])
    listener = Listener(expected.values())
    asked = {name: text for name, text in expected.items() if name.endswith(QUICK) == quick}
    voice = Voice()
    wrong = []
    for name, text in asked.items():
        word = voice.form(name).astype(np.float64)
        heard = (listener.hears(word, snr_db, seed) for seed in range(tries))
        wrong += [f"{name}: {found or 'nothing'}" for found in heard if found != text]
    return 1 - len(wrong) / (len(asked) * tries), wrong


@pytest.mark.parametrize("group", GROUPS)
def test_nine_words_in_ten_are_understood_in_quiet(group: str) -> None:
    part, wrong = misheard(group, quick=False, snr_db=None)
    assert part >= 0.9, wrong


@pytest.mark.parametrize("group", GROUPS)
def test_words_said_quickly_are_mostly_understood_in_quiet(group: str) -> None:
    part, wrong = misheard(group, quick=True, snr_db=None)
    assert part >= 0.85, wrong


@pytest.mark.parametrize("group", GROUPS)
def test_most_words_are_understood_over_music(group: str) -> None:
    part, wrong = misheard(group, quick=False, snr_db=5)
    assert part >= 0.75, wrong


if __name__ == "__main__":
    for name in GROUPS:
        for is_quick in (False, True):
            for noise_db, times in ((None, 1), (5, 5), (0, 5)):
                understood, failed = misheard(name, quick=is_quick, snr_db=noise_db, tries=times)
                print(
                    f"{name}, quick: {is_quick}, noise: {noise_db} dB: {understood:.1%}",
                    *failed,
                    sep="\n    ",
                )
