"""Whether a media player has spoken: it takes what it is to say at once, and only its state tells that it did."""

import asyncio
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event

STARTS_WITHIN: Final = 2.0  # seconds in which a player shows that it plays
SOUNDING: Final = ("playing", "buffering")


class Speaking:
    """Listens to a media player from before it is asked to speak."""

    def __init__(self, hass: HomeAssistant, player: str) -> None:
        """Know of which player, and how it is now."""
        self._hass = hass
        self._player = player
        self._was_sounding = self._is_sounding()
        self._has_sounded = False
        self._changed = asyncio.Event()

    def __enter__(self) -> Self:
        """Begin to listen."""
        self._end = async_track_state_change_event(self._hass, self._player, self._heard)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Listen no more."""
        self._end()

    async def async_was_spoken(self, seconds: float) -> bool:
        """Wait until a player that was silent has spoken, so that the next message does not cut it off; say whether that was seen.

        What played before speaks over itself, and shows nothing of it.
        """
        if self._was_sounding:
            return False
        with suppress(TimeoutError):
            async with asyncio.timeout(STARTS_WITHIN):
                while not self._has_sounded:
                    await self._next()
            async with asyncio.timeout(seconds):
                while self._is_sounding():
                    await self._next()
            return True
        return False

    async def _next(self) -> None:
        """Wait for news."""
        self._changed.clear()
        await self._changed.wait()

    def _is_sounding(self) -> bool:
        """Say whether it plays."""
        state = self._hass.states.get(self._player)
        return state is not None and state.state in SOUNDING

    @callback
    def _heard(self, _: Event[EventStateChangedData]) -> None:
        """Take in a state."""
        self._has_sounded = self._has_sounded or self._is_sounding()
        self._changed.set()
