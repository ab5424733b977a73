"""SSDP: unicast searches are answered, coming and going is announced to the addresses in `announce_to`."""

import asyncio
from email.parser import HeaderParser
import socket
from typing import override

from .ports import UPNP_PORT
from .state import NetworkFault, TVState
from .television import Television

PORT = 1900
SERVER = "SHP, UPnP/1.0, Samsung UPnP SDK/1.0"
DEVICE = "urn:schemas-upnp-org:device:MediaRenderer:1"
SERVICES = (
    "urn:schemas-upnp-org:service:RenderingControl:1",
    "urn:schemas-upnp-org:service:ConnectionManager:1",
    "urn:schemas-upnp-org:service:AVTransport:1",
)


def _packet(first: str, headers: dict[str, str]) -> bytes:
    """Return a datagram."""
    lines = [first, *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _searched(packet: bytes) -> str | None:
    """Return what a search is for, or None if it is no search."""
    first, _, rest = packet.decode("utf-8", "replace").partition("\r\n")
    headers = HeaderParser().parsestr(rest)
    if first != "M-SEARCH * HTTP/1.1" or headers.get("MAN") != '"ssdp:discover"':
        return None
    return headers.get("ST")


class Ssdp(asyncio.DatagramProtocol):
    """Finds and is found."""

    def __init__(self, tv: Television) -> None:
        """Speak for one TV."""
        self._tv = tv
        self._transport: asyncio.DatagramTransport | None = None
        self._unobserve = tv.observe(self._changed)

    async def start(self) -> dict[str, str]:
        """Open the socket, and return why that was not possible if it was not."""
        listening = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.setblocking(False)
        try:
            listening.bind((self._tv.identity.host, PORT))
        except OSError as error:
            listening.close()
            return {"SSDP": error.strerror or str(error)}
        # Announcements to 239.255.255.250 leave where the TV is.
        listening.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(self._tv.identity.host))
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, sock=listening)
        if self._tv.state.renders:
            self._announce("ssdp:alive")
        return {}

    def close(self) -> None:
        """Close the socket."""
        self._unobserve()
        if self._transport is not None:
            self._transport.close()

    def _targets(self) -> dict[str, str]:
        """Return every type that is announced, with its unique name."""
        udn = self._tv.identity.udn
        named = ("upnp:rootdevice", DEVICE, *SERVICES)
        return {udn: udn, **{name: f"{udn}::{name}" for name in named}}

    def _described(self) -> dict[str, str]:
        """Return the headers that answers and announcements share."""
        return {
            "CACHE-CONTROL": "max-age=1800",
            "LOCATION": f"http://{self._tv.identity.host}:{UPNP_PORT}/dmr",
            "SERVER": SERVER,
        }

    def _reachable(self) -> bool:
        """Return whether the network carries anything."""
        return self._tv.settings.faults.network is NetworkFault.NONE

    @override
    def datagram_received(self, data: bytes, addr: tuple[str | object, int]) -> None:
        searched = _searched(data)
        if searched is None or self._transport is None or not self._reachable() or not self._tv.state.renders:
            return
        for target, unique in self._targets().items():
            if searched in {"ssdp:all", target}:
                headers = {**self._described(), "EXT": "", "ST": target, "USN": unique}
                self._transport.sendto(_packet("HTTP/1.1 200 OK", headers), addr)

    def _changed(self, before: TVState, after: TVState) -> None:
        """Say good-bye at once when the screen goes dark, and hello when it comes back."""
        was_on, is_on = before.renders and not before.lagging, after.renders and not after.lagging
        if was_on != is_on:
            self._announce("ssdp:alive" if is_on else "ssdp:byebye")
        elif self._tv.settings.announces_wakes and before.maintenance is None and after.maintenance is not None:
            self._announce("ssdp:alive")

    def _announce(self, what: str) -> None:
        """Send one announcement per type to everyone who is to hear it."""
        if self._transport is None or not self._reachable():
            return
        described = self._described() if what == "ssdp:alive" else {}
        for address in self._tv.settings.announce_to:
            host, _, port = address.rpartition(":")
            for target, unique in self._targets().items():
                headers = {"HOST": "239.255.255.250:1900", **described, "NT": target, "NTS": what, "USN": unique}
                self._transport.sendto(_packet("NOTIFY * HTTP/1.1", headers), (host, int(port)))
