"""A Frame that spoils everything it says: the media player stays, and knows it again by itself."""

from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry

from bench.fuzz_madness import CHANNELS
from bench.fuzz_set import CONTROL_TOKEN, TOKEN
from bench.fuzz_sets import Sets
from custom_components.parlor.const import CONF_KIND, DOMAIN, Kind
from homeassistant.const import CONF_HOST, CONF_TOKEN
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from sim.samsung_tv.identity import identify

from .tvs import MODEL, NAME, PLAYER, set_up, until_state

CASES = 150


async def test_the_entity_recovers_by_itself(hass: HomeAssistant, loopback: None) -> None:
    async with Sets.running(1) as sets:
        udn = identify(sets.behind(0), NAME, MODEL).udn.removeprefix("uuid:")
        data: dict[str, Any] = {
            CONF_KIND: Kind.TV,
            CONF_HOST: sets.hosts[0],
            CONF_TOKEN: TOKEN,
            "control_token": CONTROL_TOKEN,
        }
        entry = MockConfigEntry(domain=DOMAIN, title=NAME, unique_id=udn, data=data)
        await set_up(hass, entry)
        await sets.calm_down(0, power="on", volume=7)
        await until_state(hass, PLAYER, lambda state: state.attributes.get("volume_level") == 0.07, 20)
        await sets.go_mad(0, CHANNELS, CASES, 5)
        for service, wanted in (
            ("volume_set", {"volume_level": 0.5}),
            ("turn_off", {}),
            ("volume_mute", {"is_volume_muted": True}),
        ):
            try:
                await hass.services.async_call("media_player", service, {"entity_id": PLAYER, **wanted}, blocking=True)
            except HomeAssistantError:
                continue
        assert hass.states.get(PLAYER) is not None
        await sets.calm_down(0, power="on", volume=33)
        await until_state(hass, PLAYER, lambda state: state.attributes.get("volume_level") == 0.33, 100)
        assert await hass.config_entries.async_unload(entry.entry_id)
