"""Reading a tempo as lifters write it: accept what is clear, ask about the rest, or say what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from liftronome.domain.notation.characters import BRACKETS, TEMPO_WORD, UNIT, closing_place, plain
from liftronome.domain.notation.parts import looks_like_parts, number_of_parts, tempo_of_parts
from liftronome.domain.notation.prose import names_a_phase, tempo_of_prose
from liftronome.domain.notation.readings import EXAMPLE, AmbiguousTempo, Reading, TempoError
from liftronome.domain.tempo import Tempo

MAX_TEXT: Final = 200
"""Longer texts are refused unread."""

_LEAD: Final = re.compile(rf"\s*(?:@|{TEMPO_WORD}(?:(?!\w)\s*[:=]?|(?=[\d*@])))\s*", re.IGNORECASE)
_TAIL: Final = re.compile(rf"(?:(?<=[\dX*!\"'.)\]\s])|(?<=[^\W\d_]\s))[\s-]*{TEMPO_WORD}\s*$", re.IGNORECASE)
_REMARK_MARK: Final = re.compile(r"//|•|,|(?<=\s)-+(?=\s|[^\W\d_])|-+(?=\s*[^\W\d_X])|[(\[{«]")
_STRONG_MARKS: Final = ("//", "•", *BRACKETS)
_REMARK_WORD: Final = re.compile(r"[^\W\d_]{2,}|[^\W\d_xXsS]")


@dataclass(frozen=True, slots=True)
class _Cut:
    """A text cut into what may be a tempo, from `start` to `end`, and a remark."""

    start: int
    end: int
    mark: str
    note: str


def parse_tempo(text: str, *, down_lifts: bool = False) -> Tempo:
    """The tempo that `text` describes; a remark beside it is passed over. See `read_tempo`."""
    return read_tempo(text, down_lifts=down_lifts).tempo


def read_tempo(text: str, *, down_lifts: bool = False) -> Reading:
    """The tempo that `text` describes, and the remark that stands beside it.

    `down_lifts`: in prose, "down" lifts the weight, as on a pulldown. Raises AmbiguousTempo where lifters
    read the text in two ways, and TempoError where it is no tempo; both say in one line what would be
    right. `parse_tempo(str(tempo)) == tempo` for every tempo.
    """
    if len(text) > MAX_TEXT:
        raise TempoError(f"that is too long for a tempo: write four parts, as in {EXAMPLE}", MAX_TEXT)
    same = plain(text)
    start, end = _unwrapped(same, 0, len(same))
    if start == end:
        raise TempoError(f"there is no tempo yet: write four parts, as in {EXAMPLE}")
    errors: list[TempoError] = []
    for cut in _cuts(same, text, start, end):
        try:
            return Reading(_tempo(same, cut, down_lifts=down_lifts), note=cut.note)
        except AmbiguousTempo as question:
            raise question.with_note(cut.note) from None
        except TempoError as error:
            errors.append(error)
    raise errors[min(1, len(errors) - 1)]


def _tempo(text: str, cut: _Cut, *, down_lifts: bool) -> Tempo:
    body = text[cut.start : cut.end]
    if names_a_phase(body):
        return tempo_of_prose(body, cut.start, down_lifts=down_lifts)
    return tempo_of_parts(body, cut.start)


def _cuts(text: str, written: str, start: int, end: int) -> Iterator[_Cut]:
    """The ways to tell a tempo from a remark: none, then the longest tempo first."""
    yield _Cut(start, end, "", "")
    for match in reversed([*_REMARK_MARK.finditer(text, start + 1, end)]):
        cut = _cut(text, written, match, start, end)
        if cut is None:
            continue
        head, tail = text[cut.start : cut.end], text[match.end() : end]
        if looks_like_parts(head) or (names_a_phase(head) and _may_follow_prose(cut.mark, tail)):
            yield cut


def _may_follow_prose(mark: str, tail: str) -> bool:
    """Behind a comma or a dash a remark on prose begins with a word of its own."""
    return mark in _STRONG_MARKS or (bool(re.match(r"\s*[^\W\d_]", tail)) and not names_a_phase(tail))


def _cut(text: str, written: str, match: re.Match[str], start: int, end: int) -> _Cut | None:
    mark = match[0].strip()
    mark = "-" if mark.startswith("-") else mark
    tail = text[match.end() : end]
    note_start, note_end = match.end(), end
    if mark in BRACKETS:
        closing = closing_place(text, match.start(), end)
        if closing is None or text[closing + 1 : end].strip(" .!"):
            return None
        note_end = closing
        tail = text[note_start:note_end]
    body_start, body_end = _unwrapped(text, start, match.start())
    if body_start == body_end or not _is_remark(tail, mark, text[body_start:body_end]):
        return None
    return _Cut(body_start, body_end, mark, written[note_start:note_end].strip(" -–—•,;/"))


def _is_remark(tail: str, mark: str, head: str) -> bool:
    """False where what stands behind a mark may be a part of the tempo in front of it."""
    if not tail.strip(" -,;/•"):
        return mark in ("//", "•")
    words = re.sub(rf"(?<=[0-9])\s*{UNIT}(?!\w)", " ", tail, flags=re.IGNORECASE)
    has_word = bool(_REMARK_WORD.search(words))
    if number_of_parts(head) >= 4:
        return has_word or mark in _STRONG_MARKS
    if number_of_parts(head) < 2:
        return mark in _STRONG_MARKS or names_a_phase(head)
    begins_with_part = bool(re.match(r"\s*[0-9*]|\s*X(?!\w)", tail))
    if not begins_with_part:
        return has_word
    return has_word and not (mark in head or (mark not in _STRONG_MARKS and names_a_phase(tail)))


def _unwrapped(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of a text without what may stand around a tempo."""
    while start < end:
        if (lead := _LEAD.match(text, start, end)) and lead.end() > start:
            start = lead.end()
        elif text[start].isspace():
            start += 1
        elif text[end - 1].isspace() or (text[end - 1] == "." and end - start > 1):
            end -= 1
        elif (text[start] in BRACKETS and closing_place(text, start, end) == end - 1) or (
            text[start] in "\"'" and text[end - 1] == text[start] and end - start > 1
        ):
            start, end = start + 1, end - 1
        elif (tail := _TAIL.search(text, start, end)) and tail.start() > start:
            end = tail.start()
        else:
            break
    return start, end
