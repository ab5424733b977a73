"""Pictures to and from a set over a connection of their own (D2D), since API 2.x.

The set says where it listens. Only its own address is believed: a set, or whoever speaks for it, may send nobody elsewhere.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
import ipaddress
import json
import secrets
import ssl
from typing import Final

from ..errors import BadAnswer, TVUnreachable
from ..frames import parse_json
from .state import Fields
from .wire import MAX_IMAGE, nested, on_off, whole_number

CONNECT: Final = 5.0  # seconds
RECEIVE: Final = 10.0  # seconds for a thumbnail
SEND: Final = 60.0  # seconds for a picture
STALL: Final = 10.0  # seconds without progress
CHUNK: Final = 64 * 1024
MAX_HEADER: Final = 16 * 1024
MAX_KEY: Final = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a set listens for, or offers, pictures; `key` shows it that we are who was told."""

    host: str
    port: int
    secured: bool
    key: str


def connection_info(request_id: str) -> dict[str, object]:
    """Return what a request for a connection of its own carries."""
    return {"d2d_mode": "socket", "connection_id": secrets.randbits(32), "id": request_id}


def target(fields: Fields, address: str | None) -> Target:
    """Return where to connect to; raises BadAnswer where that is not the set at `address`, or told badly."""
    told = nested(fields.get("conn_info"))
    if not isinstance(told, Mapping):
        raise BadAnswer("the art app does not say where to connect to")
    port = whole_number(told.get("port"))
    if port is None or not 0 < port < 65536:
        raise BadAnswer("the art app names no port")
    if address is None or not _same_host(told.get("ip"), address):
        raise BadAnswer("the art app names an address that is not the TV's")
    key = told.get("key")
    key = key if isinstance(key, str) and len(key) <= MAX_KEY else ""
    return Target(host=address, port=port, secured=on_off(told.get("secured")) is True, key=key)


def _same_host(told: object, address: str) -> bool:
    """Say whether two addresses are one."""
    try:
        first, second = (ipaddress.ip_address(text.partition("%")[0]) for text in (str(told), address))
    except ValueError:
        return False
    mapped = (getattr(found, "ipv4_mapped", None) or found for found in (first, second))
    return next(mapped) == next(mapped)


def upload_header(target: Target, size: int, file_type: str) -> bytes:
    """Return what stands before a picture sent."""
    header = json.dumps(
        {
            "num": 0,
            "total": 1,
            "fileLength": size,
            "fileName": "picture",
            "fileType": file_type,
            "secKey": target.key,
            "version": "0.0.1",
        }
    ).encode()
    return len(header).to_bytes(4, "big") + header


async def send(target: Target, data: bytes, file_type: str) -> None:
    """Send a picture; raises TVUnreachable where the set does not take it, or takes too long."""
    try:
        async with asyncio.timeout(SEND), _connected(target) as (_, writer):
            await _write(writer, upload_header(target, len(data), file_type))
            for start in range(0, len(data), CHUNK):
                await _write(writer, data[start : start + CHUNK])
            writer.close()  # what is written still goes out
            await writer.wait_closed()
    except (TimeoutError, OSError) as error:
        raise TVUnreachable("the TV does not take the picture") from error


async def _write(writer: asyncio.StreamWriter, data: bytes) -> None:
    """Write some bytes, and wait for as long as the set makes progress."""
    writer.write(data)
    async with asyncio.timeout(STALL):
        await writer.drain()


async def receive(target: Target) -> bytes:
    """Return the first picture that the set sends; raises TVUnreachable, BadAnswer where it is none or too large."""
    try:
        async with asyncio.timeout(RECEIVE), _connected(target) as (reader, _):
            length = int.from_bytes(await reader.readexactly(4), "big")
            if not 0 < length <= MAX_HEADER:
                raise BadAnswer("the header of the picture is none")
            size = _file_length(await reader.readexactly(length))
            return await reader.readexactly(size)
    except asyncio.IncompleteReadError as error:
        raise BadAnswer("the picture is cut short") from error
    except (TimeoutError, OSError) as error:
        raise TVUnreachable("the TV does not send the picture") from error


def _file_length(header: bytes) -> int:
    """Return how long the picture is, which sets write as a number or a text; raises BadAnswer."""
    try:
        told = parse_json(header)
    except ValueError as error:
        raise BadAnswer("the header of the picture is not JSON") from error
    size = whole_number(told.get("fileLength")) if isinstance(told, Mapping) else None
    if size is None or not 0 < size <= MAX_IMAGE:
        raise BadAnswer("the picture is empty or too large")
    return size


@asynccontextmanager
async def _connected(target: Target) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """Connect, and cut the connection in the end, whatever is still on its way."""
    async with asyncio.timeout(CONNECT):
        reader, writer = await asyncio.open_connection(
            target.host, target.port, ssl=_tls() if target.secured else None, limit=CHUNK
        )
    try:
        yield reader, writer
    finally:
        writer.transport.abort()


def _tls() -> ssl.SSLContext:
    """Return what makes a connection to a set, whose certificate is its own."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
