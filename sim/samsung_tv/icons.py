"""Icons of the simulated apps: plain tiles of each app's colour, as PNG."""

import struct
import zlib

from .apps import App

SIDE = 250


def _chunk(kind: bytes, data: bytes) -> bytes:
    """Return one chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def tile(app: App) -> bytes:
    """Return the icon of an app as a PNG of 250 by 250 pixels."""
    colour = bytes.fromhex(app.colour.removeprefix("#"))
    rows = (b"\x00" + colour * SIDE) * SIDE
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    )
