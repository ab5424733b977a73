"""What can be browsed on a TV."""

from pathlib import Path
from typing import Any

from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from homeassistant.core import HomeAssistant
from homeassistant.core_config import async_process_ha_core_config
from homeassistant.setup import async_setup_component
from sim.samsung_tv import SamsungTV as SimulatedTV

from .tvs import NAME, PLAYER, entry_of, set_up, simulated, until_state

NETFLIX = "3201907018807"
FRAME = "QE55LS03DAUXXN"


async def running(hass: HomeAssistant, tv: SimulatedTV) -> None:
    """Set the TV up, and wait for its apps."""
    await set_up(hass, entry_of(tv))
    await until_state(hass, PLAYER, lambda state: len(state.attributes.get("source_list", [])) > 5)


async def asked(hass_ws_client: WebSocketGenerator, command: str, **data: Any) -> dict[str, Any]:
    """Ask as the browser of the user does, and return the answer or the error."""
    client = await hass_ws_client()
    await client.send_json_auto_id({"type": f"media_player/{command}", "entity_id": PLAYER, **data})
    answer = await client.receive_json()
    told: dict[str, Any] = answer["result"] if answer["success"] else answer["error"]
    return told


def place_of(item: dict[str, Any]) -> dict[str, str]:
    """Return what is asked for to see what is in an item."""
    return {key: item[key] for key in ("media_content_type", "media_content_id")}


async def test_apps(
    hass: HomeAssistant,
    loopback_host: str,
    hass_ws_client: WebSocketGenerator,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    async with simulated(hass, loopback_host) as tv:
        await running(hass, tv)
        top = await asked(hass_ws_client, "browse_media")
        assert (top["title"], [each["title"] for each in top["children"]]) == (NAME, ["Apps"])
        apps = (await asked(hass_ws_client, "browse_media", **place_of(top["children"][0])))["children"]
        assert [app["title"] for app in apps][:3] == ["Apple TV", "Deezer", "Disney+"]
        [netflix] = [app for app in apps if app["title"] == "Netflix"]
        assert (netflix["can_play"], netflix["media_content_id"]) == (True, NETFLIX)
        client = await hass_client_no_auth()
        async with client.get(netflix["thumbnail"]) as response:
            assert (response.status, response.content_type) == (200, "image/png")
        async with client.get(netflix["thumbnail"].replace(NETFLIX, "1")) as response:
            assert response.status == 404


async def test_a_set_that_lists_nothing(
    hass: HomeAssistant, loopback_host: str, hass_ws_client: WebSocketGenerator
) -> None:
    async with simulated(hass, loopback_host, power="standby") as tv:
        await set_up(hass, entry_of(tv))
        assert (await asked(hass_ws_client, "browse_media"))["children"] == []


async def test_in_the_users_language(
    hass: HomeAssistant, loopback_host: str, hass_ws_client: WebSocketGenerator
) -> None:
    await hass.config.async_update(language="ko")
    async with simulated(hass, loopback_host) as tv:
        await running(hass, tv)
        assert (await asked(hass_ws_client, "browse_media"))["children"][0]["title"] == "앱"


async def test_no_place(hass: HomeAssistant, loopback_host: str, hass_ws_client: WebSocketGenerator) -> None:
    async with simulated(hass, loopback_host) as tv:
        await running(hass, tv)
        error = await asked(hass_ws_client, "browse_media", media_content_type="x", media_content_id="y")
        assert error["message"].startswith(f"{NAME} has nothing at that place")


async def test_search(hass: HomeAssistant, loopback_host: str, hass_ws_client: WebSocketGenerator) -> None:
    async with simulated(hass, loopback_host) as tv:
        await running(hass, tv)
        found = await asked(hass_ws_client, "search_media", search_query="tube")
        assert [each["title"] for each in found["result"]] == ["YouTube", "YouTube Kids"]


async def test_media_of_home_assistant(
    hass: HomeAssistant, loopback_host: str, hass_ws_client: WebSocketGenerator, tmp_path: Path
) -> None:
    for name in ("film.mp4", "song.mp3", "notes.txt"):
        (tmp_path / name).touch()
    await async_process_ha_core_config(hass, {"media_dirs": {"local": str(tmp_path)}})
    assert await async_setup_component(hass, "media_source", {})
    async with simulated(hass, loopback_host) as tv:
        await running(hass, tv)
        top = await asked(hass_ws_client, "browse_media")
        assert top["children"][0]["title"] == "Apps" and len(top["children"]) > 1
        place = {"media_content_type": "", "media_content_id": "media-source://media_source/local/."}
        files = (await asked(hass_ws_client, "browse_media", **place))["children"]
        assert [each["title"] for each in files] == ["film.mp4", "song.mp3"]


async def test_art(
    hass: HomeAssistant,
    loopback_host: str,
    hass_ws_client: WebSocketGenerator,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    async with simulated(hass, loopback_host, model=FRAME, power="art") as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: state.state == "idle")
        top = await asked(hass_ws_client, "browse_media")
        [art] = [each for each in top["children"] if each["media_content_type"] == "art"]
        places = await asked(hass_ws_client, "browse_media", **place_of(art))
        assert [each["title"] for each in places["children"]] == ["My photos", "Favourites", "Recently shown"]
        pictures = (await asked(hass_ws_client, "browse_media", **place_of(places["children"][0])))["children"]
        picture = next(each for each in pictures if each["media_content_id"] != tv.state.gallery.current)
        client = await hass_client_no_auth()
        async with client.get(picture["thumbnail"]) as response:
            assert (response.status, response.content_type) == (200, "image/jpeg")
        await hass.services.async_call(
            "media_player", "play_media", {"entity_id": PLAYER, **place_of(picture)}, blocking=True
        )
        assert tv.state.gallery.current == picture["media_content_id"]
        error = await asked(hass_ws_client, "browse_media", media_content_type="art", media_content_id="nowhere")
        assert error["message"].startswith(f"{NAME} has nothing at that place")


async def test_art_of_a_frame_that_went_off(
    hass: HomeAssistant, loopback_host: str, hass_ws_client: WebSocketGenerator
) -> None:
    async with simulated(hass, loopback_host, model=FRAME, power="art") as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: state.state == "idle")
        tv.change(power="off")
        await tv.settle()
        error = await asked(hass_ws_client, "browse_media", media_content_type="art", media_content_id="my_photos")
        assert error["message"].startswith(f"{NAME} does not answer")
