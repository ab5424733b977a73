"""Sets up the appliances: those that other integrations brought, and those that their owner named."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.start import async_at_started

from .appliance_told import appliance_told
from .appliances_followed import Followed
from .appliances_kept import KeptAppliances
from .teller import Teller, async_teller

if TYPE_CHECKING:
    from . import ParlorConfigEntry

PLATFORMS: Final = (Platform.BINARY_SENSOR, Platform.BUTTON, Platform.EVENT, Platform.SELECT, Platform.SENSOR)


@dataclass(slots=True, kw_only=True, eq=False)
class AppliancesData:
    """What the appliances' entry holds while it is loaded."""

    appliances: Followed
    teller: Teller
    platforms: tuple[Platform, ...] = PLATFORMS


async def async_set_up(hass: HomeAssistant, entry: ParlorConfigEntry) -> AppliancesData:
    """Find the appliances and follow them."""
    appliances = Followed(hass, entry)
    await appliances.async_begin()
    return AppliancesData(appliances=appliances, teller=async_teller(hass))


@callback
def async_ready(hass: HomeAssistant, entry: ParlorConfigEntry) -> None:
    """Tell what happened meanwhile, once there are entities and, at a start, automations to hear it."""
    data = entry.runtime_data
    assert isinstance(data, AppliancesData)

    @callback
    def tell(_: HomeAssistant) -> None:
        data.appliances.tell()

    entry.async_on_unload(async_at_started(hass, tell))


async def async_removed(hass: HomeAssistant, entry: ParlorConfigEntry) -> None:
    """Forget what was remembered of the appliances."""
    await KeptAppliances(hass).async_erase()


def diagnostics(entry: ParlorConfigEntry) -> dict[str, Any]:
    """Return what was found and how it is, without names."""
    if entry.state is not ConfigEntryState.LOADED:
        return {}
    data = entry.runtime_data
    assert isinstance(data, AppliancesData)
    return {
        "appliances": [appliance_told(appliance) for appliance in data.appliances.all.values()],
        "telling": {"held": data.teller.held},  # how much, and no words
    }
