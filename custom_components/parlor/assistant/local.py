"""Local understanding: plain speech to what is to be done, without a model and without doing it."""

from dataclasses import dataclass

from homeassistant.components.conversation import ConversationInput
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import area_registry as ar
from homeassistant.util import dt as dt_util

from .acting.undoing import async_can_undo
from .home import Home, async_get_home, async_prepare_home
from .later.keeping import async_later_of
from .later.reading import Place
from .later.spoken import read_about_plans, read_delayed, read_reminder
from .later.words import Words, load_words
from .place import async_speaker_area
from .plan.reasons import without_reasons
from .plan.steps import Step
from .understand.appliance_reader import ApplianceReader, is_weak
from .understand.appliances import ApplianceParts
from .understand.clauses import Clauses, clauses
from .understand.core import CoreReader, is_own_sentence
from .understand.gazetteer import Gazetteer
from .understand.kept import KeptPart, prepare_kept, read_kept
from .understand.language import CODES, Language, load
from .understand.lists import Vocabulary, vocabulary
from .understand.own import OwnReader
from .understand.parts import (
    AnswerPart,
    AppliancePart,
    AskPart,
    IntentPart,
    LaterPart,
    Part,
    PlansPart,
    StepsPart,
    TitlePart,
    Understood,
)
from .understand.surroundings import Surroundings
from .watched.screens import by_part, screens_of

__all__ = [
    "AnswerPart",
    "AppliancePart",
    "AskPart",
    "IntentPart",
    "KeptPart",
    "LaterPart",
    "LocalUnderstanding",
    "Part",
    "PlansPart",
    "StepsPart",
    "TitlePart",
    "Understood",
]

ASSISTANT = "conversation"
# Nobody speaks a longer command; what is longer is a text for the model.
LONGEST = 500
_MOST_CLAUSES = 4


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The names of one home in one language, for as long as neither it nor its screens' sources change."""

    home: Home
    sources: frozenset[str]
    names: Vocabulary


