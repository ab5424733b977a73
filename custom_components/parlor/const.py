"""Names that several doors share."""

from enum import StrEnum
import logging
from typing import Final

DOMAIN: Final = "parlor"
LOGGER = logging.getLogger(__package__)

CONF_KIND: Final = "kind"


class Kind(StrEnum):
    """What a config entry is; `entry.data["kind"]` picks the module that sets it up."""

    TV = "tv"
    ASSISTANT = "assistant"
