"""The remote socket and the control socket, frame by frame."""

import asyncio
import base64
import json

import aiohttp
import pytest

from sim.samsung_tv import AppList, Launch, Menu, RemoteFault, SamsungTV

from .conftest import NAME, Connect, emit, granted, press, received

NETFLIX = "3201907018807"


async def test_a_new_client_is_introduced(tv: SamsungTV, connect: Connect) -> None:
    greeting = await received(await connect())
    [client] = greeting["data"]["clients"]
    assert client["deviceName"] == client["attributes"]["name"] == NAME
    assert client["id"] == greeting["data"]["id"]
    assert client["attributes"]["token"] == greeting["data"]["token"] == tv.pairing.tokens["Parlor test"]
    assert client["isHost"] is False


async def test_clients_hear_of_each_other(connect: Connect) -> None:
    first = await connect("Rmlyc3Q=")
    await granted(first)
    second = await connect("U2Vjb25k")
    assert len((await received(second))["data"]["clients"]) == 2
    joined = await received(first)
    assert (joined["event"], joined["data"]["deviceName"]) == ("ms.channel.clientConnect", "U2Vjb25k")
    await emit(second, "custom.greeting", "hello", to="broadcast")
    assert (await received(first))["data"] == "hello"
    await second.close()
    assert (await received(first))["event"] == "ms.channel.clientDisconnect"


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        ("{", "unable to handle message : "),
        ("[]", "missing method field from message"),
        ('{"method": 3}', "missing method field from message"),
        ('{"method": "ms.remote.control"}', "unable to handle message : "),
        ('{"method": "ms.nothing", "params": {}}', "unrecognized method value : ms.nothing"),
        ('{"method": "ms.channel.emit", "params": {"event": "ms.own", "to": "host"}}', "Usage of `ms.`"),
        ('{"method": "ms.channel.emit", "params": {"event": "x", "to": "nobody"}}', "unrecognized `to` value : nobody"),
    ],
)
async def test_what_is_no_command_is_answered_with_an_error(connect: Connect, frame: str, words: str) -> None:
    socket = await connect()
    await granted(socket)
    await socket.send_str(frame)
    answer = await received(socket)
    assert answer["event"] == "ms.error"
    assert answer["data"]["message"].startswith(words)


async def test_nonsense_leaves_the_tv_alone(tv: SamsungTV, connect: Connect) -> None:
    socket = await connect()
    await granted(socket)
    for params in ({}, {"TypeOfRemote": "SendRemoteKey", "Cmd": 1}, {"TypeOfRemote": "SendInputString", "Cmd": "%"}):
        await socket.send_json({"method": "ms.remote.control", "params": params})
    await press(socket, "KEY_NO_SUCH_KEY")
    await press(socket, "KEY_VOLUP")
    await tv.until(lambda: tv.state.volume == 13)
    assert tv.log.keys == ["KEY_NO_SUCH_KEY", "KEY_VOLUP"]


async def test_the_app_list_can_be_ignored_null_and_late(tv: SamsungTV, connect: Connect) -> None:
    socket = await connect()
    await granted(socket)
    tv.configure(app_list=AppList.IGNORED)
    await emit(socket, "ed.installedApp.get")
    await press(socket, "KEY_VOLUP")
    await tv.until(lambda: tv.state.volume == 13)
    tv.configure(app_list=AppList.NULL)
    await emit(socket, "ed.installedApp.get")
    assert (await received(socket))["data"] == {"data": None}
    tv.configure(app_list=AppList.LATE, app_list_seconds=0.1)
    await emit(socket, "ed.installedApp.get")
    late = await received(socket)
    assert (late["event"], late["from"], late["data"]["data"][0]["app_type"]) == ("ed.installedApp.get", "host", 2)


async def test_icons_of_apps_are_handed_out_or_not(tv: SamsungTV, connect: Connect) -> None:
    socket = await connect()
    await granted(socket)
    path = tv.set.apps[0].icon
    await emit(socket, "ed.apps.icon", {"iconPath": path})
    answer = await received(socket)
    assert (answer["event"], answer["data"]["iconPath"]) == ("ed.apps.icon", path)
    assert base64.b64decode(answer["data"]["imageBase64"]).startswith(b"\x89PNG")
    tv.configure(app_icons="null")
    await emit(socket, "ed.apps.icon", {"iconPath": path})
    assert (await received(socket))["data"] == {"iconPath": path, "imageBase64": None}
    tv.configure(app_icons="garbage")
    await emit(socket, "ed.apps.icon", {"iconPath": path})
    assert (await received(socket))["data"]["imageBase64"] == "no picture"
    tv.configure(app_icons="ignored")
    await emit(socket, "ed.apps.icon", {"iconPath": path})
    await press(socket, "KEY_VOLUP")
    await tv.until(lambda: tv.state.volume == 13)


async def test_a_launch_can_be_acknowledged_and_not_happen(tv: SamsungTV, connect: Connect) -> None:
    socket = await connect()
    await granted(socket)
    tv.configure(socket_launch=Launch.SAYS_OK)
    await emit(socket, "ed.apps.launch", {"action_type": "DEEP_LINK", "appId": NETFLIX, "metaTag": ""})
    assert await received(socket) == {"data": 200, "event": "ed.apps.launch", "from": "host"}
    assert tv.state.app is None


