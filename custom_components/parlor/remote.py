"""The TV's remote control."""

import asyncio
from collections.abc import Iterable
import math
from typing import Any, Final, override

from homeassistant.components.remote import ATTR_DELAY_SECS, ATTR_HOLD_SECS, ATTR_NUM_REPEATS, RemoteEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import ParlorConfigEntry
from .entity import TVEntity, tv_command
from .entry_tv import TVData
from .samsung.keys import KeyPress
from .samsung.power import Power

PARALLEL_UPDATES = 0

MOST_KEYS: Final = 200
MOST_SECONDS: Final = 8.0  # of holds and pauses together, so that the call ends before whoever waits for it gives up


async def async_setup_entry(
    hass: HomeAssistant, entry: ParlorConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the remote control."""
    data = entry.runtime_data
    assert isinstance(data, TVData)
    async_add_entities([TVRemote(data.coordinator, "remote")])


class TVRemote(TVEntity, RemoteEntity):
    """Presses any key of the TV's own remote control."""

    _attr_name = None
    _attr_translation_key = "tv"

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether the panel is lit, art included; None where nobody knows."""
        return None if self.tv_state.power is Power.UNKNOWN else self.tv_state.is_lit

    @override
    @tv_command
    async def async_turn_on(self, /, **kwargs: Any) -> None:
        """Turn the TV on, and see it come on."""
        await self.coordinator.tv.turn_on()

    @override
    @tv_command
    async def async_turn_off(self, /, **kwargs: Any) -> None:
        """Turn the TV off, art included."""
        await self.coordinator.tv.turn_off()

    @override
    @tv_command
    async def async_send_command(self, /, command: Iterable[str], **kwargs: Any) -> None:
        """Press keys in order ("KEY_HOME" or "home"), held and repeated as asked; no pause unless one is asked for."""
        hold, delay = (float(kwargs.get(key) or 0.0) for key in (ATTR_HOLD_SECS, ATTR_DELAY_SECS))
        names = self.parsed_keys(command)
        count = len(names) * kwargs[ATTR_NUM_REPEATS]
        self._check_length(count, hold, delay)
        keys = [KeyPress(key, hold) for key in names] * kwargs[ATTR_NUM_REPEATS]
        if not delay:
            await self.coordinator.tv.send_keys(keys)
            return
        for place, key in enumerate(keys):
            if place:
                await asyncio.sleep(delay)
            await self.coordinator.tv.send_keys([key])

    def _check_length(self, count: int, hold: float, delay: float) -> None:
        """Refuse what would keep the TV busy for too long, before anything of it is sent."""
        if count > MOST_KEYS:
            raise self.invalid("tv_keys_too_many", most=str(MOST_KEYS))
        seconds = count * hold + max(count - 1, 0) * delay
        if not (math.isfinite(seconds) and hold >= 0 and delay >= 0 and seconds <= MOST_SECONDS):
            raise self.invalid("tv_keys_too_long", seconds=f"{MOST_SECONDS:g}")
