"""Words, numbers and times as the window and the terminal write them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from liftronome.domain.line.formatting import sets_shown
from liftronome.domain.preset import Preset, Side
from liftronome.domain.tempo import seconds_text
from liftronome.domain.words import beat_words, tempo_words

if TYPE_CHECKING:
    from liftronome.engine.progress import SetResult

DASH: Final = " – "
"""Between an exercise and the name of its preset."""

MAX_QUOTED: Final = 24

MUTED: Final = "Liftronome is muted in the system's volume mixer."
"""What is said while the mixer has the sound muted or at zero."""


HOLD: Final = "hold"
"""The pace of an exercise without movement."""


def capitalised(text: str) -> str:
    """`text` with a capital first letter, the others as they are."""
    return text[:1].upper() + text[1:]


def counted(count: int, thing: str) -> str:
    """A number of things: "1 rep", "4 reps"."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def sets_words(preset: Preset) -> str:
    """The working sets of a preset: "3 sets of 10 reps", or as a line writes them where they differ."""
    sets = preset.scheme.sets
    if len(set(sets)) == 1 and len(sets[0].mini_sets) == 1 and not sets[0].is_timed and not sets[0].open:
        return f"{counted(len(sets), 'set')} of {counted(preset.scheme.first_reps, 'rep')}"
    return sets_shown(sets)


def quoted(text: str) -> str:
    """A text as it is said again where it is wrong: in quotes, cut short, and no text as such."""
    plain = " ".join(text.split())
    cut = plain if len(plain) <= MAX_QUOTED else f"{plain[:MAX_QUOTED].rstrip()}…"
    return f"“{cut}”" if cut else "empty"


def clock_text(ms: float) -> str:
    """Milliseconds in full minutes and seconds: 1:04; from an hour on 1:02:03."""
    minutes, seconds = divmod(int(ms // 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def set_name(number: int, side: Side | None, sets: int | None = None) -> str:
    """A set, or one side of it: "set 2", "set 2 left"; with the number of sets "set 2 / 3 left"."""
    of = f" / {sets}" if sets is not None else ""
    return f"set {number}{of}{f' {side.value}' if side else ''}"


def numbered_set(number: int, side: Side | None, warm_ups: int, sets: int | None = None) -> str:
    """A set of a session that begins with so many warm-up sets, which are numbered apart: "warm-up 1",
    "set 2 left"; with the number of all `sets` "warm-up 1 / 2", "set 2 / 3 left"."""
    if number > warm_ups:
        return set_name(number - warm_ups, side, None if sets is None else sets - warm_ups)
    return set_name(number, side, None if sets is None else warm_ups).replace("set", "warm-up", 1)


def set_apart(tempo: str) -> str:
    """A tempo in its shortest form with its parts set apart: 31X2 as 3-1-X-2."""
    return tempo if "-" in tempo else "-".join(tempo)


def preset_title(exercise: str, preset: str) -> str:
    """A preset as it is called where there are others: "Hip thrust – heavy"."""
    return DASH.join(filter(None, (exercise, preset)))


def pace_text(preset: Preset) -> str:
    """The tempo as written, the beat, or a hold: "31X2", "1.5 s a rep", "hold"."""
    if preset.tempo is not None:
        return str(preset.tempo)
    return HOLD if preset.exercise.is_hold else f"{seconds_text(preset.beat_ms)} s a rep"


def pace_words(preset: Preset) -> str:
    """The tempo in words in the order in which it is performed, the beat, or a hold."""
    if preset.tempo is not None:
        return tempo_words(preset.tempo, preset.start, preset.exercise)
    return HOLD if preset.exercise.is_hold else beat_words(preset.beat_ms)


def far_pace_text(preset: Preset) -> str:
    """As `pace_words`, but a tempo in digits set apart, to be read from afar: 3-1-X-2."""
    return pace_words(preset) if preset.tempo is None else set_apart(str(preset.tempo))


def under_tension(ms: float) -> str:
    """A time under tension, in full seconds: "1:04 under tension"."""
    return f"{clock_text(ms)} under tension"


def set_text(result: SetResult) -> str:
    """How a set went: "set 2 done: 10 reps, 1:08 under tension", "set 2 left ended: …"."""
    how = "ended" if result.ended_early else "done"
    reps = counted(result.reps_done, "rep")
    return f"{set_name(result.set_number, result.side)} {how}: {reps}, {under_tension(result.tension_ms)}"


def session_text(name: str, results: Sequence[SetResult]) -> str:
    """What all sets came to: "Hip thrust: 3 sets, 28 reps done, 3:10 under tension"."""
    sets = counted(len(results), "set")
    reps = counted(sum(result.reps_done for result in results), "rep")
    return f"{name}: {sets}, {reps} done, {under_tension(sum(result.tension_ms for result in results))}"
