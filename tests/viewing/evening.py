"""An evening at a screen, for tests: sources that say things, and what the watch makes of it."""

from collections.abc import Callable
from typing import Any

from custom_components.parlor.viewing.observation import (
    App,
    Knows,
    Medium,
    Observation,
    Role,
    Setup,
    Source,
    Status,
    Use,
)
from custom_components.parlor.viewing.viewing import Event, Happened, Viewing
from custom_components.parlor.viewing.watch import Change, ScreenWatch

START = 1_800_000_000.0

NETFLIX = App(id="netflix", name="Netflix", use=Use.VIDEO)
YOUTUBE = App(id="youtube", name="YouTube", use=Use.VIDEO)
PLEX_APP = App(id="com.plexapp.android", name="Plex", use=Use.VIDEO)
SPOTIFY = App(id="spotify", name="Spotify", use=Use.MUSIC)
HOME = App(id="home", name="Home", use=Use.NOTHING)

ALL = Knows.POWER | Knows.APP | Knows.INPUT
TV = Source(id="tv", role=Role.SCREEN, brand="samsung", knows=ALL, use=Use.VIDEO)
PLEX = Source(id="plex", role=Role.PLAYER, brand="plex", knows=Knows.PLAYING | Knows.TITLE, use=Use.VIDEO)
CAST = Source(id="cast", role=Role.PLAYER, brand="cast", knows=Knows.APP | Knows.PLAYING, use=Use.VIDEO)
BOX = Source(
    id="box", role=Role.INPUT, brand="apple_tv", knows=Knows.APP | Knows.PLAYING, use=Use.VIDEO, input="HDMI 1"
)
PS5 = Source(id="ps5", role=Role.INPUT, brand="playstation_network", knows=Knows.PLAYING, use=Use.GAMES, input="HDMI2")
PLUG = Source(id="plug", role=Role.POWER, knows=Knows.POWER)
TUNER = Source(id="tuner", role=Role.CHANNEL, knows=Knows.CHANNEL)
LIVING_ROOM = Setup(sources=(TV, PLEX, CAST, BOX, PS5, PLUG, TUNER))


def film(name: str = "Heat", duration: float = 7200.0, **told: Any) -> Medium:
    """Return a film as a media server tells it."""
    return Medium(title=name, content_type="movie", duration=duration, **told)


def episode(number: int, series: str = "Severance", season: int = 1, duration: float = 3000.0, **told: Any) -> Medium:
    """Return an episode as a media server tells it."""
    return Medium(
        title=f"Part {number}",
        series=series,
        season=season,
        episode=number,
        content_type="tvshow",
        duration=duration,
        **told,
    )


class Evening:
    """A screen with a clock that only the test moves; keeps all that happened."""

    def __init__(self, setup: Setup = LIVING_ROOM, **how: Any) -> None:
        """Begin with nothing heard."""
        self.now = START
        self.how = how
        self.setup = setup
        self.watch = self._begin()
        self.events: list[Event] = []
        self.rows: dict[str, Viewing] = {}
        self.merged: set[str] = set()

    def _begin(self) -> ScreenWatch:
        return ScreenWatch(self.setup, screen="screen", clock=lambda: self.now, **self.how)

    def restart(self, seconds: float = 0.0, *, killed: bool = False) -> list[Viewing]:
        """Begin anew after Home Assistant was away; return what the history holds as open."""
        if not killed:
            self.take(self.watch.close())
        self.now += seconds
        self.watch = self._begin()
        return [row for row in self.rows.values() if row.ended is None]

    def take(self, change: Change) -> Change:
        """Keep what came of something, as the door and the history do."""
        self.events.extend(change.events)
        ended = {event.viewing.id for event in change.events if event.viewing}
        for gone in change.dropped:
            self.rows.pop(gone, None)
            if gone not in ended:
                self.merged.add(gone)
        self.rows.update((row.id, row) for row in change.keep)
        return change

    def say(self, source: Source, status: Status, **told: Any) -> Change:
        """Have a source say something now."""
        return self.take(self.watch.observe(Observation(source=source.id, at=self.now, status=status, **told)))

    def wait(self, seconds: float) -> None:
        """Let time pass, and tick whenever the watch wants it."""
        until = self.now + seconds
        while (due := self.watch.next_at) is not None and due <= until:
            assert due > self.now, "it would never rest"
            self.now = due
            self.take(self.watch.tick())
        self.now = until

    @property
    def happened(self) -> list[Happened]:
        """Return what happened to viewings, in order."""
        apart = (Happened.APP_OPENED, Happened.INPUT_CHANGED)
        return [event.happened for event in self.events if event.happened not in apart]

    def of(self, happened: Happened) -> list[Event]:
        """Return all events of one kind."""
        return [event for event in self.events if event.happened is happened]


type Act = Callable[[Evening], None]
