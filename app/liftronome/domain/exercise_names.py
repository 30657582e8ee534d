"""Names of exercises in one form, whatever the plural, hyphen, word order, abbreviation or equipment."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

NameWords = tuple[str, ...]

_ABBREVIATIONS: Final[Mapping[str, str]] = {
    "bb": "barbell",
    "bw": "bodyweight",
    "bss": "bulgarian split squat",
    "cgbp": "close grip bench press",
    "db": "dumbbell",
    "dl": "deadlift",
    "ez": "ezbar",
    "ghr": "glute ham raise",
    "hspu": "handstand pushup",
    "kb": "kettlebell",
    "ohp": "overhead press",
    "ohs": "overhead squat",
    "rdl": "romanian deadlift",
    "sa": "onearm",
    "sl": "singleleg",
    "sldl": "stiff leg deadlift",
    "ssb": "safetybar",
}

_TOGETHER: Final[Mapping[tuple[str, str], str]] = {
    ("b", "stance"): "bstance",
    ("body", "weight"): "bodyweight",
    ("chin", "up"): "chinup",
    ("dead", "lift"): "deadlift",
    ("dumb", "bell"): "dumbbell",
    ("ez", "bar"): "ezbar",
    ("ezbar", "bar"): "ezbar",
    ("hex", "bar"): "trapbar",
    ("hyper", "extension"): "hyperextension",
    ("iso", "lateral"): "isolateral",
    ("kick", "back"): "kickback",
    ("one", "arm"): "onearm",
    ("one", "leg"): "singleleg",
    ("one", "legged"): "singleleg",
    ("pec", "deck"): "pecdeck",
    ("plate", "loaded"): "plateloaded",
    ("press", "down"): "pressdown",
    ("press", "up"): "pressup",
    ("pull", "down"): "pulldown",
    ("pull", "over"): "pullover",
    ("pull", "through"): "pullthrough",
    ("pull", "up"): "pullup",
    ("push", "down"): "pushdown",
    ("push", "up"): "pushup",
    ("roll", "out"): "rollout",
    ("safety", "bar"): "safetybar",
    ("single", "arm"): "onearm",
    ("single", "leg"): "singleleg",
    ("single", "legged"): "singleleg",
    ("sit", "up"): "situp",
    ("skull", "crusher"): "skullcrusher",
    ("smith", "machine"): "smith",
    ("step", "up"): "stepup",
    ("stiff", "legged"): "stiffleg",
    ("stiff", "leg"): "stiffleg",
    ("t", "bar"): "tbar",
    ("trap", "bar"): "trapbar",
    ("wood", "chop"): "woodchop",
}
"""NameWords that some write apart, some with a hyphen, some as one."""

_SAME: Final[Mapping[str, str]] = {
    "1": "one",
    "ab": "abs",
    "abdominals": "abs",
    "bands": "band",
    "banded": "band",
    "bicep": "biceps",
    "calves": "calf",
    "fly": "flye",
    "flies": "flye",
    "flys": "flye",
    "flyes": "flye",
    "hams": "hamstring",
    "legged": "leg",
    "quadriceps": "quad",
    "tricep": "triceps",
    "ups": "up",
    "woodchopper": "woodchop",
}
_NO_PLURAL: Final = frozenset({"abs", "biceps", "bss", "cross", "kas", "press", "triceps", "across"})
_FILLERS: Final = frozenset({"a", "an", "the", "with", "on", "for", "using"})

EQUIPMENT: Final[Mapping[str, str]] = {
    "assisted": "assisted",
    "band": "band",
    "barbell": "barbell",
    "bodyweight": "bodyweight",
    "cable": "cable",
    "dumbbell": "dumbbell",
    "ezbar": "EZ bar",
    "kettlebell": "kettlebell",
    "landmine": "landmine",
    "machine": "machine",
    "plate": "plate",
    "plateloaded": "plate-loaded",
    "safetybar": "safety bar",
    "sandbag": "sandbag",
    "smith": "Smith machine",
    "trapbar": "trap bar",
    "trx": "TRX",
    "weighted": "weighted",
}
"""What an exercise is performed with: in the form in which names are compared, and as it is shown."""

_PLAIN_VARIANTS: Final = (
    "alternating bar close decline flat grip handle high horizontal incline kneeling low lying narrow "
    "neutral overhand pause paused prone pronated reverse rope seated slow standing straight supinated "
    "underhand v vertical wide"
)
_VARIANTS: Final[Mapping[str, str]] = {
    **EQUIPMENT,
    **{word: word for word in _PLAIN_VARIANTS.split()},
    "isolateral": "iso-lateral",
    "onearm": "one-arm",
    "singleleg": "single-leg",
}
"""NameWords that make a variant of an exercise, and no other exercise."""

VARIANTS: Final = frozenset(_VARIANTS)


_LOWERED_FIRST: Final = (
    "press squat lunge dip pushup pressup flye crossover goodmorning negative nordic pullover rollout sissy "
    "pistol stepdown thruster crusher skullcrusher pullthrough hack"
)
_LIFTED_FIRST: Final = (
    "row curl pull raise bridge thrust deadlift extension pulldown pullup chinup pushdown pressdown kickback "
    "shrug crunch situp abduction adduction pump carry clean snatch swing stepup kick twist woodchop hyper "
    "hyperextension lift rotation flexion walk"
)
_STARTS: Final[Mapping[str, bool]] = {
    **dict.fromkeys(_LOWERED_FIRST.split(), True),
    **dict.fromkeys(_LIFTED_FIRST.split(), False),
}
"""Words of names that tell how a rep begins: true where it is lowered first."""


def is_lowered_first(name: str) -> bool:
    """True if a rep of an exercise that is known by its name alone begins with lowering, as far as its words
    tell: a press and a squat do, a row and a curl do not. The last word that tells decides; without one, it
    does."""
    telling = [_STARTS[word] for word in name_words(name) if word in _STARTS]
    return telling[-1] if telling else True


def name_words(name: str) -> NameWords:
    """The words of a name in the form in which names are compared, in the order in which they are written."""
    plain = unicodedata.normalize("NFKD", name.replace("°", " degree ")).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"['’]", "", plain)
    found: list[str] = []
    for written in re.findall(r"\w+", plain):
        long = _ABBREVIATIONS.get(written) or _ABBREVIATIONS.get(written.removesuffix("s")) or written
        for word in long.split():
            _append(found, _singular(word))
    return tuple(word for word in found if word not in _FILLERS)


def name_key(words: Sequence[str]) -> NameWords:
    """The words in an order of their own: names that differ in the order of words alone are one name."""
    return tuple(sorted(words))


def variant_of(words: NameWords, known: NameWords) -> NameWords | None:
    """What `words` says beside the words of a known name, in the order in which it is written: nothing but
    equipment and grips, stances and the like. None if it says more than that, or less than the name."""
    left = Counter(known)
    rest = []
    for word in words:
        if left[word]:
            left[word] -= 1
        elif word in _VARIANTS:
            rest.append(word)
        else:
            return None
    return None if any(left.values()) else tuple(rest)


def beside_equipment(variant: NameWords) -> int:
    """How many words of a variant are no equipment: the fewer, the nearer is the name that it is one of."""
    return sum(word not in EQUIPMENT for word in variant)


def is_other_equipment(name: NameWords, variant: NameWords) -> bool:
    """True if a name speaks of equipment, and a variant of other equipment: then it is no variant of it."""
    own, other = EQUIPMENT.keys() & set(name), EQUIPMENT.keys() & set(variant)
    return bool(own and other - own - {"assisted", "bodyweight", "plateloaded", "weighted"})


def shown_variant(words: NameWords) -> str:
    """A variant as a preset is named after it: "dumbbell", "wide grip"."""
    return " ".join(_VARIANTS[word] for word in words)


def _singular(word: str) -> str:
    word = _SAME.get(word, word)
    if word in _NO_PLURAL or len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    stem = word[:-2] if word.endswith(("sses", "ches", "shes", "xes")) else word[:-1]
    return _SAME.get(stem, stem)


def _append(found: list[str], word: str) -> None:
    """Add a word, written together with the one before it where both are one."""
    together = _TOGETHER.get((found[-1], word)) if found else None
    if together:
        found[-1] = together
    else:
        found.append(word)
