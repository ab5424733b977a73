"""What finds a TV and what it announces, mutated in every way: no flow fails, and the next good word is heard.

`PARLOR_FUZZ_CASES` sets how many cases are tried (300 without it).
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
import json
import os
import random
import socket
import traceback
from typing import Any

import pytest

from bench.fuzz_mutations import garbled, mutated
from custom_components.parlor.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.ssdp import SsdpServiceInfo
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
from homeassistant.setup import async_setup_component

from .test_tv_announced import GROUP, listener
from .tv_flows import discovered, zeroconf
from .tvs import PLAYER, entry_of, set_up, simulated, until_state

__all__ = ["listener"]

CASES = int(os.environ.get("PARLOR_FUZZ_CASES", "300"))
ENDS = {FlowResultType.ABORT, FlowResultType.FORM}


def packets(host: str, udn: str) -> list[bytes]:
    """Return what a TV announces."""
    return [
        (
            f"NOTIFY * HTTP/1.1\r\nHOST: {GROUP}\r\nCACHE-CONTROL: max-age=1800\r\n"
            f"LOCATION: http://{host}:9197/dmr\r\nSERVER: SHP, UPnP/1.0, Samsung UPnP SDK/1.0\r\n"
            f"NT: urn:schemas-upnp-org:device:MediaRenderer:1\r\nNTS: {what}\r\n"
            f"USN: {udn}::urn:schemas-upnp-org:device:MediaRenderer:1\r\n\r\n"
        ).encode()
        for what in ("ssdp:alive", "ssdp:byebye", "ssdp:update")
    ]


async def announced(hass: HomeAssistant, address: str, said: list[bytes]) -> None:
    """Announce from an address."""
    host, _, port = GROUP.rpartition(":")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as announcing:
        announcing.bind((address, 0))
        for place, packet in enumerate(said):
            announcing.sendto(packet, (host, int(port)))
            if place % 5 == 0:
                await hass.async_block_till_done()


@contextmanager
def others_may_fail() -> Iterator[None]:
    """Let the library that Home Assistant listens with fail before a packet comes to us, as it does on some."""
    loop = asyncio.get_running_loop()
    handler = loop.get_exception_handler()

    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)] if error else []
        is_theirs = any("async_upnp_client" in file for file in files) and "/parlor/" not in "".join(files)
        if not is_theirs and handler is not None:
            handler(loop, context)

    loop.set_exception_handler(handle)
    yield
    loop.set_exception_handler(handler)


def strange(host: str, dice: random.Random) -> str:
    """Return where a TV might say that it is; nothing is looked up by name."""
    return dice.choice(
        (
            f"http://{host}:9197/dmr", f"http://{host}:99999/", f"http://[{host}]/", f"HTTP://{host}", "http://[::1", "",
            "http:///", "//", f"ftp://{host}/", f"http://user:word@{host}/", "::", "http:",
            f"http://{host}:9197/" + "x" * 9_000, "http://169.254.1.1/", "nonsense",
        )
    )  # fmt: skip


@pytest.mark.usefixtures("listener")
async def test_announcements(hass: HomeAssistant, loopback_host: str, caplog: pytest.LogCaptureFixture) -> None:
    dice = random.Random(CASES)
    async with simulated(hass, loopback_host, announce_to=(GROUP,)) as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: state.state == "on")
        said = packets(loopback_host, tv.identity.udn)
        with others_may_fail():
            await announced(hass, loopback_host, [garbled(dice.choice(said), dice)[:8_000] for _ in range(CASES)])
            await announced(hass, loopback_host, said[:1])
        await until_state(hass, PLAYER, lambda state: state.state == "on", 15)
    assert not [record for record in caplog.records if "parlor" in record.name and record.levelname == "ERROR"]


async def test_what_was_found(hass: HomeAssistant, loopback_host: str, caplog: pytest.LogCaptureFixture) -> None:
    assert await async_setup_component(hass, "homeassistant", {})
    dice = random.Random(CASES)
    async with simulated(hass, loopback_host) as tv:
        for _ in range(CASES):
            upnp: Any = mutated({"UDN": tv.identity.udn, "manufacturer": "Samsung", "modelName": "QE55"}, dice)
            info = SsdpServiceInfo(
                ssdp_usn=str(dice.choice(("usn", "", "x" * 70_000))),
                ssdp_st="st",
                ssdp_location=strange(loopback_host, dice),
                upnp=upnp if isinstance(upnp, dict) else {},
            )
            await ends(hass, ("ssdp", info))
            source, found = zeroconf(loopback_host, tv.identity.mac)
            assert isinstance(found, ZeroconfServiceInfo)
            properties: Any = mutated(dict(found.properties), dice)
            found.properties = properties if isinstance(properties, dict) else {}
            await ends(hass, (source, found))
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def ends(hass: HomeAssistant, found: tuple[str, Any]) -> None:
    """See that a flow comes to an end or to a question, which nobody answers."""
    flow = await discovered(hass, found)
    assert flow["type"] in ENDS
    json.dumps(flow.get("description_placeholders"), default=str, ensure_ascii=False).encode()
    for progress in hass.config_entries.flow.async_progress_by_handler(DOMAIN):
        hass.config_entries.flow.async_abort(progress["flow_id"])
