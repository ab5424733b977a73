"""The screens of the household as they matter to those who have something to tell."""

from datetime import datetime
from typing import Final

from homeassistant.core import HomeAssistant, State, callback

from .telling.place import Doing, Occasion, Screen, Watched
from .viewing.household import KnownScreen
from .viewing.seen import Activity, Seen
from .viewing.title import TitleKind
from .viewing.titles import is_ad

_DOING: Final = {
    Activity.OFF: Doing.OFF,
    Activity.ART: Doing.IDLE,
    Activity.IDLE: Doing.IDLE,
    Activity.WATCHING: Doing.WATCHING,
    Activity.PAUSED: Doing.PAUSED,
    Activity.GAMING: Doing.GAMING,
    Activity.LISTENING: Doing.LISTENING,
    Activity.UNKNOWN: Doing.UNKNOWN,
}
_WATCHED: Final = {
    TitleKind.FILM: Watched.FILM,
    TitleKind.EPISODE: Watched.SERIES,
    TitleKind.LIVE: Watched.LIVE,
    TitleKind.SPORT: Watched.LIVE,
    TitleKind.NEWS: Watched.LIVE,
    TitleKind.GAME: Watched.GAME,
}


@callback
def async_told_screen(hass: HomeAssistant, screen: KnownScreen) -> Screen:
    """Return what a screen does."""
    seen = screen.watch.seen
    viewing, app = screen.watch.viewing, seen.app
    occasion = Occasion(viewing=viewing.id if viewing else None, app=(app.id or app.name) if app else None)
    return Screen(
        id=screen.id,
        name=screen.name,
        doing=_DOING[seen.activity],
        since=_since(hass, screen, seen),
        watched=_watched(seen),
        occasion=occasion,
        is_ad=seen.medium is not None and is_ad(seen.medium),
    )


def screen_players(screen: KnownScreen) -> frozenset[str]:
    """Return every media player whose sound or picture a screen may be: what it is made of, and itself."""
    sources = (screen.entity_of(source.id) for source in screen.watch.setup.sources)
    return frozenset(each for each in (*sources, screen.entity_id) if each)


def _watched(seen: Seen) -> Watched:
    """Return what kind of thing is watched; a game that nobody can name is one, too."""
    if seen.activity is Activity.GAMING:
        return Watched.GAME
    return Watched.OTHER if seen.title is None else _WATCHED.get(seen.title.kind, Watched.OTHER)


def _since(hass: HomeAssistant, screen: KnownScreen, seen: Seen) -> datetime | None:
    """Return since when a screen does what it does, as its sensor says; None where that says something else, or nothing."""
    entity_id = screen.activity()
    state: State | None = hass.states.get(entity_id) if entity_id else None
    return state.last_changed if state is not None and state.state == seen.activity else None
