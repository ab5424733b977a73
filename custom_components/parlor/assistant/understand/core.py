"""Home Assistant's own readers, asked what a sentence means without letting them act."""

from dataclasses import dataclass, replace
from typing import Any

from hassil.intents import Intent, IntentData
from hassil.models import MatchEntity
from hassil.recognize import RecognizeResult

from homeassistant.components.conversation import HOME_ASSISTANT_AGENT, ConversationInput
from homeassistant.components.conversation.agent_manager import async_get_agent
from homeassistant.components.conversation.const import METADATA_CUSTOM_SENTENCE
from homeassistant.components.conversation.default_agent import DefaultAgent
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers import intent

from .core_steps import ANSWERS, GUESSES, Slots, async_steps, carries_words, has_steps
from .gazetteer import Found, Gazetteer
from .language import Language
from .parts import IntentPart
from .reading import rest_of

# What may stand before a bare name; a bare name is no command, except that of a scene or script.
_ARTICLES = frozenset(
    [
        "the",
        "my",
        "our",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "le",
        "la",
        "les",
        "el",
        "los",
        "las",
        "il",
        "lo",
        "de",
        "het",
        "en",
        "et",
    ]
)
# "Turn off the front door" is a slip of the tongue, or of the ear; it is not "unlock it".
_NO_SWITCH = frozenset({"cover.open_cover", "lock.unlock"})
# Slots with a value to be set; "by 20 %" is no such value.
_VALUES = frozenset({"brightness", "humidity", "percentage", "position", "temperature", "volume_level"})
_RUN_BY_NAME = frozenset({"scene.turn_on", "script.turn_on"})
# A timer's command is only read when its time has come, when nobody hears that it was not understood; and it is lost with a restart.
_PUT_OFF = "conversation_command"


@dataclass(frozen=True, slots=True)
class CoreReader:
    """Reads with the sentences of Home Assistant and of its user, then with its gazetteer."""

    hass: HomeAssistant
    assistant: str
    gazetteer: Gazetteer

    async def async_prepare(self, language: str) -> None:
        """Load Home Assistant's sentences and names."""
        if (agent := self._agent()) is not None:
            await agent.async_prepare(language)
            # Its sentences are parsed when the first is recognized: let that be this one.
            await agent.async_recognize_intent(_first_words(language), strict_intents_only=True)
        await self.gazetteer.async_prepare(language)

    async def async_has_own_sentences(self, language: str) -> bool:
        """Say whether the user wrote sentences, which come before everything else."""
        agent = self._agent()
        loaded = await agent.async_get_or_load_intents(language) if agent else None
        if loaded is None:
            return False
        blocks = (block for known in loaded.intents.intents.values() for block in known.data)
        return any((block.metadata or {}).get(METADATA_CUSTOM_SENTENCE) for block in blocks)

    async def async_read(
        self,
        text: str,
        user_input: ConversationInput,
        language: Language | None,
        area_id: str | None,
        *,
        is_whole: bool,
    ) -> IntentPart | None:
        """Return what a text is to Home Assistant's sentences, if that is certain."""
        agent = self._agent()
        if agent is None:
            return None
        result = await agent.async_recognize_intent(replace(user_input, text=text), strict_intents_only=True)
        if result is None or result.unmatched_entities:
            return None
        part = self._async_part(text, result, area_id)
        if part is None or (part.changes_home and not _is_command(part, language, is_whole=is_whole)):
            return None
        return part

    async def async_guess(
        self, text: str, code: str, language: Language, area_id: str | None
    ) -> tuple[IntentPart, ...]:
        """Return what a text is to the gazetteer, which also knows misheard names; every word must be accounted for."""
        if language.is_question(text) or language.has_condition(text):
            return ()
        found = await self.gazetteer.async_read(text, code, area_id)
        if any(not _VALUES.isdisjoint(each.slots) for each in found) and language.relative.search(text):
            return ()
        parts = [self._async_part(text, _as_result(text, each), area_id) for each in found]
        certain = [part for part in parts if part and part.steps and not _is_slip(part, text, language)]
        return tuple(certain) if len(certain) == len(parts) else ()

    def _agent(self) -> DefaultAgent | None:
        """Return Home Assistant's own agent, once it is set up."""
        agent = async_get_agent(self.hass)
        return agent if isinstance(agent, DefaultAgent) else None

    @callback
    def _async_part(self, text: str, result: RecognizeResult, area_id: str | None) -> IntentPart | None:
        """Return a recognized intent with what it comes to, or None where that is not certain."""
        name = result.intent.name
        if name in GUESSES or all(handler.intent_type != name for handler in intent.async_get(self.hass)):
            return None
        slots: dict[str, Any] = {
            entity.name: {"value": entity.value, "text": entity.text or entity.value} for entity in result.entities_list
        }
        steps = async_steps(self.hass, name, slots, self.assistant, area_id) if has_steps(name) else ()
        if (has_steps(name) and not steps) or _PUT_OFF in slots:
            return None
        return IntentPart(
            text=text,
            intent_type=name,
            slots=_with_area(slots, area_id),
            steps=steps,
            changes_home=name not in ANSWERS,
            recognized=result,
        )


def _first_words(language: str) -> ConversationInput:
    """Return an input that is no command."""
    return ConversationInput(
        text="parlor",
        context=Context(),
        conversation_id=None,
        device_id=None,
        satellite_id=None,
        language=language,
        agent_id=HOME_ASSISTANT_AGENT,
    )


def is_own_sentence(part: IntentPart) -> bool:
    """Say whether a part was read from a sentence that the user wrote."""
    return bool((part.recognized.intent_metadata or {}).get(METADATA_CUSTOM_SENTENCE))


def _with_area(slots: Slots, area_id: str | None) -> Slots:
    """Return slots with the speaker's room, which settles which of two lamps is meant."""
    return {**slots, "preferred_area_id": {"value": area_id}} if area_id else slots


def _is_command(part: IntentPart, language: Language | None, *, is_whole: bool) -> bool:
    """Say whether an intent was ordered: not asked, denied, put off, or a mere name."""
    if carries_words(part.intent_type) or is_own_sentence(part):
        return True
    rest = rest_of(language.bare(part.text) if language else part.text, part.recognized)
    if language and (language.is_question(part.text) or language.has_condition(rest)):
        return False
    if language and _is_slip(part, rest, language):
        return False
    if language and not _VALUES.isdisjoint(part.slots) and language.relative.search(rest):
        return False
    words = {word.strip(".,!?'\"") for word in rest.casefold().split()} - {""}
    if words - _ARTICLES:
        return True
    # A room and a value, "kitchen 50 %", is an order; a mere name is one only where there is nothing to do but run it.
    if set(part.slots) - {"name", "area", "floor", "domain", "preferred_area_id"}:
        return True
    return is_whole and all(step.action in _RUN_BY_NAME for step in part.steps)


def _is_slip(part: IntentPart, said: str, language: Language) -> bool:
    """Say whether "on" or "off" would open a door."""
    return any(step.action in _NO_SWITCH for step in part.steps) and bool(language.switching.search(said))


def _as_result(text: str, found: Found) -> RecognizeResult:
    """Return what the gazetteer found as hassil would have."""
    entities = [MatchEntity(name=slot, value=value, text=found.texts[slot]) for slot, value in found.slots.items()]
    return RecognizeResult(
        intent=Intent(name=found.intent_type),
        intent_data=IntentData(sentence_texts=[]),
        entities={entity.name: entity for entity in entities},
        entities_list=entities,
        response=found.response,
        original_text=text,
    )
