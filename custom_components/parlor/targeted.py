"""What triggers and conditions have in common that are for whatever a target means."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import probatio

from homeassistant.const import CONF_FOR, CONF_OPTIONS, CONF_TARGET
from homeassistant.helpers import config_validation as cv

CONF_BEHAVIOR: Final = "behavior"
ANY, FIRST, ALL, EACH = "any", "first", "all", "each"

FOR: Final[Mapping[Any, Any]] = {probatio.Optional(CONF_FOR): cv.positive_time_period}


def targeted_schema(behaviors: Sequence[str], options: Mapping[Any, Any]) -> probatio.Schema:
    """Return the schema of a trigger or a condition with a target, of whose behaviours the first is the usual one."""
    return probatio.Schema(
        {
            probatio.Required(CONF_TARGET): cv.TARGET_FIELDS,
            probatio.Required(CONF_OPTIONS, default={}): {
                probatio.Required(CONF_BEHAVIOR, default=behaviors[0]): probatio.In(list(behaviors)),
                **options,
            },
        }
    )
