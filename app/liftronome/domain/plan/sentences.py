"""The plan in words, set by set, as the window and the terminal say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from liftronome.domain.plan.session_plan import SessionPlan
from liftronome.domain.preset import Sides
from liftronome.domain.scheme.load import number_text
from liftronome.domain.scheme.planned import PlannedRep, PlannedSet
from liftronome.domain.tempo import Tempo, seconds_text
from liftronome.domain.words import beat_words, tempo_words


def plan_lines(plan: SessionPlan, *, notes: str = "", said: Sequence[str] = ()) -> list[str]:
    """The whole plan in words, a line for each group of sets that are alike."""
    preset = plan.preset
    name = f" – {preset.name}" if preset.name else ""
    lines = [f"{preset.exercise.name}{name}"]
    lines += [f"{title}: {set_sentence(planned, plan)}" for title, planned in set_groups(plan.sets)]
    lines.append(_between(plan))
    lines.append(_total(plan))
    if notes:
        lines.append(f"Notes: {notes}")
    lines += [f"Choice: {choice}" for choice in said]
    return lines


def set_groups(sets: Sequence[PlannedSet]) -> Iterator[tuple[str, PlannedSet]]:
    """The sets, those that follow each other and are alike as one: "Warm-up set 1", "Sets 2–4". They are
    numbered as they are performed, warm-up sets and working sets together."""
    number = 0
    for planned, group in groupby(sets):
        first, last = number + 1, number + len([*group])
        number = last
        yield _numbered("Warm-up set" if planned.warm_up else "Set", first, last), planned


def set_sentence(planned: PlannedSet, plan: SessionPlan, *, before: PlannedSet | None = None) -> str:
    """One set in words: "8–10 reps, lower 3 · no pause · explode up · squeeze 2".

    With the set `before` it, whose sentence stands above, what they have in common is not said again.
    """
    parts = [*_set_parts(planned, plan)]
    common = {*_set_parts(before, plan)} if before is not None else set()
    return ", ".join(part for number, part in enumerate(parts) if number == 0 or part not in common)


def _numbered(what: str, first: int, last: int) -> str:
    return f"{what} {first}" if first == last else f"{what}s {first}–{last}"


def _set_parts(planned: PlannedSet, plan: SessionPlan) -> Iterator[str]:
    yield amount_text(planned)
    if planned.breaks_ms:
        doing = "to take load off" if planned.drop else "between mini-sets"
        yield f"{seconds_text(planned.breaks_ms[0])} s break {doing}"
    if planned.one_and_a_half is not None:
        yield f"one-and-a-half reps, the half in the {planned.one_and_a_half} position"
    if not planned.hold:
        yield from _pace(planned, plan)
    if planned.loads:
        texts = dict.fromkeys(str(load) for load in planned.loads)
        yield ", then ".join(texts)
    if planned.effort.rpe is not None:
        yield f"RPE {number_text(planned.effort.rpe)}"
    if planned.effort.rir is not None:
        yield f"{number_text(planned.effort.rir)} reps in reserve"


def amount_text(planned: PlannedSet) -> str:
    """How much a set is: "8–10 reps", "4 + 4 + 4 reps", "40 s, 8 reps", "hold 30 s"."""
    if planned.hold:
        return "hold " + " + ".join(f"{seconds_text(found.rep.duration_ms)} s" for found in planned.reps)
    if planned.limit_ms is not None:
        return f"{seconds_text(planned.limit_ms)} s, {_counted(len(planned.reps), 'rep')}"
    texts = []
    for index, reps in enumerate(planned.written):
        is_last = index == len(planned.written) - 1
        least = planned.least[index] if planned.least else reps
        if planned.open and is_last:
            texts.append(f"at least {reps}" if reps else "as many reps as you can")
        else:
            texts.append(str(reps) if least == reps else f"{least}–{reps}")
    told = " + ".join(texts)
    if planned.open and not planned.written[-1]:
        return told if len(texts) == 1 else told.replace("as many reps", "as many")
    return f"{told} rep{'' if told == '1' else 's'}"


def _pace(planned: PlannedSet, plan: SessionPlan) -> Iterator[str]:
    """The tempo in words; where it changes within the set, from which rep on."""
    exercise, start = plan.preset.exercise, plan.preset.start
    if exercise.is_ballistic:
        yield beat_words(plan.preset.beat_ms)
        return
    reps = planned.reps or (planned.further,)
    groups: list[tuple[Tempo, list[PlannedRep]]] = []
    for tempo, group in groupby(reps, key=lambda found: found.tempo):
        if tempo is not None:
            groups.append((tempo, [*group]))
    if len(groups) == 1:
        yield tempo_words(groups[0][0], start, exercise)
        return
    if len(groups) > 3 and all(len(group) <= 2 for _, group in groups):
        yield f"from {groups[0][0]} to {groups[-1][0]} by the last rep"
        return
    yield tempo_words(groups[0][0], start, exercise)
    for tempo, own in groups[1:]:
        is_last = own[-1].number == len(planned.reps) and len(own) == 1 and not planned.open
        where = "the last rep" if is_last else _numbered("rep", own[0].number, own[-1].number)
        yield f"{where} {tempo}"


def _between(plan: SessionPlan) -> str:
    preset, every_ms = plan.preset, plan.preset.scheme.every_ms
    told = [f"{seconds_text(preset.ready_ms)} s to get ready"] if preset.ready_ms else []
    told.append(f"{seconds_text(preset.count_in_ms)} s count-in")
    if every_ms is not None:
        told.append(f"a set every {seconds_text(every_ms)} s")
    elif len(plan.sets) > 1:
        told.append(f"rest {seconds_text(preset.rest_ms)} s")
    if preset.sides is Sides.LEFT_THEN_RIGHT:
        told.append(f"left, {seconds_text(preset.changeover_ms)} s changeover, right")
    text = ", ".join(told)
    return text[0].upper() + text[1:]


def _total(plan: SessionPlan) -> str:
    if plan.length_ms is None or plan.tension_ms is None:
        return "As long as you take"
    return f"{_clock(plan.length_ms)} in all, {_clock(plan.tension_ms)} under tension"


def _clock(ms: int) -> str:
    whole = (ms + 500) // 1000
    return f"{whole // 60}:{whole % 60:02d}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
