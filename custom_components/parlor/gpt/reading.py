"""What the readers of both wires have in common."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from .calls import ResponseCalls
from .errors import ErrorKind, ServiceError
from .stream import Finish, StreamEvent, Usage
from .textgate import TextGate

type Event = Mapping[str, Any]


class Reader(Protocol):
    """Turns the events of one response on one wire into `StreamEvent`s."""

    @property
    def is_complete(self) -> bool:
        """Say whether the response has come to its own end, so that nothing is lost if the connection breaks now."""

    def feed(self, event: Event) -> Iterator[StreamEvent]:
        """Take one event; raises `ServiceError` when it says that something failed."""

    def whole(self, body: Event) -> Iterator[StreamEvent]:
        """Take a whole response, from a server that did not stream."""

    def finish(self) -> Iterator[StreamEvent]:
        """Yield what is left, with `Completed` last; raises `ServiceError` when the response broke off."""


def text_calls(gate: TextGate, calls: ResponseCalls) -> Iterator[StreamEvent]:
    """Yield what the gate still holds: text, or the calls that it turned out to be."""
    left, found = gate.finish(calls=not calls)
    yield from left
    for name, arguments in found:
        yield from calls.ready(None, name, arguments)


def finish_of(calls: ResponseCalls, *, length: bool, refused: bool) -> Finish:
    """Return how a response ended."""
    if refused:
        return "refused"
    if length:
        return "length"
    return "tool_calls" if calls else "stop"


def number(value: Any, *path: str) -> int:
    """Return a count from nested usage objects; 0 where a server has none."""
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def read_usage(usage: Any, taken: str, given: str) -> Usage | None:
    """Return the tokens of a usage object, whose fields a wire begins with its words for what is taken in and given out."""
    if not isinstance(usage, Mapping):
        return None
    return Usage(
        input_tokens=number(usage, f"{taken}_tokens"),
        output_tokens=number(usage, f"{given}_tokens"),
        cached_tokens=number(usage, f"{taken}_tokens_details", "cached_tokens"),
        cache_write_tokens=number(usage, f"{taken}_tokens_details", "cache_write_tokens"),
        reasoning_tokens=number(usage, f"{given}_tokens_details", "reasoning_tokens"),
    )


def objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects in what should be a list of them."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, Mapping))


def text(value: Any) -> str:
    """Return what should be a text."""
    return value if isinstance(value, str) else ""


def broken_off() -> ServiceError:
    """Return the error of a response without an end."""
    return ServiceError(ErrorKind.CUT)
