"""Volume and mute through the TV's UPnP renderer on 9197, in plain SOAP.

The renderer runs while the panel is lit and not in standby. Answers are small and of one shape, so they are searched
for the one value and not parsed as XML, which a TV could make expensive.
"""

import asyncio
from dataclasses import dataclass
import re
from typing import Final

import aiohttp
from yarl import URL

from .errors import BadAnswer
from .rest import guarded, read_bounded, translate

PORT: Final = 9197
PATH: Final = "/upnp/control/RenderingControl1"
SERVICE: Final = "urn:schemas-upnp-org:service:RenderingControl:1"
TIMEOUT: Final = 2.0  # seconds
MAX_BODY: Final = 16 * 1024

ENVELOPE: Final = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"'
    ' s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body>'
    '<u:{action} xmlns:u="{service}"><InstanceID>0</InstanceID><Channel>Master</Channel>{argument}</u:{action}>'
    "</s:Body></s:Envelope>"
)


@dataclass(frozen=True, slots=True)
class Sound:
    """Volume in 0-100, and whether it is muted."""

    volume: int
    muted: bool


class Renderer:
    """Asks one TV's renderer; raises TVUnreachable or BadAnswer within 2 seconds a question."""

    def __init__(self, session: aiohttp.ClientSession, host: str) -> None:
        """Know where to ask."""
        self._session = session
        self._host = host

    async def sound(self) -> Sound:
        """Return volume and mute."""
        volume = _value("CurrentVolume", r"\d{1,3}", await self._call("GetVolume"))
        muted = _value("CurrentMute", r"0|1|true|false", await self._call("GetMute"))
        return Sound(min(int(volume), 100), muted in ("1", "true"))

    async def set_volume(self, volume: int) -> None:
        """Set the volume, 0-100."""
        await self._call("SetVolume", f"<DesiredVolume>{volume}</DesiredVolume>")

    async def set_muted(self, muted: bool) -> None:
        """Mute or unmute."""
        await self._call("SetMute", f"<DesiredMute>{int(muted)}</DesiredMute>")

    async def _call(self, action: str, argument: str = "") -> str:
        """Call an action and return the answer's text."""
        try:
            async with (
                asyncio.timeout(TIMEOUT),
                guarded(self._session) as session,
                session.post(
                    URL.build(scheme="http", host=self._host, port=PORT, path=PATH),
                    data=ENVELOPE.format(action=action, service=SERVICE, argument=argument).encode(),
                    headers={
                        "Content-Type": 'text/xml; charset="utf-8"',
                        "SOAPAction": f'"{SERVICE}#{action}"',
                        "Accept-Encoding": "identity",
                    },
                ) as response,
            ):
                body = await read_bounded(response, MAX_BODY)
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            raise translate(error) from error
        if response.status != 200:
            raise BadAnswer(f"HTTP {response.status} for {action}")
        return body.decode(errors="replace")


def _value(name: str, pattern: str, answer: str) -> str:
    """Return the one value of an answer."""
    if (match := re.search(rf"<{name}[^>]{{0,99}}>\s*({pattern})\s*</{name}>", answer)) is None:
        raise BadAnswer(f"no {name} in the answer")
    return match[1]
