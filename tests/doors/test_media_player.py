"""The TV as a media player: what it shows, what it takes, and what it says when something does not work."""

from functools import partial
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import snapshot_platform
from syrupy.assertion import SnapshotAssertion

from homeassistant.components.media_player import DOMAIN as PLAYER_DOMAIN, MediaPlayerEntityFeature as Feature
from homeassistant.const import ATTR_ENTITY_ID, CONF_MAC
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Launched, TextReceived

from .tvs import PLAYER, entry_of, of_both_versions, set_up, simulated, until_state

NETFLIX, YOUTUBE = "3201907018807", "111299001912"
LISTED = "Spotify - Music and Podcasts"  # as the TV lists it, and no table of ours


async def call(hass: HomeAssistant, service: str, **data: Any) -> None:
    """Call a service of the media player, and wait for it."""
    await hass.services.async_call(PLAYER_DOMAIN, service, {ATTR_ENTITY_ID: PLAYER, **data}, blocking=True)


async def refused(hass: HomeAssistant, service: str, **data: Any) -> str | None:
    """Return the translation key of the error that a service ends with."""
    with pytest.raises(HomeAssistantError) as error:
        await call(hass, service, **data)
    assert error.value.translation_domain == "parlor"
    assert error.value.translation_placeholders is not None
    return error.value.translation_key


async def running(hass: HomeAssistant, tv: SimulatedTV) -> None:
    """Set the TV up, and wait until all is known of it."""
    await set_up(hass, entry_of(tv))
    await until_state(hass, PLAYER, lambda state: len(state.attributes.get("source_list", [])) > 5)
    await until_state(hass, PLAYER, lambda state: "volume_level" in state.attributes)


def is_on(tv: SimulatedTV, key: str) -> bool:
    """Say whether an input is chosen."""
    return tv.state.input == key


@pytest.mark.parametrize("power", ["on", "standby"])
async def test_entities(
    hass: HomeAssistant, loopback_host: str, entity_registry: er.EntityRegistry, snapshot: SnapshotAssertion, power: str
) -> None:
    # Who it is stands in the snapshot. Addresses of pictures differ with every start.
    born_at = f"127.77.7.{1 if power == 'on' else 2}"
    async with simulated(hass, loopback_host, born_at=born_at, app=NETFLIX, power=power, app_icons="null") as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        if power == "on":
            await until_state(hass, PLAYER, lambda state: "Gallery" in state.attributes.get("source_list", []))
            await until_state(hass, PLAYER, lambda state: {"app_id", "volume_level"} <= state.attributes.keys())
        for entity in er.async_entries_for_config_entry(entity_registry, entry.entry_id):
            if entity.domain != PLAYER_DOMAIN:
                entity_registry.async_remove(entity.entity_id)
        await snapshot_platform(hass, entity_registry, of_both_versions(snapshot), entry.entry_id)


async def test_device(hass: HomeAssistant, loopback_host: str, device_registry: dr.DeviceRegistry) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        [device] = dr.async_entries_for_config_entry(device_registry, entry.entry_id)
        assert (device.manufacturer, device.model, device.name) == ("Samsung", tv.identity.model, "Living Room TV")
        assert device.connections == {(dr.CONNECTION_NETWORK_MAC, tv.identity.mac)}
        assert device.area_id is None


async def test_power(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await running(hass, tv)
        await call(hass, "turn_off")
        assert tv.state.power == "standby"
        state = await until_state(hass, PLAYER, lambda state: state.state == "off")
        assert "app_id" not in state.attributes and "volume_level" not in state.attributes
        assert Feature(state.attributes["supported_features"]) & Feature.VOLUME_SET
        await call(hass, "turn_on")
        assert tv.state.power == "on"
        await until_state(hass, PLAYER, lambda state: state.state == "on")


async def test_power_while_rest_lags(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, off_lag=60.0) as tv:
        await running(hass, tv)
        await call(hass, "turn_off")
        state = await until_state(hass, PLAYER, lambda state: state.state == "off")
        assert state.attributes["assumed_state"] is True


async def test_woken_by_lan(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, power="off") as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: state.state == "off")
        await call(hass, "turn_on")
        await until_state(hass, PLAYER, lambda state: state.state == "on")


async def test_out_of_reach_and_not_to_be_woken(
    hass: HomeAssistant, loopback_host: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with simulated(hass, loopback_host, power="off") as tv:
        await set_up(hass, entry_of(tv, **{CONF_MAC: None}))
        await until_state(hass, PLAYER, lambda state: state.state == "unavailable")
        assert caplog.text.count("Error requesting Living Room TV") == 1
        tv.change(power="on")
        await tv.settle()
        await until_state(hass, PLAYER, lambda state: state.state == "on", 15)
        assert caplog.text.count("Living Room TV answers again") == 1


async def test_a_set_without_power_state(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, reports="absent") as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: state.state == "on")


async def test_not_known_is_unknown(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, reports="absent", power="standby") as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: state.state == "unknown")
        assert await refused(hass, "turn_off") == "tv_power_unknown"


