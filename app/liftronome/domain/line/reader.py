"""Reading a line: part by part, each with its place, until nothing of it is left unsaid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise, Library
from liftronome.domain.line.composing import compose
from liftronome.domain.line.details import (
    FILLERS,
)
from liftronome.domain.line.names import (
    LABEL,
    NAME_MARK,
    QUOTED,
    ExerciseNames,
    FoundExercise,
    checked_name,
    exercise_at,
    no_exercise,
    quoted_name,
)
from liftronome.domain.line.paces import SetsOrTempo
from liftronome.domain.line.recogniser import BRACKETS, REMARK_MARK, Recogniser
from liftronome.domain.line.settling import Statement
from liftronome.domain.line.text import (
    EXAMPLE_DETAILS,
    EXAMPLE_LINE,
    MAX_LINE,
    LineError,
    Part,
    PartKind,
    Question,
    plain_line,
)
from liftronome.domain.preset import Preset
from liftronome.domain.scheme.load import Unit

_GAP: Final = re.compile(r"(?:[\s,;·)\]}]|[./](?=\s|$))*")
_WORD: Final = re.compile(r"[^\s,;]{1,30}")
_DASH: Final = re.compile(r"[–-]+\s*")
_AS_IN: Final = f"as in {EXAMPLE_LINE}"


@dataclass(frozen=True, slots=True)
class LineReading:
    """A line as it was understood.

    `label` is the place in a workout ("A1"), None if none was written. `parts` are the places of all that was
    understood, in order; `said` are the choices made in reading, each one short sentence; `notes` is what was
    kept as it is.
    """

    preset: Preset
    parts: tuple[Part, ...]
    label: str | None = None
    said: tuple[str, ...] = ()
    notes: str = ""


def read_line(line: str, names: ExerciseNames, unit: Unit = Unit.KG) -> LineReading:
    """What a line says. `unit` is that of loads that are written without one.

    Raises AmbiguousLine where it can be read in two ways, and LineError where something in it cannot be read;
    both tell in one line what would be right, and where.
    """
    if len(line) > MAX_LINE:
        raise LineError(f"that is too long for a line: write as in {EXAMPLE_LINE}", MAX_LINE)
    try:
        return _Reader(line, names, unit).read()
    except Question as question:
        raise question.about(line) from question


def read_details(line: str, exercise: Exercise, unit: Unit = Unit.KG) -> LineReading:
    """What a line says that names no exercise: it is about `exercise`, and without a name.

    What it does not say is as in that exercise's default preset. Raises as `read_line` does.
    """
    if len(line) > MAX_LINE:
        raise LineError(f"that is too long for a line: write as in {EXAMPLE_DETAILS}", MAX_LINE)
    try:
        return _Reader(line, Library((exercise,)), unit).read_details(exercise)
    except Question as question:
        raise question.about(line) from question


@dataclass(frozen=True, slots=True)
class _Unread:
    """A word that says nothing a line could carry, or what is wrong with it."""

    start: int
    end: int
    error: Exception | None = None


_Token = Statement | _Unread


class _Reader:
    def __init__(self, line: str, names: ExerciseNames, unit: Unit) -> None:
        self._line = line
        self._text = plain_line(line)
        self._names = names
        self._unit = unit
        self._recogniser = Recogniser(line, self._text, unit)
        self._behind = (
            f"a name stands after a dash or in quotes, then sets x reps, @ tempo and rest, {_AS_IN}"
        )

    def read_details(self, exercise: Exercise) -> LineReading:
        self._recogniser.exercise = exercise
        self._behind = f"write sets x reps, @ tempo and rest, as in {EXAMPLE_DETAILS}"
        statements = self._checked(self._scan(0))
        composed = compose(self._line, exercise, "", statements)
        parts = self._parts(statements)
        notes = [each.value for each in statements if each.kind is PartKind.NOTE]
        said = (*composed.said, *(f"“{note}” kept as a note" for note in notes if _has_digit(note)))
        parts.sort(key=lambda part: part.start)
        return LineReading(composed.preset, tuple(parts), None, said, "; ".join(filter(None, notes)))

    def read(self) -> LineReading:
        label = LABEL.match(self._text)
        at = label.end() if label else 0
        before, found = self._find_exercise(at)
        name, at = self._name(found)
        tokens: Sequence[_Token] = self._scan(at)
        if name is None:
            name, tokens = self._split_name(at, tokens)
        elif not name.text:
            self._refuse_longer_name(found, tokens)
        statements = [*before, *self._checked(tokens)]
        parts = [Part(found.start, found.end, PartKind.EXERCISE, found.exercise.name)]
        written = label["label"] if label and label["label"] else None
        if label and written:
            parts.append(Part(label.start("label"), label.end(), PartKind.LABEL, written.upper()))
        if name.text:
            parts.append(Part(name.start, name.end, PartKind.NAME, name.text))
        composed = compose(self._line, found.exercise, name.text or found.variant, statements)
        parts += self._parts(statements)
        notes = [each.value for each in statements if each.kind is PartKind.NOTE]
        said = (*composed.said, *self._kept_digits(found, name, notes))
        return LineReading(
            composed.preset,
            tuple(sorted(parts, key=lambda part: part.start)),
            written.upper() if written else None,
            said,
            "; ".join(note for note in notes if note),
        )

    def _refuse_longer_name(self, found: FoundExercise, tokens: Sequence[_Token]) -> None:
        """Raises LineError if words right behind one that names an exercise make it another one."""
        end = found.end
        if len(self._text[found.start : end].split()) > 1:
            return
        for token in tokens:
            word = self._text[token.start : token.end]
            between = self._text[end : token.start]
            if isinstance(token, Statement) or token.error or between.strip() or not word.isalpha():
                break
            end = token.end
        if end > found.end:
            raise no_exercise(self._line, found.start, end, self._names)

    def _parts(self, statements: Sequence[Statement]) -> list[Part]:
        """What was understood; `10x3`, which may be a tempo as well, as what it was taken for."""
        return [
            Part(each.start, each.end, _taken_for(each, statements), each.meaning(self._line))
            for each in statements
        ]

    def _kept_digits(self, found: FoundExercise, name: _Name, notes: Sequence[str]) -> list[str]:
        """What numbers went into the name or into the notes, which nobody performs."""
        is_quoted = QUOTED.match(self._line, found.end) is not None
        said = [f"“{name.text}” kept as the name"] if _has_digit(name.text) and not is_quoted else []
        return [*said, *(f"“{note}” kept as a note" for note in notes if _has_digit(note))]

    def _find_exercise(self, start: int) -> tuple[list[Statement], FoundExercise]:
        """The exercise, and what is said in front of it."""
        before: list[Statement] = []
        at = start
        while True:
            at = _end_of(_GAP, self._text, at)
            found = exercise_at(self._line, at, self._words_end(at), self._names)
            if found is not None:
                self._recogniser.exercise = found.exercise
                return self._checked(self._scan(start, at)) if before else [], found
            statement = self._recogniser.statement(at) if at < len(self._text) else None
            if statement is None or statement.kind is PartKind.NOTE:
                if before and (dash := _DASH.match(self._text, at)):
                    at = dash.end()
                    continue
                if before and (filler := FILLERS.match(self._text, at)):
                    at = filler.end()
                    continue
                raise no_exercise(self._line, at, self._words_end(at), self._names)
            before.append(statement)
            at = statement.end

    def _words_end(self, at: int) -> int:
        """Where the words that may name an exercise are over: before a name, or before what can be read."""
        marks = (
            NAME_MARK.search(self._text, at),
            QUOTED.search(self._line, at),
            REMARK_MARK.search(self._text, at),
        )
        end = min((mark.start() for mark in marks if mark), default=len(self._text))
        for word in re.finditer(r"\S+", self._text[at:end]):
            place = at + word.start()
            if word.start() and self._reads(place):
                return place
        return end

    def _reads(self, at: int) -> bool:
        """True if something that a line carries stands at a place."""
        try:
            found = self._recogniser.statement(at)
        except (InputError, Question):
            return True
        return found is not None and found.kind is not PartKind.NOTE

    def _name(self, found: FoundExercise) -> tuple[_Name | None, int]:
        """The quoted name behind an exercise, or no name; None where a dash begins one."""
        if quoted := quoted_name(self._line, found.end):
            text, start, end = quoted
            return _Name(text, start, end), end
        if mark := NAME_MARK.match(self._text, found.end):
            return None, mark.end()
        return _Name("", found.end, found.end), found.end

    def _split_name(self, at: int, tokens: Sequence[_Token]) -> tuple[_Name, Sequence[_Token]]:
        """The name that begins at a place, and the tokens behind it: a part of it is notation only where the
        rest of the line says nothing of its kind."""
        for index, token in enumerate(tokens):
            if isinstance(token, Statement) and not self._stays_name(token, tokens[index + 1 :]):
                start, end = at, token.start
                break
        else:
            index, start, end = len(tokens), at, len(self._line)
        written = self._line[start:end].strip(" ,;·")
        written = re.sub(r"[\s,;·]+[–—-]+$", "", written).rstrip(" ,;·@:")
        if not written or not re.sub(r"[–—-]+", "", written).strip():
            return _Name("", start, start), tokens[index:]
        place = self._line.find(written, start)
        return _Name(checked_name(written, place), place, place + len(written)), tokens[index:]

    def _stays_name(self, token: Statement, later: Sequence[_Token]) -> bool:
        kinds = {each.kind for each in later if isinstance(each, Statement)}
        if token.kind is PartKind.NOTE:
            return not REMARK_MARK.match(self._text, token.start) and self._text[token.start] not in BRACKETS
        if isinstance(token.value, SetsOrTempo):
            return PartKind.SETS in kinds and PartKind.TEMPO in kinds
        if token.kind is PartKind.REPS:
            return bool(kinds & {PartKind.REPS, PartKind.SETS})
        return token.kind is PartKind.DROP or token.kind in kinds

    def _scan(self, start: int, end: int | None = None) -> list[_Token]:
        """Everything between two places: what can be read, and the words that cannot."""
        tokens: list[_Token] = []
        at, end = start, len(self._text) if end is None else end
        while (at := _end_of(_GAP, self._text, at)) < end:
            if self._is_blank_bracket(at):
                at += 1
                continue
            found = self._tried(at)
            if found is not None:
                tokens.append(found)
                at = found.end
            elif (dash := _DASH.match(self._text, at)) and self._is_apart(dash):
                at = dash.end()
                if any(isinstance(token, Statement) for token in tokens) and at < end and not self._reads(at):
                    tokens.append(self._note(at))
                    at = tokens[-1].end
            elif filler := FILLERS.match(self._text, at):
                at = filler.end()
            else:
                tokens.append(self._unread(at))
                at = tokens[-1].end
        return tokens

    def _is_apart(self, dash: re.Match[str]) -> bool:
        """True for a dash with a blank on either side: one between two characters belongs to a word."""
        return self._text[dash.start() - 1 : dash.start()].isspace() or dash[0][-1].isspace()

    def _tried(self, at: int) -> _Token | None:
        try:
            return self._recogniser.statement(at)
        except (InputError, Question) as error:
            return replace(self._unread(at), error=error)

    def _unread(self, at: int) -> _Unread:
        word = _WORD.match(self._text, at)
        return _Unread(at, word.end() if word else at + 1)

    def _is_blank_bracket(self, at: int) -> bool:
        """True for a bracket around nothing but what can be read."""
        closing = BRACKETS.get(self._text[at])
        end = self._text.find(closing, at) if closing else -1
        if end < 0:
            return False
        inside = self._scan_alone(at + 1, end)
        return bool(inside) and all(
            isinstance(token, Statement) and token.kind is not PartKind.NOTE for token in inside
        )

    def _scan_alone(self, start: int, end: int) -> list[_Token]:
        """What stands between two places, read as if the line ended there."""
        alone = _Reader(self._line[:end], self._names, self._unit)
        alone._recogniser.exercise = self._recogniser.exercise
        return alone._scan(start)

    def _note(self, start: int) -> Statement:
        """A remark behind a dash: up to the next dash in front of something that can be read, or the end."""
        end = len(self._text)
        for dash in re.finditer(r"\s+[–-]+\s+|\s*//|\s*•", self._text[start:]):
            place = start + dash.end()
            if "/" in dash[0] or "•" in dash[0] or self._reads(place):
                end = start + dash.start()
                break
        return Statement(PartKind.NOTE, start, end, self._line[start:end].strip(" ,;·"))

    def _checked(self, tokens: Sequence[_Token]) -> list[Statement]:
        statements = [token for token in tokens if isinstance(token, Statement)]
        for token in tokens:
            if isinstance(token, _Unread) and token.error is not None:
                raise token.error
            if isinstance(token, _Unread):
                raise self._about(token, statements)
        return statements

    def _about(self, token: _Unread, statements: Sequence[Statement]) -> Exception:
        """What a word that cannot be read might be."""
        word = self._line[token.start : token.end]
        number = re.fullmatch(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?", self._text[token.start : token.end])
        kinds = {each.kind for each in statements}
        if number and not kinds & {PartKind.REST, PartKind.LOAD}:
            return Question(
                f"“{word}” at place {token.start + 1} may be a rest or a load",
                token.start,
                token.end,
                (f"rest {word}", "seconds of rest"),
                (f"{word}{self._unit}", "a load"),
            )
        might = ""
        if number:
            might = (
                f" (a load? write {word}{self._unit})" if PartKind.LOAD not in kinds else " (reps? a rest?)"
            )
        elif re.match(r"rest\b", word, re.IGNORECASE):
            might = " (a rest? write its seconds behind it)"
        elif re.match(r"[0-9]+[-–][0-9]+$", word):
            might = f" (reps? write 3x{word})"
        return LineError(
            f"“{word}” at place {token.start + 1} cannot be read{might}: {self._behind}",
            token.start,
        )


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    start: int
    end: int


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _taken_for(statement: Statement, statements: Sequence[Statement]) -> PartKind:
    either = statement.value
    if not isinstance(either, SetsOrTempo):
        return statement.kind
    others = [each for each in statements if each is not statement]
    has_tempo = any(each.kind is PartKind.TEMPO for each in others)
    has_sets = any(each.kind is PartKind.SETS and each.value.sets for each in others)
    is_tempo = either.only_tempo or (has_sets and not has_tempo)
    return PartKind.TEMPO if is_tempo else PartKind.SETS
