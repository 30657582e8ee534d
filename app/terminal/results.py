"""What was done, in lines that stay in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from app.engine.progress import SetResult
from app.terminal.texts import counted


def set_text(result: SetResult) -> str:
    """How a set went: "set 2 done: 10 reps, 68 s under tension", "set 2 left ended: …"."""
    how = "ended" if result.ended_early else "done"
    reps = counted(result.reps_done, "rep")
    side = f" {result.side}" if result.side else ""
    return f"set {result.set_number}{side} {how}: {reps}, {_tension_text(result.tension_ms)}"


def summary(name: str, results: Sequence[SetResult]) -> str:
    """What all sets came to: "Hip thrust: 3 sets, 28 reps done, 190 s under tension"."""
    sets = counted(len(results), "set")
    reps = counted(sum(result.reps_done for result in results), "rep")
    return f"{name}: {sets}, {reps} done, {_tension_text(sum(result.tension_ms for result in results))}"


def _tension_text(ms: float) -> str:
    return f"{round(ms / 1000)} s under tension"
