"""Finding presets and exercises: those that begin with the text first, then those with a word that does."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from liftronome.domain.exercise import Exercise, folded
from liftronome.domain.writing import folded_name

SHORTEST_WITH_TYPO: Final = 4
"""In letters: shorter words all resemble each other."""

SIMILAR: Final = 0.7
"""The least similarity of two words: one wrong, missing, extra or swapped letter in four."""

MOST_SIMILAR: Final = 20


class Rank(IntEnum):
    """How well something is found, the best first."""

    NAME_BEGINS = 0
    OTHER_NAME_BEGINS = 1
    WORDS_BEGIN = 2
    WITHIN = 3


class Findable(NamedTuple):
    """What can be found: `names` are what it is called and `others` what else it is known by, each after a
    line break, and `words` all their words, each after a blank; all in their search form."""

    key: str
    names: str
    others: str
    words: str


def search_form(text: str) -> str:
    """A text in the form in which it is searched: neither case, accents, hyphens nor extra blanks matter."""
    plain = folded(folded_name(text))
    if plain.isascii():
        return plain
    decomposed = unicodedata.normalize("NFD", plain)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare)


def findable_exercise(exercise: Exercise) -> Findable:
    """An exercise, by its name and its other names."""
    name, *others = (search_form(known) for known in exercise.names)
    return Findable(
        exercise.id, f"\n{name}", "".join(f"\n{other}" for other in others), f" {' '.join((name, *others))}"
    )


def findable_preset(preset_id: str, exercise: Findable, folded_name: str) -> Findable:
    """A preset, by its own name, and by those of its exercise with its own behind them."""
    own = folded_name.replace("-", " ") if folded_name.isascii() else search_form(folded_name)
    return Findable(preset_id, f"{exercise.names} {own}\n{own}", exercise.others, f"{exercise.words} {own}")


def rank(typed: str, words: Sequence[str], thing: Findable) -> Rank | None:
    """How well a thing is found by `typed`, a search form, and its `words`; None if it is not."""
    hay = thing.words
    for word in words:
        if word not in hay:
            return None
    begin = f"\n{typed}"
    if begin in thing.names:
        return Rank.NAME_BEGINS
    if begin in thing.others:
        return Rank.OTHER_NAME_BEGINS
    for word in words:
        if f" {word}" not in hay:
            return Rank.WITHIN
    return Rank.WORDS_BEGIN


def found(text: str, things: Sequence[Findable], named: Callable[[], list[str]] = list) -> list[str]:
    """The keys of what is found, the best first, and otherwise in the order of `things`. If nothing is, the
    keys that `named` gives, and then what is spelled like it."""
    return _literally(search_form(text), things) or named() or similar(text, things)


def _literally(typed: str, things: Sequence[Findable]) -> list[str]:
    words = typed.split()
    by_rank: dict[Rank, list[str]] = {each: [] for each in Rank}
    for thing in things:
        ranked = rank(typed, words, thing)
        if ranked is not None:
            by_rank[ranked].append(thing.key)
    return [key for keys in by_rank.values() for key in keys]


def similar(text: str, things: Sequence[Findable]) -> list[str]:
    """The keys of what has a word almost like each that was typed, the most similar first."""
    words = search_form(text).split()
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    vocabulary = {word for thing in things for word in thing.words.split()}

    def alike(typed: str) -> dict[str, float]:
        """Words that are, or begin, like the typed one, with their similarity."""
        begins = {word: word[: len(typed)] for word in vocabulary}
        if len(typed) < SHORTEST_WITH_TYPO:
            return {word: 1.0 for word, begin in begins.items() if begin == typed}
        by_word = dict[str, float]()
        for choices in (begins, {word: word for word in vocabulary}):
            for _, score, word in process.extract(
                typed, choices, scorer=OSA.normalized_similarity, score_cutoff=SIMILAR, limit=None
            ):
                by_word[word] = max(score, by_word.get(word, 0.0))
        return by_word

    wanted = [alike(word) for word in words]
    scores = dict[str, float]()
    for thing in things:
        own = thing.words.split()
        best = [max((similar.get(word, 0.0) for word in own), default=0.0) for similar in wanted]
        if best and min(best) > 0.0:
            scores[thing.key] = sum(best)
    return sorted(scores, key=lambda key: -scores[key])[:MOST_SIMILAR]
