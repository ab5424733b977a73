"""Which appliances a target means: by an entity of theirs, a device, a room, a floor, a label."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.const import ATTR_DEVICE_ID, ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.target import TargetSelection, async_extract_referenced_entity_ids

from .appliances.known import KnownAppliance
from .appliances_known import async_appliances
from .const import DOMAIN

_EXCLUDE: Final = "exclude"  # since Home Assistant 2026.11
_BY_NAME: Final = (ATTR_ENTITY_ID, ATTR_DEVICE_ID)


@callback
def targeted_appliances(hass: HomeAssistant, target: Mapping[str, Any] | None) -> tuple[KnownAppliance, ...]:
    """Return the appliances that are meant, as rooms and devices are now, without those that are left out."""
    told = dict(target or {})
    left_out = {each.id for each in _meant(hass, told.pop(_EXCLUDE, None) or {})}
    return tuple(each for each in _meant(hass, told) if each.id not in left_out)


@callback
def named_appliances(hass: HomeAssistant, target: Mapping[str, Any] | None) -> tuple[KnownAppliance, ...]:
    """Return those that are meant one by one, not because of where they are."""
    return _meant(hass, {key: (target or {}).get(key) for key in _BY_NAME})


@callback
def _meant(hass: HomeAssistant, target: Mapping[str, Any]) -> tuple[KnownAppliance, ...]:
    """Return the appliances that are meant by a device of theirs, or by an entity of it, Parlor's or its brand's."""
    found = async_extract_referenced_entity_ids(hass, TargetSelection(dict(target)))
    entity_ids = found.referenced | found.indirectly_referenced
    registry = er.async_get(hass)
    entries = [entry for each in entity_ids if (entry := registry.async_get(each)) is not None]
    # Two ovens in one device: an entity of Parlor's is one oven's, an entity of the brand's may be either's.
    own = tuple(entry.unique_id for entry in entries if entry.platform == DOMAIN)
    others = [entry for entry in entries if entry.platform != DOMAIN]
    devices = found.referenced_devices | {entry.device_id for entry in others if entry.device_id}
    registered = {entry.id for entry in others}

    def is_meant(one: KnownAppliance) -> bool:
        is_own = one.entity_id() in entity_ids or any(each.startswith(f"{one.id}_") for each in own)
        is_named = one.id in registered or one.id in entity_ids  # one that its owner added is known by its entity
        return is_own or is_named or one.device_id in devices

    return tuple(one for one in async_appliances(hass).all.values() if is_meant(one))
