"""What the renderer tells by itself (GENA): subscribed while the TV is lit, renewed, and no longer believed when it ends."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final
from xml.etree.ElementTree import ParseError

import aiohttp
from async_upnp_client.client import UpnpDevice, UpnpService, UpnpStateVariable
from async_upnp_client.const import HttpRequest
from async_upnp_client.event_handler import UpnpEventHandler
from async_upnp_client.exceptions import UpnpError
from defusedxml import DefusedXmlException  # type: ignore[import-untyped]  # it ships no types

from ..errors import BadAnswer, SamsungError, TVUnreachable
from .last_change import variables
from .listener import EventListener
from .requester import BoundedRequester, described
from .soap import RENDERING_CONTROL

type Heard = Callable[[str, Mapping[str, str]], None]

LASTS: Final = timedelta(seconds=300)
RENEW_MOST: Final = 240.0  # seconds: so long a set that started anew may go unnoticed
RENEW_LEAST: Final = 20.0
FIRST_EVENT: Final = 3.0  # seconds: every subscription begins with an event, and one that does not arrive never will
MOST_EARLY: Final = 4  # events that may come before the answer that says whose they are
GOODBYE: Final = 1.0  # seconds


class RendererEvents:
    """Subscribes to one TV's renderer; `heard` is told the service and its variables, of every event."""

    def __init__(self, session: aiohttp.ClientSession, host: str, heard: Heard) -> None:
        """Know whom to listen to."""
        self._requester = BoundedRequester(session)
        self._host = host
        self._heard = heard
        self._subscribing = False
        self._early = 0
        self._spoke = asyncio.Event()
        self._renew = asyncio.Event()

    def renew_soon(self) -> None:
        """Renew at once: the TV may have started anew and forgotten us."""
        self._renew.set()

    async def listen(self) -> None:
        """Subscribe, and keep that up.

        Ends only by an error: TVUnreachable where the TV is not there, BadAnswer where it does not send events.
        """
        device = await described(self._requester, self._host)
        listener = await EventListener.open(self._host)
        handler = UpnpEventHandler(listener, self._requester)
        try:
            listener.listen(lambda event: self._notified(handler, event))
            wait = await self._subscribe(handler, device)
            while True:
                await self._until_renewal(wait)
                wait = await self._resubscribe(handler, device)
        except (UpnpError, KeyError, ValueError, OverflowError) as error:
            raise _translated(error) from error
        finally:
            listener.close()
            await _leave(handler)

    async def _subscribe(self, handler: UpnpEventHandler, device: UpnpDevice) -> float:
        """Subscribe to all services; return when to renew. That of volume and mute must send its first event."""
        self._spoke.clear()
        waits = []
        for service in device.all_services:
            service.on_event = self._on_event
            self._subscribing, self._early = True, 0
            try:
                _, lasts = await handler.async_subscribe(service, LASTS)
                waits.append(_renewal(lasts))
            except UpnpError:
                if RENDERING_CONTROL in service.service_type:
                    raise
            finally:
                self._subscribing = False
        try:
            async with asyncio.timeout(FIRST_EVENT):
                await self._spoke.wait()
        except TimeoutError as error:
            raise BadAnswer("the TV sends no events") from error
        return min(waits)

    async def _resubscribe(self, handler: UpnpEventHandler, device: UpnpDevice) -> float:
        """Renew all subscriptions, or begin anew where the TV forgot us; return when to renew next."""
        waits = []
        self._subscribing, self._early = True, 0
        try:
            for service in device.all_services:
                if handler.sid_for_service(service) is not None:
                    _, lasts = await handler.async_resubscribe(service, LASTS)
                    waits.append(_renewal(lasts))
        finally:
            self._subscribing = False
        return min(waits)

    async def _until_renewal(self, wait: float) -> None:
        """Wait until it is time to renew."""
        self._renew.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await self._renew.wait()

    async def _notified(self, handler: UpnpEventHandler, event: HttpRequest) -> HTTPStatus:
        """Take an event, if it is one of a subscription of ours; one may come before the answer to its subscription."""
        if handler.service_for_sid(event.headers.get("SID", "")) is None:
            self._early += 1
            if not self._subscribing or self._early > MOST_EARLY:
                return HTTPStatus.PRECONDITION_FAILED
        try:
            return await handler.handle_notify(event)
        except ParseError, DefusedXmlException, UpnpError, ValueError:
            return HTTPStatus.BAD_REQUEST

    def _on_event(self, service: UpnpService, changed: Sequence[UpnpStateVariable[Any]]) -> None:
        """Tell what an event says."""
        for variable in changed:
            if variable.name == "LastChange" and (told := variables(variable.value or "")):
                name = service.service_type.split(":")[-2]
                if name == RENDERING_CONTROL:
                    self._spoke.set()
                self._heard(name, told)


def _renewal(lasts: timedelta) -> float:
    """Return after how many seconds to renew a subscription: in time, and neither all the time nor never."""
    return max(RENEW_LEAST, min(lasts.total_seconds() * 0.8, RENEW_MOST))


async def _leave(handler: UpnpEventHandler) -> None:
    """Have the TV send us nothing more, if it listens."""
    with suppress(TimeoutError, UpnpError, KeyError):
        async with asyncio.timeout(GOODBYE):
            await handler.async_unsubscribe_all()


def _translated(error: Exception) -> SamsungError:
    """Return the package's own error for one of the library's."""
    is_gone = isinstance(error, UpnpError) and "Connection" in type(error).__name__
    return TVUnreachable(str(error)) if is_gone else BadAnswer(str(error))
