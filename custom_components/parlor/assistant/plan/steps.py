"""A step is one service call; a plan is the ordered steps of a turn; a result says what came of a step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from homeassistant.util.json import JsonValueType

NOTHING: Mapping[str, JsonValueType] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One service call on entities that are already resolved: never an area, a device or a template."""

    domain: str
    service: str
    entity_ids: tuple[str, ...] = ()
    data: Mapping[str, JsonValueType] = NOTHING

    @property
    def action(self) -> str:
        """Return the service as people write it: `light.turn_on`."""
        return f"{self.domain}.{self.service}"


class Outcome(StrEnum):
    """What came of a step, worst last."""

    DONE = "done"  # the effect was seen
    ALREADY = "already"  # the effect was there before
    SENT = "sent"  # the call returned without an error, and nothing that could be watched was to change, or is told
    UNCONFIRMED = "unconfirmed"  # the call returned, and the effect was not seen in time
    REFUSED = "refused"  # the policy said no: nothing was called
    FAILED = "failed"  # the call raised
    HELD = "held"  # it waits for a person's yes: nothing was called

    @property
    def is_good(self) -> bool:
        """Say whether people may be told that it worked."""
        return self in (Outcome.DONE, Outcome.ALREADY, Outcome.SENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepResult:
    """What came of a step, or of some of its entities, and why, as the key of a sentence in `replies/`.

    `step` holds the entities that it came of; `placeholders` what the sentence needs beside their names.
    """

    step: Step
    outcome: Outcome
    reason: str | None = None
    placeholders: Mapping[str, str] = field(default_factory=dict)
