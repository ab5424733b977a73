"""What goes wrong on the wire."""

import asyncio
import json
import time

import aiohttp
import pytest

from sim.samsung_tv import SamsungTV

from .conftest import Connect, granted, press

SHORT = aiohttp.ClientTimeout(total=0.3)


async def test_rest_can_be_a_404_with_json(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    tv.configure(faults={"rest": "not_found"})
    async with session.get(f"http://{tv.host}:8001/api/v2/") as answer:
        assert answer.status == 404
        assert (await answer.json())["code"] == 404
    tv.configure(faults={"broken_404": True})
    async with session.get(f"http://{tv.host}:8001/api/v2/") as answer:
        with pytest.raises(json.JSONDecodeError):
            await answer.json()


async def test_rest_can_be_garbage_or_broken(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    tv.configure(faults={"rest": "garbage"})
    async with session.get(f"http://{tv.host}:8001/api/v2/") as answer:
        with pytest.raises(json.JSONDecodeError):
            await answer.json()
    tv.configure(faults={"rest": "error"})
    async with session.get(f"http://{tv.host}:8001/api/v2/") as answer:
        assert answer.status == 500


async def test_rest_can_drip(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    tv.configure(faults={"rest": "drip", "drip_seconds": 0.05})
    async with session.get(f"http://{tv.host}:8001/api/v2/") as answer:
        assert await answer.content.readexactly(3) == b'{"d'
        started = time.monotonic()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await answer.read()
        assert time.monotonic() - started >= 0.3


@pytest.mark.parametrize(
    "faults", [{"rest": "hang"}, {"network": "frozen"}, {"network": "unplugged"}], ids=["hang", "frozen", "unplugged"]
)
@pytest.mark.parametrize("url", ["http://{}:8001/api/v2/", "https://{}:8002/api/v2/"])
async def test_rest_can_fail_to_answer(
    tv: SamsungTV, session: aiohttp.ClientSession, faults: dict[str, str], url: str
) -> None:
    tv.configure(faults=faults)
    await tv.settle()
    with pytest.raises(TimeoutError):
        await session.get(url.format(tv.host), timeout=SHORT)


async def test_8001_can_accept_and_close(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    tv.configure(faults={"port_8001_hangs_up": True})
    await tv.settle()
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await session.get(f"http://{tv.host}:8001/api/v2/")
    async with session.get(f"https://{tv.host}:8002/api/v2/") as answer:
        assert answer.status == 200


async def test_a_frozen_tv_thaws_and_then_takes_what_was_sent(tv: SamsungTV, connect: Connect) -> None:
    tv.configure(ping_seconds=0.05)
    remote = await connect(autoping=False)
    await granted(remote)
    tv.configure(faults={"network": "frozen"})
    await tv.settle()
    await press(remote, "KEY_VOLUP")
    await drain(remote)
    with pytest.raises(TimeoutError):
        await remote.receive(timeout=0.2)
    assert tv.state.volume == 12
    tv.configure(faults={"network": "none"}, ping_seconds=6)
    await tv.until(lambda: tv.state.volume == 13)


async def test_a_pulled_plug_leaves_a_half_open_socket(tv: SamsungTV, connect: Connect) -> None:
    remote = await connect()
    await granted(remote)
    tv.configure(faults={"network": "unplugged"}, ping_seconds=0.05)
    await tv.settle()
    await press(remote, "KEY_VOLUP")
    with pytest.raises(TimeoutError):
        await remote.receive(timeout=0.2)
    assert not remote.closed
    tv.configure(faults={"network": "none"})
    await tv.settle()
    assert (await remote.receive(timeout=2)).type in {aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR}
    assert tv.state.volume == 12
    await granted(await connect("QWdhaW4="))


async def drain(remote: aiohttp.ClientWebSocketResponse) -> None:
    """Read pings that were on their way before the TV froze."""
    while True:
        try:
            await remote.receive(timeout=0.01)
        except TimeoutError:
            return


async def test_unknown_paths_and_channels_are_a_404(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    for path in ("/", "/api/v2", "/api/v2/channels/com.example", "/api/v2/applications/org.tizen.browser"):
        async with session.get(f"http://{tv.host}:8001{path}") as answer:
            assert answer.status == 404
            assert (await answer.json())["message"] == "Not found error."


async def test_a_launch_by_rest_can_say_ok_and_do_nothing(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    tv.configure(rest_launch="says_ok")
    async with session.post(f"http://{tv.host}:8001/api/v2/applications/111299001912") as answer:
        assert await answer.json() == {"ok": True}
    assert tv.state.app is None


async def test_some_apps_are_never_visible(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    tv.configure(never_visible=["3201512006963"])
    tv.change(app="3201512006963")
    async with session.get(f"http://{tv.host}:8001/api/v2/applications/3201512006963") as answer:
        status = await answer.json()
    assert (status["running"], status["visible"]) == (True, False)
