"""The memory of this home, kept in a file of Home Assistant's storage."""

from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.singleton import singleton
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from ..storing import Stored
from .remembered import Memory, Owner, Refusal, Remembered

VERSION: Final = 1
KEY: Final = "parlor.memory"
WRITE_AFTER: Final = 2.0  # seconds


class KeptMemory:
    """The memory with its file: what is new is written soon, what is gone is gone from the file at once."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Read nothing yet."""
        self.memory = Memory()
        self.erasures = 0
        self._stored = Stored(hass, KEY, VERSION, lambda: self.memory.as_dict)

    async def async_load(self) -> None:
        """Read what was written before."""
        self.memory.read(await self._stored.async_load())

    def remember(self, owner: Owner, text: str) -> Remembered | Refusal:
        """Remember something, or say why not."""
        outcome = self.memory.remember(owner, text, dt_util.utcnow().timestamp())
        if isinstance(outcome, Remembered):
            self._stored.write_later(WRITE_AFTER)
        return outcome

    async def async_change(self, entry_id: str, text: str) -> Refusal | None:
        """Word one thing anew, or say why not."""
        if (refused := self.memory.change(entry_id, text)) is None:
            await self._stored.async_write()
        return refused

    async def async_forget(self, *entry_ids: str) -> None:
        """Remember some things no more."""
        self.memory.forget(*entry_ids)
        await self._async_written()

    async def async_erase(self, *owners: Owner) -> int:
        """Remember nothing of some owners, or where none is named nothing at all; returns how much it was."""
        self.erasures += 1
        count = self.memory.erase(owners or None)
        await self._async_written()
        return count

    async def _async_written(self) -> None:
        """Have the file say the same: none where nothing is left."""
        if self.memory.entries:
            await self._stored.async_write()
        else:
            await self._stored.async_erase()


@singleton(HassKey[KeptMemory](KEY), async_=True)
async def async_memory(hass: HomeAssistant) -> KeptMemory:
    """Return the memory of this home, read once."""
    memory = KeptMemory(hass)
    await memory.async_load()
    return memory
