"""The screens of the household as an assistant may see them: those of which an entity is exposed to it."""

from collections.abc import Iterable
from dataclasses import dataclass
import time

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from ...viewing.household import HOUSEHOLD_KEY, Household, KnownScreen
from ...viewing.seen import Activity, Seen
from ...viewing.title import Title
from ...viewing.titles import own_name
from ...viewing.viewing import Viewing
from ..home import Home, Thing
from ..prompt.describe import clock, plain

DATA_HOUSEHOLD: HassKey[Household] = HassKey(HOUSEHOLD_KEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldScreen:
    """A screen as it is now.

    `thing` is what stands for it among what is exposed: its media player, else the sensor of its activity. `parts` are all entities that it is
    made of, exposed or not, and `played_by` the one that plays what is shown, where that is exposed and another than `thing`;
    `is_played_by_other` says whether there is one at all. `open_ones` are the viewings that have not ended, as they are now.
    """

    id: str
    name: str
    thing: Thing
    parts: frozenset[str]
    seen: Seen
    viewing: Viewing | None = None
    played_by: str | None = None
    is_played_by_other: bool = False
    open_ones: tuple[Viewing, ...] = ()

    @property
    def activity(self) -> Activity:
        """Return what it is doing."""
        return self.seen.activity

    @property
    def title(self) -> Title | None:
        """Return what is watched: while it is only interrupted, what was."""
        if not self.activity.is_active:
            return None
        return self.seen.title or (self.viewing.title if self.viewing and self.seen.is_interrupted else None)

    @property
    def person(self) -> str:
        """Return who watches, empty where nobody tells or nothing is on."""
        return (self.seen.person or "") if self.activity.is_active else ""

    @property
    def app(self) -> str:
        """Return the app that is shown, as people call it; empty where none is."""
        app = self.seen.app
        return plain(app.name or app.id or "", 40) if app else ""

    @property
    def source(self) -> str:
        """Return where what is watched comes from: the app, else the channel, else the input."""
        return self.app or plain(self.seen.channel or self.seen.input or "", 40)


def household_of(hass: HomeAssistant) -> Household | None:
    """Return the household, None where nothing of it was ever set up."""
    return hass.data.get(DATA_HOUSEHOLD)


def screens_of(hass: HomeAssistant, home: Home) -> tuple[ToldScreen, ...]:
    """Return the screens that may be told to whoever sees this home, by their names."""
    household = household_of(hass)
    if household is None:
        return ()
    told = (_told(screen, home) for screen in household.screens.values())
    return tuple(sorted((screen for screen in told if screen), key=lambda screen: (screen.name, screen.id)))


def by_thing(screens: Iterable[ToldScreen]) -> dict[str, ToldScreen]:
    """Return the screens by the entities that stand for them."""
    return {screen.thing.entity_id: screen for screen in screens}


def by_part(screens: Iterable[ToldScreen]) -> dict[str, ToldScreen]:
    """Return the screens by every entity that they are made of; of what is of two, the one that it stands for."""
    every = tuple(screens)
    return {part: screen for screen in every for part in screen.parts} | by_thing(every)


def _told(screen: KnownScreen, home: Home) -> ToldScreen | None:
    """Return a screen as it is now, None where nothing of it is exposed."""
    thing = home.by_id.get(screen.entity_id) or home.by_id.get(screen.activity() or "")
    if thing is None:
        return None
    ids = (screen.entity_of(source.id) for source in screen.watch.setup.sources)
    players = {entity_id for entity_id in ids if entity_id}
    seen, now = screen.watch.seen, time.time()
    by = screen.entity_of(seen.title_by or seen.by or "") if seen.title_by or seen.by else None
    is_other = by is not None and by not in (thing.entity_id, screen.entity_id)
    return ToldScreen(
        id=screen.id,
        name=screen.name,
        thing=thing,
        parts=frozenset({*players, thing.entity_id}),
        seen=seen,
        viewing=screen.watch.current(now) if seen.activity.is_active else None,
        played_by=by if is_other and by in home.by_id and str(by).startswith("media_player.") else None,
        is_played_by_other=is_other,
        open_ones=screen.watch.open_ones(now),
    )


def title_words(title: Title) -> str:
    """Return a title as one writes it: series and number, artist and track."""
    name = plain(own_name(title) or "")
    if title.series:
        series = plain(title.series)
        number = f" S{title.season}E{title.episode}" if title.season is not None and title.episode is not None else ""
        return f"{series}{number}: {name}" if name else f"{series}{number}"
    return f"{plain(title.artist)}: {name}" if title.artist else name


def screen_line(hass: HomeAssistant, screen: ToldScreen) -> str:
    """Return what a screen does in a line, as a model reads it."""
    seen, viewing = screen.seen, screen.viewing
    told = [f'"{title_words(screen.title)}"' if screen.title else ""]
    told.append(f"app {screen.app}" if screen.app else "")
    told += [
        f"{label} {plain(value, 40)}" for label, value in (("channel", seen.channel), ("input", seen.input)) if value
    ]
    if viewing is not None and viewing.position is not None:
        told.append(_place(viewing.position, viewing.duration))
    if screen.person:
        told.append(f"watched by {plain(screen.person, 40)}")
    if viewing is not None:
        told.append(f"since {dt_util.as_local(dt_util.utc_from_timestamp(viewing.started)):%H:%M}")
    told += _sound(hass, screen.thing.entity_id)
    told.append(f"played by {screen.played_by}" if screen.played_by else "")
    return f"{screen.activity.value} {', '.join(part for part in told if part)}".strip()


def _place(position: float, duration: float | None) -> str:
    """Return how far it is."""
    if not duration or duration < position:
        return f"at {clock(position)}"
    return f"at {clock(position)} of {clock(duration)} ({clock(round(duration) - int(position))} left)"


def _sound(hass: HomeAssistant, entity_id: str) -> list[str]:
    """Return how loud a player is, as far as it tells."""
    state = hass.states.get(entity_id)
    if state is None or not state.entity_id.startswith("media_player."):
        return []
    level = state.attributes.get("volume_level")
    told = [f"volume {round(level * 100)} %"] if isinstance(level, int | float) else []
    return [*told, "muted"] if state.attributes.get("is_volume_muted") else told
