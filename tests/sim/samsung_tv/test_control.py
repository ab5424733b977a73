"""The control port."""

import json

import aiohttp
import pytest

from sim.samsung_tv import Power, SamsungTV

from .conftest import Connect, granted, press


async def post(session: aiohttp.ClientSession, tv: SamsungTV, path: str, body: object) -> tuple[int, dict[str, object]]:
    """Return status and answer."""
    data = body if isinstance(body, str) else json.dumps(body)
    async with session.post(f"{tv.control_url}/sim/{path}", data=data) as answer:
        return answer.status, await answer.json()


async def test_a_partial_state_is_merged(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    wanted = {
        "volume": 40,
        "mute": True,
        "app": "11101200001",
        "channel": "12",
        "pairing": "ask",
        "off_lag": 2,
        "faults": {"rest": "garbage"},
    }
    status, state = await post(session, tv, "state", wanted)
    assert status == 200
    assert state["app"] == "3201907018807"
    assert (state["volume"], state["channel"], state["off_lag"]) == (40, "12", 2.0)
    assert state["faults"] == {
        "network": "none",
        "port_8001_hangs_up": False,
        "rest": "garbage",
        "drip_seconds": 1.0,
        "broken_404": False,
        "remote": "none",
        "app_socket": "none",
        "upnp": "none",
    }
    async with session.get(f"{tv.control_url}/sim/state") as answer:
        assert await answer.json() == state


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("state", "{", "Expecting"),
        ("state", [], "JSON object"),
        ("state", {"volume": 101}, "volume: must be a whole number from 0 to 100"),
        ("state", {"volume": True}, "volume: must be a whole number"),
        ("state", {"volume": "12"}, "volume: must be a whole number"),
        ("state", {"mute": 1}, "mute: must be true or false"),
        ("state", {"power": "asleep"}, "power: must be one of on, art, standby, off"),
        ("state", {"app": "nothing"}, "app: not installed"),
        ("state", {"off_lag": -1}, "off_lag: must be from 0"),
        ("state", {"off_lag": None}, "off_lag: must be a number of seconds"),
        ("state", {"dark_after": "soon"}, "dark_after: must be a number of seconds"),
        ("state", {"announce_to": ["nowhere"]}, "announce_to: must be an address with a port"),
        ("state", {"announce_to": "127.0.0.1:9"}, "announce_to: must be a list"),
        ("state", {"faults": {"rest": "odd"}}, "faults: rest: must be one of"),
        ("state", {"faults": "all"}, "faults: must be an object"),
        ("state", {"colour": "red"}, "colour: unknown; known are"),
        ("pairing", {"answer": "perhaps"}, "answer: must be allow or deny"),
        ("pairing", {"answer": "allow"}, "there is no popup to answer"),
        ("pairing", {"revoke": 3}, "revoke: must be a client's name"),
        ("key", {"key": "VOLUP"}, "key: must be a key's name"),
        ("key", {"key": "KEY_A", "command": "Hit"}, "command: must be one of"),
        ("power", {"do": "dance"}, "do: must be off, on or wake_network"),
        ("power", {"do": "wake_network", "reports": "odd"}, "must be one of"),
    ],
)
async def test_bad_input_is_refused_with_a_reason_and_changes_nothing(
    tv: SamsungTV, session: aiohttp.ClientSession, path: str, body: object, words: str
) -> None:
    before = (tv.state, tv.settings)
    status, answer = await post(session, tv, path, body)
    assert status == 400
    assert words in str(answer["error"])
    assert (tv.state, tv.settings) == before


async def test_good_values_beside_a_bad_one_are_not_taken(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    status, _ = await post(session, tv, "state", {"volume": 50, "off_lag": "long"})
    assert (status, tv.state.volume) == (400, 12)


async def test_the_remote_in_hand_and_power(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    _, state = await post(session, tv, "key", {"key": "KEY_HDMI2"})
    assert state["input"] == "HDMI2"
    tv.configure(off_lag=60)
    _, state = await post(session, tv, "power", {"do": "off"})
    assert (state["power"], state["lagging"], state["power_state"]) == ("standby", True, "on")
    _, state = await post(session, tv, "power", {"do": "on"})
    assert (state["power"], state["power_state"]) == ("on", "on")
    await post(session, tv, "state", {"power": "off"})
    _, state = await post(session, tv, "power", {"do": "wake_network", "seconds": 60, "reports": "empty"})
    assert (state["power"], state["power_state"]) == ("off", "")


async def test_the_log_tells_what_came(tv: SamsungTV, session: aiohttp.ClientSession, connect: Connect) -> None:
    remote = await connect()
    await granted(remote)
    await press(remote, "KEY_MUTE")
    await tv.until(lambda: tv.state.mute)
    async with session.get(f"{tv.control_url}/sim/log") as answer:
        entries = await answer.json()
    assert [entry["kind"] for entry in entries] == ["Requested", "Connected", "KeyReceived"]
    assert entries[-1] | {"at": 0, "monotonic": 0} == {
        "kind": "KeyReceived",
        "at": 0,
        "monotonic": 0,
        "client": "Parlor test",
        "command": "Click",
        "key": "KEY_MUTE",
    }


async def test_a_reset_forgets_everything(tv: SamsungTV, session: aiohttp.ClientSession, connect: Connect) -> None:
    await granted(await connect())
    tv.set.press("KEY_POWER")
    tv.configure(pairing="deny", faults={"network": "unplugged"})
    await tv.settle()
    status, state = await post(session, tv, "reset", {})
    assert (status, state["power"], state["pairing"], state["paired"]) == (200, "on", "allow", [])
    assert not {"Connected", "KeyReceived"} & {entry["kind"] for entry in tv.log.as_json()}
    async with session.get(f"http://{tv.host}:8001/api/v2/") as answer:
        assert answer.status == 200


async def test_the_screen_follows(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    async with session.get(f"{tv.control_url}/") as page:
        assert "text/html" in page.headers["Content-Type"]
        assert "EventSource" in await page.text()
    async with session.get(f"{tv.control_url}/sim/events") as events:
        lines = (line async for line in events.content if line.startswith(b"data: "))
        assert json.loads((await anext(lines))[6:])["volume"] == 12
        tv.set.press("KEY_VOLUP")
        assert json.loads((await anext(lines))[6:])["volume"] == 13


async def test_the_port_stays_when_the_network_is_gone(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    await post(session, tv, "state", {"power": "off", "dark": "silent"})
    _, state = await post(session, tv, "power", {"do": "on"})
    assert state["power"] == "on"
    assert tv.state.power is Power.ON
