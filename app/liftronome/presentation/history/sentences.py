"""What a chart shows, in a sentence, and its numbers in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from liftronome.domain.history.figures import Step
from liftronome.domain.history.trends import Trend, trend
from liftronome.presentation.history.chart import Measure
from liftronome.presentation.texts import clock_text, counted

NUMBERS: Final = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

EACH: Final = {Step.SESSION: "per session", Step.WEEK: "per week", Step.MONTH: "per month"}

NOTHING: Final = "Nothing to show yet."


def number_word(number: int) -> str:
    """A small number in letters."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def counted_in_words(number: int, thing: str) -> str:
    """ "eight weeks", "one week"."""
    return f"{number_word(number)} {thing}" if number == 1 else f"{number_word(number)} {thing}s"


def span_text(days: int) -> str:
    """A stretch of time: "in eight weeks", "in three days", "" for a single day."""
    if days < 1:
        return ""
    if days < 14:
        return f"in {counted_in_words(days, 'day')}"
    if days < 365 * 2:
        return f"in {counted_in_words(round(days / 7), 'week')}"
    return f"in {counted_in_words(round(days / 365.25), 'year')}"


def value_text(value: float, measure: Measure, unit: str = "") -> str:
    """A value as it is read: "3:10", "62.5 kg", "3.2 s"."""
    if measure is Measure.CLOCK:
        return clock_text(round(value) * 1000)
    digits = 0 if abs(value) >= 1000 else 1
    number = f"{round(value, digits) + 0.0:,.{digits}f}".removesuffix(".0")  # + 0.0: never "-0"
    unit = "s" if measure is Measure.SECONDS else unit
    return f"{number} {unit}".strip()


def trend_sentence(
    what: str, values: Sequence[float | None], days: int, measure: Measure, unit: str = ""
) -> str:
    """ "Time under tension grew from 2:20 to 3:10 in eight weeks."; what did not change stayed."""
    known = [value for value in values if value is not None]
    if not known:
        return NOTHING
    found = trend(values)
    if found is None:
        return f"{what}: {value_text(known[0], measure, unit)}."
    return f"{what} {moved(found, measure, unit)} {span_text(days)}".strip() + "."


def moved(found: Trend, measure: Measure, unit: str = "") -> str:
    """ "grew from 2:20 to 3:10", "stayed at 8"."""
    first, last = (value_text(value, measure, unit) for value in (found.first, found.last))
    if first == last:
        return f"stayed at {first}"
    if unit or measure is Measure.SECONDS:
        first = value_text(found.first, Measure.NUMBER)
    return f"{'grew' if found.last > found.first else 'fell'} from {first} to {last}"


def days_trained(days: int, minutes: float, longest: int) -> str:
    """A year in a sentence."""
    run = f" The longest run is {counted_in_words(longest, 'week')} with training." if longest > 1 else ""
    return f"{counted(days, 'day')} trained, {counted(round(minutes), 'minute')} under tension.{run}"
