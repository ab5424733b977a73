"""The sensor of Home Assistant's SmartThings integration that tells what a TV shows, where there is one."""

from collections.abc import Iterator
import re
from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_MAC, CONF_MODEL, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

SMARTTHINGS: Final = "smartthings"
CHANNEL_NAME: Final = "tv_channel_name"
# What stands for a channel where none is shown, as captures have it: a Frame's art, and apps by number or package.
NO_CHANNEL: Final = re.compile(r"art|\d+|(com|org)\..*|[A-Za-z0-9]{10}\.\S+", re.IGNORECASE)
SHORTEST_MODEL: Final = 8  # characters up to the year of a model, as in QE55LS03B: what follows names a region


def is_channel(told: str) -> bool:
    """Say whether what the sensor tells can be the name of a channel."""
    return bool(told) and not NO_CHANNEL.fullmatch(told)


def channel_entities(hass: HomeAssistant) -> list[str]:
    """Return the sensors that tell what a TV shows."""
    return sorted(entity.entity_id for entity in _channel_entities(hass))


def likely_channel_entity(hass: HomeAssistant, entry: ConfigEntry) -> str | None:
    """Return the sensor of this very TV; None where none or several may be it.

    What says least wrongly who it is counts first: the address card, then the model together with the name, and each alone.
    """
    candidates = [(entity, _device(hass, entity)) for entity in _channel_entities(hass)]
    found = [(entity.entity_id, device) for entity, device in candidates if device is not None]
    for sign in (_has_card, _has_model_and_name, _has_model, _has_name):
        fitting = [entity_id for entity_id, device in found if sign(entry, device)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return None
    return None


def _channel_entities(hass: HomeAssistant) -> Iterator[er.RegistryEntry]:
    """Yield the sensors as the registry knows them."""
    for entity in er.async_get(hass).entities.values():
        is_told = entity.platform == SMARTTHINGS and entity.translation_key == CHANNEL_NAME
        if is_told and entity.domain == Platform.SENSOR and entity.disabled_by is None:
            yield entity


def _device(hass: HomeAssistant, entity: er.RegistryEntry) -> dr.DeviceEntry | None:
    """Return the device of a sensor."""
    device = dr.async_get(hass).async_get(entity.device_id) if entity.device_id else None
    return device if isinstance(device, dr.DeviceEntry) else None


def _has_card(entry: ConfigEntry, device: dr.DeviceEntry) -> bool:
    """Say whether the device has the address card of the TV."""
    return (dr.CONNECTION_NETWORK_MAC, entry.data.get(CONF_MAC)) in device.connections


def _has_model_and_name(entry: ConfigEntry, device: dr.DeviceEntry) -> bool:
    """Say whether the device is of the TV's model and has its name."""
    return _has_model(entry, device) and _has_name(entry, device)


def _has_model(entry: ConfigEntry, device: dr.DeviceEntry) -> bool:
    """Say whether the device is of the TV's model: one of the two may be written without its region."""
    ours, theirs = (entry.data.get(CONF_MODEL) or "").upper(), (device.model or "").upper()
    is_long_enough = min(len(ours), len(theirs)) >= SHORTEST_MODEL
    return is_long_enough and (ours.startswith(theirs) or theirs.startswith(ours))


def _has_name(entry: ConfigEntry, device: dr.DeviceEntry) -> bool:
    """Say whether the device is called as the TV is, by its owner or by itself."""
    names = {name.casefold() for name in (device.name, device.name_by_user) if name}
    return entry.title.casefold() in names
