"""A job: what is to be done once, when, and for whom; as it is kept over restarts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from ..plan.steps import Step
from .when import AtTime, Once, from_dict, to_dict


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asked for a job, and where: a user, if one is known, in a language, at a device such as a satellite, through an agent."""

    user_id: str | None = None
    assistant: str = "conversation"
    language: str = "en"
    device_id: str | None = None
    agent_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Steps to run once, when something comes; `say` is what to say when all of them worked, or all there is to do.

    `began` says when it was begun: one that is still there after a restart was broken off in the middle.
    """

    id: str
    when: Once
    steps: tuple[Step, ...] = ()
    say: str = ""
    asker: Asker = Asker()
    made: datetime
    began: datetime | None = None
    # What a person said yes to when it was planned.
    confirmed: frozenset[tuple[str, str]] = frozenset()

    @property
    def at(self) -> datetime | None:
        """Return the time that it is for, None where nobody knows it."""
        return self.when.at if isinstance(self.when, AtTime) else None

    def begun(self, now: datetime) -> Job:
        """Return it as one that runs."""
        return replace(self, began=now)

    def to_dict(self) -> dict[str, Any]:
        """Return what is kept of it."""
        return {
            "id": self.id,
            "when": to_dict(self.when),
            "steps": [
                {"action": step.action, "entity_ids": list(step.entity_ids), "data": dict(step.data)}
                for step in self.steps
            ],
            "say": self.say,
            "asker": {name: getattr(self.asker, name) for name in Asker.__dataclass_fields__},
            "made": self.made.isoformat(),
            "began": self.began.isoformat() if self.began else None,
            "confirmed": sorted(list(key) for key in self.confirmed),
        }

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> Self:
        """Return a job that was kept; raises KeyError, TypeError, ValueError or AttributeError for what is none."""
        return cls(
            id=str(told["id"]),
            when=from_dict(told["when"]),
            steps=tuple(_step(each) for each in told["steps"]),
            say=str(told["say"]),
            asker=Asker(**told["asker"]),
            made=datetime.fromisoformat(told["made"]),
            began=datetime.fromisoformat(told["began"]) if told["began"] else None,
            confirmed=frozenset((str(what), str(which)) for what, which in told.get("confirmed", ())),
        )


def _step(told: Mapping[str, Any]) -> Step:
    """Return a step that was kept."""
    domain, _, service = str(told["action"]).partition(".")
    return Step(domain=domain, service=service, entity_ids=tuple(map(str, told["entity_ids"])), data=dict(told["data"]))
