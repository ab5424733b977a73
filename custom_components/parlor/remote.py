"""The TV's remote control."""

import asyncio
from collections.abc import Iterable
from typing import Any, Final, override

from homeassistant.components.remote import (
    ATTR_ACTIVITY,
    ATTR_DELAY_SECS,
    ATTR_HOLD_SECS,
    ATTR_NUM_REPEATS,
    RemoteEntity,
    RemoteEntityFeature,
    RemoteEntityStateAttribute,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import ParlorConfigEntry
from .entity import tv_command
from .entry_tv import TVData
from .samsung.errors import AppUnknown
from .samsung.frames import App
from .samsung.power.verdict import Power
from .sources import Input
from .tv_commands import TVCommands

PARALLEL_UPDATES = 0

AGAIN: Final = 1.0  # seconds until an app is asked for again


async def async_setup_entry(
    hass: HomeAssistant, entry: ParlorConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the remote control."""
    data = entry.runtime_data
    assert isinstance(data, TVData)
    async_add_entities([TVRemote(data.coordinator, "remote")])


class TVRemote(TVCommands, RemoteEntity):
    """Presses any key of the TV's own remote control."""

    _attr_name = None
    _attr_translation_key = "tv"
    _attr_supported_features = RemoteEntityFeature.ACTIVITY
    _unrecorded_attributes = frozenset({RemoteEntityStateAttribute.ACTIVITY_LIST})

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether the panel is lit, art included; None where nobody knows."""
        return None if self.tv_state.power is Power.UNKNOWN else self.tv_state.is_lit

    @property
    @override
    def activity_list(self) -> list[str]:
        """Return what can be watched: inputs and apps."""
        return self.sources

    @property
    @override
    def current_activity(self) -> str | None:
        """Return the input or app that is shown, None where nobody knows."""
        return self.shown_source

    @override
    async def async_turn_on(self, /, **kwargs: Any) -> None:
        """Turn the TV on and see it come on, with an input or an app where one is named."""
        activity: str | None = kwargs.get(ATTR_ACTIVITY)
        await self._async_begin(self.source_of(activity) if activity else None)

    @tv_command
    async def _async_begin(self, activity: Input | App | None) -> None:
        """Turn the TV on, and choose something on it; a set that has just come on knows its apps only after a while."""
        was_on = self.tv_state.power is Power.ON
        await self.coordinator.tv.turn_on()
        while activity:
            try:
                await self.async_choose(activity)
            except HomeAssistantError as error:
                if was_on or not isinstance(error.__cause__, AppUnknown):
                    raise
                await asyncio.sleep(AGAIN)
            else:
                return

    @override
    @tv_command
    async def async_turn_off(self, /, **kwargs: Any) -> None:
        """Turn the TV off, art included."""
        await self.coordinator.tv.turn_off()

    @override
    @tv_command
    async def async_send_command(self, /, command: Iterable[str], **kwargs: Any) -> None:
        """Press keys in order ("home", "KEY_HOME", "home 400ms right*3 enter:2s"), as one chain."""
        keys = self.parsed_keys(
            " ".join(command),
            hold=float(kwargs.get(ATTR_HOLD_SECS) or 0.0),
            pause=float(kwargs.get(ATTR_DELAY_SECS) or 0.0),
            repeats=kwargs[ATTR_NUM_REPEATS],
        )
        await self.coordinator.tv.send_keys(keys)
