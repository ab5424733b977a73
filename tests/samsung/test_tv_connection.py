"""What survives a TV that refuses, hangs, vanishes or talks nonsense."""

import asyncio
import time

import aiohttp
from aiohttp import web
import pytest

from custom_components.parlor.samsung.errors import PairingNeeded, Refusal, TVUnreachable
from custom_components.parlor.samsung.power.verdict import Power
from custom_components.parlor.samsung.remote.keys import KeyPress
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Connected, Disconnected

from .conftest import TOKEN
from .strange import CONNECT, DEVICE, ordinary, strange_tv
from .watching import SLOW, power, until, watched


async def test_a_new_token_with_every_connection(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(reissue_token=True)
    tokens: list[str] = []
    async with watched(session, tv.host, on_token=tokens.append) as seen:
        for count in (1, 2):
            await until(seen, lambda state: state.connected)
            assert len(tokens) == count and tokens[-1] == tv.pairing.tokens["Parlor"]
            tv.change(power="off")
            await tv.settle()
            tv.change(power="on")
            await until(seen, lambda state: not state.connected)
            await tv.settle()
        assert seen.state.refusal is None


@pytest.mark.parametrize("stale", ["ask", "timeout"])
async def test_a_lost_token_is_no_popup_storm(session: aiohttp.ClientSession, tv: SimulatedTV, stale: str) -> None:
    tv.pairing.revoke()
    tv.configure(stale_token=stale, pairing="deny")
    async with watched(session, tv.host) as seen:
        state = await until(seen, lambda state: state.refusal)
        assert state.refusal is (Refusal.BLOCKED if stale == "ask" else Refusal.AT_ONCE)
        with pytest.raises(PairingNeeded):
            await seen.send_keys([KeyPress("KEY_HOME")])
        await asyncio.sleep(0.4)
        assert len(tv.log.of(Connected)) == 1
        assert power(seen) is Power.ON  # what REST tells is told on


async def test_a_popup_is_left_on_screen(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.pairing.revoke()
    tv.configure(pairing="ask")
    async with watched(session, tv.host) as seen:
        await tv.until(lambda: bool(tv.pairing.popup))
        await asyncio.sleep(0.3)
        assert len(tv.log.of(Connected)) == 0 and not seen.state.connected
        tv.pairing.answer(True)
        await until(seen, lambda state: state.connected)
        assert len(tv.log.of(Connected)) == 1


@pytest.mark.parametrize("fault", [{"remote": "drop"}, {"remote": "mute"}])
async def test_no_connection_for_a_command(
    session: aiohttp.ClientSession, tv: SimulatedTV, fault: dict[str, str]
) -> None:
    tv.configure(faults=fault)
    async with watched(session, tv.host) as seen:
        started = time.monotonic()
        with pytest.raises(TVUnreachable):
            await seen.send_keys([KeyPress("KEY_HOME")])
        assert time.monotonic() - started < 3.5
        tv.configure(faults={"remote": "none"})
        if fault["remote"] == "drop":
            await until(seen, lambda state: state.connected)


@pytest.mark.parametrize("network", ["frozen", "unplugged"])
async def test_gone_in_the_middle(session: aiohttp.ClientSession, tv: SimulatedTV, network: str) -> None:
    async with watched(session, tv.host, timing=SLOW) as seen:
        await until(seen, lambda state: state.connected)
        tv.configure(faults={"network": network})
        await tv.settle()
        await asyncio.sleep(3)
        started = time.monotonic()
        with pytest.raises(TVUnreachable):
            await seen.send_keys([KeyPress("KEY_HOME")])
        assert time.monotonic() - started < 3.5


async def test_half_open_is_noticed_and_healed(
    session: aiohttp.ClientSession, tv: SimulatedTV, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DARK", "DARK_TOO", "QUIET"):
        monkeypatch.setattr(f"custom_components.parlor.samsung.power.evidence.{name}", 0.3)
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.connected)
        tv.configure(faults={"network": "unplugged"})
        await tv.settle()
        await until(seen, lambda state: state.power is Power.OFF and not state.connected, 15)
        tv.configure(faults={"network": "none"})
        await tv.settle()
        # It shows its renderer again, so this was no maintenance wake-up.
        await until(seen, lambda state: state.power is Power.ON and state.connected, 10)


async def test_a_tv_that_appears_later(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async with watched(session, loopback_host) as seen:
        assert power(seen) is Power.OFF and seen.state.info is None
        async with SimulatedTV(loopback_host, control_port=0) as tv:
            tv.pairing.tokens["Parlor"] = TOKEN
            await until(seen, lambda state: state.power is Power.ON and state.connected and state.info)


async def test_sets_without_tokens(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(token_auth=False)
    async with watched(session, tv.host, token=None) as seen:
        await until(seen, lambda state: state.connected)
        assert not tv.log.of(Connected)[0].tls


async def test_answers_that_are_none(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        for fault in ("not_found", "garbage", "error"):
            tv.configure(faults={"rest": fault})
            await asyncio.sleep(0.15)
            assert power(seen) is Power.ON
        await seen.refresh()
        await seen.send_keys([KeyPress("KEY_HOME")])
        tv.configure(faults={"rest": "none"})
        tv.change(power="standby")
        await until(seen, lambda state: state.power is Power.OFF)


async def test_faults_of_ours_do_not_end_the_watching(
    session: aiohttp.ClientSession, tv: SimulatedTV, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("custom_components.parlor.samsung.tv.AFTER_FAULT", 0.05)

    def explode(_: object) -> None:
        raise ZeroDivisionError

    tv.pairing.revoke()
    async with watched(session, tv.host, on_token=explode) as seen:
        seen.subscribe(explode)
        await until(seen, lambda state: state.connected)
    assert "Watching" in caplog.text and "listener" in caplog.text
    await tv.until(lambda: len(tv.log.of(Disconnected)) == 2)


async def test_nothing_is_left_behind(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    before = len(asyncio.all_tasks())
    for _ in range(5):
        async with watched(session, tv.host) as seen:
            await until(seen, lambda state: state.connected)
    await tv.until(lambda: len(tv.log.of(Disconnected)) == len(tv.log.of(Connected)) == 5)
    assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("samsung")]
    assert len(asyncio.all_tasks()) - before < 8  # the simulated TV's own, for connections kept for more questions


async def test_strange_frames_do_not_end_the_connection(session: aiohttp.ClientSession, loopback_host: str) -> None:
    pressed = asyncio.Event()

    async def remote(socket: web.WebSocketResponse) -> None:
        await socket.send_str(CONNECT)
        for nonsense in ("{", '{"event":"ed.installedApp.get","data":{"data":null}}', '{"event":"ms.error","data":7}'):
            await socket.send_str(nonsense)
        async for message in socket:
            if "KEY_HOME" in message.data:
                pressed.set()

    async with (
        strange_tv(loopback_host, remote=remote),
        watched(session, loopback_host, token=None, timing=SLOW) as seen,
    ):
        await until(seen, lambda state: state.connected)
        await seen.send_keys([KeyPress("KEY_HOME")])
        async with asyncio.timeout(3):
            await pressed.wait()


async def test_a_message_of_a_megabyte(session: aiohttp.ClientSession, loopback_host: str) -> None:
    connections = 0

    async def remote(socket: web.WebSocketResponse) -> None:
        nonlocal connections
        connections += 1
        await socket.send_str(CONNECT)
        if connections == 1:
            await socket.send_str('"' + "x" * 1_000_000 + '"')
        async for _ in socket:
            pass

    async with strange_tv(loopback_host, remote=remote), watched(session, loopback_host, token=None) as seen:
        await until(seen, lambda _: connections == 2)
        await until(seen, lambda state: state.connected)


async def test_another_set_took_the_address(session: aiohttp.ClientSession, loopback_host: str) -> None:
    device = {**DEVICE, "device": {**DEVICE["device"], "udn": "uuid:other"}}
    answers = [DEVICE, device]

    async def rest(request: web.Request) -> web.StreamResponse:
        if request.path != "/api/v2/":
            return await ordinary(request)
        return web.json_response(answers[0] if len(answers) == 1 else answers.pop(0))

    async with strange_tv(loopback_host, rest=rest), watched(session, loopback_host, token=None) as seen:
        await until(seen, lambda state: state.info and state.info.udn == "other")
