"""The way to a service: the SDK opens it and knows its errors; what comes back is read here, within bounds."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from ipaddress import ip_address
import json
from typing import Any, Literal, cast
from urllib.parse import urlsplit

import anyio
import httpx
import openai

from .errors import ErrorKind, ServiceError, error_from_exception
from .reading import Event, Reader
from .sse import SSEDecoder

OPENAI_URL = "https://api.openai.com/v1"
# OpenAI's own hosts, regional ones included, and those that Microsoft runs with the same API.
_OPENAI_HOSTS = ("api.openai.com", ".api.openai.com", ".openai.azure.com")
# How machines of one's own are called, by RFC 6762, 8375 and 9476 and by many routers.
_HOME_NAMES = (".local", ".lan", ".home", ".home.arpa", ".internal", ".localhost")
MAX_RESPONSE_BYTES = 16 * 1024 * 1024
_CLOSING = 1.0  # s: after its last event a body is read to its end, so that the connection can be used again
# Raised by the SDK, through it by the HTTP client, around both by TLS, and by what is no JSON or no UTF-8.
_FAILURES = (
    openai.OpenAIError,
    httpx.HTTPError,
    httpx.InvalidURL,
    anyio.EndOfStream,
    OSError,
    ValueError,
    RecursionError,
)

type Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait: for the connection, for what no model has to answer, for the first event, and between two.

    `look` is for whether a service that failed is there again, while somebody waits for an answer; `warming` is for what a server
    at home reads and loads before anybody waits for it.
    """

    connect: float = 5.0
    probe: float = 10.0
    look: float = 2.0
    first_event: float = 30.0
    between_events: float = 30.0
    warming: float = 120.0


def is_openai(base_url: str | None) -> bool:
    """Say whether a base URL is OpenAI's own service, and not one that is merely compatible."""
    host = urlsplit(base_url or OPENAI_URL).hostname or ""
    return host == _OPENAI_HOSTS[0] or host.endswith(_OPENAI_HOSTS[1:])


def is_at_home(base_url: str | None) -> bool:
    """Say whether a base URL is of the household's own network, where an answer costs no more than electricity."""
    host = urlsplit(base_url or OPENAI_URL).hostname or ""
    try:
        address = ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(_HOME_NAMES)
    return address.is_private or address.is_loopback or address.is_link_local


