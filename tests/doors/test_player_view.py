"""What the media player tells of what is shown, and from whom it knows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import time
from typing import Any

import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.parlor.const import CONF_CONTROL_TOKEN
from homeassistant.components.media_player import MediaPlayerEntityFeature as Feature
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from sim.samsung_tv import SamsungTV as SimulatedTV

from .tvs import PLAYER, REMOTE, entry_of, set_up, simulated, until_state

NETFLIX, YOUTUBE = "3201907018807", "111299001912"
SENSOR = "sensor.tv_channel_name"
CONTROL_TOKEN = "AbCdEf0123456789"


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
        # Captures of 2018 and 2023, and of a Frame that shows art.
        ("9Ur5IzDKqV.TizenYouTube", None),
        ("art", None),
        ("Arte HD", "Arte HD"),
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


@asynccontextmanager
async def controlled(
    hass: HomeAssistant, host: str, *, options: Any = None, **settings: Any
) -> AsyncIterator[SimulatedTV]:
    """Run a TV whose IP Control knows us, and Home Assistant with it."""
    async with simulated(hass, host, **settings) as tv:
        tv.ip_control.tokens.append(CONTROL_TOKEN)
        await set_up(hass, entry_of(tv, options=options, **{CONF_CONTROL_TOKEN: CONTROL_TOKEN}))
        yield tv


async def player(hass: HomeAssistant, action: str, **data: Any) -> None:
    """Have the media player do something."""
    await hass.services.async_call("media_player", action, {ATTR_ENTITY_ID: PLAYER, **data}, blocking=True)


async def test_the_input_that_ip_control_tells(hass: HomeAssistant, loopback_host: str) -> None:
    options = {"inputs": {"HDMI1": "PlayStation"}}
    async with controlled(hass, loopback_host, options=options, input="HDMI1") as tv:
        await until_state(hass, PLAYER, lambda state: state.attributes.get("source") == "PlayStation")
        await until_state(hass, REMOTE, lambda state: state.attributes["current_activity"] == "PlayStation")
        # It goes on saying so while an app covers it.
        tv.change(app=NETFLIX)
        await until_state(hass, PLAYER, lambda state: state.attributes.get("source") == "Netflix")
        tv.change(app=None)
        await until_state(hass, PLAYER, lambda state: state.attributes.get("source") == "PlayStation")
        await player(hass, "select_source", source="HDMI 3")
        await until_state(hass, PLAYER, lambda state: state.attributes.get("source") == "HDMI 3")
        tv.configure(ip_control={"missing": ["inputSourceControl"]}, takes_hdmi_keys=False)
        with pytest.raises(HomeAssistantError) as error:
            await player(hass, "select_source", source="PlayStation")
        assert error.value.translation_key == "tv_not_confirmed"
        state = hass.states.get(PLAYER)
        assert state is not None and state.attributes["source"] == "HDMI 3"
        await player(hass, "turn_off")
        await until_state(hass, PLAYER, lambda state: state.state == "off" and "source" not in state.attributes)


async def test_the_channel_that_ip_control_tells(hass: HomeAssistant, loopback_host: str) -> None:
    hass.states.async_set(SENSOR, "Das Erste HD")
    async with controlled(hass, loopback_host, options={"channel_entity": SENSOR}, channel="5") as tv:
        state = await until_state(hass, PLAYER, lambda state: state.attributes.get("source") == "TV")
        assert state.attributes["media_channel"] == "Das Erste HD"
        await player(hass, "play_media", media_content_type="channel", media_content_id="7")
        assert tv.state.channel == "7"
        await player(hass, "media_next_track")
        await until_state(hass, PLAYER, lambda _: tv.state.channel == "8")


async def test_a_name_that_is_older_than_the_channel(hass: HomeAssistant, loopback_host: str) -> None:
    async with controlled(hass, loopback_host, options={"channel_entity": SENSOR}, channel="5") as tv:
        await until_state(hass, PLAYER, lambda state: state.attributes.get("media_channel") == "5", 15)
        hass.states.async_set(SENSOR, "Das Erste HD", timestamp=time.time() - 60)
        await until_state(hass, PLAYER, lambda state: state.attributes.get("media_title") == "Das Erste HD")
        tv.change(channel="7")
        state = await until_state(hass, PLAYER, lambda state: state.attributes.get("media_channel") == "7", 15)
        assert "media_title" not in state.attributes
        hass.states.async_set(SENSOR, "ZDF HD")
        await until_state(hass, PLAYER, lambda state: state.attributes.get("media_title") == "ZDF HD")


async def test_no_level_of_speakers_that_are_silent(hass: HomeAssistant, loopback_host: str) -> None:
    speakers = {"speakers": ["[AV] Soundbar=11"]}
    async with controlled(hass, loopback_host, ip_control=speakers, soundbar=True, speaker="[AV] Soundbar") as tv:
        await until_state(hass, PLAYER, lambda state: "source" in state.attributes)
        state = await until_state(hass, PLAYER, lambda state: not state.attributes.get("volume_level"))
        assert "is_volume_muted" not in state.attributes
        assert not Feature(state.attributes["supported_features"]) & (Feature.VOLUME_SET | Feature.VOLUME_MUTE)
        await player(hass, "volume_up")
        await tv.until(lambda: tv.log.keys == ["KEY_VOLUP"])


async def test_a_level_that_only_ip_control_tells(hass: HomeAssistant, loopback_host: str) -> None:
    async with controlled(hass, loopback_host, faults={"upnp": "error"}, volume=30) as tv:
        await until_state(hass, PLAYER, lambda state: state.attributes.get("volume_level") == 0.3)
        await until_state(
            hass, PLAYER, lambda state: Feature(state.attributes["supported_features"]) & Feature.VOLUME_SET
        )
        await player(hass, "volume_set", volume_level=0.2)
        await player(hass, "volume_mute", is_volume_muted=True)
        assert (tv.state.volume, tv.state.mute) == (20, True)
        await until_state(hass, PLAYER, lambda state: state.attributes.get("is_volume_muted"))


async def test_sound_modes(hass: HomeAssistant, loopback_host: str) -> None:
    async with controlled(hass, loopback_host) as tv:
        state = await until_state(hass, PLAYER, lambda state: "sound_mode_list" in state.attributes, 20)
        assert state.attributes["sound_mode_list"] == ["Standard", "Optimized", "Amplify"]
        await player(hass, "select_sound_mode", sound_mode="Amplify")
        assert tv.state.sound_mode == "Amplify"
        await until_state(hass, PLAYER, lambda state: state.attributes["sound_mode"] == "Amplify")
