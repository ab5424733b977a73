"""The part of a turn that a model answers: a request, its plan through the policy, the verified sentence."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from functools import partial

from homeassistant.components.conversation import (
    AssistantContent,
    AssistantContentDeltaDict,
    ChatLog,
    Content,
    ConversationInput,
    ToolResultContent,
    UserContent,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import llm
from homeassistant.util import dt as dt_util

from .api import ParlorAPI
from .beginning import Beginning, async_begin
from .claims import async_get_claims
from .consulting import Consulting
from .deltas import Response
from .home import Home, async_get_home
from .place import async_speaker_area
from .plan.said import is_question
from .plan.steps import Outcome
from .prompt.describe import describe
from .prompt.history import to_messages
from .prompt.local_turn import LocalTurn
from .prompt.memory import async_memory_lines
from .prompt.planned import planned_lines
from .prompt.retrieval import find_things
from .prompt.situation import Situation
from .prompt.tail import tail
from .replies import Replies
from .speaker import async_speaker
from .speech import join_sentences
from .states_told import corrected
from .tools.act import ACT
from .tools.appliance import APPLIANCE
from .tools.find import FIND
from .tools.later import LATER
from .tools.remember import REMEMBER
from .tools.screen import SCREEN
from .tools.think import THINK
from .truthful import NUDGE, Truthful
from .wording import sentences_in

# Tools that only tell something, and those whose results have the sentence to say.
READING = frozenset({FIND, SCREEN, THINK})
SPEAKING = frozenset({ACT, APPLIANCE, LATER, REMEMBER})
# What came of a step whose action was called.
_CALLED = frozenset({Outcome.DONE, Outcome.ALREADY, Outcome.SENT, Outcome.UNCONFIRMED})


@dataclass(kw_only=True)
class ModelTurn:
    """What is known while a model answers one utterance."""

    hass: HomeAssistant
    agent_id: str
    models: Consulting
    rounds: int
    replies: Replies
    chat_log: ChatLog
    beginning: Beginning = Beginning()  # noqa: RUF009  frozen
    tail: str = ""
    truthful: Truthful = field(default_factory=Truthful)
    # The verified sentences of the plans that ran.
    said: list[str] = field(default_factory=list)

    async def async_prepare(
        self, user_input: ConversationInput, llm_context: llm.LLMContext, prompt: str | None, api: ParlorAPI
    ) -> None:
        """Gather what the model is told; raises `ConverseError` when the user's own prompt cannot be rendered."""
        home = async_get_home(self.hass, llm_context.assistant)
        self.beginning = await async_begin(self.chat_log, llm_context, api, prompt, user_input.extra_system_prompt)
        self.models.names = {thing.entity_id: thing.name for thing in home.things}
        self.models.correct = partial(self._corrected, home)
        self.truthful = Truthful(user_input.text, await async_get_claims(self.hass, user_input.language))
        area = async_speaker_area(self.hass, user_input)
        room = area.name if area else None
        # Off the event loop: every name of a large home is compared.
        meant = await self.hass.async_add_executor_job(partial(find_things, home, user_input.text, area=room))
        situation = Situation(
            now=dt_util.now(),
            room=room,
            speaker=(await async_speaker(self.hass, llm_context)).name,
            is_spoken=bool(user_input.satellite_id or user_input.device_id),
        )
        self.models.told = sentences_in(situation.line, NUDGE)
        self.tail = tail(self.hass, home, meant, situation)
        self.tail += planned_lines(self.hass, self.replies, self.agent_id)
        self.tail += await async_memory_lines(self.hass, llm_context, user_input.text)

    async def async_run(self) -> None:
        """Ask until there is an answer; it is the chat log's last content."""
        for _ in range(self.rounds):
            response, contents = await self._async_round()
            if (reply := self._reply(response, contents)) is not None:
                if reply or not self._has_answered():
                    reply = reply or join_sentences(self.said or [self.replies.say("no_words")])
                    await async_say(self.chat_log, self.agent_id, reply)
                return
        await async_say(self.chat_log, self.agent_id, self._say("gave_up"))

    async def _async_round(self) -> tuple[Response, list[Content]]:
        """Make one request and let its tools run; returns what came and what was added to the chat log."""
        messages = (
            self.beginning.message,
            *to_messages(self.chat_log.content[1:], self.tail),
            *self.truthful.nudge,
        )
        response, contents = await self.models.async_ask(
            messages,
            self.beginning.tools,
            self.truthful.is_false,
            held_to=self._held_to(),
            must_call=self._must_call(),
        )
        if any(call.name == THINK for call in response.calls):
            self.models.think()
            self.beginning = self.beginning.without(THINK)
        return response, contents

    def _must_call(self) -> bool:
        """Say whether a call is demanded: once, where a model said that it did what it did not."""
        return bool(self.truthful.nudge) and isinstance(self.chat_log.content[-1], UserContent)

    def _has_answered(self) -> bool:
        """Say whether the last that is in the log is something said: Home Assistant takes that for the answer."""
        last = self.chat_log.content[-1]
        return isinstance(last, AssistantContent) and bool((last.content or "").strip())

    def _reply(self, response: Response, contents: Sequence[Content]) -> str | None:
        """Return what is still to be said, empty where all has been said, or None where the model is to be asked again."""
        if response.stopped:
            return join_sentences([*self.said, response.stopped])
        if response.error:
            return join_sentences([*self.said, self.models.why(response.error)])
        if response.claim:
            return None if self.truthful.may_put_right(response) else self._say("claimed")
        if not response.calls:
            if response.completed and response.completed.finish == "refused":
                return self.replies.say("service_refused")
            return "" if response.text.strip() else join_sentences(self.said or [self._line(response)])
        results = [content for content in contents if isinstance(content, ToolResultContent)]
        self.truthful.has_acted |= any(map(_has_done, results))
        acted = [
            result.result.data
            for result in results
            if "speech" in result.result.data and (result.tool_name in SPEAKING or result.result.data.get("held"))
        ]
        self.said += [str(data["speech"]) for data in acted]
        has_failed = any(not data.get("done") for data in acted)
        if has_failed or len(acted) == len(results):
            return join_sentences(self.said)
        return None

    def _line(self, response: Response) -> str:
        """Return what is to be said where a model said nothing of its own: the state that it read out, if one was asked for."""
        state = self.hass.states.get(response.line_of)
        if state is None or not is_question(self.truthful.asked):
            return self.replies.say("no_words")
        return f"{self.models.names.get(state.entity_id, state.entity_id)}: {describe(state)}."

    def _corrected(self, home: Home, sentence: str) -> str:
        """Return a sentence of the model with the states that are; while something is being done they may be those of before."""
        if self.truthful.has_acted:
            return sentence

        def state_of(entity_id: str) -> str | None:
            state = self.hass.states.get(entity_id)
            return state.state if state else None

        return corrected(sentence, home, state_of)

    def _say(self, key: str) -> str:
        """Return what was said of the plans so far, with a sentence of Parlor's own."""
        return join_sentences([*self.said, self.replies.say(key)])

    def _held_to(self) -> frozenset[str]:
        """Return the tools for a model that has to be held to some: only a question that nothing was looked up for yet leaves it all."""
        is_open = is_question(self.truthful.asked)
        return frozenset() if is_open and isinstance(self.chat_log.content[-1], UserContent) else frozenset({ACT})


def _has_done(result: ToolResultContent) -> bool:
    """Say whether a tool did anything: of others' tools nobody knows, ours tell."""
    data = result.result.data
    if result.tool_name in READING or data.get("only_told"):
        return False
    if result.tool_name not in SPEAKING:
        return True
    results = data.get("results")
    outcomes = [each.get("outcome") for each in results if isinstance(each, dict)] if isinstance(results, list) else []
    return bool(data.get("done")) or "remembered" in data or any(outcome in _CALLED for outcome in outcomes)


async def async_say(chat_log: ChatLog, agent_id: str, text: str, done: LocalTurn | None = None) -> None:
    """Add a reply to the log in the way that reaches whoever listens for its pieces; `done` is kept beside it."""

    async def one() -> AsyncGenerator[AssistantContentDeltaDict]:
        yield {"role": "assistant", "content": text, "native": done}

    async for _ in chat_log.async_add_delta_content_stream(agent_id, one()):
        pass
