"""As much of HTTP and WebSocket as a relay needs that takes valid talk apart to spoil it."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

LONGEST = 4_000_000
HUGE = 2**30
FAULTS = (OSError, EOFError, ValueError, TimeoutError)
_CHUNK = bytes(65_536)

type Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True, slots=True)
class Message:
    """A request or an answer: its head up to the empty line, and its body."""

    head: bytes
    body: bytes

    @property
    def first(self) -> str:
        """Return the request line or the status line."""
        return self.head.partition(b"\r\n")[0].decode(errors="replace")

    @property
    def path(self) -> str:
        """Return the path a request is for, without its query."""
        return [*self.first.split(" "), ""][1].partition("?")[0]

    def header(self, name: str) -> str:
        """Return a header's value, empty where there is none."""
        for line in self.head.split(b"\r\n")[1:]:
            key, _, value = line.partition(b":")
            if key.strip().lower() == name.lower().encode():
                return value.strip().decode(errors="replace")
        return ""

    def without(self, name: str) -> Message:
        """Return the message without a header."""
        lines = self.head.split(b"\r\n")
        kept = [line for line in lines if not line.lower().startswith(name.lower().encode() + b":")]
        return Message(b"\r\n".join(kept), self.body)

    def with_header(self, name: str, value: str) -> Message:
        """Return the message with a header in place of what it had."""
        head = self.without(name).head
        return Message(head[:-2] + f"{name}: {value}\r\n\r\n".encode(), self.body)

    @property
    def raw(self) -> bytes:
        """Return the message as it travels."""
        return self.head + self.body


async def message(reader: asyncio.StreamReader) -> Message | None:
    """Return the next message, or None once there is no more; raises EOFError or ValueError for what is none."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise
        return None
    except asyncio.LimitOverrunError as error:
        raise ValueError("a head without end") from error
    found = Message(head, b"")
    if found.header("Transfer-Encoding").lower() == "chunked":
        return Message(found.without("Transfer-Encoding").head, await _chunks(reader))
    length = found.header("Content-Length") or "0"
    if not length.isdecimal() or int(length) > LONGEST:
        raise ValueError("a strange length")
    return Message(head, await reader.readexactly(int(length)))


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    """Return a body that comes in chunks."""
    body = b""
    while (size := int((await reader.readline()).strip() or b"0", 16)) and len(body) < LONGEST:
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readline()
    return body


async def frame(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Return the next WebSocket frame of a server: its first byte and its payload; raises EOFError."""
    first, second = await reader.readexactly(2)
    length = second & 0x7F
    if length == 126:
        length = int.from_bytes(await reader.readexactly(2))
    elif length == 127:
        length = int.from_bytes(await reader.readexactly(8))
    return first, await reader.readexactly(length)


async def endless(writer: asyncio.StreamWriter, head: bytes) -> None:
    """Send a gigabyte, until the other side has had enough."""
    writer.write(head)
    for _ in range(HUGE // len(_CHUNK)):
        writer.write(_CHUNK)
        await writer.drain()
        await asyncio.sleep(0)


async def drip(writer: asyncio.StreamWriter, data: bytes) -> None:
    """Send byte by byte, slowly, for a few seconds."""
    for place in range(min(len(data), 150)):
        writer.write(data[place : place + 1])
        await writer.drain()
        await asyncio.sleep(0.03)


async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Hand on bytes until there are no more."""
    with suppress(*FAULTS):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
