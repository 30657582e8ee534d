"""What the voice can say, and the shorter forms of it.

Each form is a WAV file in `sounds/voice`, named after its text with `_` for a space. `.quick` is the same
text spoken faster.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from liftronome.domain.counting import Word, number_sound
from liftronome.domain.phase import Phase
from liftronome.domain.timeline import Cue, CueKind, Sound

MOST: Final = 100
"""Numbers are there from 1 to this, as a set has at most so many reps."""

PHASE_WORDS: Final = (
    *("lower", "open", "close", "let back", "let out", "let up", "step down", "circle back", "hinge"),
    *("lift", "stand up", "press", "press up", "push up", "push down", "pull", "pull up", "pull down"),
    *("curl", "curl up", "come up", "extend", "rise", "raise", "step up", "circle out", "swing"),
    *("explode up", "drive up", "drive through", "push off", "hold", "squeeze"),
    *("press fast", "push fast", "pull fast", "curl fast", "curl up fast", "close fast", "open fast"),
    *("kick fast", "rise fast", "raise fast", "circle fast"),
    *("lower fast", "let back fast", "let out fast", "let up fast", "step down fast", "circle back fast"),
    "hinge fast",
    *("chop", "crunch", "jump up", "kick back", "let down", "let in", "pull apart", "pull back", "pull over"),
    *(
        "push",
        "push back",
        "reach",
        "roll out",
        "shrug",
        "sit up",
        "slide up",
        "turn",
        "turn back",
        "turn out",
    ),
    *("chop fast", "crunch fast", "extend fast", "kick back fast", "let down fast", "let in fast"),
    *("pull back fast", "reach fast", "roll out fast", "shrug fast", "sit up fast", "turn fast"),
    "turn back fast",
)
"""What the phases of the exercises that ship are called."""

_GENERAL: Final[Mapping[str, str]] = MappingProxyType(
    {
        Phase.ECCENTRIC: "lower",
        Phase.PAUSE_STRETCHED: "hold",
        Phase.CONCENTRIC: "lift",
        Phase.PAUSE_SHORTENED: "hold",
    }
)
"""For a phase whose own words the voice cannot say."""

SIGNALS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Sound.LAST_REP: "last rep",
        Sound.SET_END: "set complete",
        Sound.REST_WARNING: "ten seconds",
        Sound.READY: "get ready",
        Sound.CHANGE_SIDES: "change sides",
        Word.HALFWAY: "halfway",
        Word.REST: "rest",
        "left": "left",
        "right": "right",
    }
)
"""What is said at the cues of these sounds."""

SHORTER: Final[Mapping[str, str]] = MappingProxyType(
    {
        "let back": "back",
        "let out": "out",
        "let up": "up",
        "step down": "down",
        "circle back": "back",
        "stand up": "up",
        "press up": "press",
        "push up": "push",
        "push down": "push",
        "pull up": "pull",
        "pull down": "pull",
        "curl up": "curl",
        "come up": "up",
        "step up": "up",
        "circle out": "out",
        "jump up": "up",
        "kick back": "back",
        "let down": "down",
        "pull apart": "pull",
        "pull back": "pull",
        "pull over": "pull",
        "push back": "push",
        "roll out": "out",
        "sit up": "up",
        "slide up": "up",
        "turn back": "back",
        "turn out": "out",
        "explode up": "up",
        "drive up": "drive",
        "drive through": "drive",
        "push off": "push",
        "last rep": "last",
        "set complete": "done",
        "get ready": "ready",
        "change sides": "change",
    }
)
"""Texts that can be said in fewer words, beside those that end in "fast"."""


def said_at(cue: Cue) -> str:
    """What the voice says at a cue, "" if nothing: the cue's text, if it can say that."""
    if cue.kind is CueKind.PHASE:
        return cue.text if cue.text in PHASE_WORDS else _GENERAL.get(cue.sound, "")
    if cue.text.isdigit():
        return cue.text if 1 <= int(cue.text) <= MOST else ""
    return SIGNALS.get(cue.sound, "")


def forms(text: str) -> tuple[str, ...]:
    """The names of the forms of a text, the fullest first: as it is, quick, in fewer words, those quick.

    Of a number of two digits that differ from ten, the units alone are its fewer words.
    """
    if text.isdigit():
        return _number_forms(int(text))
    names = (_name(text), f"{_name(text)}.quick")
    shorter = text.removesuffix(" fast") if text.endswith(" fast") else SHORTER.get(text)
    return (*names, *forms(shorter)) if shorter else names


def _number_forms(number: int) -> tuple[str, ...]:
    name = number_sound(number)
    if number > 20 and number % 10:
        return (name, *_number_forms(number % 10))
    return (name, f"{name}.quick")


def every_form() -> Iterable[str]:
    """The names of all forms there are, each once."""
    texts = (*PHASE_WORDS, *SIGNALS.values(), *map(str, range(1, MOST + 1)))
    return dict.fromkeys(form for text in texts for form in forms(text))


def _name(text: str) -> str:
    return text.replace(" ", "_")
