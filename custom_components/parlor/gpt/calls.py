"""The tool calls of one response: each once, each with an id of its own."""

from collections.abc import Iterator
from uuid import uuid4

from .request import ToolCall
from .stream import ToolCallReady


class ResponseCalls:
    """Let a call through the first time it comes.

    Models and servers repeat calls word for word, under the same id and under new ones; and some servers give
    different calls one id, or none.
    """

    def __init__(self) -> None:
        """Start with none."""
        self._seen: set[tuple[str, str]] = set()
        self._ids: set[str] = set()

    def __bool__(self) -> bool:
        """Say whether any call came."""
        return bool(self._seen)

    def ready(self, call_id: str | None, name: str, arguments: str) -> Iterator[ToolCallReady]:
        """Yield a whole call unless it was there before."""
        arguments = arguments.strip() or "{}"
        if not name or (name, arguments) in self._seen:
            return
        self._seen.add((name, arguments))
        if not call_id or call_id in self._ids:
            call_id = f"call_{uuid4().hex}"
        self._ids.add(call_id)
        yield ToolCallReady(ToolCall(id=call_id, name=name, arguments=arguments))
