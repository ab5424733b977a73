"""What can tell somebody something in this home: satellites, speakers, TVs that show notices, phones."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from homeassistant.components.media_player import MediaPlayerDeviceClass, MediaPlayerEntityFeature
from homeassistant.const import CONF_HOST, STATE_OFF, STATE_STANDBY, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant, State, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import slugify

from .household import async_household
from .telling.place import Surface, Way
from .telling_screens import screen_players
from .telling_settings import EVERYBODY, TellingSettings

SATELLITES: Final = "assist_satellite"
PLAYERS: Final = "media_player"
NOTIFY: Final = "notify"
TTS: Final = "tts"
ACTION: Final = "action:"  # before a notify action that is no entity's
WEBOS: Final = "webostv"
KODI: Final = "kodi"
ANDROID_NOTICES: Final = "nfandroidtv"
DARK: Final = (STATE_OFF, STATE_STANDBY, STATE_UNAVAILABLE, STATE_UNKNOWN)
_ANNOUNCES: Final = 1  # `AssistSatelliteEntityFeature.ANNOUNCE`, without loading all that satellites need
_OUTSIDE: Final = ("unifiprotect",)  # speakers of cameras, which many have at the door
_SOUNDING: Final = ("playing", "paused", "buffering")


@callback
def async_area_of(hass: HomeAssistant, entity_id: str) -> str:
    """Return the area of an entity or of its device, empty where it is in none."""
    entry = er.async_get(hass).async_get(entity_id)
    if entry is None:
        return ""
    device = dr.async_get(hass).async_get(entry.device_id) if entry.device_id else None
    return entry.area_id or (device and device.area_id) or ""


@callback
def async_platform_of(hass: HomeAssistant, entity_id: str) -> str | None:
    """Return the integration that an entity is of."""
    entry = er.async_get(hass).async_get(entity_id)
    return entry.platform if entry else None


@callback
def async_tts_of(hass: HomeAssistant, chosen: str | None) -> str | None:
    """Return the entity that turns text into speech: the chosen one, that of the preferred assistant, Home Assistant Cloud's, or any."""
    known = [state.entity_id for state in hass.states.async_all(TTS) if state.state != STATE_UNAVAILABLE]
    if chosen is not None:
        return chosen if chosen in known else None
    if (preferred := _preferred_tts(hass)) in known:
        return preferred
    known.sort(key=lambda each: (async_platform_of(hass, each) != "cloud", each))
    return known[0] if known else None


def _preferred_tts(hass: HomeAssistant) -> str | None:
    """Return what the preferred assistant speaks with."""
    if "assist_pipeline" not in hass.config.components:
        return None
    from homeassistant.components.assist_pipeline import async_get_pipeline
    from homeassistant.components.assist_pipeline.error import PipelineNotFound

    try:
        return async_get_pipeline(hass).tts_engine
    except PipelineNotFound:
        return None


@dataclass(frozen=True, slots=True)
class Placed:
    """A surface and the area that it is in."""

    area: str
    surface: Surface


@callback
def async_surfaces(hass: HomeAssistant, settings: TellingSettings, ours: Collection[str]) -> Iterator[Placed]:
    """Yield all that could tell something in a room now; `ours` are the targets that are telling something for us."""
    for state in hass.states.async_all(SATELLITES):
        if state.state not in DARK and _has(state, _ANNOUNCES):
            is_busy = state.state != "idle" and state.entity_id not in ours
            yield _placed(
                hass, state, Surface(way=Way.SATELLITE, target=state.entity_id, name=state.name, is_busy=is_busy)
            )
    players = hass.states.async_all(PLAYERS)
    if async_tts_of(hass, settings.tts) is not None:
        yield from _speakers(hass, settings, players, ours)
    for state in players:
        if state.state not in DARK and (notice := _notice_of(hass, state)) is not None:
            yield _placed(hass, state, notice)


def _placed(hass: HomeAssistant, state: State, surface: Surface) -> Placed:
    """Return a surface in the area of an entity."""
    return Placed(async_area_of(hass, state.entity_id), surface)


def _has(state: State, feature: int) -> bool:
    """Say whether an entity can do something."""
    features = state.attributes.get("supported_features")
    return isinstance(features, int) and bool(features & feature)


