"""What a sentence changed in a home, beside what it should have changed: by states and attributes, as the public benchmark compares them."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

# Derived from the state since the public set was written, or moving by themselves while something plays.
_DERIVED = frozenset({"is_closed", "media_position_updated_at"})
_MOVING = frozenset({"media_position"})
# What agents and screens show of themselves follows from the rest of the home.
_OURS = frozenset({"parlor", "openai_conversation", "conversation"})

type Snapshot = dict[str, tuple[str, dict[str, Any]]]


def snapshot(hass: HomeAssistant) -> Snapshot:
    """Return every entity's state and attributes, but for the agents': theirs is when they were last spoken to."""
    registry = er.async_get(hass)
    found: Snapshot = {}
    for state in hass.states.async_all():
        entry = registry.async_get(state.entity_id)
        if state.domain == "conversation" or (entry and entry.platform in _OURS):
            continue
        found[state.entity_id] = (
            state.state,
            {key: value for key, value in state.attributes.items() if key not in _DERIVED},
        )
    return found


def expected(before: Snapshot, case: Mapping[str, Any]) -> Snapshot:
    """Return what the home must look like after a case."""
    after = dict(before)
    for entity_id, change in case.get("expect_changes", {}).items():
        state, attributes = before[entity_id]
        after[entity_id] = (change.get("state", state), attributes | change.get("attributes", {}))
    return after


def differences(wanted: Snapshot, actual: Snapshot, case: Mapping[str, Any]) -> list[str]:
    """Return what is not as it must be; None and absent are the same."""
    found: list[str] = []
    for entity_id in wanted.keys() | actual.keys():
        ignored = set(case.get("ignore_changes", {}).get(entity_id, ()))
        told = case.get("expect_changes", {}).get(entity_id, {}).get("attributes", {}).keys()
        ignored |= _MOVING - told
        (state, attributes), (got, got_attributes) = (side.get(entity_id, ("", {})) for side in (wanted, actual))
        if state != got and "state" not in ignored:
            found.append(f"{entity_id} is {got}, not {state}")
        if entity_id.startswith("media_player.") and _switched(entity_id, state, case):
            ignored |= (attributes.keys() ^ got_attributes.keys()) - told
        found += [
            f"{entity_id}.{name} is {got_attributes.get(name)}, not {attributes.get(name)}"
            for name in sorted((attributes.keys() | got_attributes.keys()) - ignored)
            if not _same(attributes.get(name), got_attributes.get(name), name)
        ]
    return sorted(found)


def _switched(entity_id: str, state: str, case: Mapping[str, Any]) -> bool:
    """Say whether a player is to be switched on or off: most of its attributes are there only while it is on."""
    change = case.get("expect_changes", {}).get(entity_id, {})
    return "state" in change and (state == "off" or change["state"] in ("on", "idle", "playing"))


def _same(wanted: Any, got: Any, name: str) -> bool:
    """Say whether two values of an attribute are the same: a position runs on while one looks."""
    if name in _MOVING and isinstance(wanted, int | float) and isinstance(got, int | float):
        return abs(wanted - got) <= 5
    return bool(wanted == got)
