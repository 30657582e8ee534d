"""What a preset comes to, set by set and rep by rep: in figures, as JSON and in words."""

from liftronome.domain.plan.as_json import plan_json
from liftronome.domain.plan.sentences import amount_text, plan_lines, set_groups, set_sentence
from liftronome.domain.plan.session_plan import SessionPlan, session_plan

__all__ = [
    "SessionPlan",
    "amount_text",
    "plan_json",
    "plan_lines",
    "session_plan",
    "set_groups",
    "set_sentence",
]
