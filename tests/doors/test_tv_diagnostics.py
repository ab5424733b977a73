"""What diagnostics tell of a TV, and what they keep to themselves."""

import json
from typing import Any

from custom_components.parlor.const import CONF_CONTROL_TOKEN
from custom_components.parlor.diagnostics import async_get_config_entry_diagnostics
from homeassistant.components.diagnostics import REDACTED
from homeassistant.core import HomeAssistant
from sim.samsung_tv.log import ControlAsked

from .tvs import PLAYER, entry_of, set_up, simulated, until_state

OPTIONS: dict[str, Any] = {
    "inputs": {"HDMI1": "Anna's console"},
    "hidden_inputs": ["HDMI4"],
    "wake_mac": "00:7c:2d:12:34:56",
    "wake_broadcast": "192.168.7.255",
    "turn_on_action": [{"action": "switch.turn_on", "target": {"entity_id": "switch.anna"}}],
    "channel_entity": "sensor.anna",
}


async def test_a_frame_with_everything(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, model="QE55LS03BAUXXN", power="art") as tv:
        tv.ip_control.tokens.append("T1SECRET")
        entry = entry_of(tv, **{CONF_CONTROL_TOKEN: "T1SECRET"})
        entry.add_to_hass(hass)
        hass.config_entries.async_update_entry(entry, options=OPTIONS)
        await set_up(hass, entry)
        await until_state(hass, PLAYER, lambda state: state.state == "idle", 10)
        await tv.until(lambda: bool(tv.log.of(ControlAsked)))
        await until_state(hass, "image.living_room_tv_artwork", lambda state: state.state != "unknown", 10)
        told = await async_get_config_entry_diagnostics(hass, entry)
        text = json.dumps(told)
        for secret in ("T1SECRET", "Anna", "anna", "00:7c:2d", "192.168.7", tv.host, tv.identity.mac, "SAM-S"):
            assert secret not in text
        assert told["options"]["turn_on_action"] == REDACTED and told["repairs"] == []
        state = told["state"]
        assert state["art"]["current"] == REDACTED and state["art"]["mode"] is True
        assert state["info"]["model"] == "QE55LS03BAUXXN" and 0 <= told["evidence"]["art_at"] < 30
