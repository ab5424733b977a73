"""One turn: an utterance and its reply.

Understood here if it can be; else one request to a model, whose plan runs through the policy and is watched. What is said
is what was seen.
"""

from dataclasses import dataclass, field

from homeassistant.components.conversation import (
    AssistantContent,
    ChatLog,
    ConversationInput,
    ConverseError,
    UserContent,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import llm

from .api import ParlorAPI
from .beginning import async_begin
from .confirming.asking import Asking
from .confirming.hearing import Hearing
from .confirming.terms import Terms
from .consulting import Consulting, Means
from .deeds_told import told_steps
from .home import async_get_home, async_prepare_home
from .local import LocalUnderstanding
from .model_turn import ModelTurn, async_say
from .place import async_names_unexposed
from .prompt.local_turn import LocalTurn, local_turn
from .replies import Replies, async_get_replies
from .routing import read_sentence
from .run_local import async_run_understood
from .utterance import Utterance, Way, by_way, in_turn
from .warming import WARMING, async_warm

MAX_CHARACTERS = 2000
# "Remember that" may mean what was said before.
MOST_SENTENCES = 3
# Answers that a small model may give once more.
MOST_ANSWERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnSettings:
    """What the user chose for one conversation agent."""

    prompt: str | None = None
    terms: Terms = field(default_factory=Terms)
    foreign: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """One conversation agent: who answers, by which means, as the user set it up."""

    hass: HomeAssistant
    agent_id: str
    settings: TurnSettings
    local: LocalUnderstanding
    means: Means = Means()  # noqa: RUF009  frozen

    async def async_answer(self, user_input: ConversationInput, chat_log: ChatLog, llm_context: llm.LLMContext) -> None:
        """Answer an utterance; the reply is the chat log's last content."""
        with in_turn(self._utterance(user_input, chat_log)):
            await self._async_answer(user_input, chat_log, llm_context)

    async def async_warm(self, llm_context: llm.LLMContext) -> None:
        """Get the first of the models ready while somebody still speaks, without a word of anybody's."""
        route = next(iter(self.means.routes(thinks=False)), None)
        if route is None:
            return
        await async_prepare_home(self.hass, llm_context.assistant)
        chat_log = ChatLog(self.hass, WARMING)
        api = self._api(chat_log, may_think=self.means.roles.thinks)
        try:
            beginning = await async_begin(chat_log, llm_context, api, self.settings.prompt)
        except ConverseError:  # the turn itself tells of it
            return
        await async_warm(self.means, route, beginning, self.agent_id)

    async def _async_answer(
        self, user_input: ConversationInput, chat_log: ChatLog, llm_context: llm.LLMContext
    ) -> None:
        """Answer it without a model if that can be done, else with one."""
        await async_prepare_home(self.hass, llm_context.assistant)
        replies = await async_get_replies(self.hass, user_input.language)
        hearing = self._hearing(user_input, chat_log, llm_context, replies)
        said, done = await hearing.async_hear(), None
        if not said:
            said, done = await self._async_without_model(hearing)
        if said is None:
            thinks = self.means.roles.thinks and read_sentence(user_input.text).is_hard
            if self.means.routes(thinks=thinks):
                with by_way(Way.MODEL):
                    await self._async_ask(self._turn(chat_log, replies, thinks=thinks), user_input, llm_context)
                return
            said = self._why_no_answer(user_input.text, llm_context, replies)
        await async_say(chat_log, self.agent_id, said, done)

    def _hearing(
        self, user_input: ConversationInput, chat_log: ChatLog, llm_context: llm.LLMContext, replies: Replies
    ) -> Hearing:
        """Return what hears whether a turn answers a question."""
        terms = self.settings.terms
        return Hearing(
            hass=self.hass,
            asking=self.asking_in(chat_log.conversation_id),
            user_input=user_input,
            chat_log=chat_log,
            actor=terms.actor(llm_context),
            replies=replies,
        )

    def asking_in(self, conversation_id: str) -> Asking:
        """Return where this agent asks for a yes in a conversation."""
        return Asking(agent_id=self.agent_id, conversation_id=conversation_id, pin=self.settings.terms.pin)

    def _turn(self, chat_log: ChatLog, replies: Replies, *, thinks: bool) -> ModelTurn:
        """Return the turn of the models that may be asked."""
        models = Consulting(
            self.means,
            replies,
            chat_log,
            agent_id=self.agent_id,
            thinks=thinks,
            currency=self.hass.config.currency,
        )
        return ModelTurn(
            hass=self.hass,
            agent_id=self.agent_id,
            models=models,
            rounds=self.means.limits.rounds,
            replies=replies,
            chat_log=chat_log,
        )

    async def _async_ask(self, turn: ModelTurn, user_input: ConversationInput, llm_context: llm.LLMContext) -> None:
        """Let a model answer, unless the user's own prompt cannot be rendered."""
        api = self._api(turn.chat_log, may_think=turn.models.may_think)
        try:
            await turn.async_prepare(user_input, llm_context, self.settings.prompt, api)
        except ConverseError:
            await async_say(turn.chat_log, self.agent_id, turn.replies.say("prompt_broken"))
            return
        await turn.async_run()

    def _api(self, chat_log: ChatLog, *, may_think: bool) -> ParlorAPI:
        """Return the tools of this agent in a conversation."""
        return ParlorAPI(
            hass=self.hass,
            id="parlor",
            name="Parlor",
            terms=self.settings.terms,
            asking=self.asking_in(chat_log.conversation_id),
            may_think=may_think,
            agent_id=self.agent_id,
            foreign=self.settings.foreign,
        )

    async def _async_without_model(self, hearing: Hearing) -> tuple[str | None, LocalTurn | None]:
        """Return what is to be said where no model is needed, and what it was that was done; None where nothing was understood."""
        user_input, replies = hearing.user_input, hearing.replies
        text = user_input.text.strip()
        if not any(character.isalnum() for character in text):
            return replies.say("empty"), None
        if len(text) > MAX_CHARACTERS:
            return replies.say("too_long"), None
        if (understood := await self.local.async_understand(user_input)) is None:
            return None, None
        said = await async_run_understood(
            self.hass, understood, user_input, hearing.chat_log, hearing.actor, replies, asking=hearing.asking
        )
        return said, local_turn(understood, told_steps(self.hass, replies, understood.steps)) if said else None

    def _utterance(self, user_input: ConversationInput, chat_log: ChatLog) -> Utterance:
        """Return the turn, with what the user said in it and shortly before."""
        said = [content.content for content in chat_log.content if isinstance(content, UserContent)]
        return Utterance(
            agent_id=self.agent_id,
            conversation_id=chat_log.conversation_id,
            sentences=(*said[-MOST_SENTENCES:-1], user_input.text),
            answers=_answers(chat_log),
        )

    def _why_no_answer(self, text: str, llm_context: llm.LLMContext, replies: Replies) -> str:
        """Say what is missing where neither Parlor nor a model could answer."""
        if not async_get_home(self.hass, llm_context.assistant).things:
            return replies.say("nothing_exposed")
        if async_names_unexposed(self.hass, llm_context.assistant, text):
            return replies.say("not_exposed")
        return replies.say("no_model")


def _answers(chat_log: ChatLog) -> tuple[tuple[str, str], ...]:
    """Return what was asked and answered before in a conversation."""
    asked, found = "", []
    for content in chat_log.content:
        if isinstance(content, UserContent):
            asked = content.content
        elif isinstance(content, AssistantContent) and content.content:
            found.append((asked, content.content))
    return tuple(found[-MOST_ANSWERS:])
