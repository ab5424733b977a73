"""What is remembered of a model service across restarts: what its models take, and which of those in use it listed."""

from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
import time
from typing import TYPE_CHECKING, Any, Final

from homeassistant.const import CONF_MODEL
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store

from .assistant_options import CONF_ROLES, OWN_MODELS
from .assistant_settings import CONF_BASE_URL
from .const import DOMAIN
from .gpt.capabilities import Learned, learned_from

if TYPE_CHECKING:
    from . import ParlorConfigEntry

VERSION: Final = 1
WRITE_AFTER: Final = 30.0  # seconds


class ServiceMemory:
    """What is known of the models of one service; of another service below the same entry nothing is."""

    def __init__(self, store: Store[dict[str, Any]], base_url: str | None, stored: Any) -> None:
        """Take over what was stored, if it is of this service."""
        self._store = store
        self._service = _digest(base_url or "")
        stored = stored if isinstance(stored, Mapping) and stored.get("service") == self._service else {}
        self.learned: dict[str, Learned] = learned_from(stored.get("learned"), time.time())
        self._list = stored.get("list")
        self._seen = _names(stored.get("seen"))
        self._missed = _names(stored.get("missed"))
        self._is_written = True

    @callback
    def learn(self, model: str, learned: Learned) -> None:
        """Remember what a model takes."""
        self.learned[model] = learned
        self._keep()

    @callback
    def take_list(self, listed: Sequence[str], used: Collection[str]) -> bool:
        """Take what the service lists now; say whether that is another list than before, so that nothing learned is sure."""
        now = _digest("\n".join(sorted(listed)))
        is_other = self._list is not None and self._list != now
        seen = (self._seen | set(listed)) & set(used)
        if is_other:
            self.learned.clear()
        if now != self._list or seen != self._seen:
            self._list, self._seen = now, seen
            self._keep()
        return is_other

    def gone(self, listed: Sequence[str], used: Collection[str]) -> list[str]:
        """Return the models in use that the service says it does not have, or once listed and does not any more."""
        known = self._missed | (self._seen if listed else set())
        return sorted((set(used) & known) - set(listed))

    @callback
    def miss(self, model: str, *, is_missing: bool) -> None:
        """Remember that the service says it does not have a model, or that it answered with it."""
        if is_missing is not (model in self._missed):
            self._missed ^= {model}
            self._keep()

    async def async_flush(self) -> None:
        """Write now what would be written later."""
        if not self._is_written:
            await self._store.async_save(self._written())

    @callback
    def _keep(self) -> None:
        self._is_written = False
        self._store.async_delay_save(self._written, WRITE_AFTER)

    @callback
    def _written(self) -> dict[str, Any]:
        self._is_written = True
        return {
            "service": self._service,
            "learned": {model: learned.stored for model, learned in self.learned.items()},
            "list": self._list,
            "seen": sorted(self._seen),
            "missed": sorted(self._missed),
        }


async def async_remembered_service(hass: HomeAssistant, entry: ParlorConfigEntry) -> ServiceMemory:
    """Return what is remembered of an entry's service, which keeps itself from then on."""
    store = _store(hass, entry)
    memory = ServiceMemory(store, entry.data.get(CONF_BASE_URL), await store.async_load())
    entry.async_on_unload(memory.async_flush)
    return memory


async def async_forget_service(hass: HomeAssistant, entry: ParlorConfigEntry) -> None:
    """Remove what was remembered."""
    await _store(hass, entry).async_remove()


@callback
def models_in_use(entry: ParlorConfigEntry) -> set[str]:
    """Return the models of an entry's own service that its agents and its settings name."""
    named = [subentry.data.get(CONF_MODEL) for subentry in entry.subentries.values()]
    roles = entry.options.get(CONF_ROLES) or {}
    return {model for model in (*named, *(roles.get(key) for key in OWN_MODELS)) if model}


def _names(stored: object) -> set[str]:
    return {str(name) for name in stored} if isinstance(stored, list) else set()


def _digest(text: str) -> str:
    """Return what tells texts apart without keeping them: an address may have credentials in it."""
    return sha256(text.encode()).hexdigest()


def _store(hass: HomeAssistant, entry: ParlorConfigEntry) -> Store[dict[str, Any]]:
    return Store(hass, VERSION, f"{DOMAIN}.service.{entry.entry_id}")
