"""The conversation agent of an assistant: it only delegates."""

from dataclasses import replace
from typing import Literal, override

from homeassistant.components import conversation
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import CONF_LLM_HASS_API, MATCH_ALL
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.llm import LLMContext

from . import ParlorConfigEntry
from .agent_terms import terms_of
from .assistant.claims import async_get_claims
from .assistant.consulting import Means
from .assistant.local import LocalUnderstanding
from .assistant.turn import Agent, TurnSettings
from .assistant_device import agent_device
from .assistant_means import means_of
from .const import DOMAIN
from .entry_assistant import AssistantData

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: ParlorConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add an agent for each conversation below an assistant."""
    data = entry.runtime_data
    assert isinstance(data, AssistantData)
    local = LocalUnderstanding(hass)
    for subentry in entry.subentries.values():
        if subentry.subentry_type == "conversation":
            agent = ParlorConversation(subentry, means_of(hass, entry, subentry, data), local)
            async_add_entities([agent], config_subentry_id=subentry.subentry_id)


class ParlorConversation(conversation.ConversationEntity):
    """An agent that one can talk to in the Assist dialog and through satellites."""

    _attr_has_entity_name = True
    _attr_name = None
    _attr_supports_streaming = True
    _attr_supported_features = conversation.ConversationEntityFeature.CONTROL

    def __init__(self, subentry: ConfigSubentry, means: Means, local: LocalUnderstanding) -> None:
        """Take the settings of a subentry."""
        self._means = means
        self._local = local
        self._settings = TurnSettings(
            prompt=subentry.data.get("prompt"),
            terms=terms_of(subentry.data),
            foreign=tuple(subentry.data.get(CONF_LLM_HASS_API, ())),
        )
        self._attr_unique_id = subentry.subentry_id
        self._attr_device_info = agent_device(subentry)

    @property
    @override
    def supported_languages(self) -> list[str] | Literal["*"]:
        """Return that every language may be tried: a model knows more than Parlor's own sentences."""
        return MATCH_ALL

    @override
    async def async_prepare(self, language: str | None = None) -> None:
        """Load what is needed to understand a language, and have a model get ready, while the user still speaks."""
        language = language or self.hass.config.language
        context = LLMContext(
            platform=DOMAIN, context=Context(), language=language, assistant=conversation.DOMAIN, device_id=None
        )
        assert self.platform.config_entry is not None
        self.platform.config_entry.async_create_background_task(
            self.hass, self._agent().async_warm(context), f"parlor warming {self.entity_id}"
        )
        await self._local.async_prepare(language)

    @override
    async def _async_handle_message(
        self, user_input: conversation.ConversationInput, chat_log: conversation.ChatLog
    ) -> conversation.ConversationResult:
        """Answer an utterance."""
        agent = self._agent()
        try:
            await agent.async_answer(user_input, chat_log, user_input.as_llm_context(DOMAIN))
        except conversation.ConverseError as error:
            return error.as_conversation_result()
        result = conversation.async_get_result_from_chat_log(user_input, chat_log)
        claims = await async_get_claims(self.hass, user_input.language)
        said: str = result.response.speech.get("plain", {}).get("speech", "").strip()
        result.response.async_set_speech(said)
        is_waiting = agent.asking_in(chat_log.conversation_id).is_waiting(self.hass)
        return replace(result, continue_conversation=is_waiting or claims.need_an_answer(said))

    def _agent(self) -> Agent:
        """Return who answers, by the means and settings of now."""
        return Agent(
            hass=self.hass,
            agent_id=self.entity_id,
            settings=self._settings,
            local=self._local,
            means=self._means,
        )
