"""Each kind of entry has a module of its own, `entry_<kind>.py`; only those in use are imported, and off the event loop."""

from collections.abc import Callable, Coroutine
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from .const import CONF_KIND, Kind

if TYPE_CHECKING:
    from . import ParlorConfigEntry
    from .entry_appliances import AppliancesData
    from .entry_assistant import AssistantData
    from .entry_household import HouseholdData
    from .entry_screen import ScreenData
    from .entry_tv import TVData


class KindModule(Protocol):
    """What the module of a kind offers."""

    PLATFORMS: tuple[Platform, ...]
    async_set_up: Callable[
        [HomeAssistant, ParlorConfigEntry],
        Coroutine[Any, Any, AppliancesData | AssistantData | HouseholdData | ScreenData | TVData],
    ]
    async_ready: Callable[[HomeAssistant, ParlorConfigEntry], None]  # of what has something to tell to its entities
    async_removed: Callable[[HomeAssistant, ParlorConfigEntry], Coroutine[Any, Any, None]]  # of what keeps something
    diagnostics: Callable[[ParlorConfigEntry], dict[str, Any] | Coroutine[Any, Any, dict[str, Any]]]


async def async_kind_module(hass: HomeAssistant, entry: ParlorConfigEntry) -> KindModule:
    """Return the module of an entry's kind; what it imports can be heavy."""
    name = f".entry_{Kind(entry.data[CONF_KIND])}"
    return cast(KindModule, await hass.async_add_import_executor_job(import_module, name, __package__))
