"""The one household of this Home Assistant."""

from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .viewing.household import HOUSEHOLD_KEY, Household

DATA_HOUSEHOLD: Final[HassKey[Household]] = HassKey(HOUSEHOLD_KEY)


@callback
def async_household(hass: HomeAssistant) -> Household:
    """Return the household, made when it is asked for the first time."""
    if DATA_HOUSEHOLD not in hass.data:
        hass.data[DATA_HOUSEHOLD] = Household()
    return hass.data[DATA_HOUSEHOLD]
