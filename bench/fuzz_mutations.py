"""Valid talk of a TV, mutated in every way: JSON, XML, HTTP answers, WebSocket frames and files."""

import gzip
import json
import random
import struct
from typing import Any, Final

STRANGE: Final[tuple[Any, ...]] = (
    None, True, 0, -1, 1e308, 10**400, "", "none", "\ud800", "\x00" * 9, "x" * 70_000, [], {}, [[]], [None], {"": None},
    [{"appId": []}], {"data": {"data": {"data": []}}}, "٤٢", "1e9", "-0", "9" * 5_000, "<a>", '{"a":', "off", "on",
)  # fmt: skip
_DEEP: Final = (b"[" * 20_000, b'{"a":' * 10_000, b"<a>" * 10_000)
_BOMB: Final = gzip.compress(bytes(20_000_000))
_ENTITIES: Final = (
    b'<!DOCTYPE a [<!ENTITY a "aaaa">'
    + b"".join(b'<!ENTITY b%d "%s">' % (n, (b"&b%d;" % (n - 1) if n else b"&a;") * 99) for n in range(9))
    + b"]>"
)
_STATUSES: Final = (
    "200 OK", "200 OK", "200 OK", "204 No Content", "206 Partial", "302 Found", "401 Unauthorized", "404 Not Found",
    "404 Not Found", "429 Too Many", "500 Error", "503 Busy", "99 x", "1000 y", "abc", "",
)  # fmt: skip
_HEADERS: Final = (
    "Content-Encoding: gzip", "Content-Encoding: br", "Content-Encoding: zstd", "Transfer-Encoding: chunked",
    "Content-Length: -1", "Content-Length: x", "Content-Length: 1000000000", "Content-Length: 0", "Set-Cookie: a=b",
    "Location: http://127.0.0.1:9/", "X: " + "y" * 9_000, "Content-Type: text/html; charset=nonsense", "Connection: close",
    "no colon", ": empty", "Upgrade: websocket", "SID: uuid:" + "z" * 9_000, "TIMEOUT: Second-0", "TIMEOUT: infinite",
)  # fmt: skip


def mutated(value: Any, dice: random.Random) -> Any:
    """Return a value with something in it replaced, lost, doubled or renamed; JSON within a text is mutated as JSON."""
    if isinstance(value, str) and value[:1] in ("{", "[") and dice.random() < 0.8:
        return _mutated_text(value, dice)
    if dice.random() < 0.2 or not isinstance(value, dict | list) or not value:
        return dice.choice(STRANGE)
    if isinstance(value, list):
        place = dice.randrange(len(value))
        return [*value[:place], mutated(value[place], dice), *value[place:]]
    key = dice.choice(list(value))
    rest = {name: each for name, each in value.items() if name != key}
    return rest if dice.random() < 0.2 else {**rest, key: mutated(value[key], dice)}


