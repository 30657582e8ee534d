"""What the voice can say, and the shorter forms of it.

Each form is a WAV file in `sounds/voice`, named after its text with `_` for a space. `.quick` is the same
text spoken faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from liftronome.domain.counting import Word, number_sound
from liftronome.domain.phase import Phase
from liftronome.domain.timeline import Cue, CueKind, Sound

QUICK: Final = ".quick"
"""The end of the name of a form that is said quickly."""

JOINT: Final = "+"
"""Between the names of what a form is composed of."""

MOST: Final = 100
"""Numbers are there from 1 to this, as a set has at most so many reps."""

SINGLY_MOST: Final = 50
"""A number above this, which is said seldom, is composed of its tens and its units."""

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
        Sound.BREAK: "break",
        Sound.DROP: "drop",
        Sound.OPEN: "as many as you can",
        Sound.LEAST: "that's your minimum",
        Sound.CHANGE: "new tempo",
        Sound.HALF: "half",
        Sound.TEN_SECONDS: "ten seconds",
        Word.WARM_UP: "warm up",
        "left": "left",
        "right": "right",
    }
)
"""What is said at the cues of these sounds."""

CHANGE_WORDS: Final = (
    *("slower", "quicker", "new tempo", "with each rep", "fast", "down", "up", "hold", "no hold"),
    *("and a half", "at your own pace"),
)
"""What a change of tempo is told in, beside numbers."""

_PACES: Final = frozenset({"slower", "quicker"})

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
        "as many as you can": "max reps",
        "that's your minimum": "minimum",
    }
)
"""Texts that can be said in fewer words, beside those that end in "fast"."""


def texts_at(cue: Cue) -> tuple[str, ...]:
    """What the voice can say at a cue, the fullest text first; () if nothing."""
    match cue.kind:
        case CueKind.PHASE:
            text = cue.text if cue.text in PHASE_WORDS else _GENERAL.get(cue.sound, "")
            return (text,) if text else ()
        case CueKind.LEAST:
            minimum = SIGNALS[Sound.LEAST]
            return (f"{cue.text}: {minimum}", minimum) if _is_number(cue.text) else (minimum,)
        case CueKind.CHANGE:
            pace = cue.text.partition(":")[0].partition(" ")[0]
            texts = (cue.text, pace if pace in _PACES else SIGNALS[Sound.CHANGE])
            return tuple(text for text in dict.fromkeys(texts) if parts_of(text))
    if cue.text.isdigit():
        return (cue.text,) if _is_number(cue.text) else ()
    return (SIGNALS[cue.sound],) if cue.sound in SIGNALS else ()


def forms(text: str) -> tuple[str, ...]:
    """The names of the forms of a text, the fullest first: as it is, quick, in fewer words, those quick.

    Of a number of two digits that differ from ten, the units alone are its fewer words. A form that is
    composed of more than one has their names with `+` between them.
    """
    parts = parts_of(text) or (text,)
    text = parts[0]
    if len(parts) == 1 and text.isdigit():
        return _number_forms(int(text))
    if len(parts) > 1:
        rungs = (parts, tuple(map(_quick, parts)), tuple(_quick(SHORTER.get(part, part)) for part in parts))
        return tuple(dict.fromkeys(JOINT.join(map(_name, rung)) for rung in rungs))
    names = (_name(text), _name(_quick(text)))
    shorter = text.removesuffix(" fast") if text.endswith(" fast") else SHORTER.get(text)
    return (*names, *forms(shorter)) if shorter else names


def parts_of(text: str) -> tuple[str, ...]:
    """The texts that a text is composed of; () if the voice cannot say all of it."""
    if text in _WHOLE:
        return (text,)
    words = re.sub(r"\.5\b", " and a half", re.sub("[:,]", " ", text)).split()
    parts: list[str] = []
    while words:
        for count in range(min(_LONGEST, len(words)), 0, -1):
            part = " ".join(words[:count])
            if part in _WHOLE or _is_number(part):
                parts.append(part)
                del words[:count]
                break
        else:
            return ()
    return tuple(parts)


def _number_forms(number: int) -> tuple[str, ...]:
    name = number_sound(number)
    tens, units = number // 10 * 10, number % 10
    if number <= 20 or not units:
        return (name, f"{name}{QUICK}")
    if number > SINGLY_MOST:
        whole = f"{number_sound(tens)}{JOINT}{number_sound(units)}"
        return (whole, f"{whole.replace(JOINT, QUICK + JOINT)}{QUICK}", *_number_forms(units))
    return (name, *_number_forms(units))


def every_form() -> Iterable[str]:
    """The names of all forms there are that are not composed, each once."""
    texts = (*PHASE_WORDS, *SIGNALS.values(), *CHANGE_WORDS, *map(str, range(1, MOST + 1)))
    return dict.fromkeys(name for text in texts for form in forms(text) for name in form.split(JOINT))


_WHOLE: Final = frozenset((*PHASE_WORDS, *SIGNALS.values(), *CHANGE_WORDS, *SHORTER.values()))
_LONGEST: Final = max(len(text.split()) for text in _WHOLE)


def _is_number(text: str) -> bool:
    return text.isdigit() and 1 <= int(text) <= MOST


def _quick(text: str) -> str:
    """The name of what is said quickly; a number that is not is left as it is."""
    if not text.isdigit():
        return f"{text}{QUICK}"
    quick = _number_forms(int(text))[1]
    return quick if len(_number_forms(int(text))) != 3 else text


def _name(text: str) -> str:
    return _number_forms(int(text))[0] if text.isdigit() else text.replace(" ", "_").replace("'", "")
