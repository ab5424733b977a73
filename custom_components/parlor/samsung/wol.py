"""Wake-on-LAN, for sets whose network sleeps: "Power on with mobile" must be on in the TV's settings."""

import asyncio
from contextlib import suppress
import socket
from typing import Final

PORT: Final = 9
BROADCAST: Final = "255.255.255.255"


def magic_packet(mac: str) -> bytes:
    """Return the packet that wakes the network card of that address (`aa:bb:cc:dd:ee:ff`)."""
    return b"\xff" * 6 + bytes.fromhex(mac.replace(":", "")) * 16


async def wake(mac: str, host: str) -> None:
    """Send the packet to everybody and to the TV's own address: where one is lost the other may arrive.

    It is not known whether it helped; a network that takes neither is no error here.
    """
    packet = magic_packet(mac)
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.setblocking(False)
        sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        for address in (BROADCAST, host):
            with suppress(OSError, TimeoutError, ValueError):
                async with asyncio.timeout(1):
                    addresses = await loop.getaddrinfo(address, PORT, family=socket.AF_INET, type=socket.SOCK_DGRAM)
                    await loop.sock_sendto(sender, packet, addresses[0][4])
