"""Whether a media player has spoken: it takes what it is to say at once, and only its state tells that it did."""

import asyncio
from contextlib import suppress
from typing import Final

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers.event import async_track_state_change_event

STARTS_WITHIN: Final = 2.0  # seconds in which a player shows that it plays
SOUNDING: Final = ("playing", "buffering")


async def async_was_spoken(hass: HomeAssistant, player: str, before: State | None, seconds: float) -> bool:
    """Wait until a player that was silent has spoken, so that the next message does not cut it off; say whether that was seen.

    What played before speaks over itself, and shows nothing of it.
    """
    if before is not None and before.state in SOUNDING:
        return False
    changed = asyncio.Event()

    @callback
    def heard(_: Event[EventStateChangedData]) -> None:
        changed.set()

    def is_sounding() -> bool:
        state = hass.states.get(player)
        return state is not None and state.state in SOUNDING

    async def until(wanted: bool) -> None:
        while is_sounding() is not wanted:
            await changed.wait()
            changed.clear()

    end = async_track_state_change_event(hass, player, heard)
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(STARTS_WITHIN):
                await until(True)
            async with asyncio.timeout(seconds):
                await until(False)
            return True
    finally:
        end()
    return False
