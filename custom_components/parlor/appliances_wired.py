"""The appliances that there are now, as they were found, corrected and named by their owner, each with what tells of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from homeassistant.const import ATTR_DEVICE_CLASS, ATTR_UNIT_OF_MEASUREMENT
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .appliance_borrowed import BorrowedVoice
from .appliance_power import PowerVoice
from .appliance_voice import EntityVoice, Voice
from .appliances.facts import EntityFact
from .appliances.kind import ApplianceKind
from .appliances.smartthings.kinds import parts_of
from .appliances.smartthings.status import MAIN
from .appliances.sources.brand import POWER, Wiring
from .appliances.sources.find import BRANDS, find, wiring_of_added
from .appliances_found import entity_facts
from .appliances_settings import Added, AppliancesSettings
from .smartthings_link import SMARTTHINGS, Link, async_link

ENTITIES: Final = "entities"
BORROWED: Final = "borrowed"
EMPTY: Final[Mapping[str, ApplianceKind]] = MappingProxyType({})

type MakeVoice = Callable[[HomeAssistant, Mapping[str, Any]], Voice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wired:
    """An appliance: what it is, what its voice is made of, and how, from what was kept of it.

    `found_kind` is what it was found to be, whatever its owner says; `door` where its owner sees its door; `awaits` the entity that its owner
    named and of which nothing is known yet.
    """

    wiring: Wiring
    source: str
    name: Callable[[], str]
    voice: MakeVoice
    found_kind: ApplianceKind
    door: str | None = None
    awaits: str | None = None

    @property
    def is_borrowed(self) -> bool:
        """Say whether core's SmartThings client tells of it."""
        return self.source.startswith(BORROWED)


def borrowed_source(device_id: str) -> str:
    """Return what the voice of a SmartThings device is made of."""
    return f"{BORROWED}:{device_id}"


@callback
def async_wired(
    hass: HomeAssistant, settings: AppliancesSettings, kinds: Mapping[str, ApplianceKind] = EMPTY
) -> list[Wired]:
    """Return all appliances that there are now; `kinds` are those that core's SmartThings client told before, where only entities tell now."""
    facts = entity_facts(hass)
    found = {one.id: replace(one, kind=kinds.get(one.id, one.kind)) for one in find(facts)}
    wired = {wiring.id: _by_entities(hass, wiring) for wiring in found.values()}
    wired |= {one.wiring.id: one for one in _borrowed(hass, found)}
    by_entity = {fact.entity_id: fact for fact in facts}
    added = (_added(hass, one, by_entity) for one in settings.added)
    corrected = (_corrected(one, settings) for one in wired.values())
    return [*(one for one in corrected if one is not None), *added]


def _by_entities(hass: HomeAssistant, wiring: Wiring) -> Wired:
    """Return an appliance that its brand's entities tell of."""

    def voice(hass: HomeAssistant, _: Mapping[str, Any]) -> Voice:
        return EntityVoice(hass, BRANDS[wiring.brand], wiring)

    name = partial(_device_name, hass, wiring)
    return Wired(wiring=wiring, source=ENTITIES, name=name, voice=voice, found_kind=wiring.kind)


def _borrowed(hass: HomeAssistant, found: Mapping[str, Wiring]) -> Iterator[Wired]:
    """Yield the appliances that core's SmartThings client tells of; their entities stay known where there are any."""
    link = async_link(hass)
    for device in link.devices.values():
        if device.device_id is None:
            continue
        for component, kind in parts_of(device.categories, device.status).items():
            part = None if component == MAIN else component
            name = device.device_id if part is None else f"{device.device_id}/{part}"
            wiring = Wiring(
                id=name,
                brand=SMARTTHINGS,
                kind=kind,
                roles=found[name].roles if name in found else {},
                device_id=device.device_id,
                part=part,
            )
            yield Wired(
                wiring=wiring,
                source=borrowed_source(device.id),
                name=partial(_device_name, hass, wiring),
                voice=_borrowed_voice(link, device.id, kind, component),
                found_kind=kind,
            )


def _borrowed_voice(link: Link, device_id: str, kind: ApplianceKind, component: str) -> MakeVoice:
    """Return what makes the voice of a SmartThings device."""
    return lambda hass, kept: BorrowedVoice(link, device_id, kind, component)


def _added(hass: HomeAssistant, added: Added, facts: Mapping[str, EntityFact]) -> Wired:
    """Return an appliance that its owner named."""
    registered = facts.get(added.entity)
    is_unknown = registered is None and hass.states.get(added.entity) is None
    wiring = wiring_of_added(registered or _unregistered(hass, added.entity), added.kind)

    def voice(hass: HomeAssistant, kept: Mapping[str, Any]) -> Voice:
        if wiring.brand == POWER:
            return PowerVoice(hass, added.entity, added.kind, added.watts, kept)
        return EntityVoice(hass, BRANDS[wiring.brand], wiring)

    name = added.name or added.entity
    return Wired(
        wiring=wiring,
        source=f"{wiring.brand}:{added.watts}",
        name=lambda: name,
        voice=voice,
        found_kind=added.kind,
        door=added.door,
        awaits=added.entity if is_unknown else None,
    )


def _unregistered(hass: HomeAssistant, entity_id: str) -> EntityFact:
    """Return an entity that no registry knows, by its state."""
    state = hass.states.get(entity_id)
    told = state.attributes if state is not None else {}
    domain = entity_id.partition(".")[0]
    return EntityFact(
        entity_id=entity_id,
        domain=domain,
        platform=domain,
        unique_id=entity_id,
        device_class=_word(told.get(ATTR_DEVICE_CLASS)),
        unit=_word(told.get(ATTR_UNIT_OF_MEASUREMENT)),
    )


def _word(told: object) -> str | None:
    return told if isinstance(told, str) else None


def _corrected(wired: Wired, settings: AppliancesSettings) -> Wired | None:
    """Return an appliance as its owner says that it is, None where it is none."""
    correction = settings.corrections.get(wired.wiring.id)
    if correction is None:
        return wired
    if correction.is_hidden:
        return None
    wiring = wired.wiring if correction.kind is None else replace(wired.wiring, kind=correction.kind)
    return replace(wired, wiring=wiring, door=correction.door)


def _device_name(hass: HomeAssistant, wiring: Wiring) -> str:
    """Return what the device of an appliance is called, with its part; what has no device of its own is called as its entity."""
    device = dr.async_get(hass).async_get(wiring.device_id) if wiring.device_id else None
    name = (device.name_by_user or device.name) if device else None
    fact = next(iter(wiring.facts.values()), None)
    if fact is not None and (name is None or wiring.part == fact.registry_id):
        return _entity_name(hass, fact.entity_id)
    return " ".join(each for each in (name, wiring.part) if each) or wiring.id


def _entity_name(hass: HomeAssistant, entity_id: str) -> str:
    """Return what an entity is called, also before it has a state."""
    if (state := hass.states.get(entity_id)) is not None:
        return state.name
    entry = er.async_get(hass).async_get(entity_id)
    return (entry.name or entry.original_name if entry else None) or entity_id
