"""A relay between Parlor and a simulated TV that spoils what the TV says, on every channel and at every level."""

import asyncio
from contextlib import AsyncExitStack, suppress
from functools import partial
import ssl

from sim.samsung_tv.certificate import server_context

from .fuzz_events import PORT as EVENT_PORT, Events
from .fuzz_http import FAULTS, LONGEST, Message, Streams, carry, drip, endless, message
from .fuzz_madness import Madness
from .fuzz_mutations import garbled, http_answer
from .fuzz_talk import Talk
from .fuzz_transfer import Serve, Transfers

PLAIN = (8001, 9197)
SECURED = (8002, 1515, 1516)
PATIENCE = 20.0  # seconds a step of ours may take
_DOORS = {8001: "rest", 8002: "remote", 9197: "upnp", 1515: "ip", 1516: "ip"}
_ANSWERS = {8001: "rest", 8002: "rest", 9197: "upnp", 1515: "ip", 1516: "ip"}
_WEBSOCKETS = {"/api/v2": "control", "/api/v2/": "control", "/api/v2/channels/com.samsung.art-app": "art"}


def unverified() -> ssl.SSLContext:
    """Return TLS settings for a simulated TV."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    return context


class Relay:
    """Listens at `host` for what is at `behind`; everything passes unspoilt while the mind is sane."""

    def __init__(self, host: str, behind: str, mind: Madness) -> None:
        """Relay one TV."""
        self.host = host
        self.mind = mind
        self.events = Events(host, mind)
        self._behind = behind
        self._server_context = server_context(host)
        self._client_context = unverified()
        self._talk = Talk(mind, Transfers(host, behind, mind, self._listen).rewritten)
        self._open = AsyncExitStack()

    async def start(self) -> None:
        """Open every port."""
        for port in (*PLAIN, *SECURED):
            await self._listen(port, partial(self._serve, port))
        await self._listen(EVENT_PORT, self.events.serve)
        pushing = asyncio.create_task(self.events.push())
        self._open.callback(pushing.cancel)

    async def _listen(self, port: int, serve: Serve) -> None:
        """Open one port; raises OSError."""

        async def guarded(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with suppress(*FAULTS):
                await serve(reader, writer)
            with suppress(*FAULTS):
                writer.close()

        server = await asyncio.start_server(guarded, self.host, port, limit=LONGEST)
        self._open.callback(server.abort_clients)
        self._open.callback(server.close)

    async def close(self) -> None:
        """Close everything."""
        await self._open.aclose()

    async def _serve(self, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        if self.mind.spoils(_DOORS[port]) and self.mind.dice.random() < 0.05:
            self.mind.count(_DOORS[port])
            await self._refuse(port, reader, writer)
            return
        secure = port in SECURED
        if secure:
            async with asyncio.timeout(PATIENCE):
                await writer.start_tls(self._server_context)
        context = self._client_context if secure else None
        behind = await asyncio.open_connection(self._behind, port, ssl=context, limit=LONGEST)
        try:
            while (request := await message(reader)) is not None:
                if not await self._pass(port, request, (reader, writer), behind):
                    return
        finally:
            behind[1].close()

    async def _refuse(self, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Do something else than serve: wrong TLS, nothing at all, half a word, another protocol, flipped bits."""
        match self.mind.dice.randrange(6):
            case 0:
                writer.write(b"\x15\x03\x01\x00\x02\x02\x28")
            case 1:
                await asyncio.sleep(self.mind.dice.choice((0.0, 4.0)))
            case 2:
                writer.write(self.mind.dice.randbytes(300))
            case 3:
                writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            case 4:
                writer.transport.abort()
            case _:
                await self._flip(port, reader, writer)

    async def _flip(self, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Relay bytes as they are, and flip some of the TV's."""
        behind_reader, behind_writer = await asyncio.open_connection(self._behind, port)
        asking = asyncio.create_task(carry(reader, behind_writer))
        try:
            while data := await behind_reader.read(4_096):
                writer.write(garbled(data, self.mind.dice) if self.mind.dice.random() < 0.3 else data)
                await writer.drain()
        finally:
            asking.cancel()
            behind_writer.close()

    async def _pass(self, port: int, request: Message, client: Streams, behind: Streams) -> bool:
        """Hand on one request and its answer; return whether the connection goes on."""
        request = self.events.rewritten(request).without("Sec-WebSocket-Extensions")
        behind[1].write(request.with_header("Host", f"{self._behind}:{port}").raw)
        async with asyncio.timeout(PATIENCE):
            answer = await message(behind[0])
        if answer is None:
            return False
        if request.header("Upgrade").lower() == "websocket" and " 101" in answer.first:
            await self._talk.relay(_WEBSOCKETS.get(request.path, "remote"), answer, client, behind)
            return False
        channel = _ANSWERS[port]
        if not self.mind.spoils(channel):
            client[1].write(answer.with_header("Content-Length", str(len(answer.body))).raw)
            await client[1].drain()
            return True
        self.mind.count(channel)
        return await self._spoil(answer, client[1])

    async def _spoil(self, answer: Message, writer: asyncio.StreamWriter) -> bool:
        """Answer otherwise than the TV did; return whether the connection goes on."""
        fate = self.mind.dice.random()
        if fate < 0.005:
            await endless(writer, b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n")
            return False
        if fate < 0.01:
            await asyncio.sleep(3.5)
            return False
        spoilt = http_answer(answer.body, self.mind.dice)
        if fate < 0.015:
            await drip(writer, spoilt)
            return False
        writer.write(spoilt)
        await writer.drain()
        return self.mind.dice.random() < 0.3
