"""Plans read for a sentence, and what their steps are for."""

from collections.abc import Mapping
from typing import Any

from custom_components.parlor.assistant.home import Home
from custom_components.parlor.assistant.plan.reading import Plan, read_plan

from ..homes import HOME, options_of


def read(said: str, *steps: Mapping[str, Any], home: Home = HOME, room: str | None = None) -> Plan:
    """Read a plan for a sentence."""
    return read_plan(home, {"steps": list(steps), "say": "Done."}, options_of, said, room=room)


def targets(plan: Plan) -> list[tuple[str, ...]]:
    """Return what the steps of a plan are for."""
    assert not plan.problems, plan.problems
    return [step.entity_ids for step in plan.steps]
