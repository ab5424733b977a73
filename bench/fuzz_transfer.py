"""Relays the sockets for pictures, cut, delayed, or with other files in them."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
import re

from .fuzz_http import FAULTS, carry
from .fuzz_madness import Madness
from .fuzz_mutations import file_bytes

_PLACE = re.compile(rb'port[\\"]*\s*:\s*[\\"]*(\d{2,5})')

type Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
type Listen = Callable[[int, Serve], Awaitable[None]]


class Transfers:
    """The sockets for pictures that one TV opens."""

    def __init__(self, host: str, behind: str, mind: Madness, listen: Listen) -> None:
        """Relay them at `host`."""
        self._host = host
        self._behind = behind
        self._mind = mind
        self._listen = listen
        self._ports: set[int] = set()

    async def rewritten(self, payload: bytes) -> bytes:
        """Return a message with our address in place of the TV's, a socket of ours standing where it names one."""
        if b"conn_info" in payload and (found := _PLACE.search(payload)) and int(found[1]) not in self._ports:
            port = int(found[1])
            self._ports.add(port)
            with suppress(OSError, OverflowError):
                await self._listen(port, lambda reader, writer: self._relay(port, reader, writer))
        return payload.replace(self._behind.encode(), self._host.encode())

    async def _relay(self, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Relay one picture."""
        dice, spoils = self._mind.dice, self._mind.spoils("d2d")
        behind_reader, behind_writer = await asyncio.open_connection(self._behind, port)
        fate = "pass"
        if spoils:
            self._mind.count("d2d")
            fate = dice.choice(("stream", "stream", "stream", "stream", "close", "hang", "cut"))
        asking = asyncio.create_task(self._ask(reader, behind_writer, writer if fate == "cut" else None))
        try:
            match fate:
                case "close":
                    return
                case "hang":
                    await asyncio.sleep(1)
                case "stream":
                    await self._spoil(behind_reader, writer)
                case _:
                    await carry(behind_reader, writer)
        finally:
            asking.cancel()
            behind_writer.close()

    async def _ask(
        self, reader: asyncio.StreamReader, behind: asyncio.StreamWriter, cut: asyncio.StreamWriter | None
    ) -> None:
        """Hand on what comes from Parlor, or cut it off after a while."""
        if cut is None:
            await carry(reader, behind)
            return
        with suppress(*FAULTS):
            behind.write(await reader.read(4_096))
            cut.transport.abort()

    async def _spoil(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Send another stream than the TV does."""
        stream = b""
        with suppress(*FAULTS):
            async with asyncio.timeout(1):
                while data := await reader.read(65_536):
                    stream += data
        if len(stream) > 4:
            writer.write(file_bytes(stream, self._mind.dice))
            await writer.drain()
