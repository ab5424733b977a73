"""A model's stream as Home Assistant's chat log takes it.

Text is held back until it is clear that no action follows: what a model says before it acts ("I've turned it on") is not
spoken, the verified sentence is. A short text waits for the end of the response, a long one is an answer and is spoken as it
comes. Tool calls wait for the end as well: of a response that breaks off nothing runs.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field

from homeassistant.components.conversation import AssistantContentDeltaDict
from homeassistant.helpers.llm import ToolInput

from ..gpt.errors import ErrorKind, ServiceError
from ..gpt.request import ToolCall
from ..gpt.stream import Completed, StreamEvent, TextDelta, ToolCallReady
from .tools.tool import read_arguments

# An announcement of an action is shorter than this; past it the text is an answer.
HELD_CHARACTERS = 160
MAX_CHARACTERS = 16_000
MAX_CALLS = 8


@dataclass
class Response:
    """What became of one response, filled while it streams."""

    held: str = ""
    spoken: str = ""
    # Calls that wait for the end of the response, and those that it was for.
    waiting: list[ToolCall] = field(default_factory=list)
    calls: tuple[ToolCall, ...] = ()
    completed: Completed | None = None
    error: ServiceError | None = None

    @property
    def text(self) -> str:
        """Return all of the text."""
        return self.spoken + self.held


async def to_deltas(
    stream: AsyncIterator[StreamEvent], response: Response, deadline: float
) -> AsyncGenerator[AssistantContentDeltaDict]:
    """Turn a stream into deltas; a service's error ends them and is kept in `response`.

    `deadline` is a time of the event loop's clock; past it the stream counts as timed out.
    """
    yield {"role": "assistant"}
    try:
        while (event := await _next(stream, deadline)) is not None:
            if ready := _take(event, response):
                yield {"content": ready}
    except ServiceError as error:
        response.error = error
    if response.completed and response.waiting and not response.error:
        response.calls, response.held = tuple(response.waiting), ""
        calls = [ToolInput(call.name, read_arguments(call.arguments), id=call.id) for call in response.calls]
        yield {"tool_calls": calls}
    elif response.held and (response.completed or response.spoken):
        yield {"content": response.held}
        response.spoken, response.held = response.text, ""
    if response.completed and response.completed.native is not None:
        yield {"native": response.completed.native}


def _take(event: StreamEvent, response: Response) -> str:
    """Note an event, and return the text that may be spoken now."""
    match event:
        case TextDelta() if len(response.text) < MAX_CHARACTERS:
            response.held += event.text
            return "" if response.waiting else _ready(response)
        case ToolCallReady() if len(response.waiting) < MAX_CALLS:
            response.waiting.append(event.call)
        case Completed():
            response.completed = event
    return ""


def _ready(response: Response) -> str:
    """Return the text that may be spoken now."""
    if not response.spoken and len(response.held) < HELD_CHARACTERS:
        return ""
    ready, response.held = response.held, ""
    response.spoken += ready
    return ready


async def _next(stream: AsyncIterator[StreamEvent], deadline: float) -> StreamEvent | None:
    """Return the next event, or None at the end; past the deadline the service counts as too slow."""
    left = deadline - asyncio.get_running_loop().time()
    try:
        return await asyncio.wait_for(anext(stream), max(left, 0))
    except StopAsyncIteration:
        return None
    except TimeoutError:
        raise ServiceError(ErrorKind.TIMEOUT) from None
