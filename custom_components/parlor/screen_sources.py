"""What a screen is made of: the entities that its owner named, each with what its integration can know."""

from collections.abc import Mapping
from typing import Final

from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er

from .screen_settings import ScreenSettings
from .viewing.observation import Knows, Observation, Role, Setup, Source
from .viewing.sources import observe_state, source_of

TV: Final = "tv"  # the source that is a TV of Parlor's own
TV_KNOWS: Final = Knows.POWER | Knows.ART | Knows.APP
CONTROL_KNOWS: Final = Knows.INPUT | Knows.CHANNEL
NO_NAMES: Final[Mapping[str, str]] = {}


def tv_source(*, has_control: bool) -> Source:
    """Return a TV of Parlor's own as the source of its screen: what input it shows it tells through IP Control alone."""
    return Source(id=TV, role=Role.SCREEN, brand="parlor", knows=TV_KNOWS | CONTROL_KNOWS if has_control else TV_KNOWS)


def entity_source(
    hass: HomeAssistant, entity_id: str, role: Role, *, plugged_into: str | None = None, watts: float | None = None
) -> Source:
    """Return an entity as a source of a screen."""
    registered = er.async_get(hass).async_get(entity_id)
    state = hass.states.get(entity_id)
    return source_of(
        entity_id,
        registered.platform if registered else "",
        state.attributes if state else {},
        role,
        input=plugged_into,
        watts=watts,
    )


def setup_of(
    hass: HomeAssistant,
    screen: Source,
    settings: ScreenSettings,
    channel_entity: str | None = None,
    names: Mapping[str, str] = NO_NAMES,
) -> Setup:
    """Return what a screen is made of, itself first; `names` says what the screen calls an input where that is not its key."""
    sources = [screen]
    for key, entity_id in settings.plugged.items():
        sources.append(entity_source(hass, entity_id, Role.INPUT, plugged_into=names.get(key, key)))
    sources += [entity_source(hass, entity_id, _role(entity_id)) for entity_id in settings.players]
    if settings.power_entity:
        sources.append(entity_source(hass, settings.power_entity, Role.POWER, watts=settings.power_watts))
    if channel_entity:
        sources.append(entity_source(hass, channel_entity, Role.CHANNEL))
    known = {
        source.id: source for source in reversed(sources)
    }  # an entity is one source, the first that it is named as
    return Setup(
        sources=tuple(source for source in sources if known[source.id] is source), person=_person(hass, settings)
    )


def _role(entity_id: str) -> Role:
    """Return what an entity is that was named as a player: a sensor tells the channel of a TV."""
    return Role.CHANNEL if entity_id.startswith("sensor.") else Role.PLAYER


def observed(source: Source, state: State | None, now: float) -> Observation:
    """Return what an entity says now; one that is not there says nothing."""
    if state is None:
        return observe_state(source, "unavailable", {}, now)
    return observe_state(source, state.state, state.attributes, state.last_updated_timestamp)


def _person(hass: HomeAssistant, settings: ScreenSettings) -> str | None:
    """Return the name of the person whose screen it is."""
    if settings.person is None:
        return None
    state = hass.states.get(settings.person)
    registered = er.async_get(hass).async_get(settings.person)
    named = (registered.name or registered.original_name) if registered else None
    return state.name if state else named or settings.person
