"""`liftronome plan`: what a preset, an exercise or a line comes to, set by set."""

from __future__ import annotations

from liftronome.domain.plan import plan_json, plan_lines, session_plan
from liftronome.terminal.data import Data
from liftronome.terminal.naming import named
from liftronome.terminal.streams import say, say_json


def plan(name: str, data: Data, *, as_json: bool) -> None:
    """Print the sets of what is named in words, or as the JSON that scripts rely on.

    Raises InputError if it is no preset, no exercise and no line, or cannot be paced.
    """
    found = named(name, data)
    planned = session_plan(found.preset)
    notes = found.notes or found.preset.notes
    if as_json:
        say_json(plan_json(planned, notes=notes, said=found.said))
        return
    for line in plan_lines(planned, notes=notes, said=found.said):
        say(line)
