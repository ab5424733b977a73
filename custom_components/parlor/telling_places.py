"""The rooms and people of this home, as facts for deciding who is told something where."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from homeassistant.const import STATE_HOME, STATE_OFF, STATE_ON, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import area_registry as ar
from homeassistant.util import dt as dt_util

from .household import async_household
from .telling.place import Person, Place, Screen, Surface
from .telling.presence import Noticed, presence_of
from .telling_screens import async_told_screen
from .telling_settings import EVERYBODY, TellingSettings
from .telling_surfaces import SATELLITES, async_area_of, async_phones, async_surfaces

NOTICING: Final = frozenset({"motion", "occupancy", "presence"})  # classes of binary sensors that notice people


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Who and what is where; `entities` are those whose news may change it."""

    places: tuple[Place, ...]
    persons: tuple[Person, ...]
    entities: frozenset[str]


@dataclass(slots=True)
class _Room:
    """A room while it is gathered."""

    screens: list[Screen] = field(default_factory=list)
    surfaces: list[Surface] = field(default_factory=list)
    sensors: list[Noticed] = field(default_factory=list)


@callback
def async_facts(hass: HomeAssistant, settings: TellingSettings, ours: Collection[str] = ()) -> Facts:
    """Return how it is in the home now; `ours` are the targets that are telling something for us."""
    rooms: dict[str, _Room] = {}
    entities: set[str] = set()
    for state in hass.states.async_all("binary_sensor"):
        if state.attributes.get("device_class") in NOTICING:
            entities.add(state.entity_id)
            is_on = {STATE_ON: True, STATE_OFF: False}.get(state.state)
            noticed = Noticed(is_on=is_on, since=state.last_changed)
            rooms.setdefault(async_area_of(hass, state.entity_id), _Room()).sensors.append(noticed)
    for screen in async_household(hass).screens.values():
        area = async_area_of(hass, screen.entity_id)
        rooms.setdefault(area, _Room()).screens.append(async_told_screen(hass, screen))
        if activity := screen.activity():
            entities.add(activity)
    for placed in async_surfaces(hass, settings, ours):
        rooms.setdefault(placed.area, _Room()).surfaces.append(placed.surface)
    entities.update(state.entity_id for state in hass.states.async_all(SATELLITES))
    persons = _persons(hass, settings)
    entities.update(person.id for person in persons if person.id)
    return Facts(places=_places(hass, rooms), persons=persons, entities=frozenset(entities))


def _places(hass: HomeAssistant, rooms: dict[str, _Room]) -> tuple[Place, ...]:
    """Return the rooms, with what is known of who is in them; sensors that are in no room say nothing of any."""
    registry, now = ar.async_get(hass), dt_util.utcnow()
    found = []
    for area, room in rooms.items():
        known = registry.async_get_area(area) if area else None
        found.append(
            Place(
                area=area,
                name=known.name if known else "",
                presence=presence_of(room.sensors if area else (), room.screens, now),
                screens=tuple(room.screens),
                surfaces=tuple(room.surfaces),
            )
        )
    return tuple(found)


def _persons(hass: HomeAssistant, settings: TellingSettings) -> tuple[Person, ...]:
    """Return the persons of the household, and at last nobody in particular, who has the phones that are everybody's."""
    found = [
        Person(
            id=state.entity_id,
            name=state.name,
            is_home=None if state.state in (STATE_UNAVAILABLE, STATE_UNKNOWN) else state.state == STATE_HOME,
            phones=async_phones(hass, settings, state),
        )
        for state in hass.states.async_all("person")
    ]
    shared = async_phones(hass, settings, None)
    return (*found, Person(id=EVERYBODY, name="", phones=shared)) if shared else tuple(found)
