"""A pytest plugin for Home Assistant 2026.11, loaded with `-p tests.ha_first` before every other; harmless on 2026.10.

Home Assistant 2026.11 aliases httpx to httpx2 and refuses to once httpx is loaded, which other plugins do; and the
test package looks for a name in `logger` that moved.
"""

import homeassistant  # noqa: F401, I001  the first import, so that httpx is aliased before a plugin loads it
from pytest_homeassistant_custom_component import patch_json, patch_recorder, patch_time  # noqa: F401
from homeassistant.components import logger
from homeassistant.components.logger import helpers

if not hasattr(logger, "_clear_logger_overwrites"):
    logger._clear_logger_overwrites = helpers._clear_logger_overwrites  # noqa: SLF001
