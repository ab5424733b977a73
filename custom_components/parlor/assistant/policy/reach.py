"""What a step sets in motion beyond its own entity: the members of a group, the calls of a script, the states of a scene.

A door does not become a lamp because a script opens it. What cannot be looked into, such as a scene that a bridge keeps, is
taken for what it says it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from homeassistant.const import ATTR_DEVICE_CLASS, ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_component import DATA_INSTANCES

# What lets somebody in, turns a guard off, or lets water and gas run.
SENSITIVE_ACTIONS = frozenset(
    {
        "lock.unlock",
        "lock.open",
        "alarm_control_panel.alarm_disarm",
        "valve.open_valve",
        "valve.set_valve_position",
        "valve.toggle",
    }
)
GUARDED_DOMAINS = frozenset({"lock", "alarm_control_panel", "valve"})
GUARDED_COVERS = frozenset({"garage", "gate", "door"})
HARMLESS_COVER_SERVICES = frozenset({"close_cover", "stop_cover", "close_cover_tilt", "stop_cover_tilt"})
# Of these an entity of a lock's or an alarm's own device may be another way to open it.
_WAYS_IN = frozenset({"button", "number", "select", "switch", "text"})
_HARMLESS_BUTTONS = frozenset({"identify", "restart", "update"})
# Services that act on an entity of any domain.
_GENERAL = frozenset({"homeassistant.toggle", "homeassistant.turn_off", "homeassistant.turn_on"})
_OPEN_STATES = frozenset({"open", "opening", "unlocked", "unlocking", "disarmed"})
_OPENING_TYPES = frozenset({"disarm", "open", "set_position", "toggle", "turn_off", "turn_on", "unlock"})
# Groups of groups and scripts of scripts are followed as far as anybody builds them.
_DEEPEST = 6


def reaches_guarded(hass: HomeAssistant, entity_id: str, depth: int = 0) -> bool:
    """Say whether acting on an entity may open what is guarded: as its group, its script, or its device's other way in."""
    domain = entity_id.partition(".")[0]
    if depth > _DEEPEST:
        return True
    match domain:
        case "script" | "automation":
            return _opens(hass, _sequence(_entity(hass, domain, entity_id)), depth + 1)
        case "scene":
            states = getattr(getattr(_entity(hass, domain, entity_id), "scene_config", None), "states", {})
            return any(_is_open_state(hass, state) for state in states.values())
        case "cover":
            return any(is_guarded(hass, member, depth + 1) for member in _members(hass, entity_id))
        case _ if domain in _WAYS_IN:
            return _is_way_in(hass, entity_id)
    return False


def is_guarded(hass: HomeAssistant, entity_id: str, depth: int = 0) -> bool:
    """Say whether an entity is a lock, an alarm, a valve or a door, or a group with one."""
    state = hass.states.get(entity_id)
    if entity_id.partition(".")[0] in GUARDED_DOMAINS:
        return True
    if entity_id.startswith("cover.") and state and state.attributes.get(ATTR_DEVICE_CLASS) in GUARDED_COVERS:
        return True
    return depth > _DEEPEST or any(is_guarded(hass, member, depth + 1) for member in _members(hass, entity_id))


def _members(hass: HomeAssistant, entity_id: str) -> list[str]:
    """Return the members of a group."""
    state = hass.states.get(entity_id)
    members = state.attributes.get(ATTR_ENTITY_ID) if state else None
    return [str(member) for member in members if member != entity_id] if isinstance(members, list | tuple) else []


def _entity(hass: HomeAssistant, domain: str, entity_id: str) -> Entity | None:
    """Return the entity behind an id, where its domain is loaded."""
    component = hass.data.get(DATA_INSTANCES, {}).get(domain)
    return component.get_entity(entity_id) if component else None


def _sequence(entity: Entity | None) -> Any:
    """Return the actions of a script or an automation."""
    script = getattr(entity, "script", None) or getattr(entity, "action_script", None)
    return getattr(script, "sequence", ())


