"""The part of a turn that a model answers: a request, its plan through the policy, the verified sentence."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import partial

import probatio

from homeassistant.components.conversation import (
    AssistantContentDeltaDict,
    ChatLog,
    Content,
    ConversationInput,
    SystemContent,
    ToolResultContent,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import llm
from homeassistant.util import dt as dt_util

from ..gpt.request import Message, Request, ToolSpec
from ..gpt.service import Service
from .api import ParlorAPI
from .claims import Claims, async_get_claims
from .deltas import Response, to_deltas
from .home import async_get_home
from .place import async_speaker_area
from .prompt.history import to_messages
from .prompt.retrieval import find_things
from .prompt.stable import stable_part
from .prompt.tail import tail
from .replies import Replies
from .speech import join_sentences
from .tools.act import ACT
from .tools.find import FIND
from .tools.history import HISTORY

# Tools that only tell something.
READING = frozenset({FIND, HISTORY})
MAX_ROUNDS = 4
# What a model is told that said it had done something and had called nothing.
NUDGE = (
    "You called no tool, so nothing was done, and the user has not heard what you said. Call parlor__act now if something is "
    "to be done; else answer or ask in one sentence, without saying that anything was done."
)
# No model may keep a person waiting longer than this, whatever it is doing.
TURN_SECONDS = 90.0


@dataclass(kw_only=True)
class ModelTurn:
    """What is known while a model answers one utterance."""

    hass: HomeAssistant
    agent_id: str
    service: Service
    model: str
    replies: Replies
    chat_log: ChatLog
    prefix: str = ""
    tail: str = ""
    tools: tuple[ToolSpec, ...] = ()
    asked: str = ""
    claims: Claims = field(default_factory=Claims)
    # What a model hears once that told of something it had not done.
    nudge: tuple[Message, ...] = ()
    has_acted: bool = False
    # The verified sentences of the plans that ran.
    said: list[str] = field(default_factory=list)

    async def async_prepare(
        self, user_input: ConversationInput, llm_context: llm.LLMContext, prompt: str | None, api: ParlorAPI
    ) -> None:
        """Gather what the model is told; raises `ConverseError` when the user's own prompt cannot be rendered."""
        home = async_get_home(self.hass, llm_context.assistant)
        known = self.chat_log.llm_api
        # Home Assistant keeps tools and prompt for a whole conversation: not beyond a change of the home or of the rights.
        if known is not None and (known.api != api or known.api_prompt != stable_part(home)):
            self.chat_log.llm_api = None
        await self.chat_log.async_provide_llm_data(llm_context, api, prompt or None, user_input.extra_system_prompt)
        assert self.chat_log.llm_api is not None
        self.prefix = _without_date(self.chat_log, self.chat_log.llm_api.api_prompt)
        self.chat_log.content[0] = SystemContent(content=self.prefix)
        self.tools = _tool_specs(self.chat_log.llm_api)
        self.asked = user_input.text
        self.claims = await async_get_claims(self.hass, user_input.language)
        area = async_speaker_area(self.hass, user_input)
        room = area.name if area else None
        # Off the event loop: every name of a large home is compared.
        meant = await self.hass.async_add_executor_job(partial(find_things, home, user_input.text, area=room))
        self.tail = tail(self.hass, home, meant, room, dt_util.now())

    async def async_run(self) -> None:
        """Ask until there is an answer; it is the chat log's last content."""
        deadline = asyncio.get_running_loop().time() + TURN_SECONDS
        for _ in range(MAX_ROUNDS):
            response, contents = await self._async_round(deadline)
            if (reply := self._reply(response, contents)) is not None:
                if reply:
                    await async_say(self.chat_log, self.agent_id, reply)
                return
        await async_say(self.chat_log, self.agent_id, join_sentences([*self.said, self.replies.say("gave_up")]))

    async def _async_round(self, deadline: float) -> tuple[Response, list[Content]]:
        """Make one request and let its tools run; returns what came and what was added to the chat log."""
        request = Request(
            model=self.model,
            messages=(
                Message("developer", self.prefix),
                *to_messages(self.chat_log.content[1:], self.tail),
                *self.nudge,
            ),
            tools=self.tools,
            cache_key=self.agent_id,
        )
        response = Response()
        async with aclosing(self.service.stream(request)) as stream:
            deltas = to_deltas(stream, response, deadline, self._is_claim)
            contents: list[Content] = [
                content async for content in self.chat_log.async_add_delta_content_stream(self.agent_id, deltas)
            ]
        self._trace(response)
        return response, contents

    def _reply(self, response: Response, contents: Sequence[Content]) -> str | None:
        """Return what is still to be said, empty where all has been said, or None where the model is to be asked again."""
        if response.error:
            return join_sentences([*self.said, self.replies.say(f"service_{response.error.kind}")])
        if response.claim:
            return self._after_claim(response)
        if not response.calls:
            if response.completed and response.completed.finish == "refused":
                return self.replies.say("service_refused")
            return "" if response.text.strip() else join_sentences(self.said or [self.replies.say("no_words")])
        results = [content for content in contents if isinstance(content, ToolResultContent)]
        self.has_acted = self.has_acted or any(result.tool_name not in READING for result in results)
        acted = [result.result.data for result in results if result.tool_name == ACT and "speech" in result.result.data]
        self.said += [str(data["speech"]) for data in acted]
        has_failed = any(not data.get("done") for data in acted)
        if has_failed or len(acted) == len(results):
            return join_sentences(self.said)
        return None

    def _is_claim(self, text: str) -> bool:
        """Say whether a text tells of something done in this turn, in which nothing was."""
        return not self.has_acted and self.claims.are_made(text, self.asked)

    def _after_claim(self, response: Response) -> str | None:
        """Return what is said in place of a claim, or None where the model is told, once, that it did nothing."""
        if self.nudge or response.spoken:
            return join_sentences([*self.said, self.replies.say("claimed")])
        self.nudge = (Message("assistant", response.claim), Message("developer", NUDGE))
        return None

    def _trace(self, response: Response) -> None:
        """Tell Home Assistant's conversation trace what the request used."""
        usage = response.completed.usage if response.completed else None
        if usage is not None:
            stats = {
                "input_tokens": usage.input_tokens,
                "cached_input_tokens": usage.cached_tokens,
                "output_tokens": usage.output_tokens,
            }
            self.chat_log.async_trace({"model": self.model, "stats": stats})


