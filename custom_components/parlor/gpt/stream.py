"""What comes back from a model, event by event, whatever the wire."""

from dataclasses import dataclass
from typing import Any, Literal

from .request import ToolCall

type Finish = Literal["stop", "length", "tool_calls", "refused"]


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one request; `cached_tokens` and `cache_write_tokens` are part of the input, `reasoning_tokens` of the output.

    `estimated` says that the service did not count them.
    """

    input_tokens: int
    output_tokens: int
    cached_tokens: int = 0
    cache_write_tokens: int = 0
    reasoning_tokens: int = 0
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A piece of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class ReasoningDelta:
    """A piece of what the model says about its thinking: never part of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolCallReady:
    """A whole tool call; one that the model repeats word for word in a response comes once."""

    call: ToolCall


@dataclass(frozen=True, slots=True)
class Completed:
    """The last event of every stream that did not raise; `native` belongs into the assistant's `Message`."""

    usage: Usage | None
    finish: Finish
    native: Any = None


type StreamEvent = TextDelta | ReasoningDelta | ToolCallReady | Completed
