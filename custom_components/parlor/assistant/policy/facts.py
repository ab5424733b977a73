"""What the policy knows of an entity: from its state, the registries, and the other entities of its device."""

from dataclasses import dataclass
from functools import lru_cache

from homeassistant.const import ATTR_DEVICE_CLASS
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..appliances.seen import is_of_what_heats
from .guards import (
    HARMLESS_BUTTONS,
    guard_of_entity,
    guard_of_sibling,
    heats_nothing,
    is_heater,
    is_heater_key,
    is_lamp,
    may_be_part,
)
from .rule import Guard

_named = lru_cache(maxsize=4096)(guard_of_entity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an entity is."""

    device_class: str | None = None
    labels: frozenset[str] = frozenset()
    guard: Guard | None = None


def facts_of(hass: HomeAssistant, entity_id: str) -> Facts:
    """Return what is known of an entity."""
    entry = er.async_get(hass).async_get(entity_id)
    device = dr.async_get(hass).async_get(entry.device_id) if entry and entry.device_id else None
    guard = _own_guard(hass, entity_id, entry)
    if entry is not None and device is not None and guard is None and may_be_part(entry.domain):
        guard = None if _is_harmless(entry) else _sibling_guard(hass, entry, device)
    if guard is None and may_be_part(entity_id.partition(".")[0]) and is_of_what_heats(hass, entity_id):
        guard = Guard.HEAT
    if guard is Guard.HEAT and _heats_nothing(hass, entity_id, entry):
        guard = None
    return Facts(
        device_class=_device_class(hass, entity_id, entry),
        labels=frozenset({*(entry.labels if entry else ()), *(device.labels if device else ())}),
        guard=guard,
    )


def _device_class(hass: HomeAssistant, entity_id: str, entry: er.RegistryEntry | None) -> str | None:
    """Return an entity's device class, also while it has no state."""
    state = hass.states.get(entity_id)
    told = state.attributes.get(ATTR_DEVICE_CLASS) if state else None
    found = told or (entry and (entry.device_class or entry.original_device_class))
    return str(found) if found else None


def _own_guard(hass: HomeAssistant, entity_id: str, entry: er.RegistryEntry | None) -> Guard | None:
    """Return what an entity guards by itself."""
    state = hass.states.get(entity_id)
    domain, _, object_id = entity_id.partition(".")
    device_class = _device_class(hass, entity_id, entry)
    if domain == "button" and device_class in HARMLESS_BUTTONS:
        return None
    names = (object_id, state.name if state else "", (entry and entry.translation_key) or "")
    return next((guard for name in names if (guard := _named(domain, device_class, name))), None)


def _is_harmless(entry: er.RegistryEntry) -> bool:
    """Say whether an entity does nothing to what its device is for."""
    return (entry.device_class or entry.original_device_class) in HARMLESS_BUTTONS


def _heats_nothing(hass: HomeAssistant, entity_id: str, entry: er.RegistryEntry | None) -> bool:
    """Say whether a part of what heats cannot start it; what its device is called says nothing of that."""
    domain, _, object_id = entity_id.partition(".")
    if entry is None:
        state = hass.states.get(entity_id)
        return heats_nothing(domain, object_id, state.name if state else "")
    is_called_so = entry.name is not None and is_heater(entry.name) and not is_lamp(entry.name)
    return not is_called_so and heats_nothing(domain, entry.translation_key or "", entry.original_name or "")


def _sibling_guard(
    hass: HomeAssistant, entry: er.RegistryEntry, device: dr.DeviceEntry | dr.ChildDeviceEntry
) -> Guard | None:
    """Return what an entity guards because of the device that it is a part of."""
    registry, devices = er.async_get(hass), [device]
    if isinstance(device, dr.ChildDeviceEntry) and (parent := dr.async_get(hass).async_get(device.parent_device_id)):
        devices.append(parent)
    others = [
        other
        for each in devices
        for other in er.async_entries_for_device(registry, each.id, include_disabled_entities=True)
    ]
    models = [each.model for each in devices if isinstance(each, dr.DeviceEntry)]
    named = (*models, *(name for each in devices for name in (each.name_by_user, each.name)))
    heats = (
        is_of_what_heats(hass, entry.entity_id)
        or any(is_heater(name) for name in named if name)
        or any(is_heater_key(other.translation_key or "") or is_heater_key(other.unique_id) for other in others)
    )
    guards = {other.entity_id: _own_guard(hass, other.entity_id, other) for other in others}
    return guard_of_sibling(entry.domain, guards, heats=heats)