class LocalUnderstanding:
    """Understands commands and some questions, or says that it does not."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Load nothing yet: a language is loaded when it is first prepared or spoken."""
        self._hass = hass
        self._core = CoreReader(hass, ASSISTANT, Gazetteer(hass, ASSISTANT))
        self._appliances = ApplianceReader(hass, ASSISTANT)
        self._languages: dict[str, Language] = {}
        self._prepared: dict[str, _Prepared] = {}
        self._words: dict[str, Words] = {}

    async def async_prepare(self, language: str) -> None:
        """Load what understanding a language needs, off the event loop."""
        await async_prepare_home(self._hass, ASSISTANT)
        if (own := await self._async_language(language)) is not None:
            await self._async_names(own)
        await self._core.async_prepare(language)

    async def async_understand(self, user_input: ConversationInput) -> Understood | None:
        """Return what a sentence asks for, or None where not every part of it is certain.

        Sentences that the user wrote come first, then Parlor's own, then Home Assistant's, then its gazetteer.
        """
        text = user_input.text.strip()
        if not text or len(text) > LONGEST or not any(character.isalnum() for character in text):
            return None
        code = user_input.language or self._hass.config.language
        language = await self._async_language(code)
        area = async_speaker_area(self._hass, user_input)
        area_id = area.id if area else None
        whole = None
        if language is None or await self._core.async_has_own_sentences(code):
            whole = await self._core.async_read(text, user_input, language, area_id, is_whole=True)
            if whole and (language is None or is_own_sentence(whole)):
                return Understood((whole,))
        if language is None:
            return None
        if kept := self._async_kept(text, language, user_input.conversation_id):
            return Understood((kept,))
        sentence = _Sentence(user_input, code, language, area)
        appliance = await self._async_appliance(text, sentence)
        if appliance and not is_weak(appliance):
            return Understood((appliance,))
        if later := await self._async_later(text, sentence):
            return Understood((later,))
        return await self._async_now(text, sentence, whole)

    async def _async_later(self, text: str, sentence: _Sentence) -> LaterPart | PlansPart | None:
        """Return what a sentence puts off or asks of what was, where plans are kept; None where it is about now."""
        if async_later_of(self._hass, sentence.user_input.agent_id) is None:
            return None
        bare, words = sentence.language.bare(text), await self._async_words(sentence.language.code)
        if not words.hint.search(bare):
            return None
        home = async_get_home(self._hass, ASSISTANT)
        place = Place(
            home=home,
            screens=screens_of(self._hass, home),
            state_of=self._hass.states.get,
            now=dt_util.now(),
            area=sentence.area.name if sentence.area else None,
        )
        if (plans := read_about_plans(bare, words)) is not None:
            return PlansPart(text=text, is_cancel=plans.is_cancel, words=plans.words)
        readings = await self._hass.async_add_executor_job(read_delayed, bare, words, place)
        if readings and (reminder := read_reminder(readings[0], words)):
            return LaterPart(text=text, steps=(), when=readings[0].when, said=readings[0].said, reminder=reminder)
        for reading in readings:
            now = await self._async_now(reading.text, sentence)
            steps = _steps_of(now) if now else ()
            if steps:
                return LaterPart(text=text, steps=steps, when=reading.when, said=reading.said)
        return None

    async def _async_now(self, text: str, sentence: _Sentence, whole: IntentPart | None = None) -> Understood | None:
        """Return what a sentence asks for now; `whole` is how Home Assistant reads it, if that is known."""
        user_input, code, language = sentence.user_input, sentence.code, sentence.language
        area_id = sentence.area.id if sentence.area else None
        names = await self._async_names(language)
        around = self._async_around(names, sentence.area.name if sentence.area else None)
        reading = OwnReader(self._hass, Clauses(language, names), around)
        if own := await reading.async_read(text):
            return Understood(own)
        if appliance := await self._async_appliance(text, sentence):
            # What it may mean besides comes first.
            whole = whole or await self._core.async_read(text, user_input, language, area_id, is_whole=True)
            return Understood((whole or appliance,) if is_weak(appliance) else (appliance,))
        asked = await reading.async_ask(text)
        if asked is None:
            return None
        if asked and not any(isinstance(part, TitlePart) for part in asked):
            return Understood(asked)
        if whole := whole or await self._core.async_read(text, user_input, language, area_id, is_whole=True):
            return Understood((whole,))
        parts: tuple[Part, ...] = ()
        if not asked or _is_open(asked, language):
            parts = await self._async_mixed(reading, text, sentence)
        # Any words can be a title: what is sure to be something else comes first.
        parts = parts or await self._core.async_guess(language.bare(text), code, language, area_id) or asked
        if parts:
            return Understood(parts)
        rest, reasons = await self._hass.async_add_executor_job(without_reasons, around.home, text)
        if not reasons or any(language.has_condition(reason) or language.is_question(reason) for reason in reasons):
            return None
        return await self._async_now(rest, sentence)

    @callback
    def _async_kept(self, text: str, language: Language, conversation_id: str | None) -> KeptPart | None:
        """Return what a sentence asks of what is kept; "cancel" only where something can be taken back."""
        part = read_kept(text, language)
        if part is None or not (part.is_weak or part.is_of_last):
            return part
        return part if async_can_undo(self._hass, conversation_id, revocable=part.is_of_last) else None

    @callback
    def _async_around(self, names: Vocabulary, area: str | None) -> Surroundings:
        """Return what a sentence is said in now."""
        home = async_get_home(self._hass, ASSISTANT)
        return Surroundings(
            home=home,
            called=names.called,
            kinds=names.kinds,
            state_of=self._hass.states.get,
            area=area,
            screens=by_part(screens_of(self._hass, home)),
        )

    async def _async_mixed(self, reading: OwnReader, text: str, sentence: _Sentence) -> tuple[Part, ...]:
        """Return the clauses of a compound sentence, each as one of the readers knows it; nothing if none knows one."""
        user_input, language = sentence.user_input, sentence.language
        area_id = sentence.area.id if sentence.area else None
        pieces = clauses(text, language)
        parts: list[Part] = []
        for piece in pieces if 1 < len(pieces) <= _MOST_CLAUSES else ():
            appliance = await self._async_appliance(piece, sentence)
            if appliance and not is_weak(appliance):
                parts.append(appliance)
                continue
            if own := await reading.async_read(piece):
                parts.extend(own)
                continue
            part = await self._core.async_read(piece, user_input, language, area_id, is_whole=False)
            if part is None:
                if not (asked := await reading.async_ask(piece)):
                    return ()
                parts.extend(asked)
                continue
            parts.append(part)
            reading.around = reading.around.after(entity_id for step in part.steps for entity_id in step.entity_ids)
        return tuple(parts)

    async def _async_appliance(self, text: str, sentence: _Sentence) -> ApplianceParts | None:
        """Return what a sentence asks of appliances, or tells one."""
        names = await self._async_names(sentence.language)
        area = sentence.area.name if sentence.area else None
        return await self._appliances.async_read(text, sentence.language, names.called, area)

    async def _async_language(self, code: str) -> Language | None:
        """Return a language of Parlor's own, loaded; None for one it has no sentences in."""
        code = code.replace("_", "-").partition("-")[0].casefold()
        if code not in CODES:
            return None
        if code not in self._languages:
            self._languages[code] = await self._hass.async_add_executor_job(load, code)
            await self._hass.async_add_executor_job(prepare_kept)
        return self._languages[code]

    async def _async_words(self, code: str) -> Words:
        """Return what a language says of times, loaded."""
        if code not in self._words:
            self._words[code] = await self._hass.async_add_executor_job(load_words, code)
        return self._words[code]

    async def _async_names(self, language: Language) -> Vocabulary:
        """Return the names of the home as it is now."""
        home = async_get_home(self._hass, ASSISTANT)
        sources = self._async_sources(home)
        prepared = self._prepared.get(language.code)
        if prepared is None or prepared.home is not home or prepared.sources != sources:
            names = await self._hass.async_add_executor_job(vocabulary, home, language, sources)
            prepared = self._prepared[language.code] = _Prepared(home, sources, names)
        return prepared.names

    @callback
    def _async_sources(self, home: Home) -> frozenset[str]:
        """Return every source that an exposed screen or player offers now."""
        states = (self._hass.states.get(thing.entity_id) for thing in home.things if thing.domain == "media_player")
        return frozenset(
            str(source) for state in states if state for source in state.attributes.get("source_list") or ()
        )


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What is the same for all parts of a sentence: how it was said, in which language, in which room."""

    user_input: ConversationInput
    code: str
    language: Language
    area: ar.AreaEntry | None


def _steps_of(understood: Understood) -> tuple[Step, ...]:
    """Return the steps of a sentence that is nothing but steps; none where it is more."""
    if len(understood.parts) == 1 and isinstance(part := understood.parts[0], AppliancePart):
        return part.later_steps
    is_own = any(isinstance(part, IntentPart) and is_own_sentence(part) for part in understood.parts)
    return () if is_own else understood.steps


def _is_open(parts: tuple[Part, ...], language: Language) -> bool:
    """Say whether a title has a conjunction in it, and can be two clauses as well."""
    return any(isinstance(part, AskPart | TitlePart) and language.conjunctions.search(part.title) for part in parts)
