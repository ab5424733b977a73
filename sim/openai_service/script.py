"""What the service is told to answer, and what it was asked."""

from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
import json
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool call to make; a text as `arguments` is sent as it is, so that it may be broken JSON."""

    name: str
    arguments: str | Mapping[str, Any] = "{}"
    id: str | None = None

    @property
    def arguments_text(self) -> str:
        """Return the arguments as the model writes them."""
        return self.arguments if isinstance(self.arguments, str) else json.dumps(self.arguments, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that the service claims to have used."""

    input_tokens: int = 100
    output_tokens: int = 20
    cached_tokens: int = 0
    cache_write_tokens: int = 0
    reasoning_tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer, and everything that may go wrong with it; times are seconds, chunks are characters.

    `status` with `error` (a body, or None for the usual one of that status) answers an error; `raw` answers bytes as they are.
    """

    text: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    reasoning: str = ""
    refusal: str = ""
    usage: Usage | None = Usage()
    finish: Literal["stop", "length", "content_filter"] = "stop"
    chunk: int = 12

    status: int = 200
    error: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    retry_after: float | None = None
    raw: bytes | None = None
    content_type: str | None = None

    first_delay: float = 0.0
    delay: float = 0.0  # before each further event
    hang_after_events: int | None = None  # 0: not even the status line
    cut_after_bytes: int | None = None  # of the body; the connection is aborted
    end_after_events: int | None = None  # the body ends properly, and too early
    stream_error: Mapping[str, Any] | None = None  # an error event in place of the end
    extra_events: tuple[Mapping[str, Any], ...] = ()  # events from the future, after the first one

    interleaved: bool = False  # tool calls stream in turns
    doubled: bool = False  # every tool call comes twice, with the same id
    without_deltas: bool = False  # nothing piece by piece: only what is done

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Reply:
        """Return a reply from what came over HTTP: the fields by name, `raw` as text."""
        fields = dict(value)
        if "tool_calls" in fields:
            fields["tool_calls"] = tuple(ToolCall(**call) for call in fields["tool_calls"])
        if fields.get("usage") is not None:
            fields["usage"] = Usage(**fields["usage"])
        if "extra_events" in fields:
            fields["extra_events"] = tuple(fields["extra_events"])
        if fields.get("raw") is not None:
            fields["raw"] = fields["raw"].encode()
        return cls(**fields)


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """One request as it came; header names are in lower case, `body` is parsed JSON or None."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Any
    raw: bytes

    @property
    def is_turn(self) -> bool:
        """Say whether a model was asked, and not just which models there are."""
        return self.method == "POST" and self.path.endswith(("/responses", "/chat/completions"))


type Answering = Callable[[LoggedRequest], Reply | Awaitable[Reply]]


class Script:
    """The next replies in their order, or a function that makes each from its request."""

    def __init__(self, replies: Iterable[Reply] = ()) -> None:
        """Start with these replies."""
        self._replies = deque(replies)
        self._answering: Answering | None = None

    def __len__(self) -> int:
        """Return how many replies are left."""
        return len(self._replies)

    def add(self, *replies: Reply) -> None:
        """Put replies at the end."""
        self._replies.extend(replies)

    def clear(self) -> None:
        """Forget every reply and the function."""
        self._replies.clear()
        self._answering = None

    def answer_with(self, answering: Answering) -> None:
        """Let a function answer, from now on, whatever is not answered by a reply in line."""
        self._answering = answering

    async def next(self, request: LoggedRequest) -> Reply | None:
        """Return the reply to a request; None when nothing is left."""
        if self._replies:
            return self._replies.popleft()
        if self._answering is None:
            return None
        reply = self._answering(request)
        return reply if isinstance(reply, Reply) else await reply
