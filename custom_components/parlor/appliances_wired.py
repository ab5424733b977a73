"""The appliances that there are now, as they were found, corrected and named by their owner, each with what tells of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from .appliance_voice import EntityVoice, Voice
from .appliances.sources.brand import Wiring
from .appliances.sources.find import BRANDS, corrected, find, wiring_of_added
from .appliances_found import entity_facts
from .appliances_settings import AppliancesSettings

type MakeVoice = Callable[[HomeAssistant, Mapping[str, Any]], Voice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wired:
    """An appliance: what it is, what it is called, and how its voice is made of what was kept of it."""

    wiring: Wiring
    name: Callable[[], str]
    voice: MakeVoice
