"""A model's stream as Home Assistant's chat log takes it.

Text is held back until it is clear that no action follows: what a model says before it acts ("I've turned it on") is not
spoken, the verified sentence is. A short text waits for the end of the response, a long one is an answer and is spoken
sentence by sentence. A sentence that tells of something done, where nothing was, is not spoken, nor is what follows it.
Tool calls wait for the end as well: of a response that breaks off nothing runs.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from dataclasses import dataclass, field
import re
from typing import Final

from homeassistant.components.conversation import AssistantContentDeltaDict
from homeassistant.helpers.llm import ToolInput

from ..gpt.errors import ErrorKind, ServiceError
from ..gpt.request import ToolCall
from ..gpt.stream import Completed, ReasoningDelta, StreamEvent, TextDelta, ToolCallReady
from .tools.tool import read_arguments
from .wording import Wording

# An announcement of an action is shorter than this; past it the text is an answer.
HELD_CHARACTERS = 160
MAX_CHARACTERS = 16_000
MAX_CALLS = 8
# A text without an end of a sentence is spoken by then all the same.
LONGEST_SENTENCE = 400
_SENTENCE_END: Final = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+|\n)\s*")


@dataclass
class Response:
    """What became of one response, filled while it streams."""

    held: str = ""
    spoken: str = ""
    # All that came, whatever is spoken of it.
    heard: str = ""
    # What was not spoken because it told of something that had not been done.
    claim: str = ""
    # Calls that wait for the end of the response, and those that it was for.
    waiting: list[ToolCall] = field(default_factory=list)
    calls: tuple[ToolCall, ...] = ()
    completed: Completed | None = None
    error: ServiceError | None = None
    # What is to be said where nothing was asked, because nothing more may be spent.
    stopped: str | None = None
    # The thing of which no more than a line of the prompt was said, empty where there is none.
    line_of: str = ""
    # Bytes of thinking that came.
    thought: int = 0

    @property
    def text(self) -> str:
        """Return all of the text."""
        return self.spoken + self.held


async def to_deltas(
    stream: AsyncIterator[StreamEvent],
    response: Response,
    deadline: float,
    is_claim: Callable[[str], bool],
    wording: Wording | None = None,
) -> AsyncGenerator[AssistantContentDeltaDict]:
    """Turn a stream into deltas; a service's error ends them and is kept in `response`.

    `deadline` is a time of the event loop's clock; past it the stream counts as timed out. `is_claim` says of a text whether
    it tells of something that was not done, `wording` makes it fit to be spoken; a model that goes round in circles is left there.
    """
    wording = wording or Wording()
    yield {"role": "assistant"}
    try:
        while not wording.is_circling and (event := await _next(stream, deadline)) is not None:
            if ready := _speakable(wording.fit(_take(event, response)), response, is_claim):
                yield {"content": ready}
    except ServiceError as error:
        response.error = error
    if response.completed and response.waiting and not response.error:
        response.calls, response.held = tuple(response.waiting), ""
        calls = [ToolInput(call.name, read_arguments(call.arguments), id=call.id) for call in response.calls]
        yield {"tool_calls": calls}
    elif response.held and (response.completed or response.spoken):
        rest, response.held = response.held, ""
        if ready := _speakable(wording.fit(rest), response, is_claim):
            yield {"content": ready}
    response.line_of = wording.line_of
    if response.completed and response.completed.native is not None:
        yield {"native": response.completed.native}


def _take(event: StreamEvent, response: Response) -> str:
    """Note an event, and return the text that may be spoken now."""
    match event:
        case TextDelta() if len(response.heard) < MAX_CHARACTERS:
            response.held += event.text
            response.heard += event.text
            return "" if response.waiting else _ready(response)
        case ReasoningDelta():
            response.thought += len(event.text.encode("utf-8", "replace"))
        case ToolCallReady() if len(response.waiting) < MAX_CALLS:
            response.waiting.append(event.call)
        case Completed():
            response.completed = event
    return ""


def _ready(response: Response) -> str:
    """Return the whole sentences that may be spoken now."""
    if not response.spoken and len(response.held) < HELD_CHARACTERS:
        return ""
    ends = [match.end() for match in _SENTENCE_END.finditer(response.held)]
    end = ends[-1] if ends else len(response.held) if len(response.held) >= LONGEST_SENTENCE else 0
    ready, response.held = response.held[:end], response.held[end:]
    return ready


def _speakable(text: str, response: Response, is_claim: Callable[[str], bool]) -> str:
    """Note a text as spoken and return it; of one that claims something, or comes after that, nothing is spoken."""
    if not text or response.claim or is_claim(text):
        response.claim += text
        return ""
    response.spoken += text
    return text


async def _next(stream: AsyncIterator[StreamEvent], deadline: float) -> StreamEvent | None:
    """Return the next event, or None at the end; past the deadline the service counts as too slow."""
    left = deadline - asyncio.get_running_loop().time()
    try:
        return await asyncio.wait_for(anext(stream), max(left, 0))
    except StopAsyncIteration:
        return None
    except TimeoutError:
        raise ServiceError(ErrorKind.TIMEOUT) from None
