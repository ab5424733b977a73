"""Whether a TV is in another subnet than Home Assistant: most sets refuse what comes from there, without a word."""

import asyncio
from collections.abc import Sequence
from ipaddress import AddressValueError, IPv4Address, IPv4Network
import socket
from typing import Final

from homeassistant.components import network
from homeassistant.core import HomeAssistant

RESOLVE_LIMIT: Final = 3.0  # seconds


async def async_other_subnet(hass: HomeAssistant, host: str) -> bool:
    """Say whether none of Home Assistant's networks holds a host; False where that cannot be told."""
    adapters = await network.async_get_adapters(hass)
    networks = [
        IPv4Network((address["address"], address["network_prefix"]), strict=False)
        for adapter in adapters
        for address in adapter["ipv4"]
    ]
    address = await _async_address(host)
    return address is not None and is_elsewhere(address, networks)


def is_elsewhere(address: IPv4Address, networks: Sequence[IPv4Network]) -> bool:
    """Say whether an address is in none of these networks."""
    return bool(networks) and not any(address in each for each in networks)


async def _async_address(host: str) -> IPv4Address | None:
    """Return the address of a host; None where it has none of IPv4."""
    try:
        return IPv4Address(host)
    except AddressValueError:
        pass
    try:
        async with asyncio.timeout(RESOLVE_LIMIT):
            found = await asyncio.get_running_loop().getaddrinfo(host, None, family=socket.AF_INET)
    except OSError, TimeoutError, ValueError:
        return None
    return IPv4Address(found[0][4][0]) if found else None
