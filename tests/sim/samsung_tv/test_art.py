"""The art channel as it is on the wire, with what only real sets do."""

import json
from typing import Any

import aiohttp
import pytest

from sim.samsung_tv import ArtApi, Power
from sim.samsung_tv.log import ArtRequested

from .talking_art import Talker, frame

MODERN = [ArtApi.OF_2022, ArtApi.OF_2025]


@pytest.mark.parametrize("api", [api for api in ArtApi if api is not ArtApi.NONE])
async def test_a_reply_is_known_by_the_id_of_its_generation(
    loopback_host: str, session: aiohttp.ClientSession, api: ArtApi
) -> None:
    async with frame(loopback_host, api) as tv, Talker.connected(tv, session) as art:
        reply = await art.answer("get_artmode_status")
        if api in MODERN:
            assert reply == {"request_id": "r1", "event": "get_artmode_status", "value": "on"}
        else:
            assert reply.items() >= {"id": "r1", "event": "artmode_status", "value": "on"}.items()
            assert "request_id" not in reply and reply["target_client_id"]


async def test_without_an_id_the_whole_request_is_the_id(loopback_host: str, session: aiohttp.ClientSession) -> None:
    async with frame(loopback_host, ArtApi.OF_2025) as tv, Talker.connected(tv, session) as art:
        params = {"event": "art_app_request", "to": "host", "data": '{"request":"api_version"}'}
        await art.socket.send_json({"method": "ms.channel.emit", "params": params})
        reply = await art.told()
        assert (reply["version"], reply["request_id"]) == ("5.0.1.0", '{"request":"api_version"}')


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"request": "set_artmode_status", "value": "maybe"}, "-7"),
        ({"request": "set_brightness", "value": "11"}, "-7"),
        ({"request": "set_brightness", "value": True}, "-7"),
        ({"request": "set_color_temperature", "value": "-6"}, "-7"),
        ({"request": "set_motion_timer", "value": "7"}, "-7"),
        ({"request": "set_slideshow_status", "value": "-1", "category_id": "MY-C0002", "type": "slideshow"}, "-7"),
        ({"request": "set_slideshow_status", "value": "3", "category_id": "MY-C0099", "type": "slideshow"}, "-7"),
        ({"request": "select_image", "content_id": "MY_F9999"}, "-10"),
        ({"request": "select_image", "content_id": ["MY_F0001"]}, "-10"),
        ({"request": "change_matte", "content_id": "MY_F0001", "matte_id": "velvet_pink"}, "-7"),
        ({"request": "delete_image_list", "content_id_list": []}, "-7"),
        ({"request": "delete_image_list", "content_id_list": "[{"}, "-7"),
        (
            {"request": "delete_image_list", "content_id_list": [{"content_id": "MY_F0001"}, {"content_id": "SAM-S0100001"}]},
            "-2",
        ),
        ({"request": "send_image", "file_type": "jpeg", "file_size": 9}, "-7"),
        ({"request": "send_image", "file_type": "jpg", "file_size": -9}, "-7"),
        ({"request": "get_thumbnail_list", "content_id_list": [{"content_id": "MY_F0001"}]}, "-7"),
        ({"request": 5}, "-6"),
    ],
)  # fmt: skip
async def test_errors(loopback_host: str, session: aiohttp.ClientSession, fields: dict[str, Any], code: str) -> None:
    async with frame(loopback_host) as tv, Talker.connected(tv, session) as art:
        before = (tv.state, tv.art.stock.works)
        reply = await art.answer(**fields)
        assert (reply["event"], reply["error_code"]) == ("error", code)
        assert json.loads(reply["request_data"]).items() >= fields.items()
        assert (tv.state, tv.art.stock.works) == before


async def test_a_request_during_another_is_lost(loopback_host: str, session: aiohttp.ClientSession) -> None:
    async with frame(loopback_host, answer_seconds=0.2) as tv, Talker.connected(tv, session) as art:
        await art.ask("get_artmode_status", request_id="first")
        await art.ask("get_artmode_status", request_id="second")
        assert (await art.told())["request_id"] == "first"
        await art.silence()
        assert [message["request_id"] for message in art.heard] == ["first"]
        assert [entry.dropped for entry in tv.log.of(ArtRequested)] == [False, True]
        assert (await art.answer("get_artmode_status"))["value"] == "on"


async def test_a_request_ends_with_its_client(loopback_host: str, session: aiohttp.ClientSession) -> None:
    async with frame(loopback_host, answer_seconds=60) as tv:
        async with Talker.connected(tv, session) as first:
            await first.ask("get_artmode_status")
            await tv.until(lambda: bool(tv.log.art))
        tv.configure(art={"answer_seconds": 0})
        async with Talker.connected(tv, session, name="T3RoZXI=") as art:
            assert (await art.answer("get_artmode_status"))["value"] == "on"


