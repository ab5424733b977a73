"""The art of a Frame as entities: which there are, what they tell, and what they do to the set."""

from functools import partial
from http import HTTPStatus
from io import BytesIO
from typing import Any

from aiohttp.test_utils import TestClient
from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import snapshot_platform
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from syrupy.assertion import SnapshotAssertion

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from sim.samsung_tv.log import ArtRequested

from .tvs import PLAYER, entry_of, of_both_versions, set_up, simulated, until_state

FRAME = "QE55LS03DAUXXN"
ARTWORK = "image.living_room_tv_artwork"
ART_MODE = "switch.living_room_tv_art_mode"
MATTE = "select.living_room_tv_matte"
COLOR = "select.living_room_tv_matte_colour"
FILTER = "select.living_room_tv_photo_filter"
SLIDESHOW = "select.living_room_tv_slideshow"
TIMER = "select.living_room_tv_art_motion_timer"
BRIGHTNESS = "number.living_room_tv_art_brightness"
TEMPERATURE = "number.living_room_tv_art_colour_temperature"
SENSOR = "switch.living_room_tv_art_brightness_sensor"
PLATFORMS = [Platform.NUMBER, Platform.SELECT, Platform.SENSOR, Platform.SWITCH]


async def told_all(hass: HomeAssistant) -> None:
    """Wait until the Frame has told everything."""
    for entity_id in (ARTWORK, MATTE, SLIDESHOW, BRIGHTNESS):
        await until_state(hass, entity_id, lambda state: state.state not in ("unknown", "unavailable"))
    await until_state(hass, FILTER, bool)
    await hass.async_block_till_done()


def is_in(expected: str, state: State) -> bool:
    return state.state == expected


async def call(hass: HomeAssistant, service: str, entity_id: str, **data: Any) -> None:
    """Call a service of an entity."""
    domain = entity_id.partition(".")[0]
    await hass.services.async_call(domain, service, {"entity_id": entity_id, **data}, blocking=True)


async def failed(hass: HomeAssistant, service: str, entity_id: str, **data: Any) -> str | None:
    """Return the translation key of the error that a service ends with."""
    with pytest.raises(HomeAssistantError) as error:
        await call(hass, service, entity_id, **data)
    return error.value.translation_key


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
@pytest.mark.parametrize("platform", PLATFORMS)
async def test_entities(
    hass: HomeAssistant, loopback_host: str, snapshot: SnapshotAssertion, platform: Platform
) -> None:
    born_at = f"127.77.8.{1 + PLATFORMS.index(platform)}"  # who it is stands in the snapshot
    async with simulated(hass, loopback_host, born_at=born_at, model=FRAME, power="art") as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        await told_all(hass)
        await until_state(hass, "sensor.living_room_tv_orientation", lambda state: state.state == "landscape")
        await until_state(hass, "sensor.living_room_tv_power_evidence", lambda state: state.state == "art")
        registry = er.async_get(hass)
        for known in er.async_entries_for_config_entry(registry, entry.entry_id):
            if known.domain != platform:
                registry.async_remove(known.entity_id)
        await snapshot_platform(hass, registry, of_both_versions(snapshot), entry.entry_id)


