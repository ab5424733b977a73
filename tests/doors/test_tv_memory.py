"""What is remembered of a TV's apps across restarts."""

from typing import Any

from homeassistant.core import HomeAssistant
from sim.samsung_tv.log import Asked

from .tvs import PLAYER, entry_of, set_up, simulated, until_state

PLEX = "3201512006963"


async def test_an_app_that_was_used_is_asked_first(
    hass: HomeAssistant, loopback_host: str, hass_storage: dict[str, Any]
) -> None:
    async with simulated(hass, loopback_host, app=PLEX) as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        await until_state(hass, PLAYER, lambda state: state.attributes.get("app_name") == "Plex", 10)
        await hass.config_entries.async_unload(entry.entry_id)  # as a reload does: what comes next reads it whole
        kept = hass_storage[f"parlor.apps.{entry.entry_id}"]["data"]
        assert kept["uses"][PLEX][0] == 1 and kept["way"] is None
        tv.log.clear()
        await hass.config_entries.async_setup(entry.entry_id)
        await until_state(hass, PLAYER, lambda state: state.attributes.get("app_name") == "Plex", 10)
        assert PLEX in [one.app_id for one in tv.log.of(Asked)][:5]
        await hass.config_entries.async_remove(entry.entry_id)
        hass.bus.async_fire("homeassistant_final_write")
        await hass.async_block_till_done()
        assert f"parlor.apps.{entry.entry_id}" not in hass_storage
