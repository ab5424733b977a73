"""Pause, play and skip go to what plays on a screen: a TV that shows a box plays nothing itself."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from homeassistant.components.media_player import DOMAIN as MEDIA_PLAYER, MediaPlayerEntityFeature as Feature
from homeassistant.core import HomeAssistant

from ..home import Home
from ..steps import Step
from .library import features
from .screens import ToldScreen, by_thing, screens_of

TRANSPORT: Final[Mapping[str, Feature]] = {
    "media_pause": Feature.PAUSE,
    "media_play": Feature.PLAY,
    "media_play_pause": Feature.PLAY | Feature.PAUSE,
    "media_stop": Feature.STOP,
    "media_next_track": Feature.NEXT_TRACK,
    "media_previous_track": Feature.PREVIOUS_TRACK,
    "media_seek": Feature.SEEK,
}


def is_transport(step: Step) -> bool:
    """Say whether a step is about how something plays, whatever plays it."""
    return step.domain == MEDIA_PLAYER and step.service in TRANSPORT


def playing_on(screen: ToldScreen) -> str | None:
    """Return the player that plays what a screen shows, where it is another and exposed."""
    return screen.played_by if screen.activity.is_active else None


def to_what_plays(hass: HomeAssistant, home: Home, step: Step) -> Step:
    """Return a step with each screen's player in place of the screen, where another plays what it shows, is exposed, and can do it."""
    screens, needed = by_thing(screens_of(hass, home)), TRANSPORT[step.service]

    def player(entity_id: str) -> str:
        by = playing_on(screens[entity_id]) if entity_id in screens else None
        return by if by is not None and needed in Feature(features(hass, by)) else entity_id

    return replace(step, entity_ids=tuple(dict.fromkeys(map(player, step.entity_ids))))
