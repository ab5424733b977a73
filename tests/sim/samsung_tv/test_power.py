"""How the TV sleeps, lies about it, and wakes."""

import asyncio
import socket

import aiohttp
from async_upnp_client.search import SsdpSearchListener
from async_upnp_client.utils import CaseInsensitiveDict
import pytest

from sim.samsung_tv import Power, Reports, SamsungTV

from .conftest import Connect, granted, press

RENDERER = "urn:schemas-upnp-org:device:MediaRenderer:1"


async def told(tv: SamsungTV, session: aiohttp.ClientSession) -> str | None:
    """Return what REST says as PowerState, None if it says nothing of it."""
    async with session.get(f"http://{tv.host}:8001/api/v2/") as answer:
        state: str | None = (await answer.json())["device"].get("PowerState")
        return state


def power(tv: SamsungTV) -> Power:
    """Return what a person in front of the set sees."""
    return tv.state.power


async def test_after_off_rest_says_on_then_standby_then_nothing(
    tv: SamsungTV, session: aiohttp.ClientSession, connect: Connect
) -> None:
    tv.configure(off_lag=0.3, dark_after=0.2)
    remote = await connect()
    await granted(remote)
    await press(remote, "KEY_POWER")
    await tv.until(lambda: tv.state.power is Power.STANDBY)
    assert await told(tv, session) == "on"
    await tv.until(lambda: not tv.state.lagging)
    assert await told(tv, session) == "standby"
    await tv.until(lambda: tv.state.power is Power.OFF)
    await tv.settle()
    with pytest.raises(aiohttp.ClientConnectorError):
        await told(tv, session)
    assert (await remote.receive(timeout=2)).type in {aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR}


async def test_a_dark_tv_can_swallow_packets(tv: SamsungTV) -> None:
    tv.configure(dark="silent")
    tv.change(power="off")
    await tv.settle()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await asyncio.open_connection(tv.host, 8002)
    tv.change(power="on")
    await tv.settle()
    _, writer = await asyncio.open_connection(tv.host, 8001)
    writer.close()


@pytest.mark.parametrize(
    ("reports", "expected"),
    [(Reports.ON, "on"), (Reports.EMPTY, ""), (Reports.STANDBY, "standby"), (Reports.ABSENT, None)],
)
async def test_a_maintenance_wake_brings_the_network_alone(
    tv: SamsungTV, session: aiohttp.ClientSession, reports: Reports, expected: str | None
) -> None:
    tv.change(power="off")
    tv.set.wake_network(0.3, reports)
    await tv.settle()
    assert await told(tv, session) == expected
    assert power(tv) is Power.OFF
    await tv.until(lambda: tv.state.maintenance is None)
    await tv.settle()
    with pytest.raises(aiohttp.ClientConnectorError):
        await told(tv, session)


@pytest.mark.parametrize("art_reports", ["on", "standby"])
async def test_a_frame_in_art_mode_says_on_or_standby(
    loopback_host: str, session: aiohttp.ClientSession, art_reports: str
) -> None:
    async with SamsungTV(loopback_host, model="QE55LS03DAUXXN") as tv:
        tv.configure(art_reports=art_reports)
        tv.set.press("KEY_POWER")
        assert power(tv) is Power.ART
        assert await told(tv, session) == art_reports
        tv.set.press("KEY_POWER")
        assert power(tv) is Power.ON
        tv.set.press("KEY_POWEROFF")
        assert power(tv) is Power.STANDBY


async def test_old_sets_do_not_tell_and_wake_when_asked(
    tv: SamsungTV, session: aiohttp.ClientSession, connect: Connect
) -> None:
    tv.configure(reports="absent", websocket_wakes=True)
    tv.set.turn_off()
    assert await told(tv, session) is None
    assert power(tv) is Power.STANDBY
    await granted(await connect())
    assert power(tv) is Power.ON


async def test_the_power_key_wakes_from_standby(tv: SamsungTV, connect: Connect) -> None:
    remote = await connect()
    await granted(remote)
    tv.configure(wake_seconds=0.05)
    tv.set.turn_off()
    await press(remote, "KEY_POWER")
    await tv.until(lambda: tv.state.power is Power.ON)


def _magic(mac: str) -> bytes:
    """Return the packet that wakes a TV."""
    return b"\xff" * 6 + bytes.fromhex(mac.replace(":", "")) * 16


@pytest.mark.parametrize("to", ["host", "broadcast"])
async def test_a_magic_packet_wakes_a_dark_tv(tv: SamsungTV, to: str) -> None:
    if any("Wake-on-LAN" in what for what in tv.skipped):
        pytest.skip(f"port 9 cannot be opened here: {tv.skipped}")
    tv.change(power="off")
    address = (tv.host if to == "host" else "127.255.255.255", 9)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        sender.sendto(_magic("7c:0a:3f:00:00:00"), address)
        sender.sendto(_magic(tv.identity.mac)[:50], address)
        sender.sendto(_magic(tv.identity.mac), address)
    await tv.until(lambda: tv.state.power is Power.ON)
    assert len([entry for entry in tv.log.as_json() if entry["kind"] == "Woken"]) == 1


async def test_a_unicast_search_finds_the_renderer(tv: SamsungTV) -> None:
    found: list[CaseInsensitiveDict] = []
    answered = asyncio.Event()

    def hear(headers: CaseInsensitiveDict) -> None:
        found.append(headers)
        answered.set()

    listener = SsdpSearchListener(
        callback=hear, source=("127.0.0.1", 0), target=(tv.host, 1900), search_target=RENDERER
    )
    await listener.async_start()
    listener.async_search()
    async with asyncio.timeout(3):
        await answered.wait()
    listener.async_stop()
    [headers] = found
    assert headers["location"] == f"http://{tv.host}:9197/dmr"
    assert headers["usn"] == f"{tv.identity.udn}::{RENDERER}"
    assert "Samsung" in headers["server"]


class Announcements(asyncio.DatagramProtocol):
    """Everything a TV announces."""

    def __init__(self) -> None:
        """Hear nothing yet."""
        self.heard: asyncio.Queue[bytes] = asyncio.Queue()

    def datagram_received(self, data: bytes, addr: object) -> None:
        """Hear one announcement."""
        self.heard.put_nowait(data)

    async def kind(self) -> str:
        """Return what the next announcement about the renderer says."""
        async with asyncio.timeout(3):
            while True:
                lines = (await self.heard.get()).decode().split("\r\n")
                if f"NT: {RENDERER}" in lines:
                    return next(line for line in lines if line.startswith("NTS:"))


async def test_coming_and_going_is_announced_at_once(tv: SamsungTV) -> None:
    loop = asyncio.get_running_loop()
    transport, listening = await loop.create_datagram_endpoint(Announcements, local_addr=("127.0.0.1", 0))
    port = transport.get_extra_info("sockname")[1]
    tv.configure(announce_to=[f"127.0.0.1:{port}"], off_lag=60)
    tv.set.turn_off()
    assert await listening.kind() == "NTS: ssdp:byebye"
    assert tv.state.lagging
    tv.set.wake("test")
    assert await listening.kind() == "NTS: ssdp:alive"
    transport.close()
