"""Names that several doors share."""

from enum import StrEnum
import logging
from typing import Final

DOMAIN: Final = "parlor"
LOGGER = logging.getLogger(__package__)

CONF_KIND: Final = "kind"

# Beside the host and the token, what lets us in at a TV's IP Control.
CONF_CONTROL_TOKEN: Final = "control_token"
# How a TV refused us when a popup was seen on its screen, so that the next start shows no other.
CONF_REFUSED: Final = "refused"

# The options of a TV: `tv_settings.TVSettings` is what they say.
CONF_INPUTS: Final = "inputs"
CONF_HIDDEN_INPUTS: Final = "hidden_inputs"
CONF_WAKE_MAC: Final = "wake_mac"
CONF_WAKE_BROADCAST: Final = "wake_broadcast"
CONF_TURN_ON_ACTION: Final = "turn_on_action"
CONF_CHANNEL_ENTITY: Final = "channel_entity"

# What lets us in at TMDB; the options of the household are what `household_settings.HouseholdSettings` says.
CONF_TMDB_KEY: Final = "tmdb_key"
CONF_REMEMBER: Final = "remember"
CONF_RETENTION_DAYS: Final = "retention_days"
CONF_LOOK_UP_TITLES: Final = "look_up_titles"
CONF_GUIDE_URL: Final = "guide_url"
CONF_ASSISTANTS: Final = "assistants"


class Kind(StrEnum):
    """What a config entry is; `entry.data["kind"]` picks the module that sets it up."""

    TV = "tv"
    SCREEN = "screen"
    ASSISTANT = "assistant"
    HOUSEHOLD = "household"
    APPLIANCES = "appliances"
