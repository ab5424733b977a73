"""What the media player tells of what is shown, and from whom it knows."""

import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant

from .tvs import PLAYER, entry_of, set_up, simulated, until_state

NETFLIX, YOUTUBE = "3201907018807", "111299001912"
SENSOR = "sensor.tv_channel_name"


async def test_the_icon_of_the_app_in_front(
    hass: HomeAssistant, loopback_host: str, hass_client_no_auth: ClientSessionGenerator
) -> None:
    async with simulated(hass, loopback_host, app=NETFLIX) as tv:
        await set_up(hass, entry_of(tv))
        state = await until_state(hass, PLAYER, lambda state: "entity_picture" in state.attributes)
        client = await hass_client_no_auth()
        async with client.get(state.attributes["entity_picture"]) as response:
            assert (response.status, response.content_type) == (200, "image/png")
            assert (await response.read()).startswith(b"\x89PNG")
        tv.change(app=None)
        await until_state(hass, PLAYER, lambda state: "entity_picture" not in state.attributes)
        async with client.get(f"/api/media_player_proxy/{PLAYER}") as response:
            assert response.status in (401, 403)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Das Erste HD", "Das Erste HD"),
        ("unavailable", None),
        ("unknown", None),
        ("", None),
        # SmartThings names apps there as well.
        ("org.tizen.browser", None),
        (YOUTUBE, None),
        ("Netflix", None),
    ],
)
async def test_the_channel_that_smartthings_tells(
    hass: HomeAssistant, loopback_host: str, told: str, shown: str | None
) -> None:
    async with simulated(hass, loopback_host) as tv:
        hass.states.async_set(SENSOR, "Before")
        await set_up(hass, entry_of(tv, options={"channel_entity": SENSOR}))
        await until_state(hass, PLAYER, lambda state: state.attributes.get("media_title") == "Before")
        await until_state(hass, PLAYER, lambda state: len(state.attributes.get("source_list", [])) > 5)
        hass.states.async_set(SENSOR, told)
        state = await until_state(hass, PLAYER, lambda state: state.attributes.get("media_title") == shown)
        assert state.attributes.get("media_channel") == shown
        assert state.attributes.get("media_content_type") == ("channel" if shown else None)
        assert "source" not in state.attributes


async def test_an_app_that_is_seen_speaks_against_a_channel(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, app=NETFLIX) as tv:
        hass.states.async_set(SENSOR, "Das Erste HD")
        await set_up(hass, entry_of(tv, options={"channel_entity": SENSOR}))
        state = await until_state(hass, PLAYER, lambda state: "app_id" in state.attributes)
        assert "media_title" not in state.attributes
        await hass.services.async_call("media_player", "turn_off", {ATTR_ENTITY_ID: PLAYER}, blocking=True)
        state = await until_state(hass, PLAYER, lambda state: state.state == "off")
        assert "media_title" not in state.attributes
