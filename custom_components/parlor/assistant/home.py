"""The home as the assistant may see it: what is exposed, under which names, in which rooms.

Built from the registries once, and again only after they or the exposure changed: a turn reads it for nothing.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import batched
from typing import Any

from homeassistant.components.homeassistant.exposed_entities import async_listen_entity_updates, async_should_expose
from homeassistant.const import ATTR_DEVICE_CLASS, ATTR_SUPPORTED_FEATURES, EVENT_STATE_CHANGED
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
)
from homeassistant.util.hass_dict import HassKey

# States read in one go, and how often anew when the home changes meanwhile.
_SLICE = 100
_MOST_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One exposed entity."""

    entity_id: str
    domain: str
    name: str
    aliases: tuple[str, ...] = ()
    area: str | None = None
    floor: str | None = None
    device_class: str | None = None
    # What it can do, as the flags of its domain; None where that is not known.
    features: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return everything that people may call it."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Home:
    """Everything exposed to an assistant, in the order of rooms."""

    things: tuple[Thing, ...]
    area_aliases: Mapping[str, tuple[str, ...]]

    @cached_property
    def by_id(self) -> Mapping[str, Thing]:
        """Return the things by their entity id."""
        return {thing.entity_id: thing for thing in self.things}

    @cached_property
    def by_area(self) -> Mapping[str | None, tuple[Thing, ...]]:
        """Return the things of each area; those without one under None, last."""
        areas: dict[str | None, list[Thing]] = {}
        for thing in self.things:
            areas.setdefault(thing.area, []).append(thing)
        return {area: tuple(things) for area, things in areas.items()}

    @cached_property
    def domains(self) -> frozenset[str]:
        """Return the domains that are in the home."""
        return frozenset(thing.domain for thing in self.things)

    @cached_property
    def areas(self) -> Mapping[str, str]:
        """Return each area's name by everything that it is called, in lower case."""
        return {
            called.casefold(): area
            for area in self.by_area
            if area
            for called in (area, *self.area_aliases.get(area, ()))
        }

    @cached_property
    def floors(self) -> Mapping[str, str]:
        """Return each floor's name by its name in lower case."""
        return {thing.floor.casefold(): thing.floor for thing in self.things if thing.floor}

    @cached_property
    def cache(self) -> dict[str, object]:
        """Return a place for what others derive from this home, which goes when the home changes."""
        return {}


def build_home(hass: HomeAssistant, assistant: str) -> Home:
    """Read the registries and the exposure; linear in the number of states."""
    return _home_of(hass, _things_of(hass, assistant, hass.states.async_all()))


def _things_of(hass: HomeAssistant, assistant: str, states: Iterable[State]) -> Iterator[Thing]:
    """Yield what is exposed among some states."""
    entities, floors = er.async_get(hass), fr.async_get(hass)
    for state in states:
        if not async_should_expose(hass, assistant, state.entity_id):
            continue
        entry = entities.async_get(state.entity_id)
        area = _area_of(hass, entry)
        floor = floors.async_get_floor(area.floor_id) if area and area.floor_id else None
        yield Thing(
            entity_id=state.entity_id,
            domain=state.domain,
            name=state.name,
            aliases=_aliases_of(hass, entry, state.name),
            area=area.name if area else None,
            floor=floor.name if floor else None,
            device_class=state.attributes.get(ATTR_DEVICE_CLASS),
            features=state.attributes.get(ATTR_SUPPORTED_FEATURES),
        )


def _home_of(hass: HomeAssistant, things: Iterable[Thing]) -> Home:
    """Return a home of things, in the order of rooms."""
    ordered = sorted(
        things, key=lambda thing: (thing.area is None, thing.floor or "", thing.area or "", thing.entity_id)
    )
    areas = ar.async_get(hass).async_list_areas()
    return Home(tuple(ordered), {area.name: tuple(sorted(area.aliases)) for area in areas if area.aliases})


def _area_of(hass: HomeAssistant, entry: er.RegistryEntry | None) -> ar.AreaEntry | None:
    """Return the area of an entity: its own, else its device's."""
    if entry is None:
        return None
    area_id = entry.area_id
    if area_id is None and entry.device_id and (device := dr.async_get(hass).async_get(entry.device_id)):
        area_id = dr.async_get_effective_area_id(hass, device)
    return ar.async_get(hass).async_get_area(area_id) if area_id else None


def _aliases_of(hass: HomeAssistant, entry: er.RegistryEntry | None, name: str) -> tuple[str, ...]:
    """Return the names that people gave an entity besides its own, which Home Assistant counts among them."""
    if entry is None:
        return ()
    known = {alias.casefold(): alias for alias in er.async_get_entity_aliases(hass, entry) if alias}
    known.pop(name.strip().casefold(), None)
    return tuple(known.values())


class HomeWatch:
    """Keeps the home of one assistant until something it was read from changes."""

    def __init__(self, hass: HomeAssistant, assistant: str) -> None:
        """Listen, for as long as Home Assistant runs, to all that a home is read from."""
        self._hass = hass
        self._assistant = assistant
        self._home: Home | None = None
        self._changes = 0
        for event_type in (
            er.EVENT_ENTITY_REGISTRY_UPDATED,
            dr.EVENT_DEVICE_REGISTRY_UPDATED,
            ar.EVENT_AREA_REGISTRY_UPDATED,
            fr.EVENT_FLOOR_REGISTRY_UPDATED,
        ):
            hass.bus.async_listen(event_type, self._forget)
        hass.bus.async_listen(EVENT_STATE_CHANGED, self._forget, event_filter=_appeared_or_gone)
        async_listen_entity_updates(hass, assistant, self._forget)

    @property
    def home(self) -> Home:
        """Return the home as this assistant may see it now."""
        if self._home is None:
            self._home = build_home(self._hass, self._assistant)
        return self._home

    async def async_prepare(self) -> None:
        """Read the home in slices, so that a large one does not hold up everything else; give way to changes meanwhile."""
        for _ in range(_MOST_TRIES):
            if self._home is not None:
                return
            changes = self._changes
            things: list[Thing] = []
            for states in batched(self._hass.states.async_all(), _SLICE, strict=False):
                things += _things_of(self._hass, self._assistant, states)
                await asyncio.sleep(0)
            if changes == self._changes:
                self._home = _home_of(self._hass, things)

    @callback
    def _forget(self, _event: Event[Any] | None = None) -> None:
        """Read the home again the next time."""
        self._home = None
        self._changes += 1


@callback
def _appeared_or_gone(data: EventStateChangedData) -> bool:
    """Say whether an entity came, went, or was renamed."""
    old, new = data["old_state"], data["new_state"]
    return old is None or new is None or old.name != new.name


DATA_HOMES: HassKey[dict[str, HomeWatch]] = HassKey("parlor_homes")


@callback
def async_get_home(hass: HomeAssistant, assistant: str) -> Home:
    """Return the home as an assistant (`conversation`, …) may see it; it is watched from the first time on."""
    return _watch_of(hass, assistant).home


async def async_prepare_home(hass: HomeAssistant, assistant: str) -> None:
    """Read the home before it is asked for, without holding up the event loop."""
    await _watch_of(hass, assistant).async_prepare()


def _watch_of(hass: HomeAssistant, assistant: str) -> HomeWatch:
    """Return what watches the home for an assistant."""
    watches = hass.data.setdefault(DATA_HOMES, {})
    if assistant not in watches:
        watches[assistant] = HomeWatch(hass, assistant)
    return watches[assistant]