@pytest.mark.parametrize("api", MODERN)
async def test_art_mode_comes_and_goes_in_the_order_of_captures(
    loopback_host: str, session: aiohttp.ClientSession, api: ArtApi
) -> None:
    async with frame(loopback_host, api) as tv, Talker.connected(tv, session) as art:
        await art.ask("set_artmode_status", value="off")
        assert [(await art.told())["event"] for _ in range(2)] == ["set_artmode_status", "art_mode_changed"]
        await art.ask("set_artmode_status", value="on")
        assert [(await art.told())["event"] for _ in range(2)] == ["art_mode_changed", "set_artmode_status"]
        assert tv.state.power is Power.ART
        await art.ask("set_artmode_status", value="on")
        await art.silence()
        assert len(art.heard) == 4


async def test_a_set_of_2021_only_tells_everyone(loopback_host: str, session: aiohttp.ClientSession) -> None:
    async with frame(loopback_host, ArtApi.OF_2021) as tv, Talker.connected(tv, session) as art:
        await art.ask("set_artmode_status", value="off")
        await art.silence()
        assert art.heard == [{"event": "art_mode_changed", "status": "off"}]


async def test_every_client_hears_what_anyone_does(loopback_host: str, session: aiohttp.ClientSession) -> None:
    async with (
        frame(loopback_host) as tv,
        Talker.connected(tv, session) as art,
        Talker.connected(tv, session, name="T3RoZXI=") as other,
    ):
        await art.silence()
        art.heard.clear()
        await other.ask("select_image", content_id="MY_F0001", show=True)
        assert (await art.told()).items() >= {
            "event": "image_selected",
            "content_id": "MY_F0001",
            "is_shown": "Yes",
        }.items()
        tv.change(gallery={"rotation": "portrait", "slideshow": "15", "slideshow_category": "MY-C0002"})
        assert (await art.told())["current_rotation_status"] == 2
        assert (await art.told())["event"] == "slideshow_changed"
        tv.set.press("KEY_POWER")
        assert await art.told() == {"event": "art_mode_changed", "status": "off"}
        tv.set.turn_off()
        assert await art.told() == {"event": "go_to_standby"}
        tv.set.wake("remote in hand")
        assert await art.told() == {"event": "wakeup"}
        assert (await other.until("wakeup"))["event"] == "wakeup"
    assert "image_selected" in {message["event"] for message in other.heard}


async def test_reads_are_silent_outside_art_and_choosing_enters_it(
    loopback_host: str, session: aiohttp.ClientSession
) -> None:
    async with frame(loopback_host, power=Power.ON) as tv, Talker.connected(tv, session) as art:
        for request in ("get_current_artwork", "get_slideshow_status"):
            await art.ask(request)
        await art.silence()
        assert art.heard == []
        assert (await art.answer("get_artmode_status"))["value"] == "off"
        assert (await art.answer("select_image", content_id="MY_F0001", show=False))["is_shown"] == "No"
        assert tv.state.lit
        assert (await art.answer("select_image", content_id="MY_F0001", show=True))["is_shown"] == "Yes"
        assert tv.state.power == "art"
        assert (await art.answer("get_current_artwork"))["content_id"] == "MY_F0001"


async def test_standby_claims_art_and_takes_no_picture(loopback_host: str, session: aiohttp.ClientSession) -> None:
    async with frame(loopback_host, power=Power.STANDBY, claims_art=True) as tv, Talker.connected(tv, session) as art:
        assert (await art.answer("get_artmode_status"))["value"] == "on"
        await art.ask("select_image", content_id="MY_F0001", show=True)
        await art.silence()
        assert len(art.heard) == 1
        assert tv.state.power is Power.STANDBY and tv.state.gallery.current == "SAM-S0100001"
        assert (await art.answer("set_artmode_status", value="on"))["error_code"] == "-10"


