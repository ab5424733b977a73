"""The agents that are spoken to in the suites of sentences: a whole conversation agent, and local understanding by itself."""

from collections.abc import Collection, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from unittest.mock import patch

from custom_components.parlor import entry_assistant
from custom_components.parlor.assistant.local import IntentPart, LocalUnderstanding, Part, StepsPart, TitlePart
from homeassistant.components.conversation import ConversationInput
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import intent

from .tasks import Act, Said

CORE_AGENT = "conversation.home_assistant"
_ASSISTANT = "conversation"
_NO_MATCH = frozenset({"no_intent_match", "no_valid_targets"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says sentences to one agent; `refusals` are its ways to say that it did not understand."""

    agent_id: str
    refusals: Collection[str] = ()

    async def __call__(self, hass: HomeAssistant, said: Said) -> str | None:
        """Say a sentence and return the answer, None where it was not understood."""
        from homeassistant.components.conversation.agent_manager import async_converse

        result = await async_converse(hass, said.text, None, Context(), said.language, self.agent_id, said.device_id)
        if result.response.error_code and result.response.error_code.value in _NO_MATCH:
            return None
        speech: str = result.response.speech.get("plain", {}).get("speech", "")
        return None if speech in self.refusals else speech


@contextmanager
def without_local_understanding() -> Generator[None]:
    """Let Parlor understand nothing by itself, so that a model has to: no setting of its own does that."""

    async def nothing(_: LocalUnderstanding, __: ConversationInput) -> None:
        return None

    with patch.object(LocalUnderstanding, "async_understand", nothing):
        yield


def local_act(hass: HomeAssistant) -> Act:
    """Return what acts on local understanding alone, no policy asked."""
    local = LocalUnderstanding(hass)

    async def act(hass: HomeAssistant, said: Said) -> str | None:
        spoken = ConversationInput(
            text=said.text,
            context=Context(),
            conversation_id=None,
            device_id=said.device_id,
            satellite_id=None,
            language=said.language,
            agent_id=_ASSISTANT,
        )
        await local.async_prepare(said.language)
        understood = await local.async_understand(spoken)
        parts = understood.parts if understood else ()
        if any(isinstance(part, TitlePart) for part in parts):
            return None  # without a history no title is known by its name: such a sentence goes to a model
        for part in parts:
            await _async_do(hass, part, spoken)
        return None if understood is None else ""

    return act


async def _async_do(hass: HomeAssistant, part: Part, said: ConversationInput) -> None:
    """Do what a part comes to; what fails shows in the states."""
    if not isinstance(part, IntentPart | StepsPart):
        return
    try:
        if isinstance(part, IntentPart):
            slots = {name: dict(slot) for name, slot in part.slots.items()}
            await intent.async_handle(
                hass, _ASSISTANT, part.intent_type, slots, part.text, said.context, said.language, _ASSISTANT
            )
            return
        for step in part.steps:
            target = {"entity_id": list(step.entity_ids)}
            await hass.services.async_call(step.domain, step.service, dict(step.data), blocking=True, target=target)
    except HomeAssistantError:
        return


@contextmanager
def patience(seconds: float) -> Generator[None]:
    """Let a model take its time on a computer that others use too: seconds for its first word, and between two."""
    timeouts = replace(entry_assistant.OWN_TIMEOUTS, first_event=seconds, between_events=seconds)
    with patch.object(entry_assistant, "OWN_TIMEOUTS", timeouts):
        yield
