"""What the entities of an appliance share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import ParlorConfigEntry
from .appliance import Appliance
from .appliances.job import Change
from .const import DOMAIN
from .entry_appliances import AppliancesData


@dataclass(frozen=True, kw_only=True)
class Told:
    """What each description of an appliance's entity says beside what its platform asks: of which appliances it is."""

    exists_fn: Callable[[Appliance], bool] = lambda _: True


class ApplianceEntity(Entity):
    """An entity of one appliance; it holds no state of its own."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, hass: HomeAssistant, appliance: Appliance, description: EntityDescription) -> None:
        """Belong to the device that the appliance is; one that its owner named has its own."""
        self.appliance = appliance
        self.entity_description = description
        self._attr_translation_key = description.translation_key or description.key
        self._attr_unique_id = f"{appliance.id}_{description.key}"
        wiring = appliance.wiring
        device = dr.async_get(hass).async_get(wiring.device_id) if wiring.device_id and wiring.part is None else None
        if isinstance(device, dr.DeviceEntry) and appliance.is_own_device:
            self.device_entry = device
        else:
            self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, appliance.id)}, name=appliance.name())

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the appliance."""
        await super().async_added_to_hass()
        self.async_on_remove(self.appliance.subscribe(self.changed))

    @callback
    def changed(self, change: Change) -> None:
        """Show what changed."""
        if change.job != change.previous:
            self.async_write_ha_state()


@callback
def async_add_of_appliances(
    hass: HomeAssistant,
    entry: ParlorConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    entities_of: Callable[[HomeAssistant, Appliance], Iterable[ApplianceEntity]],
) -> None:
    """Add the entities of each appliance that is there, and of each that comes."""
    data = entry.runtime_data
    assert isinstance(data, AppliancesData)
    added: dict[str, tuple[Appliance, set[str]]] = {}

    @callback
    def came(appliance: Appliance) -> None:
        """Add those that one has and that are not there yet; it may have come to tell more."""
        known, keys = added.get(appliance.id, (None, set()))
        if known is not appliance:
            keys = set()
        new = [entity for entity in entities_of(hass, appliance) if entity.entity_description.key not in keys]
        added[appliance.id] = (appliance, keys | {entity.entity_description.key for entity in new})
        async_add_entities(new)

    entry.async_on_unload(data.appliances.subscribe(came))
