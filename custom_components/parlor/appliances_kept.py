"""What is remembered of each appliance over a restart: where its run is, and that its end was told."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback

from .appliances.memory import Memory
from .assistant.storing import Stored
from .const import DOMAIN

KEY: Final = f"{DOMAIN}.appliances"
VERSION: Final = 1
SOON: Final = 30.0  # seconds until what merely went on is written


class KeptAppliances:
    """The file of the appliances."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Read nothing yet."""
        self._stored = Stored(hass, KEY, VERSION, self._content)
        self._kept: dict[str, dict[str, Any]] = {}

    async def async_load(self) -> None:
        """Read what was written before."""
        loaded = await self._stored.async_load()
        found = loaded.get("appliances") if isinstance(loaded, dict) else None
        if isinstance(found, dict):
            self._kept = {name: dict(kept) for name, kept in found.items() if isinstance(kept, dict)}

    def memory(self, appliance_id: str) -> Memory | None:
        """Return what is remembered of an appliance."""
        kept = self._kept.get(appliance_id)
        return None if kept is None else Memory.from_dict(kept.get("memory") or {})

    def voice(self, appliance_id: str) -> Mapping[str, Any]:
        """Return what its voice remembers."""
        found = self._kept.get(appliance_id, {}).get("voice")
        return found if isinstance(found, dict) else {}

    @callback
    def keep(self, appliance_id: str, memory: Memory, voice: Mapping[str, Any] | None) -> None:
        """Take in how an appliance is now; it is written some time later."""
        self._kept[appliance_id] = {"memory": memory.as_dict(), "voice": dict(voice) if voice else None}
        self._stored.write_later(SOON)

    @callback
    def forget(self, appliance_id: str) -> None:
        """Let go of an appliance that is gone."""
        if self._kept.pop(appliance_id, None) is not None:
            self._stored.write_later(SOON)

    async def async_write(self) -> None:
        """Write now: what was told must not be told again after a crash."""
        await self._stored.async_write()

    async def async_erase(self) -> None:
        """Remove the file."""
        self._kept.clear()
        await self._stored.async_erase()

    def _content(self) -> dict[str, Any]:
        return {"appliances": dict(self._kept)}