@pytest.mark.parametrize(
    ("service", "key"),
    [
        ("volume_up", "KEY_VOLUP"),
        ("volume_down", "KEY_VOLDOWN"),
        ("media_play", "KEY_PLAY"),
        ("media_pause", "KEY_PAUSE"),
        ("media_stop", "KEY_STOP"),
        ("media_next_track", "KEY_CHUP"),
        ("media_previous_track", "KEY_CHDOWN"),
    ],
)
async def test_keys(hass: HomeAssistant, loopback_host: str, service: str, key: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        await call(hass, service)
        await tv.until(lambda: tv.log.keys == [key])


async def test_sound(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await running(hass, tv)
        await call(hass, "volume_set", volume_level=0.2)
        await call(hass, "volume_mute", is_volume_muted=True)
        assert (tv.state.volume, tv.state.mute) == (20, True)
        state = await until_state(hass, PLAYER, lambda state: state.attributes["is_volume_muted"])
        assert state.attributes["volume_level"] == 0.2
        await call(hass, "volume_up")
        await until_state(hass, PLAYER, lambda state: state.attributes["volume_level"] == 0.21)


async def test_no_level_where_the_tv_tells_none(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, faults={"upnp": "error"}) as tv:
        await set_up(hass, entry_of(tv))
        state = await until_state(hass, PLAYER, lambda state: state.state == "on")
        assert not Feature(state.attributes["supported_features"]) & (Feature.VOLUME_SET | Feature.VOLUME_MUTE)


async def test_sources(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await running(hass, tv)
        await call(hass, "select_source", source="hdmi 2")
        await tv.until(lambda: tv.state.input == "HDMI2")
        assert "source" not in hass.states.get(PLAYER).attributes  # type: ignore[union-attr]  # it was set up
        await call(hass, "select_source", source="YouTube")
        assert tv.state.app == YOUTUBE
        state = await until_state(hass, PLAYER, lambda state: "source" in state.attributes)
        assert [state.attributes[key] for key in ("source", "app_name", "app_id")] == ["YouTube", "YouTube", YOUTUBE]
        with pytest.raises(ServiceValidationError) as error:
            await call(hass, "select_source", source="SCART")
        assert error.value.translation_key == "tv_source_unknown"


async def test_play_media(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await running(hass, tv)
        await call(hass, "play_media", media_content_type="app", media_content_id="netflix")
        assert tv.state.app == NETFLIX
        await call(
            hass, "play_media", media_content_type="app", media_content_id=YOUTUBE, extra={"meta": "v=dQw4w9WgXcQ"}
        )
        assert tv.log.of(Launched)[-1].meta_tag == "v=dQw4w9WgXcQ"
        await call(hass, "play_media", media_content_type="send_key", media_content_id="home + KEY_UP")
        await tv.until(lambda: tv.log.keys == ["KEY_HOME", "KEY_UP"])
        await call(hass, "play_media", media_content_type="channel", media_content_id="12")
        await tv.until(lambda: tv.log.keys[2:] == ["KEY_1", "KEY_2", "KEY_ENTER"])
        await call(hass, "play_media", media_content_type="url", media_content_id="https://a.example/b")
        assert tv.log.of(Launched)[-1].meta_tag == "https://a.example/b"
        tv.change(text_field="")
        await call(hass, "play_media", media_content_type="send_text", media_content_id="The Bear")
        await tv.until(lambda: [each.text for each in tv.log.of(TextReceived)] == ["The Bear"])


async def test_sources_as_their_owner_names_them(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        names = {"HDMI1": "PlayStation", "HDMI3": "HDMI 2", "TV": "Netflix"}
        await set_up(hass, entry_of(tv, options={"inputs": names, "hidden_inputs": ["HDMI2", "HDMI4"]}))
        state = await until_state(hass, PLAYER, lambda state: len(state.attributes.get("source_list", [])) > 5)
        assert state.attributes["source_list"][:4] == ["Netflix", "PlayStation", "HDMI 2", "Apple TV"]
        assert state.attributes["source_list"].count("Netflix") == 1
        # The owner's names first, then the set's own, and those of inputs that are not offered.
        for source, chosen in (
            ("playstation", "HDMI1"),
            ("HDMI 2", "HDMI3"),
            ("HDMI 1", "HDMI1"),
            ("hdmi4", "HDMI4"),
            ("netflix", "TV"),
        ):
            await call(hass, "select_source", source=source)
            await tv.until(partial(is_on, tv, chosen))


@pytest.mark.parametrize(
    ("media_type", "media_id", "key"),
    [
        ("app", "1234", "tv_app_unknown"),
        ("channel", "ARD", "tv_channel_invalid"),
        ("send_key", "KEY_HOME+?", "tv_key_unknown"),
        ("send_key", "home 9s up", "tv_keys_too_long"),
        ("send_text", "", "tv_text_invalid"),
        ("url", "ftp://a.example", "tv_url_invalid"),
        ("game", "x", "tv_media_type_unknown"),
        ("music", "x", "tv_url_invalid"),
    ],
)
async def test_play_media_that_cannot_be(
    hass: HomeAssistant, loopback_host: str, media_type: str, media_id: str, key: str
) -> None:
    async with simulated(hass, loopback_host) as tv:
        await running(hass, tv)
        assert await refused(hass, "play_media", media_content_type=media_type, media_content_id=media_id) == key


async def test_errors_are_told(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await running(hass, tv)
        tv.configure(soundbar=True, soundbar_volume=12)
        assert await refused(hass, "volume_set", volume_level=0.5) == "tv_not_confirmed"
        tv.configure(faults={"upnp": "garbage"})
        assert await refused(hass, "volume_set", volume_level=0.5) == "tv_not_confirmed"
        await call(hass, "turn_off")
        assert await refused(hass, "media_play") == "tv_off"
        tv.change(power="off")
        await tv.settle()
        assert await refused(hass, "media_play") == "tv_unreachable"


async def test_refused_by_the_tv(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, pairing="deny") as tv:
        tv.pairing.revoke()
        await set_up(hass, entry_of(tv))
        assert await refused(hass, "media_play") == "tv_refuses"
