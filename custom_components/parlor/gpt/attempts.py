"""What is tried next when a request failed before anything of its answer came: decided without any I/O."""

from dataclasses import dataclass, replace
from enum import StrEnum

from .errors import NOT_A_ROUTE, ErrorKind, ServiceError

_NOT_UNDERSTOOD = frozenset({400, 422})


class Wire(StrEnum):
    """How a service wants to be asked."""

    RESPONSES = "responses"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way of asking; only what is changed by `next_attempt` differs from what was asked for."""

    wire: Wire = Wire.RESPONSES
    streaming: bool = True
    usage_option: bool = True  # chat: ask for the usage with `stream_options`
    new_limit: bool = False  # chat: `max_completion_tokens`
    reconnected: bool = False


def next_attempt(attempt: Attempt, error: ServiceError, *, is_openai: bool) -> Attempt | None:
    """Return another way that may work, or None; every change is made once, so that it comes to an end.

    OpenAI itself has both wires whole; of any other service only a part may be there.
    """
    if error.kind is ErrorKind.CUT and not attempt.reconnected:  # a kept connection that the other side had closed
        return replace(attempt, reconnected=True)
    if attempt.wire is Wire.CHAT:
        return _other_chat(attempt, error, is_openai=is_openai)
    if error.kind is ErrorKind.NOT_OPENAI and error.status in (200, *NOT_A_ROUTE):
        return replace(attempt, wire=Wire.CHAT)
    if is_openai:
        return None
    if error.kind is ErrorKind.BAD_REQUEST and error.status in _NOT_UNDERSTOOD:
        return replace(attempt, wire=Wire.CHAT)
    return _whole(attempt, error)


def _other_chat(attempt: Attempt, error: ServiceError, *, is_openai: bool) -> Attempt | None:
    if error.kind is ErrorKind.BAD_REQUEST and error.status in _NOT_UNDERSTOOD:
        if error.param == "max_tokens" and not attempt.new_limit:
            return replace(attempt, new_limit=True)
        if attempt.usage_option and not is_openai:
            return replace(attempt, usage_option=False)
        return None
    return None if is_openai else _whole(attempt, error)


def _whole(attempt: Attempt, error: ServiceError) -> Attempt | None:
    """Ask a small server, whose streaming may be what fails, for the whole answer."""
    if error.kind is ErrorKind.SERVER_ERROR and attempt.streaming:
        return replace(attempt, streaming=False)
    return None
