"""Reading a line: part by part, each with its place, until nothing of it is left unsaid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from liftronome.domain.errors import InputError
from liftronome.domain.exercise import Exercise, Library
from liftronome.domain.limits import BEAT
from liftronome.domain.line.composing import Statement, compose
from liftronome.domain.line.counts import read_counts
from liftronome.domain.line.details import (
    BARE_REST,
    DETAILS,
    FILLERS,
    MAY_BEGIN,
    REMARKS,
    WARM_UP,
    Detail,
    Said,
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
from liftronome.domain.line.paces import BEHIND, MARK, SetsOrTempo, bare_tempo, read_tempos, refuse_tempo
from liftronome.domain.line.text import (
    EXAMPLE_DETAILS,
    EXAMPLE_LINE,
    MAX_LINE,
    LineError,
    Part,
    PartKind,
    Question,
    ends_word,
    plain_line,
)
from liftronome.domain.line.times import TIME, time_ms
from liftronome.domain.notation import TempoError
from liftronome.domain.preset import Preset
from liftronome.domain.scheme.load import Effort, Unit
from liftronome.domain.scheme.scheme import MiniSet
from liftronome.domain.words import lifts_downwards

_GAP: Final = re.compile(r"(?:[\s,;·)\]}]|[./](?=\s|$))*")
_BEAT: Final = re.compile(rf"(?P<time>{TIME})(?:\s*(?:a|per|each|every|/)\s*(?:rep|beat))?", re.IGNORECASE)
_REP: Final = re.compile(
    r"reps?\b\s*:?\s*(?P<first>[0-9]{1,3})(?:\s*(?:[-–]|to\b)\s*(?P<last>[0-9]{1,3}))?(?![\w%:.])\s*:?\s*",
    re.IGNORECASE,
)
_LAST_REP: Final = re.compile(r"(?:last|final)\s+rep\b\s*:?\s*(?:at\s+)?@?\s*", re.IGNORECASE)
_RPE: Final = re.compile(
    r"@\s*(?P<value>(?:10|[1-9])(?:[.,][05])?)(?![\w%:]|[.,][0-9]|\s*(?:kg|lb|[-–/xX*][0-9xX*]|s\b|sec))"
)
_PER_CENT: Final = re.compile(r"@\s*(?=[0-9]{1,3}(?:[.,][0-9])?(?:\s*[-–]\s*[0-9]{1,3})?\s*%)")
_CURL_21S: Final = re.compile(r"(?:([0-9]{1,2})\s*[xX*]\s*)?21s\b")
_BRACKETS: Final = {"(": ")", "[": "]", "{": "}"}
_BAR: Final = re.compile(r"//|•|#(?=\s)|notes?\s*:", re.IGNORECASE)
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
        self._exercise: Exercise | None = None
        self._behind = (
            f"a name stands after a dash or in quotes, then sets x reps, @ tempo and rest, {_AS_IN}"
        )

    def read_details(self, exercise: Exercise) -> LineReading:
        self._exercise = exercise
        self._behind = f"write sets x reps, @ tempo and rest, as in {EXAMPLE_DETAILS}"
        statements = self._checked(self._scan(0))
        composed = compose(self._line, exercise, "", statements)
        parts = [Part(each.start, each.end, each.kind, each.meaning(self._line)) for each in statements]
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
        statements = [*before, *self._checked(tokens)]
        parts = [Part(found.start, found.end, PartKind.EXERCISE, found.exercise.name)]
        written = label["label"] if label and label["label"] else None
        if label and written:
            parts.append(Part(label.start("label"), label.end(), PartKind.LABEL, written.upper()))
        if name.text:
            parts.append(Part(name.start, name.end, PartKind.NAME, name.text))
        composed = compose(self._line, found.exercise, name.text or found.variant, statements)
        parts += [Part(each.start, each.end, each.kind, each.meaning(self._line)) for each in statements]
        notes = [each.value for each in statements if each.kind is PartKind.NOTE]
        said = (*composed.said, *self._kept_digits(found, name, notes))
        return LineReading(
            composed.preset,
            tuple(sorted(parts, key=lambda part: part.start)),
            written.upper() if written else None,
            said,
            "; ".join(note for note in notes if note),
        )

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
                self._exercise = found.exercise
                return self._checked(self._scan(start, at)) if before else [], found
            statement = self._statement(at) if at < len(self._text) else None
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
        marks = (NAME_MARK.search(self._text, at), QUOTED.search(self._line, at), _BAR.search(self._text, at))
        end = min((mark.start() for mark in marks if mark), default=len(self._text))
        for word in re.finditer(r"\S+", self._text[at:end]):
            place = at + word.start()
            if word.start() and self._reads(place):
                return place
        return end

    def _reads(self, at: int) -> bool:
        """True if something that a line carries stands at a place."""
        try:
            found = self._statement(at)
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
        written = re.sub(r"[\s,;·]+[–—-]+$", "", written).rstrip(" ,;·@")
        if not written or not re.sub(r"[–—-]+", "", written).strip():
            return _Name("", start, start), tokens[index:]
        place = self._line.find(written, start)
        return _Name(checked_name(written, place), place, place + len(written)), tokens[index:]

    def _stays_name(self, token: Statement, later: Sequence[_Token]) -> bool:
        kinds = {each.kind for each in later if isinstance(each, Statement)}
        if token.kind is PartKind.NOTE:
            return not _BAR.match(self._text, token.start) and self._text[token.start] not in _BRACKETS
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
            return self._statement(at)
        except (InputError, Question) as error:
            return replace(self._unread(at), error=error)

    def _unread(self, at: int) -> _Unread:
        word = _WORD.match(self._text, at)
        return _Unread(at, word.end() if word else at + 1)

    def _is_blank_bracket(self, at: int) -> bool:
        """True for a bracket around nothing but what can be read."""
        closing = _BRACKETS.get(self._text[at])
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
        alone._exercise = self._exercise
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

    def _statement(self, at: int) -> Statement | None:
        """What stands at a place, None if nothing can be read there."""
        for read in (
            *(self._remark, self._percentage, self._one_limb_21s, self._warm_up, self._rep, self._last_rep),
            *(self._effort, self._marked, self._detail, self._kept, self._plain_tempo, self._counts),
            self._bare_rest,
        ):
            try:
                found = read(at)
            except LineError:
                raise
            except TempoError as error:
                raise LineError(str(error), error.position or at) from error
            except InputError as error:
                raise LineError(str(error), at) from error
            if found is not None:
                return found
        return None

    def _remark(self, at: int) -> Statement | None:
        if bar := _BAR.match(self._text, at):
            end = len(self._text)
            return Statement(PartKind.NOTE, at, end, self._line[bar.end() : end].strip())
        closing = _BRACKETS.get(self._text[at : at + 1])
        if closing is None:
            return None
        end = self._text.find(closing, at)
        if end < 0:
            return None
        return Statement(PartKind.NOTE, at, end + 1, self._line[at + 1 : end].strip())

    def _percentage(self, at: int) -> Statement | None:
        mark = _PER_CENT.match(self._text, at)
        remark = REMARKS.match(self._text, mark.end()) if mark else None
        if mark is None or remark is None:
            return None
        return Statement(PartKind.NOTE, at, remark.end(), self._line[mark.end() : remark.end()])

    def _kept(self, at: int) -> Statement | None:
        remark = REMARKS.match(self._text, at)
        if remark is None or not ends_word(self._text, remark.end()):
            return None
        return Statement(PartKind.NOTE, at, remark.end(), remark[0].strip())

    def _one_limb_21s(self, at: int) -> Statement | None:
        match = _CURL_21S.match(self._text, at)
        if match is None or self._exercise is None or "curl" not in self._exercise.name.lower():
            return None
        sets = match[1] or "3"
        raise Question(
            "“21s” of a curl may be 21 seconds or 7 + 7 + 7 partial reps",
            at,
            match.end(),
            (f"{sets}x21 sec", "21 seconds"),
            (f"{sets}x21", "21 reps"),
        )

    def _warm_up(self, at: int) -> Statement | None:
        match = WARM_UP.match(self._text, at)
        if match is None:
            return None
        if match["sets"] and not re.search(r"[0-9]\s*[xX*]\s*[0-9]|sets?\b", self._text[match.end() :]):
            return None
        is_hold = self._exercise is not None and self._exercise.is_hold
        numbers = (
            [match["reps"]] * int(match["sets"]) if match["sets"] else re.findall(r"[0-9]+", match["counts"])
        )
        minis = tuple(
            MiniSet(limit_ms=int(number) * 1000) if is_hold else MiniSet(int(number)) for number in numbers
        )
        return Statement(PartKind.WARM_UP, at, match.end(), minis)

    def _rep(self, at: int) -> Statement | None:
        match = _REP.match(self._text, at)
        if match is None:
            return None
        mark = MARK.match(self._text, match.end())
        start = mark.end() if mark else match.end()
        found = None
        if re.match(r"[0-9xX*]", self._text[start : start + 1]):
            try:
                found = read_tempos(self._line, self._text, start, down_lifts=self._down_lifts)
            except TempoError:
                found = None
            if found and not mark and not self._only_tempo(start, found[1]):
                found = None
        first = int(match["first"])
        last = int(match["last"] or first)
        if found and len(found[0].sets) == 1 and found[0].sets[0].ramp_to is None:
            return Statement(PartKind.REP_TEMPO, at, found[1], (first, last, found[0].sets[0].tempo, start))
        end = match.start() + len(match[0].rstrip(" :"))
        return Statement(PartKind.REPS, at, end, (first, last))

    def _only_tempo(self, start: int, end: int) -> bool:
        """True if a tempo without a mark can be nothing but a tempo."""
        written = self._text[start:end]
        return bool(re.fullmatch(r"[0-9xX*]{4}", written)) or bool(
            re.search(r"[xX*]|(?<![0-9])0(?![0-9])", written)
        )

    def _last_rep(self, at: int) -> Statement | None:
        mark = _LAST_REP.match(self._text, at)
        if mark is None:
            return None
        for detail in DETAILS:
            if detail.kind is PartKind.LAST_REP and detail.pattern.match(self._text, at):
                return None
        tempo = MARK.match(self._text, mark.end())
        start = tempo.end() if tempo else mark.end()
        found = read_tempos(self._line, self._text, start, down_lifts=self._down_lifts)
        if found is None:
            raise LineError(
                "the last rep needs its tempo or its hold, as in last rep 10-0-X-0 or last rep hold 10",
                at,
            )
        if len(found[0].sets) > 1 or found[0].sets[0].ramp_to is not None:
            raise LineError("the last rep has one tempo, as in last rep 10-0-X-0", start)
        return Statement(PartKind.LAST_REP, at, found[1], found[0].sets[0].tempo)

    def _effort(self, at: int) -> Statement | None:
        match = _RPE.match(self._text, at)
        if match is None or (self._exercise is not None and self._exercise.is_ballistic):
            return None
        if MARK.match(self._text, at) and read_after(self._text, match.end()):
            return None
        return Statement(
            PartKind.EFFORT, at, match.end(), Effort(rpe=float(match["value"].replace(",", ".")))
        )

    def _marked(self, at: int) -> Statement | None:
        mark = MARK.match(self._text, at)
        if mark is None:
            return None
        for detail in DETAILS:
            if detail.kind in (PartKind.EFFORT, PartKind.LOAD) and (found := self._read(detail, at)):
                return found
        if self._exercise is not None and self._exercise.is_ballistic:
            return self._beat(at, mark.end())
        pace = read_tempos(self._line, self._text, mark.end(), down_lifts=self._down_lifts)
        if pace is None:
            raise self._no_tempo(at, mark.end())
        end = self._behind_tempo(pace[1])
        if not ends_word(self._text, end):
            raise self._no_tempo(at, end)
        return Statement(PartKind.TEMPO, at, end, pace[0])

    def _no_tempo(self, at: int, start: int) -> LineError:
        word = _WORD.match(self._line, start)
        if word is None:
            return LineError("there is no tempo behind the mark: write four parts, as in @ 3-1-X-2", at)
        refuse_tempo(self._line, start, word.end())
        return LineError(
            f"“{word[0]}” at place {start + 1} is no tempo: write four parts, as in @ 3-1-X-2", start
        )

    def _behind_tempo(self, end: int) -> int:
        behind = BEHIND.match(self._text, end)
        return (
            behind.end() if behind and not re.match(r"\s*[:=]?\s*[0-9@]", self._text[behind.end() :]) else end
        )

    def _beat(self, at: int, start: int) -> Statement:
        assert self._exercise is not None
        match = _BEAT.match(self._text, start)
        if match is None or re.match(r"\s*[-/:.]\s*[0-9xX*]|\w", self._text[match.end() :]):
            raise LineError(
                f"{self._exercise.name} is paced one beat a rep: write its seconds, as in @ 1.5 s a rep",
                start,
            )
        beat_ms = time_ms(match["time"])
        BEAT.check(beat_ms)
        return Statement(PartKind.TEMPO, at, match.end(), beat_ms)

    def _detail(self, at: int) -> Statement | None:
        if not MAY_BEGIN.match(self._text, at):
            return None
        for detail in DETAILS:
            if found := self._read(detail, at):
                return found
        return None

    def _bare_rest(self, at: int) -> Statement | None:
        for detail in BARE_REST:
            if found := self._read(detail, at):
                return replace(found, is_bare=True)
        return None

    def _read(self, detail: Detail, at: int) -> Statement | None:
        match = detail.pattern.match(self._text, at)
        if match is None or not (
            ends_word(self._text, match.end()) or not self._text[match.end() - 1].isalnum()
        ):
            return None
        said: Said = detail.read(match)
        return Statement(detail.kind, at, match.end(), said.value, said.choices)

    def _plain_tempo(self, at: int) -> Statement | None:
        if self._exercise is not None and (self._exercise.is_ballistic or self._exercise.is_hold):
            return None
        try:
            found = bare_tempo(self._line, self._text, at, down_lifts=self._down_lifts)
        except TempoError:
            return None
        if found is None:
            return None
        value, end = found
        return Statement(PartKind.TEMPO, at, self._behind_tempo(end), value)

    def _counts(self, at: int) -> Statement | None:
        is_hold = self._exercise is not None and self._exercise.is_hold
        found = read_counts(self._text, at, self._unit, is_hold=is_hold)
        if found is None:
            return None
        counts, end = found
        return Statement(PartKind.SETS, at, end, counts, counts.said)

    @property
    def _down_lifts(self) -> bool:
        return self._exercise is not None and lifts_downwards(self._exercise)


def read_after(text: str, end: int) -> bool:
    """True if the parts of a tempo go on behind a number."""
    return bool(re.match(r"\s+[0-9xX*]!?\s+[0-9xX*]!?(?![0-9xX*])", text[end:]))


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
