"""One turn: an utterance and its reply.

Understood here if it can be; else one request to a model, whose plan runs through the policy and is watched. What is said
is what was seen.
"""

from dataclasses import dataclass

from homeassistant.components.conversation import ChatLog, ConversationInput, ConverseError
from homeassistant.core import HomeAssistant
from homeassistant.helpers import llm

from ..gpt.service import Service
from .acting.execute import Actor
from .api import ParlorAPI
from .home import async_get_home, async_prepare_home
from .local import LocalUnderstanding
from .model_turn import ModelTurn, async_say
from .place import async_names_unexposed
from .replies import Replies, async_get_replies
from .run_local import async_run_understood

MAX_CHARACTERS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnSettings:
    """What the user chose for one conversation agent."""

    model: str | None = None
    prompt: str | None = None
    allow_sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """One conversation agent: who answers, with which service, as the user set it up."""

    hass: HomeAssistant
    agent_id: str
    settings: TurnSettings
    local: LocalUnderstanding
    service: Service | None = None

    async def async_answer(self, user_input: ConversationInput, chat_log: ChatLog, llm_context: llm.LLMContext) -> None:
        """Answer an utterance; the reply is the chat log's last content."""
        await async_prepare_home(self.hass, llm_context.assistant)
        replies = await async_get_replies(self.hass, user_input.language)
        said = await self._async_without_model(user_input, chat_log, llm_context, replies)
        if said is None and self.service is not None and self.settings.model:
            turn = ModelTurn(
                hass=self.hass,
                agent_id=self.agent_id,
                service=self.service,
                model=self.settings.model,
                replies=replies,
                chat_log=chat_log,
            )
            await self._async_ask(turn, user_input, llm_context)
            return
        await async_say(chat_log, self.agent_id, said or self._why_no_answer(user_input.text, llm_context, replies))

    async def _async_ask(self, turn: ModelTurn, user_input: ConversationInput, llm_context: llm.LLMContext) -> None:
        """Let a model answer, unless the user's own prompt cannot be rendered."""
        api = ParlorAPI(hass=self.hass, id="parlor", name="Parlor", allow_sensitive=self.settings.allow_sensitive)
        try:
            await turn.async_prepare(user_input, llm_context, self.settings.prompt, api)
        except ConverseError:
            await async_say(turn.chat_log, self.agent_id, turn.replies.say("prompt_broken"))
            return
        await turn.async_run()

    async def _async_without_model(
        self, user_input: ConversationInput, chat_log: ChatLog, llm_context: llm.LLMContext, replies: Replies
    ) -> str | None:
        """Return what is to be said where no model is needed; None where nothing was understood."""
        text = user_input.text.strip()
        if not any(character.isalnum() for character in text):
            return replies.say("empty")
        if len(text) > MAX_CHARACTERS:
            return replies.say("too_long")
        if (understood := await self.local.async_understand(user_input)) is None:
            return None
        actor = Actor(llm_context=llm_context, allow_sensitive=self.settings.allow_sensitive)
        return await async_run_understood(self.hass, understood, user_input, chat_log, actor, replies)

    def _why_no_answer(self, text: str, llm_context: llm.LLMContext, replies: Replies) -> str:
        """Say what is missing where neither Parlor nor a model could answer."""
        if not async_get_home(self.hass, llm_context.assistant).things:
            return replies.say("nothing_exposed")
        if async_names_unexposed(self.hass, llm_context.assistant, text):
            return replies.say("not_exposed")
        return replies.say("no_model")
