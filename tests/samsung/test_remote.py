"""The remote channel: pairing in every way it ends, frames in any order, and connections that misbehave."""

import asyncio
import time
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.parlor.samsung.errors import PairingNeeded, PortsClosed, Refusal, TVUnreachable
from custom_components.parlor.samsung.frames import App, AppList, Frame, Malformed, app_list_frame, key_frame
from custom_components.parlor.samsung.remote.socket import Pairing, RemoteSocket, pair
from sim.samsung_tv import FirstFrame, SamsungTV as SimulatedTV
from sim.samsung_tv.log import Connected, Disconnected

from .conftest import TOKEN
from .strange import CONNECT, strange_tv


async def everything_closed(tv: SimulatedTV) -> None:
    """Wait until every connection that was opened is closed again."""
    await tv.until(lambda: len(tv.log.of(Disconnected)) >= max(1, len(tv.log.of(Connected))))


async def test_allowed(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.pairing.revoke()
    pairing = await pair(session, tv.host, secure=True)
    assert pairing == Pairing(token=tv.pairing.tokens["Parlor"])
    await everything_closed(tv)


async def test_a_popup_answered_with_no(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.pairing.revoke()
    tv.configure(pairing="ask")
    asking = asyncio.create_task(pair(session, tv.host, secure=True))
    await tv.until(lambda: bool(tv.pairing.popup))
    await asyncio.sleep(0.6)
    tv.pairing.answer(False)
    assert await asking == Pairing(refusal=Refusal.DENIED)
    await everything_closed(tv)


async def test_a_popup_nobody_answers(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.pairing.revoke()
    tv.configure(pairing="ask", popup_seconds=0.7)
    assert await pair(session, tv.host, secure=True) == Pairing(refusal=Refusal.UNANSWERED)
    await everything_closed(tv)


@pytest.mark.parametrize(("answer", "refusal"), [("deny", Refusal.BLOCKED), ("timeout", Refusal.AT_ONCE)])
async def test_refused_without_asking(
    session: aiohttp.ClientSession, tv: SimulatedTV, answer: str, refusal: Refusal
) -> None:
    tv.pairing.revoke()
    tv.configure(pairing=answer)
    assert await pair(session, tv.host, secure=True) == Pairing(refusal=refusal)
    await everything_closed(tv)


async def test_a_set_without_tokens(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(token_auth=False)
    assert await pair(session, tv.host, secure=False) == Pairing()


async def test_giving_up_leaves_nothing_open(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.pairing.revoke()
    tv.configure(pairing="ask")
    asking = asyncio.create_task(pair(session, tv.host, secure=True))
    await tv.until(lambda: bool(tv.pairing.popup))
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    tv.pairing.answer(True)
    await everything_closed(tv)


@pytest.mark.parametrize("first", [[kind] for kind in FirstFrame] + [list(FirstFrame)])
async def test_frames_in_any_order(session: aiohttp.ClientSession, tv: SimulatedTV, first: list[FirstFrame]) -> None:
    tv.configure(first_frames=first, faults={"remote": "garbage"})
    socket = await RemoteSocket.open(session, tv.host, secure=True, token=TOKEN)
    assert socket.token == TOKEN and socket.malformed == 1 and socket.is_open
    await socket.close()
    await everything_closed(tv)


async def test_a_token_forgotten_by_the_tv(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.pairing.revoke()
    tv.configure(stale_token="timeout")
    with pytest.raises(PairingNeeded) as refused:
        await RemoteSocket.open(session, tv.host, secure=True, token=TOKEN)
    assert refused.value.refusal is Refusal.AT_ONCE
    await everything_closed(tv)


async def test_a_tv_that_hangs_up(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(faults={"remote": "drop"})
    with pytest.raises(TVUnreachable):
        await RemoteSocket.open(session, tv.host, secure=True, token=TOKEN)


async def test_a_tv_that_connects_and_says_nothing(
    session: aiohttp.ClientSession, tv: SimulatedTV, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.parlor.samsung.remote.socket.ANSWER_TIMEOUT", 0.2)
    tv.configure(faults={"remote": "mute"})
    with pytest.raises(TVUnreachable, match="says nothing"):
        await RemoteSocket.open(session, tv.host, secure=True, token=TOKEN)


async def test_a_channel_that_is_not_there_yet(session: aiohttp.ClientSession, loopback_host: str) -> None:
    runner = web.AppRunner(web.Application())
    await runner.setup()
    await web.TCPSite(runner, loopback_host, 8001).start()
    with pytest.raises(TVUnreachable):
        await RemoteSocket.open(session, loopback_host, secure=False)
    await runner.cleanup()


@pytest.mark.parametrize("network", ["frozen", "unplugged"])
async def test_a_tv_that_never_answers(session: aiohttp.ClientSession, tv: SimulatedTV, network: str) -> None:
    tv.configure(faults={"network": network})
    await tv.settle()
    started = time.monotonic()
    with pytest.raises(TVUnreachable):
        await RemoteSocket.open(session, tv.host, secure=True, token=TOKEN)
    assert time.monotonic() - started < 3.5


async def test_no_tv(session: aiohttp.ClientSession, loopback_host: str) -> None:
    with pytest.raises(PortsClosed):
        await RemoteSocket.open(session, loopback_host, secure=True)


async def test_keys_arrive_in_order(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    socket = await RemoteSocket.open(session, tv.host, secure=True, token=TOKEN)
    keys = [f"KEY_{number}" for number in range(100)]
    for key in keys:
        await socket.send(key_frame(key))
    await tv.until(lambda: len(tv.log.keys) == 100)
    assert tv.log.keys == keys
    await socket.close()


async def listened(socket: RemoteSocket) -> list[Frame | None]:
    """Listen until the connection is over."""
    heard: list[Frame | None] = []
    await socket.listen(heard.append)
    return heard


async def test_pings_are_answered_and_told(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(ping_seconds=0.05)
    socket = await RemoteSocket.open(session, tv.host, secure=True, token=TOKEN)
    listening = asyncio.create_task(listened(socket))
    await asyncio.sleep(0.4)  # the TV hangs up after two pings without an answer
    assert socket.is_open and socket.pings > 3
    await socket.close()
    assert None in await listening


async def strange(
    session: aiohttp.ClientSession, host: str, serve: Any, *, limit: float = 3
) -> tuple[list[Frame | None], RemoteSocket]:
    """Return what is heard from a TV that connects and then does something strange."""

    async def remote(socket: web.WebSocketResponse) -> None:
        await socket.send_str(CONNECT)
        await serve(socket)

    async with strange_tv(host, remote=remote), asyncio.timeout(limit):
        socket = await RemoteSocket.open(session, host, secure=False)
        try:
            return await listened(socket), socket
        finally:
            await socket.close()


async def test_nonsense_is_counted(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async def serve(socket: web.WebSocketResponse) -> None:
        for nonsense in ("{", "[]", '{"event": 1}', "[" * 9999, "\x00"):
            await socket.send_str(nonsense)
        await socket.send_bytes(b"\xff" * 100)
        await socket.pong(b"unasked")
        await socket.send_str('{"event":"ed.installedApp.get","data":{"data":[{"appId":"1","name":"One"}]}}')

    heard, socket = await strange(session, loopback_host, serve)
    assert heard == [Malformed()] * 5 + [AppList((App("1", "One"),))]
    assert socket.malformed == 6


async def test_a_message_that_is_too_long(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async def serve(socket: web.WebSocketResponse) -> None:
        await socket.send_str('{"event":"' + "x" * 1_000_000 + '"}')
        await socket.receive()

    heard, socket = await strange(session, loopback_host, serve)
    assert heard == [] and not socket.is_open


async def test_text_that_is_none(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async def serve(socket: web.WebSocketResponse) -> None:
        await socket.send_frame(b"\xff\xfe", aiohttp.WSMsgType.TEXT)
        await socket.receive()

    heard, _ = await strange(session, loopback_host, serve)
    assert heard == []


async def test_cut_in_the_middle(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async def serve(socket: web.WebSocketResponse) -> None:
        transport = socket.get_extra_info("socket")
        assert transport is not None
        await socket.send_str('{"event":"a"}')
        raise ConnectionAbortedError

    heard, _ = await strange(session, loopback_host, serve)
    assert len(heard) == 1


async def test_a_tv_that_floods(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async def serve(socket: web.WebSocketResponse) -> None:
        for _ in range(20_000):
            await socket.send_str('{"event":"ms.remote.touchEnable"}')

    heard, _ = await strange(session, loopback_host, serve, limit=20)
    assert len(heard) == 20_000


async def test_silence_after_pings_is_the_end(
    session: aiohttp.ClientSession, loopback_host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.parlor.samsung.remote.socket.SILENCE", 0.2)

    async def serve(socket: web.WebSocketResponse) -> None:
        await socket.ping()
        while not socket.closed:
            await socket.receive()

    heard, _ = await strange(session, loopback_host, serve)
    assert heard == [None]


async def test_sending_to_what_is_gone(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    socket = await RemoteSocket.open(session, tv.host, secure=True, token=TOKEN)
    await socket.close()
    with pytest.raises(TVUnreachable):
        await socket.send(app_list_frame())
