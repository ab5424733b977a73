"""The appliances that an assistant may see: those of which an entity is exposed to it."""

from dataclasses import dataclass
import re
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util.hass_dict import HassKey

from ...appliances.job import Job
from ...appliances.kind import ApplianceKind
from ...appliances.known import APPLIANCES_KEY, Appliances, KnownAppliance
from ..home import Home, Thing
from ..prompt.describe import plain
from .parts import is_part_of

DATA_APPLIANCES: Final[HassKey[Appliances]] = HassKey(APPLIANCES_KEY)
MOST_NAME: Final = 60

_CODE: Final = re.compile(r"[_\d]")  # as in Table_02_Course_1B


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAppliance:
    """An appliance as it may be told of; `thing` is what stands for it among what is exposed: its job, else what is first of its device."""

    known: KnownAppliance
    name: str
    thing: Thing

    @property
    def id(self) -> str:
        """Return what it is known by."""
        return self.known.id

    @property
    def kind(self) -> ApplianceKind:
        """Return what it is."""
        return self.known.kind

    @property
    def area(self) -> str | None:
        """Return the room that it is in."""
        return self.thing.area

    @property
    def job(self) -> Job:
        """Return how its job is now."""
        return self.known.job()

    @property
    def names(self) -> tuple[str, ...]:
        """Return everything that people may call it."""
        is_itself = self.thing.entity_id == self.known.entity_id()
        return (self.name, *(self.thing.aliases if is_itself else ()))

    def program(self, key: str | None) -> str:
        """Return what people call a program of it; what has no name is called by its key."""
        names = (program.name for program in self.known.programs() if program.key == key)
        return plain(next(names, key) or "", MOST_NAME)

    def running_program(self) -> str:
        """Return what the program of its job is called, nothing of one that has only a code, which tells nobody anything."""
        key = self.job.program
        name = self.program(key)
        return "" if name == key and _CODE.search(name) else name


def appliances_of(hass: HomeAssistant, home: Home) -> tuple[ToldAppliance, ...]:
    """Return the appliances that may be told to whoever sees this home, by their names."""
    appliances = hass.data.get(DATA_APPLIANCES)
    if appliances is None:
        return ()
    told = [
        ToldAppliance(known=known, name=plain(known.name(), MOST_NAME) or known.kind.value, thing=thing)
        for known in appliances.all.values()
        if (thing := _thing_of(hass, home, known)) is not None
    ]
    return tuple(sorted(told, key=lambda each: (each.name.casefold(), each.id)))


def appliance_of(hass: HomeAssistant, home: Home, appliance_id: str) -> ToldAppliance | None:
    """Return an appliance by what it is known by, None where it is gone, or may not be told of any more."""
    return next((each for each in appliances_of(hass, home) if each.id == appliance_id), None)


def appliance_name(hass: HomeAssistant, entity_id: str) -> str | None:
    """Return what an appliance is called of which an entity is the job, None of any other entity."""
    appliances = hass.data.get(DATA_APPLIANCES)
    known = (each for each in appliances.all.values() if each.entity_id() == entity_id) if appliances else ()
    return next((plain(each.name(), MOST_NAME) for each in known), None)


def is_of_what_heats(hass: HomeAssistant, entity_id: str | None) -> bool:
    """Say whether an entity is a part of an appliance that heats; without one, whether there is such an appliance at all."""
    appliances = hass.data.get(DATA_APPLIANCES)
    heating = [each for each in appliances.all.values() if each.kind.traits.heats] if appliances else []
    if entity_id is None or not heating:
        return bool(heating)
    return any(is_part_of(hass, entity_id, each) for each in heating)


def _thing_of(hass: HomeAssistant, home: Home, known: KnownAppliance) -> Thing | None:
    """Return what stands for an appliance, None where nothing of it is exposed."""
    if (thing := home.by_id.get(known.entity_id() or "")) is not None:
        return thing
    if known.device_id is None:
        return None
    of_device = er.async_entries_for_device(er.async_get(hass), known.device_id)
    found = (home.by_id.get(entry.entity_id) for entry in sorted(of_device, key=lambda entry: entry.entity_id))
    return next((thing for thing in found if thing is not None), None)
