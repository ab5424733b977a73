"""What a step sets in motion beyond its own entity: members of a group, calls of a script, states of a scene, automations that wait.

A door does not become a lamp because a script opens it. What cannot be looked into, such as a scene that a bridge keeps, is
taken for what it says it is.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.target import TargetSelection, async_extract_referenced_entity_ids

from ..appliances.seen import is_of_what_heats
from ..plan.steps import Step
from .configs import Configured, configured, text_of, texts_in
from .facts import Facts, facts_of
from .guards import guard_of_deed, guard_of_words, is_order_to_open, starts_appliance
from .inside import Inside
from .rule import Deed, Guard

# Groups of groups and scripts of scripts are followed as far as anybody builds them.
DEEPEST: Final = 8
MOST_DEEDS: Final = 2000
_GENERAL: Final = frozenset({"homeassistant.toggle", "homeassistant.turn_off", "homeassistant.turn_on"})
# Acting on any entity of these may set off anything.
_STARTERS: Final = frozenset({"automation", "group", "homeassistant", "input_button", "scene", "script"})
_OFF_STARTS_NOTHING: Final = frozenset({"automation.turn_off", "script.turn_off"})
# A state that a scene puts, as the service that would.
_PUT: Final[Mapping[tuple[str, str], str]] = {
    ("alarm_control_panel", "disarmed"): "alarm_disarm",
    ("cover", "closed"): "close_cover",
    ("cover", "open"): "open_cover",
    ("cover", "opening"): "open_cover",
    ("lock", "locked"): "lock",
    ("lock", "open"): "open",
    ("lock", "unlocked"): "unlock",
    ("lock", "unlocking"): "unlock",
    ("valve", "closed"): "close_valve",
    ("valve", "open"): "open_valve",
}


@dataclass(frozen=True, slots=True)
class _Call:
    """A call that may happen: on an entity, on none, or on one that only shows when it runs (`is_open`)."""

    action: str
    entity_id: str | None = None
    via: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    is_open: bool = False


class Reach:
    """Follows calls to all that they set in motion; keeps what it looked up for as long as one plan is judged."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Look nothing up yet."""
        self._hass = hass
        self._inside = Inside(hass)
        self._facts: dict[str, Facts] = {}

    def deeds(self, step: Step) -> tuple[Deed, ...]:
        """Return what a step does and all that it sets in motion, each once; what is too much is told as unclear."""
        return self._followed(_Call(step.action, entity_id, data=step.data) for entity_id in step.entity_ids)

    def deeds_of_config(self, config: Any, name: str) -> tuple[Deed, ...]:
        """Return what configured actions do; `name` is what they are a part of."""
        return self._followed(self._calls_in(config, (name,)))

    def _followed(self, first: Iterable[_Call]) -> tuple[Deed, ...]:
        """Follow calls, the nearest first."""
        calls = deque(first)
        seen: dict[tuple[str, str | None, bool], Deed] = {}
        while calls:
            call = calls.popleft()
            key = (call.action, call.entity_id, call.is_open)
            if key in seen:
                continue
            if len(call.via) > DEEPEST or len(seen) >= MOST_DEEDS:
                seen["", None, True] = Deed(action="", guard=Guard.UNCLEAR, via=call.via)
                continue
            seen[key] = self._deed(call)
            calls.extend(self._next(call))
        return tuple(seen.values())

    def _deed(self, call: _Call) -> Deed:
        """Return a call with what the rules ask for."""
        if call.entity_id is None:
            return Deed(action=call.action, guard=self._guard_without_entity(call), via=call.via)
        facts = self._facts_of(call.entity_id)
        return Deed(
            action=call.action,
            entity_id=call.entity_id,
            device_class=facts.device_class,
            labels=facts.labels,
            guard=self._guard_of_start(call) or guard_of_deed(call.action, facts.guard),
            via=call.via,
        )

    def _guard_of_start(self, call: _Call) -> Guard | None:
        """Return why a start of an appliance is guarded: of one that heats, or may be such a one."""
        if not starts_appliance(call.action):
            return None
        return Guard.HEAT if is_of_what_heats(self._hass, call.entity_id) else None

    def _facts_of(self, entity_id: str) -> Facts:
        """Return what is known of an entity."""
        if entity_id not in self._facts:
            self._facts[entity_id] = facts_of(self._hass, entity_id)
        return self._facts[entity_id]

    def _guard_without_entity(self, call: _Call) -> Guard | None:
        """Return why a call is guarded that names no entity, or one that only shows when it runs."""
        domain, _, service = call.action.partition(".")
        if not call.action:
            return Guard.UNCLEAR
        if (guard := self._guard_of_start(call)) is not None:
            return guard
        if not call.is_open:
            sent = " ".join(texts_in(call.data)) if domain in ("mqtt", "zwave_js", "zha") else ""
            return Guard.ENTRY if is_order_to_open(sent) else guard_of_deed(call.action, None)
        if call.action in _OFF_STARTS_NOTHING:
            return None
        if domain in _STARTERS:
            return Guard.UNCLEAR
        guards = {self._facts_of(each).guard for each in self._hass.states.async_entity_ids(domain)} - {None}
        found = (guard_of_deed(call.action, guard) for guard in sorted(guards, key=str))
        return next((guard for guard in found if guard), guard_of_words(domain, service) if not guards else None)

    def _next(self, call: _Call) -> Iterator[_Call]:
        """Yield what a call sets in motion."""
        if call.entity_id is None or call.action == "homeassistant.update_entity":
            return
        via = (*call.via, call.entity_id)
        yield from self._within(call, call.entity_id, via)
        if self._facts_of(call.entity_id).guard is None:
            for twin in self._inside.twins(call.entity_id) - set(call.via):
                yield _Call(f"homeassistant.{_plain_service(call.action)}", twin, via)
        for automation, sequence in self._inside.set_off(call.entity_id, call.action):
            if automation not in call.via:
                yield from self._calls_in(sequence, (*via, automation))

    def _within(self, call: _Call, entity_id: str, via: tuple[str, ...]) -> Iterator[_Call]:
        """Yield what an entity that stands for others passes a call on to."""
        domain = entity_id.partition(".")[0]
        if domain in ("script", "automation"):
            if not call.action.endswith(".turn_off"):
                yield from self._calls_in(self._inside.sequence(entity_id), via)
        elif domain == "scene":
            yield from self._put(self._inside.scene_states(entity_id), via)
        else:
            yield from self._members(call, via)
            for config in self._inside.template_actions(entity_id, call.action):
                yield from self._calls_in(config, via)

    def _members(self, call: _Call, via: tuple[str, ...]) -> Iterator[_Call]:
        """Yield the same call on the members of a group."""
        state = self._hass.states.get(call.entity_id or "")
        members = state.attributes.get(ATTR_ENTITY_ID) if state else None
        domain, _, service = call.action.partition(".")
        for member in members if isinstance(members, list | tuple) else ():
            is_same = str(member).partition(".")[0] == domain
            action = call.action if is_same else f"homeassistant.{_plain_service(service)}"
            yield _Call(action, str(member), via, call.data)

    def _put(self, states: Mapping[str, str], via: tuple[str, ...]) -> Iterator[_Call]:
        """Yield the calls that would put entities into states."""
        for entity_id, wanted in states.items():
            domain = entity_id.partition(".")[0]
            service = _PUT.get((domain, wanted)) or ("turn_off" if wanted in ("off", "unavailable") else "turn_on")
            if domain == "alarm_control_panel" and wanted.startswith("armed_"):
                service = f"alarm_arm_{wanted.removeprefix('armed_')}"
            yield _Call(f"{domain}.{service}", entity_id, via)

    def _calls_in(self, config: Any, via: tuple[str, ...]) -> Iterator[_Call]:
        """Yield the calls that a configuration makes."""
        for one in configured(config):
            if one.event is not None:
                yield from self._fired(one.event, via)
            elif one.states:
                yield from self._put({name: text_of(state) or "" for name, state in one.states.items()}, via)
            else:
                yield from self._resolved(one, via)

    def _fired(self, event: str, via: tuple[str, ...]) -> Iterator[_Call]:
        """Yield the calls of the automations that wait for an event."""
        for automation, sequence in self._inside.listening(event):
            if automation not in via:
                yield from self._calls_in(sequence, (*via, automation))

    def _resolved(self, one: Configured, via: tuple[str, ...]) -> Iterator[_Call]:
        """Yield a configured call for each entity that it names outright, and once more for those that only show when it runs."""
        if one.action is None:
            yield _Call("", via=via, is_open=True)
            return
        domain, _, service = one.action.partition(".")
        if domain == "script" and service not in ("turn_on", "turn_off", "toggle", "reload"):
            yield _Call("script.turn_on", one.action, via)
            return
        if one.is_open:
            yield _Call(one.action, via=via, data=one.data, is_open=True)
        entity_ids = self._entities(one, domain)
        for entity_id in entity_ids:
            yield _Call(one.action, entity_id, via, one.data)
        if not entity_ids and not one.is_open:
            yield _Call(one.action, via=via, data=one.data)

    def _entities(self, one: Configured, domain: str) -> list[str]:
        """Return the entities that a configured call names: by id, device, area, floor or label, or all."""
        named = one.targets.get(ATTR_ENTITY_ID, [])
        if "all" in named:
            return self._hass.states.async_entity_ids(domain)
        registry = er.async_get(self._hass)
        ids = [er.async_resolve_entity_id(registry, name) or name for name in named]
        places = {name: given for name, given in one.targets.items() if name != ATTR_ENTITY_ID}
        if not places:
            return ids
        found = async_extract_referenced_entity_ids(
            self._hass, TargetSelection(places), expand_group=False, primary_entities_only=False
        )
        is_general = one.action in _GENERAL or domain not in {
            each.partition(".")[0] for each in found.indirectly_referenced
        }
        inner = (each for each in found.indirectly_referenced if is_general or each.partition(".")[0] == domain)
        return [*ids, *sorted(inner)]


def _plain_service(action: str) -> str:
    """Return a service as one that every domain has: what is not off may be on."""
    service = action.rpartition(".")[2]
    return service if service in ("turn_on", "turn_off", "toggle") else "toggle"