class Connection:
    """Requests to one service through the HTTP client of the caller, who keeps it."""

    def __init__(
        self, http_client: httpx.AsyncClient, *, api_key: str | None, base_url: str | None, timeouts: Timeouts
    ) -> None:
        """Prepare; nothing is sent yet."""
        self.timeouts = timeouts
        self._key_is_usable = not api_key or (api_key.isascii() and api_key.isprintable())
        self._headers = {} if api_key else {"Authorization": openai.Omit()}
        # An explicit key and URL: without them the SDK would take those of the environment.
        self._client = openai.AsyncOpenAI(
            api_key=api_key if api_key and self._key_is_usable else "none",
            base_url=base_url or OPENAI_URL,
            http_client=cast(Any, http_client),  # the SDK takes clients of both httpx families, and types one
            max_retries=0,
        )
        self._knows_platform = False
        self._closed = False
        self._limits: set[asyncio.Timeout] = set()

    async def get_json(self, path: str, *, quickly: bool = False) -> object:
        """Return the JSON of a GET; raises `ServiceError`."""
        seconds = self.timeouts.look if quickly else self.timeouts.probe
        async with self._opened("get", path, None, seconds) as response:
            return await self._json(response, seconds)

    async def post_json(self, path: str, body: Body) -> object:
        """Return the JSON that answers a POST for which no model runs; raises `ServiceError`."""
        async with self._opened("post", path, body, self.timeouts.probe) as response:
            return await self._json(response, self.timeouts.probe)

    @asynccontextmanager
    async def answer(self, path: str, body: Body, *, ahead: bool = False) -> AsyncIterator[httpx.Response]:
        """Open the answer to a POST, to be read with `events` or `whole`; raises `ServiceError`.

        One that is asked for ahead may take long: nobody waits for it.
        """
        seconds = self.timeouts.warming if ahead else self.timeouts.first_event
        async with self._opened("post", path, body, seconds) as response:
            yield response

    async def events(self, response: httpx.Response, reader: Reader) -> AsyncGenerator[Event]:
        """Yield the events of an answer until the end of its body; raises `ServiceError`.

        After the last event that matters to the reader the rest is read, so that the connection can be used again.
        """
        limit = self.timeouts.first_event
        async with aclosing(_event_data(response)) as event_data:
            while True:
                async with self._within(_CLOSING if reader.is_complete else limit):
                    data = await anext(event_data, None)
                    event = None if data is None or data.startswith("[DONE]") else json.loads(data)
                if data is None:
                    return
                if isinstance(event, Mapping):
                    yield event
                limit = self.timeouts.between_events

    async def whole(self, response: httpx.Response) -> Event:
        """Return an answer that comes in one piece; raises `ServiceError`."""
        body = await self._json(response, self.timeouts.first_event + self.timeouts.between_events)
        if not isinstance(body, Mapping):
            raise ServiceError(ErrorKind.NOT_OPENAI, status=response.status_code)
        return body

    def close(self) -> None:
        """Break off what is being waited for; the HTTP client stays open, it is not ours."""
        self._closed = True
        now = asyncio.get_running_loop().time()
        for limit in tuple(self._limits):
            if not limit.expired():  # one that is over this moment cannot be ended again
                limit.reschedule(now)

    @asynccontextmanager
    async def _within(self, seconds: float) -> AsyncIterator[None]:
        """Bound a wait, and turn every way in which it can fail into a `ServiceError`."""
        if self._closed or not self._key_is_usable:  # an unusable key cannot even stand in a header
            raise ServiceError(ErrorKind.CUT if self._closed else ErrorKind.UNAUTHORIZED)
        try:
            async with asyncio.timeout(seconds) as limit:
                self._limits.add(limit)
                try:
                    yield
                finally:
                    self._limits.discard(limit)
        except _FAILURES as err:
            raise ServiceError(ErrorKind.CUT) if self._closed else error_from_exception(err) from None

    @asynccontextmanager
    async def _opened(
        self, method: Literal["get", "post"], path: str, body: Body | None, seconds: float
    ) -> AsyncIterator[httpx.Response]:
        async with self._within(seconds):
            stream = await self._send(method, path, body)
        try:
            yield cast(httpx.Response, stream.response)
        finally:
            await stream.close()

    async def _send(self, method: str, path: str, body: Body | None) -> openai.AsyncStream[object]:
        if not self._knows_platform:
            # The SDK asks the operating system who it is, for its headers, and keeps the answer: not on the event loop.
            await asyncio.to_thread(self._client.platform_headers)
            self._knows_platform = True
        # `object` and a stream: events stay what they are on the wire, and no body is read before it is asked for.
        arguments: dict[str, Any] = {
            "cast_to": object,
            "options": {"headers": self._headers, "timeout": self._http_timeout()},
            "stream": True,
            "stream_cls": openai.AsyncStream[object],
        }
        if method == "get":
            stream: openai.AsyncStream[object] = await self._client.get(path, **arguments)
        else:
            stream = await self._client.post(path, body=body, **arguments)
        return stream

    def _http_timeout(self) -> httpx.Timeout:
        """Return time-outs that lie behind our own, which know an event from a byte."""
        times = self.timeouts
        read = 2 * (times.first_event + times.between_events)
        return httpx.Timeout(connect=times.connect, read=read, write=read, pool=times.connect)

    async def _json(self, response: httpx.Response, seconds: float) -> object:
        async with self._within(seconds), aclosing(_bounded(response)) as chunks:
            data = b"".join([chunk async for chunk in chunks])
        try:
            return json.loads(data)
        except ValueError, RecursionError:
            raise ServiceError(ErrorKind.NOT_OPENAI, status=response.status_code) from None


def content_type(response: httpx.Response) -> str:
    """Return the media type of a response, without its parameters."""
    media_type: str = response.headers.get("content-type", "")
    return media_type.partition(";")[0].strip().lower()


async def _bounded(response: httpx.Response) -> AsyncGenerator[bytes]:
    """Yield the body, and break off one that does not end."""
    received = 0
    async for chunk in response.aiter_bytes():
        received += len(chunk)
        if received > MAX_RESPONSE_BYTES:
            raise ServiceError(ErrorKind.CUT)
        yield chunk


async def _event_data(response: httpx.Response) -> AsyncGenerator[str]:
    """Yield the data of each event."""
    decoder = SSEDecoder()
    async with aclosing(_bounded(response)) as chunks:
        async for chunk in chunks:
            for data in decoder.feed(chunk):
                yield data
    for data in decoder.finish():
        yield data
