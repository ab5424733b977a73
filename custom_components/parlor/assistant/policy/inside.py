"""Looks inside what sets other things in motion: scripts, automations, scenes, templates, and automations that wait for an entity."""

from collections.abc import Iterator, Mapping
import re
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_component import DATA_INSTANCES
from homeassistant.helpers.target import TargetSelection, async_extract_referenced_entity_ids

from .configs import texts_in

# What an entity can be after a service, where that is certain.
_AFTER: Final[Mapping[str, frozenset[str]]] = {
    "close_cover": frozenset({"closed", "closing"}),
    "lock": frozenset({"locked", "locking"}),
    "open_cover": frozenset({"open", "opening"}),
    "turn_off": frozenset({"off"}),
    "turn_on": frozenset({"on"}),
    "unlock": frozenset({"unlocked", "unlocking"}),
}
_TWO_STATES: Final = frozenset({"cover", "fan", "humidifier", "input_boolean", "light", "lock", "siren", "switch"})
_ENTITY_ID: Final = re.compile(r"[a-z_]+\.[a-z0-9_]+")
_PLACES: Final = ("area_id", "device_id", "entity_id", "floor_id", "label_id")

type Waiting = tuple[str, Mapping[str, Any], Any]
"""An automation's id, one of its triggers, and its actions."""


class Inside:
    """Opens entities of one Home Assistant; what it found is kept for as long as one plan is judged."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Look nothing up yet."""
        self._hass = hass
        self._waiting: dict[str, list[Waiting]] | None = None
        self._events: dict[str, list[Waiting]] = {}
        self._twins: dict[str, set[str]] | None = None

    def sequence(self, entity_id: str) -> Any:
        """Return the actions of a script or an automation."""
        return _actions_of(self._entity(entity_id))

    def scene_states(self, entity_id: str) -> Mapping[str, str]:
        """Return the states that a scene puts, where Home Assistant itself keeps it."""
        config = getattr(self._entity(entity_id), "scene_config", None)
        return {name: state.state for name, state in getattr(config, "states", {}).items()}

    def template_actions(self, entity_id: str, action: str) -> Iterator[Any]:
        """Yield the actions that a service on a template's entity runs."""
        entry = er.async_get(self._hass).async_get(entity_id)
        if entry is not None and entry.platform != "template":
            return
        scripts: Mapping[str, Any] = getattr(self._entity(entity_id), "_action_scripts", {})
        service = action.rpartition(".")[2]
        for name, script in scripts.items():
            is_other = service in scripts and name != service
            if not (is_other or (service == "turn_off" and name != "turn_off" and "turn_off" in scripts)):
                yield getattr(script, "sequence", ())

    def twins(self, entity_id: str) -> frozenset[str]:
        """Return the entities that are the same device under another domain: a switch shown as a lock or a door."""
        if self._twins is None:
            self._twins = {}
            for wrapper, source in self._wrapped():
                self._twins.setdefault(source, set()).add(wrapper)
                self._twins.setdefault(wrapper, set()).add(source)
        return frozenset(self._twins.get(entity_id, ()))

    def set_off(self, entity_id: str, action: str) -> Iterator[tuple[str, Any]]:
        """Yield the automations that an action on an entity may set off, with their actions."""
        for automation, trigger, sequence in self._all_waiting().get(entity_id, ()):
            if _may_fire(trigger, entity_id, action):
                yield automation, sequence

    def listening(self, event: str) -> Iterator[tuple[str, Any]]:
        """Yield the automations that wait for an event; for any, where it is not known which one is fired."""
        self._all_waiting()
        for name in self._events if not event else (event,):
            for automation, _, sequence in self._events.get(name, ()):
                yield automation, sequence

    def _entity(self, entity_id: str) -> Entity | None:
        """Return the entity behind an id, where its domain is loaded."""
        domain = entity_id.partition(".")[0]
        component = self._hass.data.get(DATA_INSTANCES, {}).get(domain)
        return component.get_entity(entity_id) if component else None

    def _wrapped(self) -> Iterator[tuple[str, str]]:
        """Yield entities that stand for a switch, each with the switch."""
        registry = er.async_get(self._hass)
        for entry in self._hass.config_entries.async_entries("switch_as_x"):
            source = er.async_resolve_entity_id(registry, str(entry.options.get("entity_id", "")))
            for wrapper in er.async_entries_for_config_entry(registry, entry.entry_id) if source else ():
                yield wrapper.entity_id, source or ""

    def _all_waiting(self) -> Mapping[str, list[Waiting]]:
        """Return which automations wait for which entity."""
        if self._waiting is None:
            self._waiting = {}
            component = self._hass.data.get(DATA_INSTANCES, {}).get("automation")
            for entity in component.entities if component else ():
                self._note(entity)
        return self._waiting

    def _note(self, entity: Entity) -> None:
        """Note what one automation waits for."""
        assert self._waiting is not None
        triggers = getattr(entity, "_trigger_config", None) or ()
        sequence = _actions_of(entity)
        for trigger in triggers if entity.state != "off" else ():
            waiting = (entity.entity_id, trigger, sequence)
            for entity_id in _mentioned(self._hass, trigger):
                self._waiting.setdefault(entity_id, []).append(waiting)
            kind = str(trigger.get("platform") or trigger.get("trigger") or "")
            for event in texts_in(trigger.get("event_type")) if kind == "event" else ():
                self._events.setdefault(event, []).append(waiting)


def _actions_of(entity: Entity | None) -> Any:
    """Return the actions of a script's or an automation's entity."""
    script = getattr(entity, "script", None) or getattr(entity, "action_script", None)
    return getattr(script, "sequence", ())


def _mentioned(hass: HomeAssistant, trigger: Mapping[str, Any]) -> set[str]:
    """Return the entities that a trigger names in any way: outright, in a template, by a registry's id, by a place."""
    registry = er.async_get(hass)
    found: set[str] = set()
    for text in texts_in(trigger):
        found.update(_ENTITY_ID.findall(text))
        if len(text) == 32 and (entity_id := er.async_resolve_entity_id(registry, text)):
            found.add(entity_id)
    target = trigger.get("target")
    if isinstance(target, Mapping) and any(name in target for name in _PLACES):
        selected = async_extract_referenced_entity_ids(hass, TargetSelection(dict(target)), primary_entities_only=False)
        found |= selected.referenced | selected.indirectly_referenced
    return found


def _may_fire(trigger: Mapping[str, Any], entity_id: str, action: str) -> bool:
    """Say whether an action can bring about the state that a trigger waits for."""
    after = _AFTER.get(action.rpartition(".")[2])
    kind = str(trigger.get("platform") or trigger.get("trigger") or "")
    wanted = trigger.get("to")
    if after is None or kind != "state" or wanted is None or entity_id.partition(".")[0] not in _TWO_STATES:
        return True
    values = wanted if isinstance(wanted, list) else [wanted]
    return bool(after & {str(value) for value in values})
