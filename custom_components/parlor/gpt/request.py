"""What is asked of a model, in words that belong to no wire."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

type MessageRole = Literal["developer", "user", "assistant", "tool"]

DEFAULT_MAX_OUTPUT_TOKENS = 3000  # reasoning counts as output: less would cut models that think


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool offered to the model; `parameters` is a JSON schema whose top level is an object."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool call as the model wrote it; `arguments` is its raw JSON text, which need not be valid."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message: of the assistant with its calls, or of a tool (`tool_call_id`) with its result as text.

    `native` is what `Completed.native` gave with the assistant's message; it goes back unchanged.
    """

    role: MessageRole
    text: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    tool_call_id: str | None = None
    native: Any = None


@dataclass(frozen=True, slots=True)
class Request:
    """One request to a model; `cache_key` groups requests that share a prefix, `reasoning_effort` is `none`…`max`.

    `held_to` are the names of the tools that a model is offered which cannot do without being held to some, all where it is
    empty: such a one takes any tool that it sees. `must_call` asks for a call instead of words, where a service takes that.
    """

    model: str
    messages: tuple[Message, ...]
    tools: tuple[ToolSpec, ...] = ()
    max_output_tokens: int = DEFAULT_MAX_OUTPUT_TOKENS
    temperature: float | None = None
    reasoning_effort: str | None = None
    cache_key: str | None = None
    held_to: frozenset[str] = frozenset()
    must_call: bool = False