async def test_no_frame_no_art(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        await until_state(hass, PLAYER, lambda state: "volume_level" in state.attributes)
        known = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
        of_the_screen = {"binary_sensor", "event", "image", "sensor"}
        assert {each.domain for each in known} <= {"media_player", "remote", "sensor"} | of_the_screen
        assert not [each for each in known if "art" in each.unique_id]


@pytest.mark.parametrize("api", ["0.97", "2.03", "4.3.4.0", "5.0.1.0"])
async def test_what_each_generation_has(hass: HomeAssistant, loopback_host: str, api: str) -> None:
    async with simulated(hass, loopback_host, model=FRAME, power="art", art={"api": api}) as tv:
        await set_up(hass, entry_of(tv))
        for entity_id in (ARTWORK, ART_MODE, MATTE, SLIDESHOW, BRIGHTNESS, TEMPERATURE):
            await until_state(hass, entity_id, lambda state: state.state not in ("unknown", "unavailable"))
        await hass.async_block_till_done()
        is_new = api[0] in "45"
        for entity_id in (TIMER, SENSOR):
            assert (hass.states.get(entity_id) is not None) is is_new


async def test_a_frame_that_is_off_keeps_its_entities(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, model=FRAME, power="art") as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        await told_all(hass)
        assert await hass.config_entries.async_unload(entry.entry_id)
        tv.change(power="standby")
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        await until_state(hass, ART_MODE, lambda state: state.state == "off")
        for entity_id in (ARTWORK, MATTE, COLOR, FILTER, SLIDESHOW, TIMER, BRIGHTNESS, SENSOR):
            assert hass.states.get(entity_id) is not None
        assert await failed(hass, "turn_on", ART_MODE) == "tv_off"


async def test_art_mode(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, model=FRAME, power="on") as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, ART_MODE, lambda state: state.state == "off")
        await call(hass, "turn_on", ART_MODE)
        await until_state(hass, ART_MODE, lambda state: state.state == "on")
        assert tv.state.power == "art"
        await call(hass, "turn_on", ART_MODE)
        tv.change(power="on")
        await until_state(hass, ART_MODE, lambda state: state.state == "off")
        tv.change(power="art")
        await until_state(hass, ART_MODE, lambda state: state.state == "on")
        await call(hass, "turn_off", ART_MODE)
        assert tv.state.power == "on"


async def test_settings(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, model=FRAME, power="art") as tv:
        await set_up(hass, entry_of(tv))
        await told_all(hass)
        await call(hass, "set_value", BRIGHTNESS, value=8)
        await call(hass, "set_value", TEMPERATURE, value=-3)
        await call(hass, "turn_off", SENSOR)
        await call(hass, "select_option", TIMER, option="15")
        await call(hass, "select_option", SLIDESHOW, option="60")
        await call(hass, "select_option", FILTER, option="ink")
        gallery = tv.state.gallery
        assert (gallery.brightness, gallery.color_temperature, gallery.brightness_sensor) == (8, -3, False)
        assert gallery.motion_timer == "15" and gallery.slideshow == "60"
        shown = tv.art.stock.get(gallery.current)
        assert shown is not None and shown.filter_id == "ink"
        for entity_id, expected in (
            (BRIGHTNESS, "8"), (TEMPERATURE, "-3"), (SENSOR, "off"), (TIMER, "15"), (SLIDESHOW, "60"), (FILTER, "unknown"),
        ):  # fmt: skip
            await until_state(hass, entity_id, partial(is_in, expected))
        await call(hass, "select_option", SLIDESHOW, option="off")
        assert tv.state.gallery.slideshow == "off"


async def test_matte(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, model=FRAME, power="art") as tv:
        await set_up(hass, entry_of(tv))
        await told_all(hass)
        await until_state(hass, COLOR, lambda state: state.state == "polar")
        await call(hass, "select_option", MATTE, option="shadowbox")
        await until_state(hass, MATTE, lambda state: state.state == "shadowbox")
        await call(hass, "select_option", COLOR, option="navy")
        await until_state(hass, COLOR, lambda state: state.state == "navy")
        shown = tv.art.stock.get(tv.state.gallery.current)
        assert shown is not None and shown.matte_id == "shadowbox_navy"
        await call(hass, "select_option", MATTE, option="none")
        await until_state(hass, COLOR, lambda state: state.state == "unknown")
        assert await failed(hass, "select_option", COLOR, option="sand") == "tv_invalid"


async def test_a_matte_that_the_shape_does_not_allow(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, model=FRAME, power="art", gallery={"current": "MY_F0002"}) as tv:
        await set_up(hass, entry_of(tv))
        await told_all(hass)
        assert await failed(hass, "select_option", MATTE, option="triptych") == "tv_invalid"
        await call(hass, "select_option", MATTE, option="shadowbox")
        await until_state(hass, MATTE, lambda state: state.state == "shadowbox")
        assert not [each for each in tv.log.of(ArtRequested) if "triptych" in each.data]


