"""What the assistant keeps in a file of Home Assistant's storage: read once, written in the background, erased at once."""

from collections.abc import Callable
import logging
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store

_LOGGER = logging.getLogger(__name__)


class Stored:
    """One file of the storage."""

    def __init__(self, hass: HomeAssistant, key: str, version: int, content: Callable[[], dict[str, Any]]) -> None:
        """Read and write nothing yet; `content` is called and written in a thread."""
        self._hass = hass
        self._store = Store[dict[str, Any]](hass, version, key, private=True, serialize_in_event_loop=False)
        self._content = content
        self._is_readable = True

    async def async_load(self) -> dict[str, Any] | None:
        """Return what is in the file; None where there is none or it is damaged, which Home Assistant sets aside and tells.

        One of a newer version, or one that the disk does not give back, stays as it is: nothing is written over it.
        """
        try:
            return await self._store.async_load()
        except KeyError, TypeError:  # JSON, but no file of a storage
            _LOGGER.warning("%s is damaged: what was kept is lost", self._store.key)
            return None
        except (HomeAssistantError, NotImplementedError, OSError) as error:
            self._is_readable = False
            _LOGGER.warning("%s cannot be read, so nothing is kept beyond a restart: %s", self._store.key, error)
            return None

    @callback
    def write_later(self, seconds: float) -> None:
        """Write some time from now, or when Home Assistant ends, whatever comes first."""
        if self._is_readable:
            self._store.async_delay_save(self._content, seconds)

    async def async_write(self) -> None:
        """Write now: what was taken out is gone from the file as well."""
        if self._is_readable:
            await self._store.async_save(self._content())

    async def async_erase(self) -> None:
        """Remove the file, whatever is in it, and what was set aside of damaged ones.

        Once an empty one is written no write of the old content is under way that would bring it back.
        """
        self._is_readable = True
        await self._store.async_save(self._content())
        await self._store.async_remove()
        await self._hass.async_add_executor_job(_remove_set_aside, Path(self._store.path))


def _remove_set_aside(path: Path) -> None:
    """Remove the damaged copies of a file."""
    for copy in path.parent.glob(f"{path.name}.corrupt.*"):
        copy.unlink(missing_ok=True)
