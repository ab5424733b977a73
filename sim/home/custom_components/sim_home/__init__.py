"""A whole home of stateful entities, made from a file: for tests, measurements and the demo. It knows nothing of Parlor."""

from dataclasses import dataclass, field
from pathlib import Path

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_PATH, Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from .appliance import async_run_appliance
from .const import CONF_HOME, DOMAIN, PLATFORMS
from .entity import SimEntity
from .plan import Home, HomeError, parse_home, read_home
from .registry import async_known_entities, async_place_entities, async_register_devices, async_register_places
from .services import async_set_up_services

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


@dataclass(slots=True)
class HomeData:
    """A home that runs: its plan, and its entities by the entity id that the plan gives them."""

    home: Home
    platforms: tuple[Platform, ...]
    entities: dict[str, SimEntity] = field(default_factory=dict)


type SimHomeConfigEntry = ConfigEntry[HomeData]


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Offer the services that put entities into states and give them faults."""
    async_set_up_services(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: SimHomeConfigEntry) -> bool:
    """Make the home that the entry's file (`path`), or the entry itself (`home`), describes."""
    try:
        raw = entry.data.get(CONF_HOME)
        home = parse_home(raw or await hass.async_add_executor_job(read_home, Path(entry.data[CONF_PATH])))
    except HomeError as error:
        raise ConfigEntryError(
            translation_domain=DOMAIN, translation_key="invalid_home", translation_placeholders={"reason": str(error)}
        ) from error
    domains = {plan.id.partition(".")[0] for plan in home.entities}
    entry.runtime_data = HomeData(home, tuple(platform for platform in PLATFORMS if platform in domains))
    areas = async_register_places(hass, home)
    async_register_devices(hass, entry.entry_id, home, areas)
    known = async_known_entities(hass, entry.entry_id)
    await hass.config_entries.async_forward_entry_setups(entry, entry.runtime_data.platforms)
    async_place_entities(hass, entry.entry_id, home, areas, known)
    for machine in home.appliances:
        entry.async_on_unload(async_run_appliance(hass, machine, entry.runtime_data.entities))
    return True


async def async_unload_entry(hass: HomeAssistant, entry: SimHomeConfigEntry) -> bool:
    """Take the home away."""
    return await hass.config_entries.async_unload_platforms(entry, entry.runtime_data.platforms)
