"""`liftronome plan`: what a preset, an exercise or a line comes to, set by set."""

from __future__ import annotations

from liftronome.domain.plan import plan_json, plan_lines, session_plan
from liftronome.terminal.data import Data
from liftronome.terminal.naming import named
from liftronome.terminal.streams import say, say_json


def show_plan(text: str, data: Data, *, as_json: bool) -> None:
    """Print the plan in words, or in the form that scripts rely on.

    Raises InputError if the text names nothing and is no line, or if the sets cannot be performed so.
    """
    found = named(text, data)
    plan = session_plan(found.preset)
    notes = found.notes or found.preset.notes
    if as_json:
        say_json(plan_json(plan, notes=notes, said=found.said))
        return
    for line in plan_lines(plan, notes=notes, said=found.said):
        say(line)
