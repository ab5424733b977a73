"""Calls to the renderer's services, in plain SOAP.

The renderer runs while the panel is lit and not in standby. Answers are small and of one shape, so they are searched
for a value and not parsed as XML, which a TV could make expensive.
"""

import asyncio
from collections.abc import Mapping
import html
import re
from typing import Final
from xml.sax.saxutils import escape

import aiohttp
from yarl import URL

from ..errors import BadAnswer
from ..rest import guarded, read_bounded, translate

PORT: Final = 9197
TIMEOUT: Final = 2.0  # seconds
MAX_BODY: Final = 64 * 1024

RENDERING_CONTROL: Final = "RenderingControl"
AV_TRANSPORT: Final = "AVTransport"

ENVELOPE: Final = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"'
    ' s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body>'
    '<u:{action} xmlns:u="{service}"><InstanceID>0</InstanceID>{arguments}</u:{action}>'
    "</s:Body></s:Envelope>"
)


class SoapClient:
    """Calls one TV's renderer; raises TVUnreachable or BadAnswer within 2 seconds a call."""

    def __init__(self, session: aiohttp.ClientSession, host: str) -> None:
        """Know where to call."""
        self._session = session
        self._host = host

    async def call(self, service: str, action: str, arguments: Mapping[str, str | int]) -> str:
        """Call an action of a service (`RenderingControl`) and return the answer's text."""
        urn = f"urn:schemas-upnp-org:service:{service}:1"
        given = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in arguments.items())
        try:
            async with (
                asyncio.timeout(TIMEOUT),
                guarded(self._session) as session,
                session.post(
                    URL.build(scheme="http", host=self._host, port=PORT, path=f"/upnp/control/{service}1"),
                    data=ENVELOPE.format(action=action, service=urn, arguments=given).encode(),
                    headers={
                        "Content-Type": 'text/xml; charset="utf-8"',
                        "SOAPAction": f'"{urn}#{action}"',
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


def value(name: str, pattern: str, answer: str) -> str:
    """Return the one value of an answer."""
    if (found := re.search(rf"<{name}(?:\s[^>]{{0,99}})?>\s*({pattern})\s*</{name}>", answer)) is None:
        raise BadAnswer(f"no {name} in the answer")
    return found[1]


def text(name: str, answer: str) -> str:
    """Return a text of an answer without its escapes, an empty one where there is none."""
    found = re.search(rf"<{name}(?:\s[^>]{{0,99}})?>([^<]{{0,20000}})</{name}>", answer)
    return html.unescape(found[1]).strip() if found else ""
