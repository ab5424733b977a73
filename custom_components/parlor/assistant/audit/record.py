"""One record of the audit log: what was done, who asked for it, and the evidence. Pure.

Nothing that somebody said is in it, and no text that somebody chose: no titles, no items of lists, no codes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Final, Self

from homeassistant.util.json import JsonValueType

from ..acting.expectations import Seen
from ..plan.steps import Outcome, StepResult
from ..prompt.describe import plain
from ..utterance import Way

MOST_ENTITIES: Final = 20
MOST_EVIDENCE: Final = 3  # entities whose change is told
MOST_TEXT: Final = 120


class Done(StrEnum):
    """What came of it, in the words of the log."""

    DONE = "done"
    ALREADY = "already"
    SENT = "sent"
    NOT_CONFIRMED = "not_confirmed"
    REFUSED = "refused"
    FAILED = "failed"
    HELD = "held"
    UNDONE = "undone"


class Asker(StrEnum):
    """What kind of one asked."""

    PERSON = "person"
    USER = "user"
    SATELLITE = "satellite"
    AGENT = "agent"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBy:
    """Who asked: a person or a user by name, else a satellite and its room, else another agent."""

    kind: Asker = Asker.NOBODY
    name: str = ""
    area: str = ""

    @property
    def told(self) -> str:
        """Return it as it is shown."""
        return f"{self.name} ({self.area})" if self.area else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What came of one step; `at` is Unix time, `reason` the key of a sentence in `replies/`."""

    at: float
    action: str
    entities: tuple[str, ...] = ()
    data: Mapping[str, JsonValueType] = field(default_factory=dict)
    asked_by: AskedBy = AskedBy()
    agent: str = ""
    way: Way = Way.TOOL
    outcome: Done
    evidence: str = ""
    reason: str = ""
    error: str = ""

    @property
    def as_dict(self) -> dict[str, Any]:
        """Return it as it is written and told."""
        return asdict(self) | {"entities": list(self.entities), "data": dict(self.data)}

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> Self:
        """Return what was written; raises ValueError, TypeError or KeyError where that is no record."""
        asked = data["asked_by"]
        return cls(
            at=float(data["at"]),
            action=str(data["action"]),
            entities=tuple(str(each) for each in data["entities"]),
            data=dict(data["data"]),
            asked_by=AskedBy(kind=Asker(asked["kind"]), name=str(asked["name"]), area=str(asked["area"])),
            agent=str(data["agent"]),
            way=Way(data["way"]),
            outcome=Done(data["outcome"]),
            evidence=str(data["evidence"]),
            reason=str(data["reason"]),
            error=str(data["error"]),
        )


# The fields of calls that say how a device is to be, in words that the device itself offers, or in numbers.
_TOLD_FIELDS: Final = frozenset(
    {
        "brightness", "brightness_pct", "color_name", "color_temp_kelvin", "direction", "effect", "fan_mode", "fan_speed",
        "hs_color", "humidity", "hvac_mode", "is_volume_muted", "mode", "operation_mode", "option", "oscillating",
        "percentage", "position", "preset_mode", "ready_by", "repeat", "rgb_color", "seek_position", "shuffle",
        "sound_mode", "source", "start", "status", "swing_mode", "target_temp_high", "target_temp_low", "temperature",
        "tilt_position", "transition", "value", "volume_level",
    }
)  # fmt: skip
# What these hold somebody wrote, be it a state or a value.
_PRIVATE_DOMAINS: Final = frozenset({"input_text", "notify", "text", "todo"})
_TOLD_ATTRIBUTES: Final = (
    "brightness", "color_temp_kelvin", "current_position", "current_tilt_position", "direction", "effect", "fan_mode",
    "fan_speed", "humidity", "is_volume_muted", "mode", "oscillating", "percentage", "preset_mode", "repeat", "rgb_color",
    "shuffle", "sound_mode", "source", "swing_mode", "target_temp_high", "target_temp_low", "temperature", "volume_level",
)  # fmt: skip


def outcome_of(outcome: Outcome, *, is_undo: bool) -> Done:
    """Return an outcome in the words of the log."""
    if is_undo and outcome is Outcome.DONE:
        return Done.UNDONE
    if outcome is Outcome.UNCONFIRMED:
        return Done.NOT_CONFIRMED
    return Done(outcome.value) if outcome.value in Done else Done.HELD


def told_data(result: StepResult) -> dict[str, JsonValueType]:
    """Return the data of a step without what somebody wrote."""
    if result.step.domain in _PRIVATE_DOMAINS:
        return {}
    data = {name: value for name, value in result.step.data.items() if name in _TOLD_FIELDS and value is not None}
    return {name: plain(value, MOST_TEXT) if isinstance(value, str) else value for name, value in data.items()}


def error_of(result: StepResult) -> str:
    """Return an integration's own words for a fault, where nobody's words can be in them."""
    return "" if result.step.domain in _PRIVATE_DOMAINS else plain(result.placeholders.get("error", ""), MOST_TEXT)


def evidence_of(seen: Iterable[tuple[str, Seen | None, Seen | None]]) -> str:
    """Return what was seen to change of some entities: `off → on`, `volume_level 0.2 → 0.4`; those that fared alike once."""
    changes = (_change(before, after) for domain, before, after in seen if before and after and not _is_private(domain))
    told = [change for change in dict.fromkeys(changes) if change]
    return plain("; ".join(told[:MOST_EVIDENCE]), MOST_TEXT)


def _is_private(domain: str) -> bool:
    return domain in _PRIVATE_DOMAINS


def _change(before: Seen, after: Seen) -> str:
    """Return what changed of one entity."""
    told = [f"{plain(before.state, 30)} → {plain(after.state, 30)}"] if before.state != after.state else []
    for name in _TOLD_ATTRIBUTES:
        was, now = before.attributes.get(name), after.attributes.get(name)
        if was is not None and now is not None and was != now:
            told.append(f"{name} {plain(was, 30)} → {plain(now, 30)}")
    return ", ".join(told[:MOST_EVIDENCE])