def _is_way_in(hass: HomeAssistant, entity_id: str) -> bool:
    """Say whether an entity belongs to the device of something that is guarded."""
    registry = er.async_get(hass)
    entry = registry.async_get(entity_id)
    if entry is None or entry.device_id is None or dr.async_get(hass).async_get(entry.device_id) is None:
        return False
    if (entry.device_class or entry.original_device_class) in _HARMLESS_BUTTONS:
        return False
    others = er.async_entries_for_device(registry, entry.device_id)
    return any(is_guarded(hass, other.entity_id) for other in others)


def _is_open_state(hass: HomeAssistant, state: State) -> bool:
    """Say whether a scene's state would open what is guarded."""
    is_open = state.state in _OPEN_STATES or bool(state.attributes.get("current_position"))
    return is_open and is_guarded(hass, state.entity_id)


def _opens(hass: HomeAssistant, config: Any, depth: int) -> bool:
    """Say whether any action in a configuration opens what is guarded."""
    return depth > _DEEPEST or any(_is_opening(hass, action, depth) for action in _actions(config))


def _actions(config: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every mapping in a configuration, outermost first."""
    if isinstance(config, Mapping):
        yield config
        inner: Iterable[Any] = config.values()
    else:
        inner = config if isinstance(config, list | tuple) else ()
    for each in inner:
        yield from _actions(each)


def _is_opening(hass: HomeAssistant, action: Mapping[str, Any], depth: int) -> bool:
    """Say whether one action opens what is guarded; a service or a target that is only known when it runs might."""
    if "scene" in action:
        return reaches_guarded(hass, str(action["scene"]), depth)
    if "device_id" in action and "type" in action:
        return _is_opening_device(hass, action)
    service = action.get("action") or action.get("service")
    if service is None:
        return False
    name = service if isinstance(service, str) else ""
    domain, _, what = name.partition(".")
    targets = _targets(action)
    if not name or name in SENSITIVE_ACTIONS:
        return True
    if domain in ("script", "automation", "scene"):
        called = targets if what in ("turn_on", "toggle", "trigger") else [name] if domain == "script" else []
        data = action.get("data")
        applied = data.get("entities") if what == "apply" and isinstance(data, Mapping) else None
        return any(reaches_guarded(hass, each, depth) for each in called) or _is_applied_open(hass, applied)
    if any(is_guarded(hass, each, depth) or reaches_guarded(hass, each, depth) for each in targets):
        return (domain == "cover" and what not in HARMLESS_COVER_SERVICES) or name in _GENERAL or domain in _WAYS_IN
    # An area, a label or a template may mean any cover of the home.
    is_open_to_all = not targets and (name in _GENERAL or (domain == "cover" and what not in HARMLESS_COVER_SERVICES))
    return is_open_to_all and any(is_guarded(hass, state.entity_id) for state in hass.states.async_all("cover"))


def _is_opening_device(hass: HomeAssistant, action: Mapping[str, Any]) -> bool:
    """Say whether a device's own action opens what is guarded."""
    if action["type"] not in _OPENING_TYPES:
        return False
    if action.get("domain") in GUARDED_DOMAINS:
        return True
    entry = er.async_get(hass).async_get(str(action.get(ATTR_ENTITY_ID, "")))
    return entry is not None and is_guarded(hass, entry.entity_id)


def _is_applied_open(hass: HomeAssistant, states: Any) -> bool:
    """Say whether states that are applied as a scene open what is guarded."""
    if not isinstance(states, Mapping):
        return False
    told = {str(each): state.get("state") if isinstance(state, Mapping) else state for each, state in states.items()}
    return any(str(state) in _OPEN_STATES and is_guarded(hass, each) for each, state in told.items())


def _targets(action: Mapping[str, Any]) -> list[str]:
    """Return the entity ids that an action names outright."""
    found: list[str] = []
    for place in (action, action.get("target"), action.get("data")):
        ids = place.get(ATTR_ENTITY_ID) if isinstance(place, Mapping) else None
        found += [ids] if isinstance(ids, str) else [str(each) for each in ids] if isinstance(ids, list) else []
    return [each for each in found if "{" not in each]
