"""Sentences about appliances, read with the appliances that may be told of now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..appliances.seen import appliances_of
from ..home import Thing, async_get_home
from ..later.words import load_words
from .appliances import ApplianceParts, Said, load_appliance_sentences, read_appliances
from .language import Language
from .parts import AppliancePart

# What may bear an appliance's name and can be started or paused itself: a robot, a script; a plug is no more than its power.
_STARTED_ITSELF: Final = frozenset({"lawn_mower", "media_player", "scene", "script", "vacuum"})


@dataclass(frozen=True, slots=True)
class ApplianceReader:
    """Reads what a sentence asks of appliances, where there are any."""

    hass: HomeAssistant
    assistant: str

    async def async_read(
        self, text: str, language: Language, called: Mapping[str, Iterable[Thing]], area: str | None
    ) -> ApplianceParts | None:
        """Return what a sentence asks of appliances, or tells one; `called` is what things of the home are called."""
        home = async_get_home(self.hass, self.assistant)
        if not (appliances := appliances_of(self.hass, home)):
            return None

        sentences = await self.hass.async_add_executor_job(load_appliance_sentences, language.code)
        words = await self.hass.async_add_executor_job(load_words, language.code)
        others = (form for form, things in called.items() if any(each.domain in _STARTED_ITSELF for each in things))
        # Here, and not beside the event loop: what an appliance is and can do now is asked of it while the sentence is read.
        said = Said(
            appliances=appliances,
            areas=home.areas,
            now=dt_util.now(),
            words=words,
            area=area,
            others=frozenset(others),
        )
        return read_appliances(text, language, sentences, said)


def is_weak(part: ApplianceParts | None) -> bool:
    """Say whether a sentence about an appliance may as well be about something else."""
    return isinstance(part, AppliancePart) and part.is_weak
