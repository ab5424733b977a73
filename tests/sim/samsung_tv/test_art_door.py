"""Who is let into the art channel, and when the app says that it is ready."""

import json

import aiohttp
import pytest

from sim.samsung_tv import ArtApi, Power

from .conftest import NAME
from .talking_art import frame


@pytest.mark.parametrize(("ready", "events"), [
    ("before", ["ms.channel.ready", "ms.channel.connect"]),
    ("never", ["ms.channel.connect"]),
])  # fmt: skip
async def test_ready_comes_when_it_comes(
    loopback_host: str, session: aiohttp.ClientSession, ready: str, events: list[str]
) -> None:
    async with frame(loopback_host, power=Power.ON) as tv:
        tv.configure(art={"ready": ready})
        url = f"https://{tv.host}:8002/api/v2/channels/com.samsung.art-app"
        async with session.ws_connect(url, params={"name": NAME}) as socket:
            heard = [json.loads(await socket.receive_str(timeout=3))["event"] for _ in events]
            with pytest.raises(TimeoutError):
                await socket.receive(timeout=0.2)
        assert heard == events


async def test_a_token_of_the_remote_may_be_worth_nothing_here(
    loopback_host: str, session: aiohttp.ClientSession
) -> None:
    async with frame(loopback_host, power=Power.ON) as tv:
        base = f"https://{tv.host}:8002/api/v2/channels"
        async with session.ws_connect(f"{base}/samsung.remote.control", params={"name": NAME}) as remote:
            token = json.loads(await remote.receive_str())["data"]["token"]
        tv.configure(art={"token_of_its_own": True}, stale_token="timeout")
        query = {"name": NAME, "token": token}
        async with session.ws_connect(f"{base}/com.samsung.art-app", params=query) as socket:
            assert json.loads(await socket.receive_str(timeout=3)) == {"event": "ms.channel.timeOut"}
        tv.configure(art={"token_of_its_own": False})
        async with session.ws_connect(f"{base}/com.samsung.art-app", params=query) as socket:
            assert json.loads(await socket.receive_str(timeout=3))["event"] == "ms.channel.connect"


@pytest.mark.parametrize(("api", "event"), [
    (ArtApi.OF_2021, "ms.channel.connect"),
    (ArtApi.OF_2022, "ms.channel.unauthorized"),
])  # fmt: skip
async def test_8001_asks_for_no_token_before_2022(
    loopback_host: str, session: aiohttp.ClientSession, api: ArtApi, event: str
) -> None:
    async with frame(loopback_host, api) as tv:
        url = f"http://{tv.host}:8001/api/v2/channels/com.samsung.art-app"
        async with session.ws_connect(url, params={"name": NAME}) as socket:
            assert json.loads(await socket.receive_str(timeout=3))["event"] == event
