"""Writing a preset as the shortest usual line that is read back as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from liftronome.domain.line.text import LineError, Part, PartKind
from liftronome.domain.phase import Start
from liftronome.domain.preset import MAX_NAME, Preset, Sides, default_preset
from liftronome.domain.rep import first_end
from liftronome.domain.scheme.load import number_text
from liftronome.domain.scheme.scheme import DEFAULT_BREAK_MS, Drop, LastHold, MiniSet, Scheme, WorkingSet
from liftronome.domain.tempo import Tempo, seconds_text

if TYPE_CHECKING:
    from liftronome.domain.line.names import ExerciseNames

CARRIED: Final = (
    *("exercise", "name", "tempo", "beat_ms", "start", "sides"),
    *("changeover_ms", "scheme", "count_in_ms", "ready_ms"),
)
"""The fields of a preset that a line carries, beside the rest."""


def format_line(preset: Preset, names: ExerciseNames) -> str:
    """The line that describes a preset: what it carries, `read_line` reads back as it was.

    `names` has the exercises among which the line will be read.
    """
    details = format_details(preset)
    lines = [f"{preset.exercise.name}{name} {details}" for name in _written_names(preset.name)]
    return next((line for line in lines if _reads_as(line, preset, names)), lines[-1])


def format_details(preset: Preset) -> str:
    """The line without exercise and name: what it carries, `read_details` reads back as it was."""
    return " ".join(text for _, text in _details(preset, preset.scheme))


def detail_parts(preset: Preset) -> tuple[Part, ...]:
    """The parts of `format_details` with their places."""
    parts, at = [], 0
    for kind, text in _details(preset, preset.scheme):
        parts.append(Part(at, at + len(text), kind, text))
        at += len(text) + 1
    return tuple(parts)


def _reads_as(line: str, preset: Preset, names: ExerciseNames) -> bool:
    from liftronome.domain.line.reader import read_line

    try:
        read = read_line(line, names)
    except LineError:
        return False
    same = all(
        getattr(read.preset, field) == getattr(preset, field) for field in CARRIED if field != "rest_ms"
    )
    return same and not read.notes


def _written_names(name: str) -> tuple[str, ...]:
    """How a name may stand behind the exercise's, the usual way first."""
    if not name:
        return ("", ",")
    doubled = name.replace('"', '""')
    return (f" – {name}", f" “{name}”", f' "{doubled}"')


def _details(preset: Preset, scheme: Scheme) -> Iterator[tuple[PartKind, str]]:
    usual = default_preset(preset.exercise)
    if scheme.warm_ups:
        yield PartKind.WARM_UP, f"warm-up {','.join(_mini_text(mini) for mini in scheme.warm_ups)}"
    yield PartKind.SETS, sets_text(scheme.sets)
    if scheme.drop is not Drop.NONE:
        yield PartKind.DROP, ("drop" if scheme.drop is Drop.ALL else "last set drop")
    if scheme.one_and_a_half is not None:
        unsaid = scheme.one_and_a_half is first_end(preset.start)
        yield PartKind.ONE_AND_A_HALF, ("1½ reps" if unsaid else f"1½ reps {scheme.one_and_a_half}")
    yield from _pace(preset, scheme)
    if scheme.loads:
        yield PartKind.LOAD, loads_text(scheme)
    if scheme.effort.rpe is not None:
        yield PartKind.EFFORT, f"RPE {number_text(scheme.effort.rpe)}"
    if scheme.effort.rir is not None:
        yield PartKind.EFFORT, f"RIR {number_text(scheme.effort.rir)}"
    if preset.sides is not usual.sides:
        yield PartKind.SIDES, ("each side" if preset.sides is Sides.LEFT_THEN_RIGHT else "both sides")
    if preset.changeover_ms != usual.changeover_ms:
        yield PartKind.CHANGEOVER, f"changeover {seconds_text(preset.changeover_ms)}"
    if scheme.break_ms != DEFAULT_BREAK_MS:
        yield PartKind.BREAK, f"break {seconds_text(scheme.break_ms)}"
    if scheme.every_ms is not None:
        yield PartKind.EVERY, f"every {seconds_text(scheme.every_ms)}"
    else:
        yield PartKind.REST, f"rest {seconds_text(preset.rest_ms)}"
    if preset.count_in_ms != usual.count_in_ms:
        yield PartKind.COUNT_IN, f"count-in {seconds_text(preset.count_in_ms)}"
    if preset.ready_ms != usual.ready_ms:
        yield PartKind.READY, f"ready {seconds_text(preset.ready_ms)}"
    if preset.start is not preset.exercise.start:
        yield PartKind.START, f"starting {preset.start}"


