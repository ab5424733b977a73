"""Whether a TV is in another subnet."""

from ipaddress import IPv4Address, IPv4Network
from typing import Any

import pytest

from custom_components.parlor.tv_subnet import async_other_subnet, is_elsewhere
from homeassistant.core import HomeAssistant

HOME = IPv4Network("192.168.7.0/24")
DOCKER = IPv4Network("172.17.0.0/16")


@pytest.mark.parametrize(
    ("address", "networks", "elsewhere"),
    [
        ("192.168.7.9", [HOME], False),
        ("192.168.7.9", [DOCKER, HOME], False),
        ("192.168.8.9", [HOME], True),
        ("192.168.7.9", [DOCKER], True),
        ("192.168.8.9", [], False),  # nobody knows
    ],
)
def test_elsewhere(address: str, networks: list[IPv4Network], elsewhere: bool) -> None:
    assert is_elsewhere(IPv4Address(address), networks) is elsewhere


@pytest.mark.parametrize(
    ("host", "elsewhere"), [("192.168.8.9", True), ("192.168.7.9", False), ("localhost", True), ("2001:db8::7", False)]
)
async def test_hosts(
    hass: HomeAssistant, loopback: None, home_network: dict[str, Any], host: str, elsewhere: bool
) -> None:
    home_network.update(address="192.168.7.2", network_prefix=24)
    assert await async_other_subnet(hass, host) is elsewhere