async def async_say(chat_log: ChatLog, agent_id: str, text: str) -> None:
    """Add a reply to the log in the way that reaches whoever listens for its pieces."""

    async def one() -> AsyncGenerator[AssistantContentDeltaDict]:
        yield {"role": "assistant", "content": text}

    async for _ in chat_log.async_add_delta_content_stream(agent_id, one()):
        pass


def _without_date(chat_log: ChatLog, api_prompt: str) -> str:
    """Return the system prompt without the date that Home Assistant adds behind ours: it would spoil the cache every turn."""
    content = chat_log.content[0]
    rendered = content.content if isinstance(content, SystemContent) else ""
    extra = chat_log.extra_system_prompt or ""
    # The last of them is ours: the user's own prompt before it may say the same.
    before, ours, _ = rendered.removesuffix(extra).rpartition(api_prompt)
    return "\n".join([before + ours or rendered, *([extra] if ours and extra else [])])


def _tool_specs(api: llm.APIInstance) -> tuple[ToolSpec, ...]:
    """Return the tools as a model's service wants them."""
    return tuple(
        ToolSpec(
            tool.name,
            tool.description or "",
            probatio.to_openapi(tool.parameters, custom_serializer=api.custom_serializer, openapi_version="3.1.0"),
        )
        for tool in api.tools
    )
