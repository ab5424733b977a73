"""What is remembered of a TV's apps across restarts: kept beside the entry, and gone with it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store

from .const import DOMAIN
from .samsung.apps.memory import AppMemory

if TYPE_CHECKING:
    from . import ParlorConfigEntry

VERSION: Final = 1
WRITE_AFTER: Final = 60.0  # seconds: apps are switched more often than is worth a write


async def async_remembered(hass: HomeAssistant, entry: ParlorConfigEntry) -> AppMemory:
    """Return what is remembered of a TV's apps, which keeps itself from then on."""
    store = _store(hass, entry)
    unwritten: list[dict[str, Any]] = []

    @callback
    def written() -> dict[str, Any]:
        """Return what is to be written."""
        memory, *_ = unwritten
        unwritten.clear()
        return memory

    @callback
    def keep(memory: Mapping[str, Any]) -> None:
        """Have it written when it has settled, or Home Assistant ends."""
        unwritten[:] = [dict(memory)]
        store.async_delay_save(written, WRITE_AFTER)

    async def flush() -> None:
        """Write now what would be written later: whoever reads it next reads it whole, and nobody writes after that."""
        if unwritten:
            await store.async_save(written())

    entry.async_on_unload(flush)
    return AppMemory(await store.async_load(), on_change=keep)


async def async_forget(hass: HomeAssistant, entry: ParlorConfigEntry) -> None:
    """Remove what was remembered."""
    await _store(hass, entry).async_remove()


def _store(hass: HomeAssistant, entry: ParlorConfigEntry) -> Store[dict[str, Any]]:
    """Return where it is kept."""
    return Store(hass, VERSION, f"{DOMAIN}.apps.{entry.entry_id}")
