"""Pause, play and skip go to what plays on a screen: a TV that shows a box plays nothing itself."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from homeassistant.components.media_player import DOMAIN as MEDIA_PLAYER, MediaPlayerEntityFeature as Feature
from homeassistant.core import HomeAssistant

from ...viewing.seen import Activity
from ..acting.expectations import Expectation, Seen
from ..home import Home
from ..plan.steps import Step
from .library import features
from .screens import ToldScreen, by_thing, household_of, screens_of

TRANSPORT: Final[Mapping[str, Feature]] = {
    "media_pause": Feature.PAUSE,
    "media_play": Feature.PLAY,
    "media_play_pause": Feature.PLAY | Feature.PAUSE,
    "media_stop": Feature.STOP,
    "media_next_track": Feature.NEXT_TRACK,
    "media_previous_track": Feature.PREVIOUS_TRACK,
    "media_seek": Feature.SEEK,
}
_RESTING: Final = frozenset({"media_pause", "media_stop"})


def is_transport(step: Step) -> bool:
    """Say whether a step is about how something plays, whatever plays it."""
    return step.domain == MEDIA_PLAYER and step.service in TRANSPORT


def playing_on(screen: ToldScreen) -> str | None:
    """Return the player that plays what a screen shows, where it is another and exposed."""
    return screen.played_by if screen.activity.is_active else None


def to_what_plays(hass: HomeAssistant, home: Home, step: Step) -> tuple[Step, Expectation | None]:
    """Return a step with each screen's player in its place, where another plays what it shows, is exposed, and can do it.

    Beside it stands what must be seen of a screen itself that is to rest while another plays on it.
    """
    screens, needed = by_thing(screens_of(hass, home)), TRANSPORT[step.service]

    def player(entity_id: str) -> str:
        by = playing_on(screens[entity_id]) if entity_id in screens else None
        return by if by is not None and needed in Feature(features(hass, by)) else entity_id

    step = replace(step, entity_ids=tuple(dict.fromkeys(map(player, step.entity_ids))))
    is_one = step.service in _RESTING and len(step.entity_ids) == 1
    screen = screens.get(step.entity_ids[0]) if is_one else None
    return step, _stands_still(hass, screen) if screen else None


def _stands_still(hass: HomeAssistant, screen: ToldScreen) -> Expectation | None:
    """Return what must be seen after a screen is paused or stopped on which another plays: that this really rests."""
    household = household_of(hass)
    known = household.screens.get(screen.id) if household else None
    if known is None or not screen.activity.is_active or not screen.is_played_by_other:
        return None

    def rests(_seen: Seen) -> bool:
        activity = known.watch.seen.activity
        return activity is Activity.PAUSED or not activity.is_active

    return Expectation(shows=rests, was_so=rests, needs_change=False)
