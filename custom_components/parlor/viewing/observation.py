"""What one source says of a screen at one time, and what a screen is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Flag, StrEnum, auto
from types import MappingProxyType
from typing import Final


class Status(StrEnum):
    """What a source says that it does."""

    OFF = "off"
    ART = "art"  # a panel that shows art
    IDLE = "idle"  # on, and it says that it plays nothing
    ON = "on"  # on, and it says nothing of playing
    PLAYING = "playing"
    PAUSED = "paused"
    BUFFERING = "buffering"
    UNKNOWN = "unknown"  # it says nothing: unavailable, unknown, not heard yet


class Knows(Flag):
    """What a source can know at all: that it does not say something means nothing where it cannot know it."""

    POWER = auto()
    ART = auto()
    APP = auto()
    INPUT = auto()
    CHANNEL = auto()
    PLAYING = auto()  # tells playing from paused from idle
    TITLE = auto()
    POSITION = auto()
    PERSON = auto()


NOTHING: Final = Knows(0)


class Role(StrEnum):
    """What a source is to the screen."""

    SCREEN = "screen"  # the TV itself, or the only player that the screen is
    INPUT = "input"  # a box plugged into an input
    PLAYER = "player"  # plays on the screen without an input of its own: a media server's client, a cast
    CHANNEL = "channel"  # tells the channel that is shown, and nothing else
    POWER = "power"  # a plug that measures, HDMI-CEC: tells whether the panel is on, and nothing else


class Use(StrEnum):
    """What a box or an app is for, which decides what it means that it is seen."""

    VIDEO = "video"
    GAMES = "games"
    MUSIC = "music"
    NOTHING = "nothing"  # a home screen, settings, a shop, a screen saver
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """An app: its id in the words of its platform, its name as people know it, and what it is for."""

    id: str | None = None
    name: str | None = None
    use: Use = Use.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """What a source says of what it plays, in its own words; what it does not say is None.

    `content_type` is Home Assistant's media type (`movie`, `tvshow`, `music`, `channel`, …), `content_id` the source's own id
    of it, `duration` and `position` are seconds, `position_at` is the Unix time at which that position was right, `image` where
    a picture of it can be had, `ids` what others call it (`imdb`, `tmdb`, `tvdb`), `is_live` whether it goes on without us.
    """

    title: str | None = None
    series: str | None = None
    season: int | None = None
    episode: int | None = None
    year: int | None = None
    artist: str | None = None
    album: str | None = None
    people: tuple[str, ...] = ()
    content_type: str | None = None
    content_id: str | None = None
    duration: float | None = None
    position: float | None = None
    position_at: float | None = None
    image: str | None = None
    is_live: bool = False
    ids: Mapping[str, str] = field(default=MappingProxyType({}), hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One fact about a screen, from one source, at one time: `at` is Unix time in seconds.

    Each observation says all that its source says now; the last one of a source counts. `input` is what the screen calls its
    input (`HDMI1`, `HDMI 2`, `PlayStation`), `person` who watches, as the source calls them.
    """

    source: str
    at: float
    status: Status
    app: App | None = None
    input: str | None = None
    channel: str | None = None
    medium: Medium | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody who observes a screen: `id` is in its observations, `brand` the integration it is of.

    `input` is the input that a box is plugged into, `apps` the apps (in lower case, names or ids) that a player is the inside of,
    `fresh` the seconds for which what it says holds, None where it tells each change by itself, `watts` from which power on a plug counts as on.
    """

    id: str
    role: Role
    brand: str = ""
    knows: Knows = NOTHING
    use: Use = Use.UNKNOWN
    input: str | None = None
    apps: frozenset[str] = frozenset()
    fresh: float | None = None
    person: str | None = None
    watts: float = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What a screen is made of: its sources, the screen itself first; `person` is whose screen it is, if it is one person's."""

    sources: tuple[Source, ...]
    person: str | None = None
