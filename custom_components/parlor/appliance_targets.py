"""Which appliances a target means: by an entity of theirs, a device, a room, a floor, a label."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.const import ATTR_DEVICE_ID, ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.target import TargetSelection, async_extract_referenced_entity_ids

from .appliances.known import KnownAppliance
from .appliances_known import async_appliances
from .assistant.appliances.parts import is_part_of

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
    """Return the appliances of which an entity is meant, and nothing that the policy of the assistants would not see in the same target."""
    found = async_extract_referenced_entity_ids(hass, TargetSelection(dict(target)), expand_group=False)
    entity_ids = found.referenced | found.indirectly_referenced
    everyone = async_appliances(hass).all.values()
    return tuple(one for one in everyone if any(is_part_of(hass, entity_id, one) for entity_id in entity_ids))
