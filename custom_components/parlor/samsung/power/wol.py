"""Wake-on-LAN, for sets whose network sleeps: "Power on with mobile" must be on in the TV's settings."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
import socket
from typing import Final

PORT: Final = 9
BROADCAST: Final = "255.255.255.255"


def magic_packet(mac: str) -> bytes:
    """Return the packet that wakes the network card of that address (`aa:bb:cc:dd:ee:ff`)."""
    return b"\xff" * 6 + bytes.fromhex(mac.replace(":", "")) * 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Waking:
    """What wakes one TV whose network sleeps; None where there is no such way.

    `mac` (`aa:bb:cc:dd:ee:ff`) is the card that is known of it, which on a set with a cable may be that of its radio,
    `wake_mac` the one that its user named, `broadcast` the address of its network where that is another than ours, to
    which 255.255.255.255 does not go. `on_wake` is what the user set up beside all that: a plug, an infrared sender.
    """

    mac: str | None = None
    wake_mac: str | None = None
    broadcast: str | None = None
    on_wake: Callable[[], Awaitable[None]] | None = None

    def cards(self, told: str | None) -> tuple[str, ...]:
        """Return every card that may be the TV's, with the one that the TV itself told."""
        return tuple(dict.fromkeys(mac for mac in (self.wake_mac, self.mac, told) if mac))

    async def send(self, host: str, cards: Iterable[str]) -> None:
        """Send packets to everybody, to the TV's network, and to the TV alone: where one is lost another may arrive.

        It is not known whether it helped; a network that takes none of them is no error here.
        """
        packets = [magic_packet(mac) for mac in cards]
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.setblocking(False)
            sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
            for address in dict.fromkeys((self.broadcast or BROADCAST, BROADCAST, host)):
                with suppress(OSError, TimeoutError, ValueError):
                    await _send(sender, address, packets)


async def _send(sender: socket.socket, address: str, packets: Iterable[bytes]) -> None:
    """Send packets to an address or a host."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(1):
        found = await loop.getaddrinfo(address, PORT, family=socket.AF_INET, type=socket.SOCK_DGRAM)
        for packet in packets:
            await loop.sock_sendto(sender, packet, found[0][4])
