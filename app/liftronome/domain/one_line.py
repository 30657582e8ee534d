"""A preset on one line: `Hip thrust – heavy 3x10 @ 3-1-X-2 rest 90`, to type, to paste and to send.

The line carries exercise, name, sets, reps, tempo or beat, sides, changeover, rest, count-in, get-ready
time and the movement that a rep begins with. What it leaves out is as the exercise has it to begin from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise, Library, folded
from liftronome.domain.limits import BEAT
from liftronome.domain.line_details import DETAILS, NEXT, TIME, Changes, time_ms
from liftronome.domain.notation import AmbiguousTempo, Reading, TempoError, parse_tempo
from liftronome.domain.preset import MAX_NAME, Preset, Sides, default_preset, preset_name
from liftronome.domain.tempo import seconds_text

EXAMPLE_LINE: Final = "Hip thrust – heavy 3x10 @ 3-1-X-2 rest 90"
MAX_LINE: Final = 600

CARRIED: Final = (
    "exercise",
    "name",
    "sets",
    "reps",
    "tempo",
    "beat_ms",
    "start",
    "sides",
    "changeover_ms",
    "rest_ms",
    "count_in_ms",
    "ready_ms",
)
"""The fields of a preset that a line carries."""

_BLANKS: Final = "\u00a0\u2007\u2009\u202f\u3000\t\n\r"
_SAME_MEANING: Final = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},  # full-width letters and digits
    **str.maketrans(_BLANKS, " " * len(_BLANKS)),
}
_GAP: Final = re.compile(r"[\s,;·]*")
_NAME_MARK: Final = re.compile(r"\s*[–—]\s*|\s+-\s+|\s*:\s+")
_QUOTED: Final = re.compile(r'\s*(?:"((?:[^"]|"")*)"|“([^”]*)”|«([^»]*)»|„([^“]*)“)')
_TEMPO_MARK: Final = re.compile(r"(?:@|tempo\b\s*:?)\s*", re.IGNORECASE)
_BEFORE_TEMPO: Final = re.compile(r"\s*(?:@|\btempo\b)", re.IGNORECASE)
_SPACED_SETS: Final = re.compile(r"\s+[0-9]{1,9}\s*[xX×хХ✕*]\s*[0-9]{1,9}\b")
_BEAT: Final = re.compile(rf"(?P<time>{TIME})(?:\s*(?:a|per|each|every|/)\s*(?:rep|beat))?", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\s,;·]{1,30}")


class LineError(InputError):
    """A line cannot be read. `position` is the place in it that is to blame, from 0."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(reason)
        self.position = position


class AmbiguousLine(LineError):  # noqa: N818  (a question, not a failure)
    """The tempo of a line means one thing to some lifters and another to others. `lines` has the line
    as each of the two `readings` would be written."""

    def __init__(self, question: AmbiguousTempo, line: str, start: int, end: int) -> None:
        super().__init__(str(question), start + (question.position or 0))
        self.why = question.why
        self.readings: tuple[Reading, Reading] = question.readings
        first, second = (f"{line[:start]}{reading.tempo}{line[end:]}" for reading in question.readings)
        self.lines = (first, second)


def parse_line(line: str, library: Library) -> Preset:
    """The preset that a line describes; its name is "" if the line has none.

    Raises AmbiguousLine where its tempo can be read two ways, and LineError where something in it cannot
    be read; both tell in one line what would be right.
    """
    if len(line) > MAX_LINE:
        raise LineError(f"that is too long for a line: write as in {EXAMPLE_LINE}", MAX_LINE)
    text = line.translate(_SAME_MEANING)
    exercise, at = _exercise(line, text, library)
    name, at = _name(line, text, at)
    changes: dict[str, Any] = {"name": name}
    while (at := _end_of(_GAP, text, at)) < len(text):
        found, end = _detail(line, text, at, exercise)
        for field, value in found.items():
            if field in changes:
                raise LineError(f"“{line[at:end]}” at place {at + 1} says again what was said before it", at)
            changes[field] = value
        at = end
    return replace(default_preset(exercise), **changes)


def format_line(preset: Preset, library: Library) -> str:
    """The line that describes a preset: what it carries, `parse_line` reads back as it was.

    `library` has the exercises among which the line will be read.
    """
    carried = {field: getattr(preset, field) for field in CARRIED}
    wanted = replace(default_preset(preset.exercise), **carried)
    details = " ".join(_details(preset))
    lines = [f"{preset.exercise.name}{name} {details}" for name in _written_names(preset.name)]
    return next((line for line in lines if _reads_as(line, wanted, library)), lines[-1])


def _written_names(name: str) -> tuple[str, ...]:
    """How a name may stand behind the exercise's, the usual way first."""
    if not name:
        return ("", ",")
    doubled = name.replace('"', '""')
    return (f" – {name}", f" “{name}”", f' "{doubled}"')


