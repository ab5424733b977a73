"""What the registries know of entities, as appliances are found among them."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .appliances.facts import EntityFact
from .const import DOMAIN


@callback
def entity_facts(hass: HomeAssistant) -> list[EntityFact]:
    """Return every entity that is registered, those that are disabled with them, but for Parlor's own."""
    registered = er.async_get(hass).entities.values()
    devices = dr.async_get(hass)
    known: dict[str, dr.DeviceEntry | None] = {}
    facts: list[EntityFact] = []
    for entry in registered:
        if entry.platform == DOMAIN:
            continue
        if entry.device_id is not None and entry.device_id not in known:
            known[entry.device_id] = _made(devices, entry.device_id)
        facts.append(entity_fact(entry, known[entry.device_id] if entry.device_id else None))
    return facts


def entity_fact(entry: er.RegistryEntry, device: dr.DeviceEntry | None) -> EntityFact:
    """Return an entity as the registry knows it: as its integration made it, whatever its owner has changed since."""
    return EntityFact(
        entity_id=entry.entity_id,
        domain=entry.domain,
        platform=entry.platform,
        unique_id=str(entry.unique_id),
        registry_id=entry.id,
        translation_key=entry.translation_key,
        device_class=entry.original_device_class or entry.device_class,
        unit=entry.unit_of_measurement,
        device_id=entry.device_id,
        config_entry_id=entry.config_entry_id,
        options=_options(entry.capabilities),
        model=device.model if device else None,
        manufacturer=device.manufacturer if device else None,
        model_id=device.model_id if device else None,
        is_disabled=entry.disabled,
    )


def _made(devices: dr.DeviceRegistry, device_id: str) -> dr.DeviceEntry | None:
    """Return the device that has a model: of a part of one, the whole."""
    device = devices.async_get(device_id)
    if isinstance(device, dr.ChildDeviceEntry):
        device = devices.async_get(device.parent_device_id)
    return device if isinstance(device, dr.DeviceEntry) else None


def _options(capabilities: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Return what an enumeration can be; what is no list of words is none."""
    options = (capabilities or {}).get("options")
    return tuple(str(each) for each in options) if isinstance(options, list | tuple) else ()
