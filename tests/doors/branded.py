"""Appliances of SmartThings as its integration registers their entities."""

from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

STATES = ("pause", "run", "stop")


def add_branded(hass: HomeAssistant, name: str = "Laundry", machine: str = "washer", brand: str = "smartthings") -> str:
    """Add a device with the sensors of a machine; return the device's id. Its state is `sensor.<name>_machine_state`."""
    entry = next(iter(hass.config_entries.async_entries(brand)), None)
    if entry is None:
        entry = MockConfigEntry(domain=brand)
        entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={(brand, name)}, name=name, manufacturer="Samsung Electronics"
    )
    capability = f"{machine}OperatingState"
    for key, attribute, options in (
        (f"{machine}_machine_state", "machineState", list(STATES)),
        (f"{machine}_job_state", f"{machine}JobState", ["none", "wash", "rinse", "spin", "finish"]),
        ("completion_time", "completionTime", None),
    ):
        er.async_get(hass).async_get_or_create(
            "sensor",
            brand,
            f"{name}_main_{capability}_{attribute}_{attribute}",
            suggested_object_id=f"{name}_{key.removeprefix(f'{machine}_')}".lower(),
            capabilities={"options": options} if options else None,
            config_entry=entry,
            device_id=device.id,
            original_device_class="enum" if options else "timestamp",
            translation_key=key,
        )
    return device.id