@pytest.mark.parametrize(
    ("api", "request_name", "outcome"),
    [
        (ArtApi.OF_2019, "api_version", "-9"),
        (ArtApi.OF_2021, "api_version", None),
        (ArtApi.OF_2022, "get_api_version", None),
        (ArtApi.OF_2025, "get_api_version", "-9"),
        (ArtApi.OF_2025, "get_thumbnail", "-9"),
        (ArtApi.OF_2021, "get_artmode_settings", None),
    ],
)
async def test_the_other_generation_is_not_understood(
    loopback_host: str, session: aiohttp.ClientSession, api: ArtApi, request_name: str, outcome: str | None
) -> None:
    async with frame(loopback_host, api) as tv, Talker.connected(tv, session) as art:
        await art.ask(request_name)
        await art.silence()
        assert [message.get("error_code") for message in art.heard] == ([outcome] if outcome else [])
        tv.configure(art={"wrong_api": "silent" if outcome else "error"})
        art.heard.clear()
        await art.ask(request_name)
        await art.silence()
        assert [message.get("error_code") for message in art.heard] == ([] if outcome else ["-9"])


@pytest.mark.parametrize("fault", ["deaf", "garbage", "busy"])
async def test_the_app_can_be_out_of_its_mind(loopback_host: str, session: aiohttp.ClientSession, fault: str) -> None:
    async with frame(loopback_host) as tv, Talker.connected(tv, session) as art:
        tv.configure(art={"fault": fault})
        await art.ask("get_artmode_status")
        match fault:
            case "deaf":
                await art.silence()
                assert art.heard == []
            case "garbage":
                with pytest.raises(json.JSONDecodeError):
                    await art.told()
            case _:
                assert (await art.told())["error_code"] == "-10"
        tv.configure(art={"fault": "none"})
        assert (await art.answer("get_artmode_status"))["value"] == "on"


async def test_lists_of_everything_tell_what_was_set_lately_twice(
    loopback_host: str, session: aiohttp.ClientSession
) -> None:
    async with frame(loopback_host) as tv, Talker.connected(tv, session) as art:
        await art.answer("select_image", content_id="MY_F0001", show=True)
        listed = json.loads((await art.answer("get_content_list"))["content_list"])
        assert [item["category_id"] for item in listed if item["content_id"] == "MY_F0001"] == ["MY-C0008", "MY-C0002"]
        listed = json.loads((await art.answer("get_content_list", category_id="MY-C0004"))["content_list"])
        assert {item["content_id"] for item in listed} == {"MY_F0002", "SAM-S0100003"}
        listed = json.loads((await art.answer("get_content_list", category="MY-C0004"))["content_list"])
        assert len(listed) == 6


async def test_a_slideshow_goes_on_by_itself(loopback_host: str, session: aiohttp.ClientSession) -> None:
    async with frame(loopback_host, minute_seconds=0.05) as tv, Talker.connected(tv, session) as art:
        told = await art.answer("set_slideshow_status", value="1", category_id="MY-C0002", type="slideshow")
        assert told["value"] == "1"
        shown = [(await art.until("slideshow_image_changed"))["current_content_id"] for _ in range(3)]
        assert shown == ["MY_F0001", "MY_F0002", "MY_F0001"]
        tv.change(power=Power.ON)
        await art.until("art_mode_changed")
        await art.silence()
        assert art.heard[-1]["event"] == "art_mode_changed"


async def test_what_is_no_request_is_refused_or_ignored(loopback_host: str, session: aiohttp.ClientSession) -> None:
    async with frame(loopback_host) as tv, Talker.connected(tv, session) as art:
        for text in ("{", "[]", '{"method":"ms.remote.control","params":{}}'):
            await art.socket.send_str(text)
            assert (await art.next())["event"] == "ms.error"
        for data in ("null", "[", "5", '"x"', json.dumps({"request": None})):
            params = {"event": "art_app_request", "to": "host", "data": data}
            await art.socket.send_json({"method": "ms.channel.emit", "params": params})
            assert (await art.told())["error_code"] == "-6"
        for binary in (b"", b"\xff", b"\xff\xff{}", b"\x00\x02{}"):
            await art.socket.send_bytes(binary)
            assert (await art.next())["event"] == "ms.error"
        assert (await art.answer("get_artmode_status"))["value"] == "on"


async def test_the_control_port_knows_the_pictures(loopback_host: str, session: aiohttp.ClientSession) -> None:
    async with frame(loopback_host) as tv:
        changes = {"gallery": {"current": "MY_F0001", "color_temperature": -5}, "art": {"api": "2.03"}}
        async with session.post(f"{tv.control_url}/sim/state", json=changes) as answer:
            state = await answer.json()
        assert (state["gallery"]["current"], state["art"]["api"]) == ("MY_F0001", "2.03")
        assert [work["content_id"] for work in state["artworks"]][-1] == "MY_F0002"
        async with session.get(f"{tv.control_url}/sim/art/MY_F0001") as answer:
            assert (await answer.read()).startswith(b"\xff\xd8\xff")
        async with session.get(f"{tv.control_url}/sim/art/MY_F9999") as answer:
            assert answer.status == 404
