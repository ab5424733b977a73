"""Whether a command to a SmartThings device had an effect, and why not: its events say it, else one question to it, which is bounded."""

import asyncio
from collections.abc import Callable
import time
from typing import TYPE_CHECKING, Final

from .appliances.command import Outcome, Why
from .appliances.smartthings.reading import door_of, remote_of
from .appliances.smartthings.status import MAIN, Status
from .smartthings_sending import async_ask

if TYPE_CHECKING:
    from .smartthings_link import Link

ECHO: Final = 10.0  # seconds: the event of what was done comes in one or two
EVERY: Final = 15 * 60.0  # seconds between two questions of the watchdog to one device
AFTER_COMMAND: Final = 60.0  # seconds between two questions to one device that follow commands

type Seen = Callable[[Status], bool]


class Confirming:
    """Looks for effects, and knows when a device was asked last."""

    def __init__(self, link: Link) -> None:
        """Have asked nobody yet."""
        self._link = link
        self._asked: dict[str, float] = {}

    async def async_confirm(self, device_id: str, is_seen: Seen, seconds: float, component: str) -> Outcome:
        """Wait for an effect; where none is seen, ask once, which tells a lost event from a lost command."""
        if await self._async_seen(device_id, is_seen, seconds):
            return Outcome()
        asked = await self._async_ask(device_id, AFTER_COMMAND)
        device = self._link.device(device_id)
        if device is not None and is_seen(device.status):
            return Outcome()
        if asked is not None and asked.why is Why.QUOTA:
            return asked
        unseen = Outcome(why=Why.NO_EFFECT, detail=asked.detail if asked else None)
        return self.explained(device_id, unseen, component)

    async def async_refresh(self, device_id: str) -> bool:
        """Ask a device once, if that was not done of late; say whether it was told."""
        asked = await self._async_ask(device_id, EVERY)
        return asked is not None and asked.is_done

    def explained(self, device_id: str, outcome: Outcome, component: str = MAIN) -> Outcome:
        """Return why a command failed, by what the device says of itself where the cloud says less."""
        if outcome.why is Why.QUOTA:
            return outcome
        device = self._link.device(device_id)
        if device is None or not device.is_online:
            return Outcome(why=Why.OFFLINE, detail=outcome.detail)
        if remote_of(device.status, component) is False:
            return Outcome(why=Why.REMOTE_OFF, detail=outcome.detail)
        if door_of(device.status, component):
            return Outcome(why=Why.DOOR_OPEN, detail=outcome.detail)
        return outcome

    async def _async_seen(self, device_id: str, is_seen: Seen, seconds: float) -> bool:
        """Wait until a device shows something, and say whether it did."""
        seen = asyncio.Event()

        def look(changed: str) -> None:
            device = self._link.device(device_id) if changed == device_id else None
            if device is not None and is_seen(device.status):
                seen.set()

        end = self._link.subscribe(look)
        look(device_id)
        try:
            async with asyncio.timeout(seconds):
                await seen.wait()
        except TimeoutError:
            return False
        finally:
            end()
        return True

    async def _async_ask(self, device_id: str, every: float) -> Outcome | None:
        """Ask a device for everything, and have that heard; None where it may not be asked now."""
        entry, now = self._link.entry_of(device_id), time.monotonic()
        if entry is None or now - self._asked.get(device_id, -every) < every:
            return None
        self._asked[device_id] = now
        told = await async_ask(entry.client, device_id)
        if isinstance(told, Outcome):
            return told
        entry.refreshed(device_id, told)
        return Outcome()
