"""Hands what a TV says to its entities, the moment it says it."""

from contextlib import suppress
from typing import TYPE_CHECKING, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator, UpdateFailed

from .const import DOMAIN, LOGGER
from .samsung.errors import SamsungError, TVUnreachable
from .samsung.state import TVState
from .samsung.tv import SamsungTV

if TYPE_CHECKING:
    from . import ParlorConfigEntry


class TVCoordinator(DataUpdateCoordinator[TVState]):
    """One TV's state, pushed; a TV that can be woken is off and never unavailable."""

    config_entry: ParlorConfigEntry

    def __init__(self, hass: HomeAssistant, entry: ParlorConfigEntry, tv: SamsungTV) -> None:
        """Follow a TV that is already watched."""
        super().__init__(hass, LOGGER, config_entry=entry, name=entry.title)
        self.tv = tv
        self._take(TVState(), tv.state)
        entry.async_on_unload(tv.subscribe(lambda state: self._take(self.data, state)))

    @override
    async def _async_update_data(self) -> TVState:
        """Ask the TV now, because somebody wants to know (`homeassistant.update_entity`)."""
        with suppress(SamsungError):
            await self.tv.refresh()
        if not self._is_told:
            raise UpdateFailed(
                translation_domain=DOMAIN,
                translation_key="tv_unreachable",
                translation_placeholders={"name": self.config_entry.title},
            )
        return self.tv.state

    @property
    def _is_told(self) -> bool:
        """Say whether what is known of the TV holds: one that is silent and cannot be woken may be anything."""
        state = self.tv.state
        return state.is_reachable or self.tv.is_wakeable or state.evidence.failing_since is None

    @callback
    def _take(self, before: TVState, state: TVState) -> None:
        """Take over a state, and notice another TV at this address."""
        if self._is_told:
            if not self.last_update_success:
                LOGGER.info("%s answers again", self.name)
            self.async_set_updated_data(state)
        else:
            self.data = state
            self.async_set_update_error(TVUnreachable("it does not answer"))
        if is_other_tv(self.config_entry, state) and not is_other_tv(self.config_entry, before):
            self.hass.config_entries.async_schedule_reload(self.config_entry.entry_id)


def is_other_tv(entry: ParlorConfigEntry, state: TVState) -> bool:
    """Say whether what answers is not the TV of this entry: addresses move from one to another."""
    info = state.info
    return info is not None and info.udn is not None and entry.unique_id not in (info.udn, info.mac)
