"""Wake-on-LAN: a magic packet with the TV's own address turns it on."""

import asyncio
import ipaddress
import socket
from typing import override

from .state import NetworkFault
from .television import Television

PORT = 9
_SYNC = b"\xff" * 6


def woken_address(packet: bytes) -> str | None:
    """Return the hardware address that a magic packet wakes, or None if it is no magic packet."""
    start = packet.find(_SYNC)
    if start < 0:
        return None
    address = packet[start + 6 : start + 12]
    if len(address) < 6 or packet[start + 6 : start + 102] != address * 16:
        return None
    return address.hex(":")


class WakeOnLan(asyncio.DatagramProtocol):
    """Listens on the TV's address and on the broadcast address, where the system permits it."""

    def __init__(self, tv: Television) -> None:
        """Listen for one TV."""
        self._tv = tv
        self._transports: list[asyncio.DatagramTransport] = []

    async def start(self) -> dict[str, str]:
        """Open the sockets, and return which could not be opened and why."""
        skipped: dict[str, str] = {}
        loop = asyncio.get_running_loop()
        broadcast = "127.255.255.255" if ipaddress.ip_address(self._tv.identity.host).is_loopback else "255.255.255.255"
        for host in (self._tv.identity.host, broadcast):
            listening = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.setblocking(False)
            try:
                listening.bind((host, PORT))
            except OSError as error:
                listening.close()
                skipped[f"Wake-on-LAN on {host}"] = error.strerror or str(error)
            else:
                transport, _ = await loop.create_datagram_endpoint(lambda: self, sock=listening)
                self._transports.append(transport)
        return skipped

    def close(self) -> None:
        """Close the sockets."""
        for transport in self._transports:
            transport.close()

    @override
    def datagram_received(self, data: bytes, addr: tuple[str | object, int]) -> None:
        settings = self._tv.settings
        reachable = settings.wakes_on_lan and settings.faults.network is not NetworkFault.UNPLUGGED
        if reachable and woken_address(data) == self._tv.identity.mac:
            self._tv.wake("wake_on_lan")