def _pace(preset: Preset, scheme: Scheme) -> Iterator[tuple[PartKind, str]]:
    if preset.exercise.is_ballistic:
        yield PartKind.TEMPO, f"@ {seconds_text(preset.beat_ms)} s a rep"
    if preset.tempo is None:
        return
    yield PartKind.TEMPO, f"@ {tempos_text(preset.tempo, scheme)}"
    for other in scheme.rep_tempos:
        reps = f"rep {other.first}" if other.first == other.last else f"reps {other.first}-{other.last}"
        yield PartKind.REP_TEMPO, f"{reps} @ {other.tempo}"
    if isinstance(scheme.last_rep, Tempo):
        yield PartKind.LAST_REP, f"last rep {scheme.last_rep}"
    elif isinstance(scheme.last_rep, LastHold):
        unsaid = scheme.last_rep.end is first_end(Start.CONCENTRIC) and (
            preset.start is Start.CONCENTRIC or preset.exercise.squeezed
        )
        yield (
            PartKind.LAST_REP,
            f"last rep hold {seconds_text(scheme.last_rep.ms)}{'' if unsaid else f' {scheme.last_rep.end}'}",
        )


def tempos_text(tempo: Tempo, scheme: Scheme) -> str:
    """The tempos of the sets: `4010 | 3010`, `2010 > 6010`; the last one stands for the rest."""
    texts = [
        f"{found.tempo or tempo} > {found.ramp_to}" if found.ramp_to else str(found.tempo or tempo)
        for found in scheme.sets
    ]
    while len(texts) > 1 and texts[-1] == texts[-2]:
        texts.pop()
    return " | ".join(texts)


def loads_text(scheme: Scheme) -> str:
    """The loads with their unit: `60kg`, `60,62.5,65kg`, `2x24kg`."""
    if len(scheme.loads) == 1:
        return str(scheme.loads[0])
    first = scheme.loads[0]
    before = str(replace(first, value=0)).split("0", maxsplit=1)[0]
    return f"{before}{'/'.join(number_text(load.value) for load in scheme.loads)}{first.unit}"


def sets_text(sets: Sequence[WorkingSet]) -> str:
    """The sets in their shortest usual form: `3x8`, `3x8+`, `12,10,8`, `1x5, 3x8`."""
    texts = [_set_text(found) for found in sets]
    if len(sets) > 1 and sets[-1].open and len(set(texts[:-1])) == 1 and texts[-1] == f"{texts[0]}+":
        return f"{len(sets)}x{texts[-1]}"
    blocks = [(text, len([*group])) for text, group in groupby(texts)]
    if len(blocks) == 1 and not (len(sets) > 1 and texts[0].endswith("+")):
        return f"{len(sets)}x{texts[0]}"
    plain = all(len(found.mini_sets) == 1 and not found.is_timed for found in sets)
    if plain and (all(count == 1 for _, count in blocks) or len(blocks) == 1):
        return ",".join(texts)
    if any(count > 1 and text.endswith("+") for text, count in blocks):
        blocks = [(text, 1) for text in texts]
    return ", ".join(f"{count}x{text}" for text, count in blocks)


def plain_name(preset: Preset) -> str:
    """A name for a preset without one: its sets, reps and tempo."""
    name = sets_shown(preset.scheme.sets)
    if preset.tempo is not None:
        name += f" at {preset.tempo}"
    elif preset.exercise.is_ballistic:
        name += f" at {seconds_text(preset.beat_ms)} s"
    return name if len(name) <= MAX_NAME else f"{name[: MAX_NAME - 1].rstrip()}…"


def sets_shown(sets: Sequence[WorkingSet]) -> str:
    """The sets as they are shown to people: `3 × 8`, `1 × 5, 3 × 8`."""
    return sets_text(sets).replace("x", " × ")


def _set_text(found: WorkingSet) -> str:
    minis = [_mini_text(mini) for mini in found.mini_sets]
    if found.open and found.mini_sets[-1].reps is not None:
        minis[-1] += "+"
    return "+".join(minis)


def _mini_text(mini: MiniSet) -> str:
    if mini.limit_ms:
        return f"{seconds_text(mini.limit_ms)}s"
    if mini.reps is None:
        return "AMRAP"
    return str(mini.reps) if mini.least is None else f"{mini.least}-{mini.reps}"
