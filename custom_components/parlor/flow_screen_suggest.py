"""Which players the form of a screen has filled in already: those that are the same device, or are called after it."""

from typing import Final

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .const import CONF_KIND, DOMAIN, Kind
from .screen_settings import ScreenSettings
from .viewing.sources.brands import BOXES, SERVERS

PLAY_ON_SCREENS: Final = {*BOXES, *SERVERS}  # integrations
HAVE_SCREENS: Final = (Kind.TV, Kind.SCREEN)
LEAST_WORDS: Final = 2  # of a screen's name that a player can be called after: "TV" alone is in many


def suggested_players(hass: HomeAssistant, name: str, device_id: str | None, player: str | None = None) -> list[str]:
    """Return the players that surely play on a screen that is called so, and are named for no other: nothing that may be guessed wrong."""
    taken = {player, *_taken(hass)}
    network = _network(hass, device_id)
    words = _words(name)
    return sorted(
        each.entity_id
        for each in er.async_get(hass).entities.values()
        if each.domain == Platform.MEDIA_PLAYER and each.platform in PLAY_ON_SCREENS
        if not each.disabled and not each.hidden and each.entity_id not in taken
        if (device_id is not None and each.device_id == device_id)
        or network & _network(hass, each.device_id)
        or (len(words) >= LEAST_WORDS and _has_words(_words(_name(hass, each)), words))
    )


def device_of(hass: HomeAssistant, entity_id: str) -> str | None:
    """Return the device of an entity."""
    registered = er.async_get(hass).async_get(entity_id)
    return registered.device_id if registered else None


def _taken(hass: HomeAssistant) -> set[str]:
    """Return the entities that screens are made of already."""
    entries = [entry for entry in hass.config_entries.async_entries(DOMAIN) if entry.data[CONF_KIND] in HAVE_SCREENS]
    return {entity_id for entry in entries for entity_id in ScreenSettings.parse(entry.options).entities}


def _network(hass: HomeAssistant, device_id: str | None) -> set[tuple[str, str]]:
    """Return the network cards of a device, by which two integrations know that it is the same."""
    device = dr.async_get(hass).async_get(device_id) if device_id else None
    if not isinstance(device, dr.DeviceEntry):  # what is a part of another device has none
        return set()
    return {each for each in device.connections if each[0] == dr.CONNECTION_NETWORK_MAC}


def _name(hass: HomeAssistant, entry: er.RegistryEntry) -> str:
    state = hass.states.get(entry.entity_id)
    return state.name if state else entry.name or entry.original_name or ""


def _words(name: str) -> list[str]:
    return "".join(each if each.isalnum() else " " for each in name.casefold()).split()


def _has_words(words: list[str], wanted: list[str]) -> bool:
    """Say whether words are among others, side by side."""
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))
