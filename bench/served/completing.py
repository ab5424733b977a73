"""Completes the stream of a server that leaves out that a call's arguments are whole: core's agent waits for that, and calls nothing without."""

import json
from typing import Any, Final

_END: Final = b"\n\n"
_DONE: Final = "response.function_call_arguments.done"


class Completing:
    """Passes a stream of server-sent events on, block by block, with what is missing put in its place."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._rest = b""
        self._done: set[str] = set()

    def feed(self, chunk: bytes) -> bytes:
        """Take a piece of a stream, and return the blocks that are whole."""
        *blocks, self._rest = (self._rest + chunk).split(_END)
        return b"".join(self._missing(block) + block + _END for block in blocks)

    def rest(self) -> bytes:
        """Return what is left at the end."""
        return self._rest

    def _missing(self, block: bytes) -> bytes:
        """Return the event that has to come before a block, empty where there is none."""
        event = _data(block)
        if event.get("type") == _DONE:
            self._done.add(str(event.get("item_id")))
        item = event.get("item") or {}
        if (
            event.get("type") != "response.output_item.done"
            or item.get("type") != "function_call"
            or item["id"] in self._done
        ):
            return b""
        done = {"type": _DONE, "item_id": item["id"], "name": item["name"], "arguments": item["arguments"]}
        return f"event: {_DONE}\ndata: {json.dumps(done)}".encode() + _END


def _data(block: bytes) -> dict[str, Any]:
    """Return the data of an event, empty where it is none."""
    lines = [line.removeprefix(b"data:") for line in block.splitlines() if line.startswith(b"data:")]
    try:
        data = json.loads(b"\n".join(lines))
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}
