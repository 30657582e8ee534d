"""How one tempo differs from another, as it is told before the rep that it begins with."""

from __future__ import annotations

from collections.abc import Iterable

from liftronome.domain.phase import Phase
from liftronome.domain.tempo import Pace, PhaseTime, Tempo, seconds_text


def change_words(before: Tempo, after: Tempo, *, down_lifts: bool = False) -> str:
    """What changes from one tempo to the next, the way a coach calls it: "slower: 5 down", "hold 10".

    "" if nothing does. With `down_lifts` the weight is lifted on the way down, as on a pulldown.
    """
    changed = [
        (phase, part, after.by_phase[phase])
        for phase, part in before.by_phase.items()
        if part != after.by_phase[phase]
    ]
    parts = (_part_words(phase, part, down_lifts=down_lifts) for phase, _, part in changed)
    told = ", ".join(dict.fromkeys(parts))
    pace = _direction((old, new) for phase, old, new in changed if phase.is_movement)
    return f"{pace}: {told}" if pace else told


def ramp_words(before: Tempo, after: Tempo) -> str:
    """How the tempo changes throughout a ramp, told at its first step."""
    moved = ((part, after.by_phase[phase]) for phase, part in before.by_phase.items())
    return f"{_direction(pair for pair in moved if pair[0] != pair[1])} with each rep"


def _direction(changed: Iterable[tuple[PhaseTime, PhaseTime]]) -> str:
    """ "slower", "quicker", or "new tempo" where it is both or cannot be said; "" if nothing changes."""
    found = {_is_slower(old, new) for old, new in changed}
    if not found:
        return ""
    if len(found) > 1 or None in found:
        return "new tempo"
    return "slower" if True in found else "quicker"


def _is_slower(old: PhaseTime, new: PhaseTime) -> bool | None:
    """None where one of them takes the lifter's own time."""
    if Pace.OWN in (old.pace, new.pace):
        return None
    if Pace.EXPLOSIVE in (old.pace, new.pace):
        return old.pace is Pace.EXPLOSIVE
    return new.ms > old.ms


def _part_words(phase: Phase, part: PhaseTime, *, down_lifts: bool) -> str:
    if not phase.is_movement:
        if part.pace is Pace.OWN:
            return "hold at your own pace"
        return f"hold {seconds_text(part.ms)}" if part.ms else "no hold"
    word = "down" if (phase is Phase.ECCENTRIC) is not down_lifts else "up"
    if part.pace is Pace.OWN:
        return f"{word} at your own pace"
    return f"fast {word}" if part.pace is Pace.EXPLOSIVE else f"{seconds_text(part.ms)} {word}"
