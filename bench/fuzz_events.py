"""Relays the events of a TV's renderer to whoever subscribed, spoiling them, and tells of more than happened."""

import asyncio
from contextlib import suppress

from yarl import URL

from .fuzz_http import FAULTS, Message, message
from .fuzz_madness import Madness
from .fuzz_mutations import garbled, retold

PORT = 7677
_PATIENCE = 2.0
_REMEMBERED = 20


class Events:
    """The subscriptions to one TV."""

    def __init__(self, host: str, mind: Madness) -> None:
        """Relay events at `host`."""
        self._host = host
        self._mind = mind
        self._callbacks: dict[str, str] = {}
        self._events: dict[str, Message] = {}

    def rewritten(self, request: Message) -> Message:
        """Return a subscription with a callback of ours."""
        callback = request.header("CALLBACK").strip("<> ")
        if not callback:
            return request
        path = f"/{len(self._callbacks) % 1_000}"
        self._callbacks[path] = callback
        return request.with_header("CALLBACK", f"<http://{self._host}:{PORT}{path}>")

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hand on events."""
        while (event := await message(reader)) is not None:
            self._events[event.path] = event
            with suppress(*FAULTS):
                await self._tell(event.path, event)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()

    async def push(self) -> None:
        """Tell of what did not happen, for ever, while the renderer is out of its mind."""
        while True:
            if not self._events or not self._mind.may_push("gena"):
                await asyncio.sleep(0.02)
                continue
            path = self._mind.dice.choice(list(self._events)[-_REMEMBERED:])
            with suppress(*FAULTS):
                await self._tell(path, self._events[path])
            await asyncio.sleep(0)

    async def _tell(self, path: str, event: Message) -> None:
        """Send one event to where it is wanted."""
        url = URL(self._callbacks.get(path, ""))
        if url.host is None or url.port is None:
            return
        head, _, rest = event.head.partition(b"\r\n")
        first = head.replace(path.encode(), url.raw_path_qs.encode(), 1)
        told = Message(first + b"\r\n" + rest, event.body).with_header("Host", f"{url.host}:{url.port}")
        raw = told.raw
        if self._mind.spoils("gena"):
            self._mind.count("gena")
            raw = self._spoilt(told)
        async with asyncio.timeout(_PATIENCE):
            reader, writer = await asyncio.open_connection(url.host, url.port)
            try:
                writer.write(raw)
                await writer.drain()
                if self._mind.dice.random() < 0.9:
                    await reader.read(1_000)
            finally:
                writer.close()

    def _spoilt(self, event: Message) -> bytes:
        """Return an event with something wrong in it: in its body, in a header, in its method, or anywhere."""
        dice = self._mind.dice
        match dice.randrange(6):
            case 0 | 1 | 2:
                body = retold(event.body, dice)[:200_000]
                return Message(event.head, body).with_header("Content-Length", str(len(body))).raw
            case 3:
                name = dice.choice(("SID", "SEQ", "NT", "NTS", "Content-Length", "Content-Type", "Transfer-Encoding"))
                value = dice.choice(("", "-1", "x", "uuid:nobody", "upnp:event", "9" * 400, "chunked", "1000000000"))
                return event.with_header(name, value).raw
            case 4:
                return event.raw.replace(b"NOTIFY", dice.choice((b"GET", b"POST", b"NOTIFY NOTIFY", b"\x00")), 1)
            case _:
                return garbled(event.raw, dice)
