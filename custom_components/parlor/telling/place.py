"""Where people may be: the rooms of a home with their screens, and whatever can tell somebody something there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Way(StrEnum):
    """How somebody is told."""

    SATELLITE = "satellite"
    SPEAKER = "speaker"
    NOTICE = "notice"  # shown on a TV
    PHONE = "phone"

    @property
    def is_spoken(self) -> bool:
        """Say whether it is heard in the whole room."""
        return self in (Way.SATELLITE, Way.SPEAKER)


class Presence(StrEnum):
    """How surely somebody is in a room."""

    HERE = "here"
    LIKELY = "likely"
    UNKNOWN = "unknown"
    EMPTY = "empty"


class Doing(StrEnum):
    """What a screen is doing."""

    OFF = "off"
    IDLE = "idle"
    WATCHING = "watching"
    PAUSED = "paused"
    GAMING = "gaming"
    LISTENING = "listening"
    UNKNOWN = "unknown"

    @property
    def is_active(self) -> bool:
        """Say whether somebody makes use of the screen, or is about to go on."""
        return self in (Doing.WATCHING, Doing.PAUSED, Doing.GAMING, Doing.LISTENING)


class Watched(StrEnum):
    """What kind of thing is watched, as far as it matters to those who are not to be disturbed."""

    FILM = "film"
    SERIES = "series"
    LIVE = "live"
    GAME = "game"
    OTHER = "other"  # clips, and what nobody can tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What runs on a screen: the id of the viewing and the app; None where it is not known (yet)."""

    viewing: str | None = None
    app: str | None = None

    def is_other_than(self, before: Occasion) -> bool:
        """Say whether it is surely not what ran before."""
        pairs = ((self.viewing, before.viewing), (self.app, before.app))
        return any(now is not None and then is not None and now != then for now, then in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A screen: what it does since when, what is watched, and whether that is interrupted by an ad just now."""

    id: str
    name: str
    doing: Doing
    since: datetime | None = None
    watched: Watched = Watched.OTHER
    occasion: Occasion = Occasion()
    is_ad: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """Something that tells: `target` is its entity, or an action (`action:mobile_app_phone`).

    `is_busy` says that somebody talks with it just now, `interrupts` that it would break off what it plays, for good.
    """

    way: Way
    target: str
    name: str
    is_busy: bool = False
    interrupts: bool = False

    @property
    def id(self) -> str:
        """Return what names it: one entity may both speak and show."""
        return f"{self.way}:{self.target}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A room, or all that is in none (an empty `area`); its surfaces are in the order in which they are preferred."""

    area: str
    name: str
    presence: Presence = Presence.UNKNOWN
    screens: tuple[Screen, ...] = ()
    surfaces: tuple[Surface, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the household, with their phones; `is_home` is None where it is not known."""

    id: str
    name: str
    is_home: bool | None = None
    phones: tuple[Surface, ...] = ()
