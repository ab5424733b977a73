"""Local understanding: plain speech to what is to be done, without a model and without doing it."""

from dataclasses import dataclass

from hassil.intents import SlotList

from homeassistant.components.conversation import ConversationInput
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er

from .home import Home, async_get_home
from .understand.clauses import Clauses, LocalParts
from .understand.language import CODES, Language, load
from .understand.lists import slot_lists
from .understand.parts import AnswerPart, IntentPart, Part, StepsPart, Understood
from .understand.surroundings import Surroundings

__all__ = ["AnswerPart", "IntentPart", "LocalUnderstanding", "Part", "StepsPart", "Understood"]

ASSISTANT = "conversation"
# Nobody speaks a longer command; what is longer is a text for the model.
LONGEST = 500


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The names of one home in one language, for as long as neither it nor its screens' sources change."""

    home: Home
    sources: frozenset[str]
    lists: dict[str, SlotList]


class LocalUnderstanding:
    """Understands commands and some questions, or says that it does not."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Load nothing yet: a language is loaded when it is first prepared or spoken."""
        self._hass = hass
        self._languages: dict[str, Language] = {}
        self._prepared: dict[str, _Prepared] = {}

    async def async_prepare(self, language: str) -> None:
        """Load what understanding a language needs, off the event loop."""
        if (own := await self._async_language(language)) is not None:
            await self._async_lists(own)

    async def async_understand(self, user_input: ConversationInput) -> Understood | None:
        """Return what a sentence asks for, or None where not every part of it is certain."""
        text = user_input.text.strip()
        if not text or len(text) > LONGEST or not any(character.isalnum() for character in text):
            return None
        language = await self._async_language(user_input.language or self._hass.config.language)
        if language is None:
            return None
        lists = await self._async_lists(language)
        around = Surroundings(
            home=async_get_home(self._hass, ASSISTANT),
            state_of=self._hass.states.get,
            area=async_speaker_area(self._hass, user_input),
        )
        parts = await self._hass.async_add_executor_job(_understand, text, language, lists, around)
        return Understood(tuple(parts)) if parts else None

    async def _async_language(self, code: str) -> Language | None:
        """Return a language of Parlor's own, loaded; None for one it has no sentences in."""
        code = code.replace("_", "-").partition("-")[0].casefold()
        if code not in CODES:
            return None
        if code not in self._languages:
            self._languages[code] = await self._hass.async_add_executor_job(load, code)
        return self._languages[code]

    async def _async_lists(self, language: Language) -> dict[str, SlotList]:
        """Return the names of the home as it is now."""
        home = async_get_home(self._hass, ASSISTANT)
        sources = self._async_sources(home)
        prepared = self._prepared.get(language.code)
        if prepared is None or prepared.home is not home or prepared.sources != sources:
            lists = await self._hass.async_add_executor_job(slot_lists, home, language, sources)
            prepared = self._prepared[language.code] = _Prepared(home, sources, dict(lists))
        return prepared.lists

    @callback
    def _async_sources(self, home: Home) -> frozenset[str]:
        """Return every source that an exposed screen or player offers now."""
        states = (self._hass.states.get(thing.entity_id) for thing in home.things if thing.domain == "media_player")
        return frozenset(
            str(source) for state in states if state for source in state.attributes.get("source_list") or ()
        )


def _understand(text: str, language: Language, lists: dict[str, SlotList], around: Surroundings) -> LocalParts:
    """Read a sentence with Parlor's own sentences; takes some milliseconds of computing."""
    return Clauses(language, lists).understand(text, around)


@callback
def async_speaker_area(hass: HomeAssistant, user_input: ConversationInput) -> str | None:
    """Return the name of the room that a sentence was spoken in, told by the satellite or the device."""
    entities, devices, areas = er.async_get(hass), dr.async_get(hass), ar.async_get(hass)
    area_id, device_id = None, user_input.device_id
    if user_input.satellite_id and (entry := entities.async_get(user_input.satellite_id)):
        area_id, device_id = entry.area_id, entry.device_id or device_id
    if area_id is None and device_id and (device := devices.async_get(device_id)):
        area_id = dr.async_get_effective_area_id(hass, device)
    area = areas.async_get_area(area_id) if area_id else None
    return area.name if area else None