async def test_an_app_takes_its_time_and_its_coming_is_pushed_by_older_sets(tv: SamsungTV, connect: Connect) -> None:
    tv.configure(app_start_seconds=0.05, pushes_app_changes=True)
    socket = await connect()
    await granted(socket)
    await emit(socket, "ed.apps.launch", {"action_type": "DEEP_LINK", "appId": NETFLIX})
    assert (await received(socket))["data"] == 200
    assert tv.state.app is None
    assert await received(socket) == {"data": {"update_type": "ed.edenApp.update"}, "event": "ed.edenTV.update"}
    assert tv.state.app == NETFLIX


async def test_an_open_text_field_is_announced(tv: SamsungTV, connect: Connect) -> None:
    socket = await connect()
    await granted(socket)
    tv.change(text_field="")
    assert (await received(socket))["event"] == "ms.remote.imeStart"
    text = base64.b64encode("주말 영화".encode()).decode()
    params = {"Cmd": text, "DataOfCmd": "base64", "TypeOfRemote": "SendInputString"}
    await socket.send_json({"method": "ms.remote.control", "params": params})
    await tv.until(lambda: tv.state.text_field == "주말 영화")
    await socket.send_json({"method": "ms.remote.control", "params": {"TypeOfRemote": "SendInputEnd"}})
    assert (await received(socket))["event"] == "ms.remote.imeEnd"


async def test_the_control_socket_answers_about_apps(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    async with session.ws_connect(f"ws://{tv.host}:8001/api/v2?name={NAME}") as socket:
        assert (await received(socket))["event"] == "ms.channel.connect"
        for question in (NETFLIX, "unknown"):
            await socket.send_json({"id": question, "method": "ms.application.get", "params": {"id": question}})
        assert await received(socket) == {"id": NETFLIX, "result": tv.set.app_status(NETFLIX)}
        assert (await received(socket))["error"]["code"] == 404
        await socket.send_json({"id": "1", "method": "ms.application.start", "params": {"id": NETFLIX}})
        await received(socket)
        assert tv.state.app == NETFLIX
        await press(socket, "KEY_VOLUP")
        assert (await received(socket))["event"] == "ms.error"


async def test_the_tv_pings_and_drops_who_never_answers(tv: SamsungTV, connect: Connect) -> None:
    tv.configure(ping_seconds=0.03)
    socket = await connect(autoping=False)
    kinds = [(await socket.receive(timeout=2)).type for _ in range(4)]
    assert kinds[:3] == [aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.PING, aiohttp.WSMsgType.PING]
    assert kinds[3] in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}


async def test_who_answers_pings_stays(tv: SamsungTV, connect: Connect) -> None:
    tv.configure(ping_seconds=0.02)
    socket = await connect()
    await granted(socket)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await socket.receive()
    await press(socket, "KEY_VOLUP")
    await tv.until(lambda: tv.state.volume == 13)


@pytest.mark.parametrize("answers", [True, False])
async def test_pings_of_a_client_are_answered_or_not(tv: SamsungTV, connect: Connect, answers: bool) -> None:
    tv.configure(answers_pings=answers)
    socket = await connect(autoping=False)
    await granted(socket)
    await socket.ping(b"there?")
    if answers:
        assert (await socket.receive(timeout=2)).type is aiohttp.WSMsgType.PONG
    else:
        with pytest.raises(TimeoutError):
            await socket.receive(timeout=0.2)


async def test_a_mute_socket_says_nothing(tv: SamsungTV, connect: Connect) -> None:
    tv.configure(faults={"remote": RemoteFault.MUTE})
    with pytest.raises(TimeoutError):
        await (await connect()).receive(timeout=0.2)


async def test_a_dropped_socket_is_closed_without_a_word(tv: SamsungTV, connect: Connect) -> None:
    tv.configure(faults={"remote": RemoteFault.DROP})
    assert (await (await connect()).receive(timeout=2)).type is aiohttp.WSMsgType.CLOSE


async def test_garbage_comes_before_the_greeting(tv: SamsungTV, connect: Connect) -> None:
    tv.configure(faults={"remote": RemoteFault.GARBAGE})
    socket = await connect()
    with pytest.raises(json.JSONDecodeError):
        json.loads(await socket.receive_str(timeout=2))
    assert (await received(socket))["event"] == "ms.channel.connect"


async def test_digits_become_a_channel_after_a_while_or_with_enter(tv: SamsungTV, connect: Connect) -> None:
    tv.configure(digit_seconds=0.1)
    socket = await connect()
    await granted(socket)
    for key in ("KEY_1", "KEY_2"):
        await press(socket, key)
    await tv.until(lambda: tv.state.digits == "12")
    await tv.until(lambda: tv.state.channel == "12")
    for key in ("KEY_7", "KEY_ENTER"):
        await press(socket, key)
    await tv.until(lambda: tv.state.channel == "7")
    assert tv.state.digits == ""


async def test_a_key_in_hand_moves_the_picture_without_any_client(tv: SamsungTV) -> None:
    tv.set.press("KEY_HOME")
    assert tv.state.menu is Menu.HOME
    tv.set.press("KEY_RIGHT")
    tv.set.press("KEY_ENTER")
    assert tv.state.app == NETFLIX
