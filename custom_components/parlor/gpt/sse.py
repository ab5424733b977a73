"""Server-sent events, as far as the wire uses them: the data of each event.

The SDK's own reader has no bound, and in some versions leaves generators behind that only the event loop closes.
https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
"""

from collections.abc import Iterator


class SSEDecoder:
    """Turn bytes, cut anywhere, into the data of events."""

    def __init__(self) -> None:
        """Start at the beginning of a body."""
        self._rest = bytearray()
        self._data: list[str] = []

    def feed(self, chunk: bytes) -> Iterator[str]:
        """Yield the data of every event that is complete now; raises `UnicodeDecodeError`."""
        self._rest += chunk
        if b"\n" not in chunk and b"\r" not in chunk:
            return
        lines = bytes(self._rest).splitlines(keepends=True)
        # A line that ends in CR may be half of a CRLF.
        self._rest = bytearray() if lines[-1].endswith(b"\n") else bytearray(lines.pop())
        for line in lines:
            yield from self._line(line.rstrip(b"\r\n").decode())

    def finish(self) -> Iterator[str]:
        """Yield the data of an event whose end is the end of the body."""
        yield from self._line(bytes(self._rest).rstrip(b"\r\n").decode())
        yield from self._line("")

    def _line(self, line: str) -> Iterator[str]:
        if line.startswith("data:"):
            self._data.append(line.removeprefix("data:").removeprefix(" "))
        elif not line and self._data:
            data, self._data = "\n".join(self._data), []
            yield data