async def test_artwork(hass: HomeAssistant, loopback_host: str, hass_client: ClientSessionGenerator) -> None:
    assert await async_setup_component(hass, "http", {})
    async with simulated(hass, loopback_host, model=FRAME, power="art") as tv:
        await set_up(hass, entry_of(tv))
        first = await until_state(hass, ARTWORK, lambda state: state.state != "unknown")
        client = await hass_client()
        shown = [await picture(client, hass)]
        tv.change(gallery={"current": "MY_F0001"})
        second = await until_state(hass, ARTWORK, lambda state: state.state != first.state)
        shown.append(await picture(client, hass))
        assert shown[0] != shown[1]
        tv.change(power="on")
        await until_state(hass, ART_MODE, lambda state: state.state == "off")
        after = hass.states.get(ARTWORK)
        assert after is not None and after.state == second.state
        asked = len([each for each in tv.log.of(ArtRequested) if "thumbnail" in each.request])
        assert await picture(client, hass) == shown[1]
        assert len([each for each in tv.log.of(ArtRequested) if "thumbnail" in each.request]) == asked


async def picture(client: TestClient[Any, Any], hass: HomeAssistant) -> bytes:
    """Return what Home Assistant shows to whoever may see it."""
    state = hass.states.get(ARTWORK)
    assert state is not None
    response = await client.get(state.attributes["entity_picture"])
    assert response.status == HTTPStatus.OK and response.content_type == "image/jpeg"
    data = await response.read()
    assert Image.open(BytesIO(data)).format == "JPEG"
    return data


async def test_nobody_else_sees_it(
    hass: HomeAssistant, loopback_host: str, hass_client_no_auth: ClientSessionGenerator
) -> None:
    assert await async_setup_component(hass, "http", {})
    async with simulated(hass, loopback_host, model=FRAME, power="art") as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, ARTWORK, lambda state: state.state != "unknown")
        client = await hass_client_no_auth()
        for query in ("", "?token=guessed"):
            async with client.get(f"/api/image_proxy/{ARTWORK}{query}") as response:
                assert response.status == HTTPStatus.FORBIDDEN


async def test_looking_at_it_wakes_nobody(
    hass: HomeAssistant, loopback_host: str, hass_client: ClientSessionGenerator
) -> None:
    assert await async_setup_component(hass, "http", {})
    async with simulated(hass, loopback_host, model=FRAME, power="art") as tv:
        await set_up(hass, entry_of(tv))
        state = await until_state(hass, ARTWORK, lambda state: state.state != "unknown")
        tv.change(power="standby")
        await until_state(hass, ART_MODE, lambda state: state.state == "off")
        asked = len(tv.log.of(ArtRequested))
        client = await hass_client()
        async with client.get(state.attributes["entity_picture"]) as response:
            assert response.status == HTTPStatus.OK
        assert not [each for each in tv.log.of(ArtRequested)[asked:] if "thumbnail" in each.request]


@pytest.mark.parametrize("transfer", ["closed", "cut", "garbage", "fails"])
async def test_a_frame_that_gives_no_picture(hass: HomeAssistant, loopback_host: str, transfer: str) -> None:
    async with simulated(hass, loopback_host, model=FRAME, power="art", art={"transfer": transfer}) as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, BRIGHTNESS, lambda state: state.state not in ("unknown", "unavailable"))
        await hass.async_block_till_done(wait_background_tasks=True)
        assert [each for each in tv.log.of(ArtRequested) if "thumbnail" in each.request]
        artwork = hass.states.get(ARTWORK)
        assert artwork is not None and artwork.state == "unknown" and "entity_picture" not in artwork.attributes


async def test_a_frame_that_is_off_has_no_picture_until_it_is_asked(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, model=FRAME, power="art") as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        await until_state(hass, ARTWORK, lambda state: state.state != "unknown")
        tv.change(power="standby")
        await until_state(hass, ART_MODE, lambda state: state.state == "off")
        assert await hass.config_entries.async_reload(entry.entry_id)
        await hass.async_block_till_done()
        artwork = hass.states.get(ARTWORK)
        assert artwork is not None and "entity_picture" not in artwork.attributes
