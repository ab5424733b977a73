"""The sockets for pictures: each serves one client once, in the clear or by TLS."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
import json
import secrets
import ssl
from typing import Self

from .art_state import TransferFault

LONGEST_HEADER = 65_536
LARGEST_PICTURE = 50_000_000

type Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class TransferError(Exception):
    """A picture that did not come or did not go."""


@dataclass(frozen=True)
class File:
    """A picture on its way to a client."""

    content_id: str
    file_type: str
    data: bytes


class Transfer:
    """One socket: open it, tell the client where it is, then receive or send."""

    def __init__(self, host: str, *, seconds: float, fault: TransferFault, context: ssl.SSLContext | None) -> None:
        """Prepare a socket that waits `seconds` for its client and for every step after that."""
        self.key = secrets.token_hex(4)
        self.port = 0
        self.secured = context is not None
        self._host = host
        self._seconds = seconds
        self._fault = fault
        self._context = context
        self._server: asyncio.Server | None = None
        self._client: asyncio.Future[Streams] = asyncio.get_running_loop().create_future()

    async def __aenter__(self) -> Self:
        """Open the socket on a free port."""
        patience = self._seconds if self._context is not None and self._seconds > 0 else None
        self._server = await asyncio.start_server(
            self._came, self._host, 0, ssl=self._context, ssl_handshake_timeout=patience
        )
        self.port = self._server.sockets[0].getsockname()[1]
        if self._fault is TransferFault.CLOSED:
            self._server.close()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the socket and the connection, without waiting for the other side."""
        if self._server is not None:
            self._server.close()
            self._server.abort_clients()
        self._client.cancel()

    async def _came(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take the first client, and no other."""
        if self._client.done():
            writer.close()
        else:
            self._client.set_result((reader, writer))

    async def receive(self, size: int) -> bytes:
        """Return the picture a client sends; raises TransferError."""
        try:
            async with asyncio.timeout(self._seconds):
                reader, writer = await self._client
                if self._fault is TransferFault.HANGS:
                    await asyncio.Event().wait()
                header = await self._header(reader)
                length = _length(header, self.key)
                if length != size:
                    raise TransferError("another length than was announced")
                if self._fault is TransferFault.CUT:
                    await reader.readexactly(length // 2)
                    writer.transport.abort()
                    raise TransferError("cut")
                return await reader.readexactly(length)
        except (OSError, EOFError, TimeoutError) as error:
            raise TransferError(str(error)) from error

    async def _header(self, reader: asyncio.StreamReader) -> object:
        """Return the header of a picture; raises TransferError."""
        length = int.from_bytes(await reader.readexactly(4))
        if length > LONGEST_HEADER:
            raise TransferError("no header")
        try:
            return json.loads(await reader.readexactly(length))
        except ValueError as error:
            raise TransferError("no header") from error

    async def send(self, files: Iterable[File], *, wait: float, words: bool) -> None:
        """Send pictures after a while, numbers as words where the generation does so; raises TransferError."""
        try:
            async with asyncio.timeout(self._seconds + wait):
                reader, writer = await self._client
                if self._fault is TransferFault.HANGS:
                    await asyncio.Event().wait()
                await asyncio.sleep(wait)
                for frame in self._frames(tuple(files), words=words):
                    writer.write(frame)
                    await writer.drain()
                if self._fault is TransferFault.CUT:
                    writer.transport.abort()
                if writer.can_write_eof():
                    writer.write_eof()
                else:
                    writer.close()
                await reader.read(1)
        except (OSError, EOFError, TimeoutError) as error:
            raise TransferError(str(error)) from error

    def _frames(self, files: tuple[File, ...], *, words: bool) -> Iterable[bytes]:
        """Go through what is sent: a header and the bytes, for every picture."""
        for number, file in enumerate(files):
            numbers: dict[str, object] = {"num": number, "total": len(files), "fileLength": len(file.data)}
            if words:
                numbers = {name: str(value) for name, value in numbers.items()}
            names = {"fileID": file.content_id, "fileName": file.content_id, "fileType": file.file_type}
            header = json.dumps({**numbers, **names}).encode()
            if self._fault is TransferFault.GARBAGE:
                header = header.replace(b"{", b"<")
            cut = len(file.data) // 2 if self._fault is TransferFault.CUT else None
            yield len(header).to_bytes(4) + header
            yield file.data[:cut]
            if cut is not None:
                return


def _length(header: object, key: str) -> int:
    """Return how long a picture is, from its header; raises TransferError."""
    if not isinstance(header, dict) or header.get("secKey") != key:
        raise TransferError("another key")
    length = header.get("fileLength")
    if not isinstance(length, int | str) or not str(length).isdecimal() or int(length) > LARGEST_PICTURE:
        raise TransferError("no length")
    return int(length)