def _mutated_text(text: str, dice: random.Random) -> str:
    """Return a JSON text with something wrong in it."""
    try:
        inner = json.loads(text)
    except ValueError:
        return text[: len(text) // 2]
    return json.dumps(mutated(inner, dice))


def garbled(text: bytes, dice: random.Random) -> bytes:
    """Return bytes cut, doubled, flipped, nested too deep or followed by rubbish."""
    place = dice.randrange(len(text) + 1)
    match dice.randrange(8):
        case 0:
            return text[:place]
        case 1:
            return text + text
        case 2:
            return text[:place] + dice.randbytes(3) + text[place:]
        case 3:
            return text[:place] + bytes([dice.randrange(256)]) + text[place + 1 :]
        case 4:
            return dice.choice(_DEEP)
        case 5:
            return text.replace(b"4", b"4L")
        case 6:
            return b"\xef\xbb\xbf" + text
        case _:
            return dice.randbytes(dice.randrange(400))


def told(document: Any, dice: random.Random) -> bytes:
    """Return a document as a TV out of its mind might tell it."""
    text = json.dumps(mutated(document, dice) if dice.random() < 0.7 else document).encode()
    return garbled(text, dice) if dice.random() < 0.4 else text


def retold(text: bytes, dice: random.Random) -> bytes:
    """Return valid bytes, JSON or XML or neither, with something wrong in them."""
    if text[:1] in (b"{", b"["):
        try:
            return told(json.loads(text), dice)
        except ValueError:
            return garbled(text, dice)
    if text[:1] == b"<":
        return _xml(text, dice)
    return garbled(text, dice)


def _xml(text: bytes, dice: random.Random) -> bytes:
    """Return XML with a bomb before it, another number or another text in it, or garbled."""
    match dice.randrange(4):
        case 0:
            return _ENTITIES + text.replace(b"12", b"&b8;")
        case 1:
            strange = str(dice.choice(STRANGE)).encode(errors="replace")
            digits = [place for place, byte in enumerate(text) if 48 <= byte < 58]
            place = dice.choice(digits or [0])
            return text[:place] + strange + text[place + 1 :]
        case 2:
            parts = text.split(b">")
            del parts[dice.randrange(len(parts))]
            return b">".join(parts)
        case _:
            return garbled(text, dice)


def http_answer(body: bytes, dice: random.Random) -> bytes:
    """Return an HTTP answer around a body: with another status, other headers, a bomb, or garbled as a whole."""
    if dice.random() < 0.7:
        body = retold(body, dice)
    status = dice.choice(_STATUSES)
    headers = dice.sample(_HEADERS, dice.choice((0, 0, 0, 1, 2)))
    if dice.random() < 0.02:
        headers, body = [*headers, "Content-Encoding: gzip"], _BOMB
    if dice.random() < 0.9:
        headers.append(f"Content-Length: {len(body)}")
    head = "\r\n".join((f"HTTP/1.1 {status}", "Content-Type: application/json", *headers)) + "\r\n\r\n"
    answer = head.encode() + body
    return garbled(answer, dice) if dice.random() < 0.1 else answer


def frame_head(first: int, length: int) -> bytes:
    """Return the head of a WebSocket frame that claims a length."""
    if length < 126:
        return bytes([first, length])
    if length < 2**16:
        return bytes([first, 126]) + struct.pack(">H", length)
    return bytes([first, 127]) + struct.pack(">Q", length)


def frame_bytes(payload: bytes, dice: random.Random) -> bytes:
    """Return a WebSocket frame with a mutated payload: ordinary, of any kind, or claiming any length."""
    payload = retold(payload, dice)[:60_000] if dice.random() < 0.9 else payload
    ordinary = 0x81
    first = ordinary
    if dice.random() < 0.15:
        first = dice.choice((0x82, 0x89, 0x8A, 0x88, 0x01, 0x80, 0xC1, 0x83, dice.randrange(256)))
    if first & 0x08 and dice.random() < 0.8:
        payload = payload[: dice.randrange(126)]
    length = len(payload) if dice.random() < 0.98 else dice.choice((2**30, 2**63, 2**64 - 1, 0, len(payload) + 1))
    return frame_head(first, length) + payload


def file_bytes(stream: bytes, dice: random.Random) -> bytes:
    """Return a stream of files, each a length, a JSON header and bytes, with something wrong in it."""
    length = int.from_bytes(stream[:4])
    header, data = stream[4 : 4 + length], stream[4 + length :]
    match dice.randrange(5):
        case 0:
            return dice.choice((b"\xff" * 4, b"\x00" * 4, b"\x7f\xff\xff\xff", b"\x00\x01")) + header + data
        case 1:
            header = retold(header, dice)
            return len(header).to_bytes(4) + header + data
        case 2:
            wrong = json.loads(header) | {"fileLength": dice.choice((2**40, -1, "x", None, len(data) + 1, "9" * 5_000))}
            header = json.dumps(wrong).encode()
            return len(header).to_bytes(4) + header + data
        case 3:
            return stream[:4] + header + garbled(data, dice)
        case _:
            return garbled(stream, dice)
