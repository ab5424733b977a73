"""Which entities stand for an appliance: whoever is told one of them is told the appliance. The policy and the doors ask here alike."""

from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ...appliances.known import KnownAppliance

_OWN: Final = "parlor"


@callback
def is_part_of(hass: HomeAssistant, entity_id: str, known: KnownAppliance) -> bool:
    """Say whether an entity is one of Parlor's for an appliance, of its device, or the one that its owner named it by."""
    if entity_id in (known.entity_id(), known.id):
        return True
    if (entry := er.async_get(hass).async_get(entity_id)) is None:
        return False
    if entry.platform == _OWN:
        # Two ovens in one device: an entity of Parlor's is one oven's, an entity of the brand's may be either's.
        return entry.unique_id.startswith(f"{known.id}_")
    return entry.id == known.id or (entry.device_id is not None and entry.device_id == known.device_id)