def _speakers(
    hass: HomeAssistant, settings: TellingSettings, players: Collection[State], ours: Collection[str]
) -> Iterator[Placed]:
    """Yield the players that can be spoken through: the chosen ones, else all speakers; those that are on come first."""
    shown = {
        player: screen.watch.seen.activity.is_active
        for screen in async_household(hass).screens.values()
        for player in screen_players(screen)
    }
    for state in sorted(players, key=lambda each: each.state in DARK):
        if state.state == STATE_UNAVAILABLE or not _has(state, MediaPlayerEntityFeature.PLAY_MEDIA):
            continue
        if not _is_chosen(hass, state, settings, state.entity_id in shown):
            continue
        sounds = (state.state in _SOUNDING and state.entity_id not in ours) or shown.get(state.entity_id, False)
        interrupts = sounds and not _has(state, MediaPlayerEntityFeature.MEDIA_ANNOUNCE)
        yield _placed(
            hass, state, Surface(way=Way.SPEAKER, target=state.entity_id, name=state.name, interrupts=interrupts)
        )


def _is_chosen(hass: HomeAssistant, state: State, settings: TellingSettings, is_screen: bool) -> bool:
    """Say whether a player may be spoken through: a screen only where its owner chose it."""
    if settings.speakers:
        return state.entity_id in settings.speakers
    if is_screen or async_platform_of(hass, state.entity_id) in _OUTSIDE:
        return False
    return state.attributes.get("device_class") == MediaPlayerDeviceClass.SPEAKER


def _notice_of(hass: HomeAssistant, state: State) -> Surface | None:
    """Return what shows a notice on the TV that a player is, None where that has no way to."""
    entry = er.async_get(hass).async_get(state.entity_id)
    if entry is None:
        return None
    target: str | None = None
    if entry.platform == KODI and hass.services.has_service(KODI, "call_method"):
        target = state.entity_id
    elif entry.platform == WEBOS:
        owner = hass.config_entries.async_get_entry(entry.config_entry_id or "")
        action = slugify(owner.title) if owner else ""
        target = f"{ACTION}{action}" if action and hass.services.has_service(NOTIFY, action) else None
    else:
        target = _notifier_of(hass, entry)
    return Surface(way=Way.NOTICE, target=target, name=state.name) if target else None


def _notifier_of(hass: HomeAssistant, player: er.RegistryEntry) -> str | None:
    """Return the notify entity of a player's device, or of the app for notices that runs at the same address."""
    registry = er.async_get(hass)
    owner = hass.config_entries.async_get_entry(player.config_entry_id or "")
    host = owner.data.get(CONF_HOST) if owner else None
    known = list(er.async_entries_for_device(registry, player.device_id)) if player.device_id else []
    for entry in hass.config_entries.async_entries(ANDROID_NOTICES) if host else ():
        if entry.data.get(CONF_HOST) == host:
            known += er.async_entries_for_config_entry(registry, entry.entry_id)
    return next((each.entity_id for each in known if each.domain == NOTIFY and _is_there(hass, each.entity_id)), None)


def _is_there(hass: HomeAssistant, entity_id: str) -> bool:
    """Say whether an entity can be asked for something."""
    state = hass.states.get(entity_id)
    return state is not None and state.state != STATE_UNAVAILABLE


@callback
def async_phones(hass: HomeAssistant, settings: TellingSettings, person: State | None) -> tuple[Surface, ...]:
    """Return the phones of a person, or of nobody in particular: the chosen ones, else those that tell where the person is."""
    chosen = settings.phones.get(person.entity_id if person else EVERYBODY)
    if chosen is None and person is not None:
        return tuple(_phone(hass, each) for each in _followed(hass, person))
    targets = (_target(hass, each) for each in chosen or ())
    return tuple(_phone(hass, each) for each in targets if each is not None)


def _followed(hass: HomeAssistant, person: State) -> Iterator[str]:
    """Yield the notify entities of the devices that a person is followed by."""
    registry = er.async_get(hass)
    trackers = person.attributes.get("device_trackers")
    for tracker in trackers if isinstance(trackers, list | tuple) else ():
        entry = registry.async_get(tracker) if isinstance(tracker, str) else None
        known = er.async_entries_for_device(registry, entry.device_id) if entry and entry.device_id else ()
        yield from (each.entity_id for each in known if each.domain == NOTIFY and _is_there(hass, each.entity_id))


def _target(hass: HomeAssistant, chosen: str) -> str | None:
    """Return how a phone is reached that the user named `notify.<something>`: an entity, else an action, None where it is neither."""
    if _is_there(hass, chosen):
        return chosen
    action = chosen.removeprefix(f"{NOTIFY}.")
    return f"{ACTION}{action}" if hass.services.has_service(NOTIFY, action) else None


def _phone(hass: HomeAssistant, target: str) -> Surface:
    """Return a phone as it is called."""
    state = hass.states.get(target)
    return Surface(way=Way.PHONE, target=target, name=state.name if state else target.removeprefix(ACTION))
