"""What turns a TV on: its network card, and the user's own way, as a smart plug, an infrared sender, the remote of a box."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, Final

import probatio

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_MAC
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.script import Script, async_validate_actions_config

from .const import DOMAIN, LOGGER
from .samsung.power.wol import Waking
from .tv_settings import TVSettings

WAIT: Final = 5.0  # seconds after which the TV is looked at, although the action has not ended yet
LIMIT: Final = 60.0  # seconds after which an action that does not end is stopped

type Waker = Callable[[], Coroutine[Any, Any, None]]


async def async_waking(hass: HomeAssistant, entry: ConfigEntry) -> Waking:
    """Return what wakes the TV of an entry: its network card, and what the user set."""
    settings = TVSettings.parse(entry.options)
    return Waking(
        mac=entry.data.get(CONF_MAC),
        wake_mac=settings.wake_mac,
        broadcast=settings.wake_broadcast,
        on_wake=await async_waker(hass, entry, settings.turn_on_action),
    )


async def async_waker(hass: HomeAssistant, entry: ConfigEntry, action: Sequence[Mapping[str, Any]]) -> Waker | None:
    """Return what runs the user's action; None where there is none, or none that can be run."""
    if not action:
        return None
    try:
        sequence = await _async_checked(hass, action)
    except (probatio.Invalid, HomeAssistantError) as error:
        LOGGER.warning("The action that turns %s on cannot be run: %s", entry.title, error)
        return None
    script = Script(hass, sequence, f"{entry.title} turn on", DOMAIN, logger=LOGGER)
    entry.async_on_unload(script.async_unload)

    async def run() -> None:
        """Run to the end, or to the limit; what goes wrong in it the script itself has logged."""
        try:
            async with asyncio.timeout(LIMIT):
                await script.async_run(context=Context())
        except (probatio.Invalid, HomeAssistantError, TimeoutError) as error:
            LOGGER.warning("The action that turns %s on did not end well: %s", entry.title, error or "it took too long")

    async def wake() -> None:
        """Run the action, and wait for its end for a while; it goes on when nobody waits any more."""
        task = entry.async_create_background_task(hass, run(), f"{DOMAIN} turn on {entry.title}")
        await asyncio.wait({task}, timeout=WAIT)

    return wake


async def async_is_action(hass: HomeAssistant, action: Any) -> bool:
    """Say whether this is a sequence of actions that can be run."""
    try:
        await _async_checked(hass, action)
    except probatio.Invalid, HomeAssistantError:
        return False
    return True


async def _async_checked(hass: HomeAssistant, action: Any) -> list[dict[str, Any]]:
    """Return a sequence ready to run; raises probatio.Invalid or HomeAssistantError where it is none."""
    return await async_validate_actions_config(hass, cv.SCRIPT_SCHEMA(_copy(action)))


def _copy(value: Any) -> Any:
    """Return a copy that may be changed: options are kept in mappings that may not."""
    match value:
        case Mapping():
            return {key: _copy(each) for key, each in value.items()}
        case list() | tuple():
            return [_copy(each) for each in value]
    return value
