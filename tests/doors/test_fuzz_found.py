"""What finds a TV, mutated in every way: no flow fails.

`PARLOR_FUZZ_CASES` sets how many cases are tried (300 without it).
"""

import json
import os
import random
from typing import Any

import pytest

from bench.fuzz_mutations import mutated
from custom_components.parlor.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.ssdp import SsdpServiceInfo
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
from homeassistant.setup import async_setup_component

from .tv_flows import discovered, zeroconf
from .tvs import simulated

CASES = int(os.environ.get("PARLOR_FUZZ_CASES", "300"))
ENDS = {FlowResultType.ABORT, FlowResultType.FORM}


def strange(host: str, dice: random.Random) -> str:
    """Return where a TV might say that it is; nothing is looked up by name."""
    return dice.choice(
        (
            f"http://{host}:9197/dmr", f"http://{host}:99999/", f"http://[{host}]/", f"HTTP://{host}", "http://[::1", "",
            "http:///", "//", f"ftp://{host}/", f"http://user:word@{host}/", "::", "http:",
            f"http://{host}:9197/" + "x" * 9_000, "http://169.254.1.1/", "nonsense",
        )
    )  # fmt: skip


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
