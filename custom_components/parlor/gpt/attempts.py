"""What is tried next when a request failed before anything of its answer came: decided without any I/O."""

from dataclasses import dataclass, replace
from enum import StrEnum

from .capabilities import Feature, feature_of
from .errors import NOT_A_ROUTE, ErrorKind, ServiceError

_NOT_UNDERSTOOD = frozenset({400, 422})


class Wire(StrEnum):
    """How a service wants to be asked."""

    RESPONSES = "responses"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way of asking; only what is changed by `next_attempt` differs from what was asked for.

    `without` is what the model refused, for good; the rest concerns one request: `streaming`, and `spelled`, tools that are
    told in words because the server failed over what the model made of them, `must_call`, that nothing but a call is wanted.
    """

    wire: Wire = Wire.RESPONSES
    without: frozenset[Feature] = frozenset()
    streaming: bool = True
    spelled: bool = False
    reconnected: bool = False
    must_call: bool = False

    @property
    def streams(self) -> bool:
        """Say whether the answer is asked for piece by piece."""
        return self.streaming and Feature.STREAMING not in self.without

    @property
    def spells_tools(self) -> bool:
        """Say whether tools are told in words."""
        return self.spelled or Feature.TOOLS in self.without


def next_attempt(attempt: Attempt, error: ServiceError, *, is_openai: bool) -> Attempt | None:
    """Return another way that may work, or None; every change is made once, so that it comes to an end.

    OpenAI itself has both wires whole; of any other service only a part may be there.
    """
    if error.kind is ErrorKind.CUT and not attempt.reconnected:  # a kept connection that the other side had closed
        return replace(attempt, reconnected=True)
    if error.kind is ErrorKind.BAD_REQUEST and attempt.must_call:
        return replace(attempt, must_call=False)
    if error.kind is ErrorKind.BAD_REQUEST and error.status in _NOT_UNDERSTOOD:
        return _less(attempt, error, is_openai=is_openai)
    if attempt.wire is Wire.RESPONSES and error.kind is ErrorKind.NOT_OPENAI and error.status in (200, *NOT_A_ROUTE):
        return replace(attempt, wire=Wire.CHAT)
    return None if is_openai else _easier(attempt, error)


def _less(attempt: Attempt, error: ServiceError, *, is_openai: bool) -> Attempt | None:
    """Leave out what was refused; where that is not said, ask a small server on the wire that all have."""
    feature = feature_of(error.param)
    if feature is not None and feature not in attempt.without:
        return replace(attempt, without=attempt.without | {feature})
    if is_openai:
        return None
    if attempt.wire is Wire.RESPONSES:
        return replace(attempt, wire=Wire.CHAT)
    if Feature.USAGE not in attempt.without:
        return replace(attempt, without=attempt.without | {Feature.USAGE})
    return None


def _easier(attempt: Attempt, error: ServiceError) -> Attempt | None:
    """Ask a small server for less at once: its streaming may be what fails, or its reading of tool calls."""
    if error.kind is not ErrorKind.SERVER_ERROR:
        return None
    if feature_of(error.param) is Feature.TOOLS:
        # A model that calls what is no tool is held to those that there are, and if that fails told of them in words.
        if Feature.FREE_CALLS not in attempt.without:
            return replace(attempt, without=attempt.without | {Feature.FREE_CALLS})
        if not attempt.spells_tools:
            return replace(attempt, spelled=True)
    return replace(attempt, streaming=False) if attempt.streams else None
