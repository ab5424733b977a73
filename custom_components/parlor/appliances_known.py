"""The appliances of this Home Assistant."""

from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .appliances.known import APPLIANCES_KEY, Appliances

DATA_APPLIANCES: Final[HassKey[Appliances]] = HassKey(APPLIANCES_KEY)


@callback
def async_appliances(hass: HomeAssistant) -> Appliances:
    """Return the appliances, made when they are asked for the first time."""
    if DATA_APPLIANCES not in hass.data:
        hass.data[DATA_APPLIANCES] = Appliances()
    return hass.data[DATA_APPLIANCES]
