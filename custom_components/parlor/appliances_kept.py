"""What is remembered of each appliance over a restart: where its run is, and that its end was told."""

from collections.abc import Collection, Mapping
from dataclasses import replace
import time
from typing import TYPE_CHECKING, Any, Final

from homeassistant.core import HomeAssistant, callback

from .appliances.kind import ApplianceKind
from .appliances.memory import Memory
from .assistant.storing import Stored
from .const import DOMAIN

if TYPE_CHECKING:
    from .appliances_wired import Wired

KEY: Final = f"{DOMAIN}.appliances"
VERSION: Final = 1
SOON: Final = 60.0  # seconds until what merely went on is written
OLDEST: Final = 48 * 3600.0  # seconds after which a run that was not heard of is no run any more


class KeptAppliances:
    """The file of the appliances."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Read nothing yet."""
        self._stored = Stored(hass, KEY, VERSION, self._content)
        self._kept: dict[str, dict[str, Any]] = {}
        self._is_waiting = False

    async def async_load(self) -> None:
        """Read what was written before."""
        loaded = await self._stored.async_load()
        found = loaded.get("appliances") if isinstance(loaded, dict) else None
        if isinstance(found, dict):
            self._kept = {name: dict(kept) for name, kept in found.items() if isinstance(kept, dict)}

    @property
    def ids(self) -> frozenset[str]:
        """Return of which appliances anything is remembered."""
        return frozenset(self._kept)

    @property
    def kinds(self) -> Mapping[str, ApplianceKind]:
        """Return what core's SmartThings client said that appliances are: it knows better than entities, and is not there at once."""
        told = {name: kept.get("borrowed_kind") for name, kept in self._kept.items()}
        return {name: kind for name, word in told.items() for kind in ApplianceKind if kind == word}

    def memory(self, appliance_id: str) -> Memory | None:
        """Return what is remembered of an appliance; a run of long ago is none."""
        kept = self._kept.get(appliance_id)
        memory = None if kept is None else Memory.from_dict(kept.get("memory") or {})
        if memory is None or memory.run is None or time.time() - memory.run.heard_at < OLDEST:
            return memory
        return replace(memory, run=None, stopping_since=None)

    def voice(self, appliance_id: str) -> Mapping[str, Any]:
        """Return what its voice remembers."""
        found = self._kept.get(appliance_id, {}).get("voice")
        return found if isinstance(found, dict) else {}

    @callback
    def know(self, appliance_id: str, wired: Wired) -> None:
        """Take in what an appliance is, where core's client said so."""
        if wired.is_borrowed:
            self._kept.setdefault(appliance_id, {})["borrowed_kind"] = wired.found_kind.value

    @callback
    def keep(self, appliance_id: str, memory: Memory, voice: Mapping[str, Any] | None) -> None:
        """Take in how an appliance is now; it is written some time later."""
        self._kept.setdefault(appliance_id, {}).update(memory=memory.as_dict(), voice=dict(voice) if voice else None)
        self._write_later()

    @callback
    def forget_but(self, there: Collection[str]) -> None:
        """Let go of all appliances but those that are there."""
        gone = [name for name in self._kept if name not in there]
        for name in gone:
            del self._kept[name]
        if gone:
            self._write_later()

    async def async_write(self) -> None:
        """Write now: what was told must not be told again after a crash."""
        await self._stored.async_write()

    async def async_erase(self) -> None:
        """Remove the file."""
        self._kept.clear()
        await self._stored.async_erase()

    @callback
    def _write_later(self) -> None:
        """Write in a while; what is to be written then is not put off by what comes until then."""
        if not self._is_waiting:
            self._is_waiting = True
            self._stored.write_later(SOON)

    def _content(self) -> dict[str, Any]:
        self._is_waiting = False
        return {"appliances": {name: dict(kept) for name, kept in self._kept.items()}}
