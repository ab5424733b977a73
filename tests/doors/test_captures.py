"""What real TVs tell SmartThings, as the sensor of Home Assistant's own integration hands it on."""

import json
from pathlib import Path
from typing import Any

import pytest

from homeassistant.core import HomeAssistant

from .tvs import PLAYER, entry_of, set_up, simulated, until_state

SENSOR = "sensor.tv_channel_name"


@pytest.fixture
def captures(data_folder: Path) -> dict[str, dict[str, Any]]:
    """Return the main component of every TV and speaker of Samsung's, by the name of its capture."""
    found = sorted((data_folder / "smartthings/device_status").glob("vd_*.json"))
    if not found:
        pytest.skip(f"no captures of TVs found in {data_folder}")
    return {path.stem: json.loads(path.read_text(encoding="utf-8"))["components"]["main"] for path in found}


async def test_no_capture_invents_a_channel(
    hass: HomeAssistant, loopback_host: str, captures: dict[str, dict[str, Any]]
) -> None:
    told = {name: main["tvChannel"]["tvChannelName"]["value"] for name, main in captures.items() if "tvChannel" in main}
    assert len(told) >= 4
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv, options={"channel_entity": SENSOR}))
        await until_state(hass, PLAYER, lambda state: len(state.attributes.get("source_list", [])) > 5)
        for name, value in told.items():
            hass.states.async_set(SENSOR, "Das Erste HD")
            await until_state(hass, PLAYER, lambda state: state.attributes.get("media_channel") == "Das Erste HD")
            hass.states.async_set(SENSOR, value)
            state = await until_state(hass, PLAYER, lambda state: "media_channel" not in state.attributes)
            assert (state.state, name) == ("on", name)


async def test_whatever_is_told_is_survived(
    hass: HomeAssistant, loopback_host: str, captures: dict[str, dict[str, Any]]
) -> None:
    texts = {
        str(attribute.get("value"))[:255]
        for main in captures.values()
        for attributes in main.values()
        for attribute in attributes.values()
    }
    assert len(texts) > 100
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv, options={"channel_entity": SENSOR}))
        for text in sorted(texts):
            hass.states.async_set(SENSOR, text)
        await hass.async_block_till_done()
        hass.states.async_set(SENSOR, "Arte HD")
        await until_state(hass, PLAYER, lambda state: state.attributes.get("media_channel") == "Arte HD")
