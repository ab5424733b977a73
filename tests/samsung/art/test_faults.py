"""What survives an art app that is deaf, late, busy or gone, and a set that sleeps."""

import asyncio
from dataclasses import replace
import time
from typing import Any

import aiohttp
import pytest

from custom_components.parlor.samsung.art.state import MY_PHOTOS
from custom_components.parlor.samsung.errors import (
    NotSupported,
    PairingNeeded,
    Refusal,
    SamsungError,
    TVBusy,
    TVSilent,
    TVUnreachable,
)
from custom_components.parlor.samsung.power.verdict import Power
from sim.samsung_tv import ArtApi, Power as Shown, SamsungTV as SimulatedTV
from sim.samsung_tv.log import ArtRequested, Requested

from ..watching import until, watched
from .frames import APIS, CHANNEL, QUICK, art_connections, hung, settled, simulated

ASKING = "custom_components.parlor.samsung.art.asking"


pytestmark = pytest.mark.usefixtures("patient")


@pytest.mark.parametrize("fault", ["deaf", "garbage", "busy"])
async def test_an_app_that_answers_nothing_of_use(
    session: aiohttp.ClientSession, loopback_host: str, fault: str
) -> None:
    async with hung(session, loopback_host) as (tv, seen):
        await settled(seen)
        tv.configure(art={"fault": fault})
        started = time.monotonic()
        commands = [seen.art.set_mode(False), seen.art.artworks(), seen.art.thumbnail("MY_F0001"), seen.art.select("x")]
        results = await asyncio.gather(*commands, return_exceptions=True)
        assert all(isinstance(result, SamsungError) for result in results)
        assert time.monotonic() - started < 25
        tv.configure(art={"fault": "none"})
        await healed(tv, seen)


async def healed(tv: SimulatedTV, seen: Any) -> None:
    """See that everything works again, by itself."""
    async with asyncio.timeout(40):
        while True:
            try:
                assert len(await seen.art.artworks(MY_PHOTOS)) == 2
            except SamsungError:
                await asyncio.sleep(0.1)
            else:
                return