def _details(preset: Preset) -> Iterator[str]:
    usual = default_preset(preset.exercise)
    yield f"{preset.sets}x{preset.reps}"
    yield f"@ {preset.tempo}" if preset.tempo else f"@ {seconds_text(preset.beat_ms)} s a rep"
    if preset.sides is Sides.LEFT_THEN_RIGHT:
        yield "each side"
    if preset.changeover_ms != usual.changeover_ms:
        yield f"changeover {seconds_text(preset.changeover_ms)}"
    yield f"rest {seconds_text(preset.rest_ms)}"
    if preset.count_in_ms != usual.count_in_ms:
        yield f"count-in {seconds_text(preset.count_in_ms)}"
    if preset.ready_ms != usual.ready_ms:
        yield f"ready {seconds_text(preset.ready_ms)}"
    if preset.start is not preset.exercise.start:
        yield f"starting {preset.start}"


def _reads_as(line: str, wanted: Preset, library: Library) -> bool:
    try:
        return parse_line(line, library) == wanted
    except LineError:
        return False


def _exercise(line: str, text: str, library: Library) -> tuple[Exercise, int]:
    """The exercise with the longest name that the line begins with, and where that name ends."""
    known = {
        folded(name): exercise for exercise in library.exercises for name in (exercise.id, *exercise.names)
    }
    longest = min(len(text), 2 * MAX_NAME)
    ends = [
        end
        for end in range(1, longest + 1)
        if text[end - 1] not in " -" and (end == len(text) or not text[end].isalnum())
    ]
    for end in reversed(ends):
        if exercise := known.get(folded(line[:end])):
            return exercise, end
    head = line[: _name_end(text, 0)].strip(" ,;·–—:")
    mark = _NAME_MARK.search(head) or _QUOTED.search(head)
    wanted = (head[: mark.start()] if mark else head).strip()
    start = line.find(wanted)
    try:
        if len(wanted) > MAX_NAME:
            raise InputError(f"the line begins with no exercise: write as in {EXAMPLE_LINE}")
        return library.find(" ".join(wanted.split())), start + len(wanted)
    except InputError as error:
        reason = f"the line needs an exercise first, as in {EXAMPLE_LINE}" if not wanted else str(error)
        raise LineError(reason, start) from error


def _name(line: str, text: str, at: int) -> tuple[str, int]:
    """The name that stands at a place, "" if none does, and where it ends."""
    if quoted := _QUOTED.match(line, at):
        written = next(group for group in quoted.groups() if group is not None).replace('""', '"')
        start, end = at + len(quoted[0]) - len(quoted[0].lstrip()), quoted.end()
    elif mark := _NAME_MARK.match(text, at):
        start = mark.end()
        if _begins_detail(text, start):
            return "", start
        end = _name_end(text, start)
        written = line[start:end].rstrip(" ,;·")
    else:
        return "", at
    try:
        return preset_name(written), end
    except InputError as error:
        raise LineError(str(error), start) from error


def _begins_detail(text: str, at: int) -> bool:
    return any(pattern.match(text, at) for pattern in (_TEMPO_MARK, *(detail.pattern for detail in DETAILS)))


def _name_end(text: str, at: int) -> int:
    """Where a name that begins at a place is over: before the first detail."""
    found = (pattern.search(text, at) for pattern in (NEXT, _BEFORE_TEMPO, _SPACED_SETS))
    return min((match.start() for match in found if match), default=len(text))


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _detail(line: str, text: str, at: int, exercise: Exercise) -> tuple[Changes, int]:
    """What the detail at a place says of the preset, and where it ends."""
    if mark := _TEMPO_MARK.match(text, at):
        return _pace(line, text, mark.end(), exercise)
    for detail in DETAILS:
        match = detail.pattern.match(text, at)
        if match and not text[match.end() : match.end() + 1].isalnum():
            try:
                return detail.read(match), match.end()
            except InputError as error:
                raise LineError(str(error), at) from error
    word = _WORD.match(line, at)
    raise LineError(
        f"“{word[0] if word else line[at]}” at place {at + 1} cannot be read: a name stands after a dash "
        f"or in quotes, then sets x reps, @ tempo and rest, as in {EXAMPLE_LINE}",
        at,
    )


def _pace(line: str, text: str, start: int, exercise: Exercise) -> tuple[Changes, int]:
    """The tempo, or the beat of a ballistic exercise, that begins at a place."""
    behind = NEXT.search(text, start + 1)
    end = behind.start() if behind else len(text)
    end = start + len(text[start:end].rstrip(" ,;·"))
    if exercise.is_ballistic:
        return _beat(text, start, end, exercise), end
    try:
        return {"tempo": parse_tempo(line[start:end])}, end
    except AmbiguousTempo as question:
        raise AmbiguousLine(question, line, start, end) from question
    except TempoError as error:
        raise LineError(_moved(str(error), start), start + (error.position or 0)) from error


def _beat(text: str, start: int, end: int, exercise: Exercise) -> Changes:
    match = _BEAT.fullmatch(text, start, end)
    try:
        if match is None:
            raise InputError(
                f"{exercise.name} is paced one beat a rep: write its seconds, as in @ 1.5 s a rep"
            )
        beat_ms = time_ms(match["time"])
        BEAT.check(beat_ms)
    except InputError as error:
        raise LineError(str(error), start) from error
    return {"beat_ms": beat_ms}


def _moved(message: str, start: int) -> str:
    """A message about a part of the line, with places counted from the line's beginning."""
    return re.sub(r"at place (\d+)", lambda match: f"at place {int(match[1]) + start}", message)
