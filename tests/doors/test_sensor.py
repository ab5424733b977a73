"""A TV's sensors: which there are, and what they tell."""

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from .tvs import PLAYER, entry_of, set_up, simulated, until_state

EVIDENCE = "sensor.living_room_tv_power_evidence"


async def test_evidence_is_there_for_who_wants_it(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        entry = er.async_get(hass).async_get(EVIDENCE)
        assert entry is not None and entry.disabled_by is er.RegistryEntryDisabler.INTEGRATION


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_evidence_tells_what_decided(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, off_lag=30) as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, EVIDENCE, lambda state: state.state == "rest")
        await hass.services.async_call("media_player", "turn_off", {"entity_id": PLAYER}, blocking=True)
        await until_state(hass, EVIDENCE, lambda state: state.state in ("off_command", "byebye"))
