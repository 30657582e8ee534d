"""Tempos in a line: behind `@` or "tempo", in front of "tempo", or alone where they can only be one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from liftronome.domain.line.text import Question, ends_word
from liftronome.domain.notation import AmbiguousTempo, TempoError, read_tempo
from liftronome.domain.notation.characters import TEMPO_WORD
from liftronome.domain.notation.prose import names_a_phase
from liftronome.domain.tempo import Tempo

_UNIT: Final = r"(?:\s?(?:seconds?|secs?|s|″|\"|'')(?![a-z]))?"
_PART: Final = rf"(?:[0-9]{{1,3}}(?:[.,][0-9]{{1,3}}(?![0-9.,]))?{_UNIT}!?|[xX*]!?)"
_WHOLE: Final = rf"(?:[0-9]{{1,3}}{_UNIT}!?|[xX*]!?)"
_END: Final = r"(?![0-9]|[xX*](?![a-z])|[^\W\d_]|\s*%|[-–/:][^\s\d])"

MARK: Final = re.compile(rf"(?:@|{TEMPO_WORD}(?![^\W\d_])\s*[:=]?)\s*@?\s*", re.IGNORECASE)
BEHIND: Final = re.compile(rf"\s*-?\s*{TEMPO_WORD}(?!\w)", re.IGNORECASE)
_FURTHER: Final = re.compile(rf"\s*(?P<mark>[|>])\s*(?:@|{TEMPO_WORD}\b\s*:?)?\s*", re.IGNORECASE)

_BARE: Final = re.compile(rf"[0-9xX*]!?(?:[0-9xX*]!?){{2,3}}{_END}(?!\s*[-/:·][0-9xX*])(?![.,][0-9])")
_SEPARATED: Final = (
    re.compile(rf"{_PART}(\s*[-–/:]\s*){_PART}(?:\s*[-–/:]\s*{_PART}){{0,4}}{_END}"),
    re.compile(rf"{_WHOLE}(?:\s*[.]\s*{_WHOLE}){{2,3}}{_END}"),
    re.compile(rf"{_WHOLE}(?:\s*[,;·]\s*{_WHOLE}){{2,3}}{_END}"),
    re.compile(rf"{_PART}(?:\s+{_PART}){{3}}{_END}(?!\s*(?:kg|lb|x\s*[0-9]|sets?|reps?|min))"),
    re.compile(rf"{_PART}(?:\s+{_PART}){{2}}{_END}(?!\s*(?:kg|lb|x\s*[0-9]|sets?|reps?|min))"),
    re.compile(rf"{_PART}(?:[-–/:]{_PART}){{2,3}}{_END}(?=\s+[-–]\s)"),
)
_PROSE: Final = re.compile(
    r"(?:[0-9.,/;+–-]+|\s+|seconds?|secs?|s|\"|and|then|followed|by|the|a|in|on|at|of|for|with|no|without|way|phase"
    r"|count|down(?:wards?)?|up(?:wards?)?|lower(?:s|ing)?|eccentric|ecc|negatives?|neg|lift(?:s|ing)?|concentric"
    r"|conc?|positives?|pos|pauses?|hold(?:s|ing)?|squeezes?|explo(?:de|sive|sively)|top|bottom|[xX*](?![a-z0-9]))+",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    r"[0-9]+(?:[.,][0-9]+)?\s*(?:seconds?|secs?|s|\")?\s+(?:[a-z]{2,})", re.IGNORECASE
)

_FOUR: Final = re.compile(
    rf"[0-9*]{{2}}[0-9xX*]!?[0-9*]{_END}(?!\s*[-–/:.,]?[0-9]*\s*(?:kg|lb))(?![-–/:.,][0-9])"
)
_DOTTED_PART: Final = rf"(?:[0-9]{{1,3}}(?:\.[0-9]{{1,3}}(?![0-9.,]))?{_UNIT}!?|[xX*]!?)"
"""A part without a mark in front: a comma belongs to a list there, as in 10-12,8-10."""

_THREE_OR_FOUR: Final = re.compile(
    rf"{_DOTTED_PART}(\s?[-–/:]\s?){_DOTTED_PART}(?:\1{_DOTTED_PART}){{1,2}}{_END}(?!\1[0-9xX*])"
)
_SETS_OR_TEMPO: Final = re.compile(r"([0-9]{2})[xX]([0-9])")

MOST_SETS: Final = 20
SURELY_TEMPO: Final = 12
MAYBE_TEMPO: Final = 10


@dataclass(frozen=True, slots=True)
class SetTempo:
    """The tempo of a set, and what it becomes by its last rep, if it is a ramp."""

    tempo: Tempo
    ramp_to: Tempo | None = None


@dataclass(frozen=True, slots=True)
class Paces:
    """The tempos of the sets in order, and the remark that stood beside one."""

    sets: tuple[SetTempo, ...]


@dataclass(frozen=True, slots=True)
class SetsOrTempo:
    """`20X1`: a tempo, or sets and reps. `certain` is what it can only be, if anything."""

    tempo: Tempo
    sets: int
    reps: int
    capital: bool

    @property
    def only_tempo(self) -> bool:
        """True if it cannot be sets and reps, or nobody would write them so."""
        return (
            self.sets > MOST_SETS
            or not self.sets
            or not self.reps
            or (self.capital and self.sets > SURELY_TEMPO)
        )

    @property
    def unsure(self) -> bool:
        """True if a coach may mean either."""
        return self.capital and MAYBE_TEMPO <= self.sets <= SURELY_TEMPO


def read_tempos(line: str, text: str, at: int, *, down_lifts: bool) -> tuple[Paces, int] | None:
    """The tempos that begin at a place behind a mark, and where they end; None if there is none.

    Raises TempoError and Question.
    """
    found = _tempo(line, text, at, down_lifts=down_lifts)
    if found is None:
        return None
    tempo, end = found
    sets = [SetTempo(tempo)]
    while mark := _FURTHER.match(text, end):
        following = _tempo(line, text, mark.end(), down_lifts=down_lifts)
        if following is None:
            break
        tempo, end = following
        if mark["mark"] == "|":
            sets.append(SetTempo(tempo))
        elif sets[-1].ramp_to is None:
            sets[-1] = SetTempo(sets[-1].tempo, tempo)
        else:
            raise Question(
                "a ramp has two ends, and a third tempo stands here",
                mark.start(),
                end,
                (f" | {tempo}", "the tempo of the next set"),
                ("", "left out"),
            )
    return Paces(tuple(sets)), end


def bare_tempo(line: str, text: str, at: int, *, down_lifts: bool) -> tuple[Paces | SetsOrTempo, int] | None:
    """A tempo that needs no mark, or what may be one; None if neither stands at a place."""
    if (match := _SETS_OR_TEMPO.match(text, at)) and _may_end(text, match.end()):
        tempo = read_tempo(f"{match[1]}X{match[2]}").tempo
        either = SetsOrTempo(tempo, int(match[1]), int(match[2]), "X" in line[at : match.end()])
        return either, match.end()
    four = _FOUR.match(text, at)
    parted = _THREE_OR_FOUR.match(text, at)
    if parted and not _is_clear(parted[0]):
        if BEHIND.match(text, parted.end()):
            return read_tempos(line, text, at, down_lifts=down_lifts)
        raise _numbers_question(at, parted.end(), parted[0])
    if four or parted:
        return read_tempos(line, text, at, down_lifts=down_lifts)
    if _NUMBERED.match(text, at) and (prose := _prose_end(text, at)):
        return Paces((SetTempo(_read(line, at, prose, down_lifts=down_lifts)),)), prose
    for pattern in (_BARE, *_SEPARATED):
        match_behind = pattern.match(text, at)
        if match_behind and BEHIND.match(text, match_behind.end()):
            return read_tempos(line, text, at, down_lifts=down_lifts)
    return None


def _may_end(text: str, end: int) -> bool:
    return ends_word(text, end) and not re.match(r"\s*(?:kg|lb|%)|[-–/:.,+][0-9]|[-–+]", text[end:])


def _is_clear(text: str) -> bool:
    """True for parts that are a tempo and nothing else: X, own pace or 0 stands among them."""
    parts = re.findall(r"[0-9]+(?:[.,][0-9]+)?|[xX*]", text)
    return any(part in "xX*" or float(part.replace(",", ".")) == 0 for part in parts)


def _numbers_question(start: int, end: int, written: str) -> Question:
    numbers = re.findall(r"[0-9]+(?:[.,][0-9]+)?", written)
    return Question(
        f"“{written.strip()}” may be sets or a tempo",
        start,
        end,
        (",".join(numbers), "reps of one set each"),
        (f"@ {'-'.join(numbers)}", "a tempo"),
    )


def refuse_tempo(line: str, start: int, end: int) -> None:
    """Raises TempoError, with its place in the line, if a stretch of it is no tempo."""
    _read(line, start, end, down_lifts=False)


def _tempo(line: str, text: str, at: int, *, down_lifts: bool) -> tuple[Tempo, int] | None:
    """The longest tempo that begins at a place, and where it ends."""
    first: TempoError | None = None
    for end in _ends(text, at):
        try:
            return _read(line, at, end, down_lifts=down_lifts), end
        except AmbiguousTempo:
            raise
        except TempoError as error:
            first = first or error
    if first is not None:
        raise first
    return None


def _ends(text: str, at: int) -> Iterator[int]:
    if match := _BARE.match(text, at):
        yield match.end()
        return
    if re.match(r"[0-9]|[a-z]", text[at : at + 1], re.IGNORECASE) and (prose := _prose_end(text, at)):
        yield prose
        return
    for pattern in _SEPARATED:
        if match := pattern.match(text, at):
            yield match.end()


def _prose_end(text: str, at: int) -> int | None:
    """Where prose that names phases ends, None if none begins at a place."""
    match = _PROSE.match(text, at)
    if match is None or not names_a_phase(match[0]):
        return None
    written = match[0]
    last = [found.end() for found in re.finditer(r"[^\W\d_]{2,}|[0-9]\s*(?:s\b|\")|[0-9]", written)]
    words = [found for found in re.finditer(r"[^\W\d_]{2,}", written) if names_a_phase(found[0])]
    if re.match(r"\s*[0-9]", written):
        end = words[-1].end()
    else:
        end = next((place for place in last if place > words[-1].end()), words[-1].end())
    return at + end


def _read(line: str, start: int, end: int, *, down_lifts: bool) -> Tempo:
    try:
        return read_tempo(line[start:end], down_lifts=down_lifts).tempo
    except AmbiguousTempo as question:
        first, second = question.readings
        raise Question(
            question.why,
            start,
            end,
            (str(first.tempo), first.meaning),
            (str(second.tempo), second.meaning),
        ) from question
    except TempoError as error:
        raise TempoError(_moved(str(error), start), start + (error.position or 0)) from error


def _moved(message: str, start: int) -> str:
    """A message about a part of the line, with places counted from the line's beginning."""
    return re.sub(r"at place (\d+)", lambda match: f"at place {int(match[1]) + start}", message)