async def test_a_deaf_app_is_connected_to_anew(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async with hung(session, loopback_host, timing=replace(QUICK, art_poll=0.2)) as (tv, seen):
        await settled(seen)
        tv.configure(art={"fault": "deaf"})
        await until(seen, lambda state: state.art and not state.art.is_connected)
        tv.configure(art={"fault": "none"})
        await until(seen, lambda state: state.art and state.art.is_connected, 10)
        await healed(tv, seen)


async def test_late_answers_answer_nothing_else(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async with hung(session, loopback_host, one_at_a_time=False) as (tv, seen):
        await settled(seen)
        tv.configure(art={"answer_seconds": 0.6})
        for _ in range(2):
            with pytest.raises(TVSilent):
                await seen.art.set_brightness(3)
        tv.configure(art={"answer_seconds": 0})
        for _ in range(10):
            assert len(await seen.art.artworks(MY_PHOTOS)) == 2
            await asyncio.sleep(0.05)
        await seen.art.set_brightness(4)
        assert tv.state.gallery.brightness == 4


@pytest.mark.parametrize("api", APIS)
async def test_old_firmwares_that_only_broadcast_late(
    session: aiohttp.ClientSession, loopback_host: str, api: ArtApi
) -> None:
    async with hung(session, loopback_host, api, broadcast_seconds=0.3) as (_, seen):
        await settled(seen)
        for on in (False, True):
            await seen.art.set_mode(on)
            assert seen.state.art is not None and seen.state.art.mode is on


@pytest.mark.parametrize("wrong_api", ["silent", "error"])
@pytest.mark.parametrize("ready", ["before", "never"])
@pytest.mark.parametrize("api", APIS)
async def test_every_way_to_begin(
    session: aiohttp.ClientSession, loopback_host: str, api: ArtApi, wrong_api: str, ready: str
) -> None:
    async with hung(session, loopback_host, api, wrong_api=wrong_api, ready=ready) as (_, seen):
        art = await settled(seen)
        assert art.api_version == api and art.slideshow is not None and art.brightness is not None


@pytest.mark.parametrize("api", APIS)
async def test_silent_until_art_is_shown(session: aiohttp.ClientSession, loopback_host: str, api: ArtApi) -> None:
    async with hung(session, loopback_host, api, power=Shown.ON) as (tv, seen):
        art = await settled(seen)
        assert art.mode is False and art.current is None and art.slideshow is None
        tv.change(power="art")
        art = await settled(seen, lambda art: art.current and art.slideshow)
        assert art.current is not None and art.current.content_id == "SAM-S0100001"
        assert tv.log.art.count("get_api_version") <= 1  # what was learned is kept


async def test_no_app_at_all_is_asked_rarely(session: aiohttp.ClientSession, loopback_host: str) -> None:
    timing = replace(QUICK, art_poll=0.1, art_retry_most=600, reconnect=0.05)
    async with simulated(loopback_host, ArtApi.NONE) as tv, watched(session, tv.host, timing=timing) as seen:
        await until(seen, lambda state: state.connected)
        await asyncio.sleep(6)
        assert seen.state.art is None and seen.state.power is Power.ON
        assert len(art_connections(tv)) <= 5
        with pytest.raises((TVSilent, TVUnreachable)):
            await seen.art.set_mode(True)


async def test_no_frame(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host, timing=QUICK) as seen:
        await until(seen, lambda state: state.connected)
        with pytest.raises(NotSupported):
            await seen.art.set_mode(True)
        assert not art_connections(tv) and seen.state.art is None


@pytest.mark.parametrize("pairing", ["deny", "timeout"])
async def test_a_refusal_is_remembered(session: aiohttp.ClientSession, loopback_host: str, pairing: str) -> None:
    async with simulated(loopback_host, token_of_its_own=True) as tv:
        tv.configure(pairing=pairing, popup_seconds=0.2, stale_token="timeout")
        async with watched(session, tv.host, timing=QUICK) as seen:
            await until(seen, lambda state: state.connected)
            await tv.until(lambda: bool(art_connections(tv)))
            results = await asyncio.gather(*(seen.art.set_mode(True) for _ in range(3)), return_exceptions=True)
            assert {result.refusal for result in results if isinstance(result, PairingNeeded)} == {Refusal.AT_ONCE}
            with pytest.raises(PairingNeeded):
                await seen.art.select("MY_F0001")
            await asyncio.sleep(0.5)
            assert len(art_connections(tv)) == 1
            assert seen.state.connected and seen.state.refusal is None  # the remote channel is another matter


async def test_one_popup_and_no_more(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async with simulated(loopback_host, power=Shown.ON) as tv:
        tv.pairing.revoke()
        tv.configure(pairing="ask")
        async with watched(session, tv.host, timing=QUICK) as seen:
            await tv.until(lambda: bool(tv.pairing.popup))
            with pytest.raises(TVUnreachable):
                await seen.art.set_mode(True)  # does not ask once more, however it is wanted
            assert not [asked for asked in tv.log.of(Requested) if CHANNEL in asked.path]
            tv.pairing.answer(True)
            await until(seen, lambda state: state.art and state.art.mode is not None)
            assert len(art_connections(tv)) == 1 and not tv.pairing.popup


async def test_a_new_token_with_every_connection(session: aiohttp.ClientSession, loopback_host: str) -> None:
    tokens: list[str] = []
    async with simulated(loopback_host) as tv:
        tv.configure(reissue_token=True)
        async with watched(session, tv.host, timing=QUICK, on_token=tokens.append) as seen:
            await until(seen, lambda state: state.art and state.art.mode)
            assert tokens[-1] == tv.pairing.tokens["Parlor"]
            for power in ("off", "art"):
                tv.change(power=power)
                await tv.settle()
            await until(seen, lambda state: not state.connected)
            await until(seen, lambda state: state.connected and state.art and state.art.is_connected, 15)
            assert tokens[-1] == tv.pairing.tokens["Parlor"] and seen.state.refusal is None


async def test_a_plug_that_is_pulled(
    session: aiohttp.ClientSession, loopback_host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DARK", "QUIET"):
        monkeypatch.setattr(f"custom_components.parlor.samsung.power.evidence.{name}", 0.3)
    async with hung(session, loopback_host, timing=replace(QUICK, poll=0.1, poll_soon=0.1)) as (tv, seen):
        await settled(seen)
        tv.configure(faults={"network": "unplugged"})
        await tv.settle()
        state = await until(seen, lambda state: state.power is Power.OFF, 10)
        await until(seen, lambda state: state.art and not state.art.is_connected and state.art.mode is None, 10)
        assert state.evidence.in_art is None
        started = time.monotonic()
        with pytest.raises(TVUnreachable):
            await seen.art.set_mode(True)
        assert time.monotonic() - started < 3.6
        tv.configure(faults={"network": "none"})
        await tv.settle()
        await until(seen, lambda state: state.power is Power.ART and state.art and state.art.is_connected, 15)
        await healed(tv, seen)


async def test_a_request_lost_behind_another(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async with hung(session, loopback_host, ArtApi.OF_2021) as (tv, seen):
        await settled(seen, lambda art: art.filters and art.rotation)
        tv.configure(art={"answer_seconds": 1})
        url = f"ws://{tv.host}:8001/api/v2/channels/{CHANNEL}?name=T3RoZXI="
        async with session.ws_connect(url) as other:
            await other.send_str(
                '{"method":"ms.channel.emit","params":{"event":"art_app_request","to":"host",'
                '"data":"{\\"request\\":\\"get_matte_list\\",\\"id\\":\\"1\\"}"}}'
            )
            await tv.until(lambda: "get_matte_list" in tv.log.art[-1:])
            with pytest.raises(TVSilent):
                await seen.art.artworks()
        assert tv.log.of(ArtRequested)[-1].dropped
        tv.configure(art={"answer_seconds": 0})
        await healed(tv, seen)


async def test_too_much_at_once(
    session: aiohttp.ClientSession, loopback_host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{ASKING}.TURN", 1)
    async with hung(session, loopback_host) as (tv, seen):
        await settled(seen)
        tv.configure(art={"fault": "deaf"})
        results = await asyncio.gather(*(seen.art.artworks() for _ in range(60)), return_exceptions=True)
        assert sum(isinstance(result, TVBusy) for result in results) > 40
        assert all(isinstance(result, SamsungError) for result in results)
        tv.configure(art={"fault": "none"})
        await healed(tv, seen)


async def test_nothing_is_left_when_it_is_closed(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async with hung(session, loopback_host) as (tv, seen):
        tv.configure(art={"fault": "deaf"})
        asking = asyncio.create_task(seen.art.artworks())
        await asyncio.sleep(0.1)
        await seen.close()
        with pytest.raises(SamsungError):
            await asking
    assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("samsung")]
