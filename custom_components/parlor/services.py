"""The actions that Parlor adds to those of Home Assistant's own platforms."""

from typing import Final

import probatio

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, SupportsResponse, callback
from homeassistant.helpers import config_validation as cv, service

from .const import DOMAIN

ACTION_SEND_TEXT: Final = "send_text"
ACTION_LAUNCH_APP: Final = "launch_app"
ACTION_OPEN_URL: Final = "open_url"

ATTR_TEXT: Final = "text"
ATTR_APP: Final = "app"
ATTR_CONTENT_ID: Final = "content_id"
ATTR_URL: Final = "url"


@callback
def async_set_up_actions(hass: HomeAssistant) -> None:
    """Register every action; which TV it is for is said with each call."""
    service.async_register_platform_entity_service(
        hass,
        DOMAIN,
        ACTION_SEND_TEXT,
        entity_domain=Platform.MEDIA_PLAYER,
        schema={probatio.Required(ATTR_TEXT): cv.string},
        func="async_send_text",
    )
    service.async_register_platform_entity_service(
        hass,
        DOMAIN,
        ACTION_LAUNCH_APP,
        entity_domain=Platform.MEDIA_PLAYER,
        schema={probatio.Required(ATTR_APP): cv.string, probatio.Optional(ATTR_CONTENT_ID, default=""): cv.string},
        func="async_launch_app",
        supports_response=SupportsResponse.OPTIONAL,
    )
    service.async_register_platform_entity_service(
        hass,
        DOMAIN,
        ACTION_OPEN_URL,
        entity_domain=Platform.MEDIA_PLAYER,
        schema={probatio.Required(ATTR_URL): cv.string},
        func="async_open_url",
        supports_response=SupportsResponse.OPTIONAL,
    )
