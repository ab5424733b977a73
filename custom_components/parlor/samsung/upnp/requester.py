"""What async-upnp-client asks a TV through: our own bounds, and a description that is ours and not the TV's.

The TV's own documents would decide where we send what, and what counts as a value; sets write nonsense into them. All
that is needed of them is the same on every set.
"""

import asyncio
from typing import Final, override

import aiohttp
from async_upnp_client.client import UpnpDevice, UpnpRequester
from async_upnp_client.client_factory import UpnpFactory
from async_upnp_client.const import HttpRequest, HttpResponse
from async_upnp_client.exceptions import UpnpCommunicationError, UpnpConnectionError, UpnpConnectionTimeoutError
from yarl import URL

from ..errors import SamsungError
from ..rest import guarded, read_bounded
from .soap import AV_TRANSPORT, MAX_BODY, PORT, RENDERING_CONTROL, TIMEOUT

DESCRIPTION: Final = "/dmr"
SERVICE: Final = "/service.xml"

_SERVICES: Final = "".join(
    f"<service><serviceType>urn:schemas-upnp-org:service:{name}:1</serviceType>"
    f"<serviceId>urn:upnp-org:serviceId:{name}</serviceId><controlURL>/upnp/control/{name}1</controlURL>"
    f"<eventSubURL>/upnp/event/{name}1</eventSubURL><SCPDURL>{SERVICE}</SCPDURL></service>"
    for name in (RENDERING_CONTROL, AV_TRANSPORT)
)
_DOCUMENTS: Final = {
    DESCRIPTION: '<root xmlns="urn:schemas-upnp-org:device-1-0"><device>'
    "<deviceType>urn:schemas-upnp-org:device:MediaRenderer:1</deviceType><friendlyName>TV</friendlyName>"
    f"<UDN>uuid:0</UDN><serviceList>{_SERVICES}</serviceList></device></root>",
    SERVICE: '<scpd xmlns="urn:schemas-upnp-org:service-1-0"><actionList/><serviceStateTable>'
    '<stateVariable sendEvents="yes"><name>LastChange</name><dataType>string</dataType></stateVariable>'
    "</serviceStateTable></scpd>",
}


class BoundedRequester(UpnpRequester):
    """Asks one TV, for at most 2 seconds and 64 KB; raises UpnpCommunicationError alone."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        """Know what to ask through."""
        self._session = session

    @override
    async def async_http_request(self, http_request: HttpRequest) -> HttpResponse:
        """Ask the TV, or hand out what is known of every TV."""
        if http_request.method == "GET":
            return HttpResponse(200, {}, _DOCUMENTS[URL(http_request.url).path])
        try:
            async with (
                asyncio.timeout(TIMEOUT),
                guarded(self._session) as session,
                session.request(
                    http_request.method,
                    http_request.url,
                    headers={**http_request.headers, "Accept-Encoding": "identity"},
                    data=http_request.body,
                ) as response,
            ):
                body = await read_bounded(response, MAX_BODY)
                return HttpResponse(response.status, response.headers, body.decode(errors="replace"))
        except TimeoutError as error:
            raise UpnpConnectionTimeoutError("no answer in time") from error
        except aiohttp.ClientConnectionError as error:
            raise UpnpConnectionError(repr(error)) from error
        except (aiohttp.ClientError, SamsungError, OSError, ValueError) as error:
            raise UpnpCommunicationError(repr(error)) from error


async def described(requester: BoundedRequester, host: str) -> UpnpDevice:
    """Return the renderer of a TV, as every TV's is."""
    url = URL.build(scheme="http", host=host, port=PORT, path=DESCRIPTION)
    return await UpnpFactory(requester, non_strict=True).async_create_device(str(url))
