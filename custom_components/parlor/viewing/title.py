"""An identified work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class TitleKind(StrEnum):
    """What kind of work a title is."""

    FILM = "film"
    EPISODE = "episode"
    LIVE = "live"  # a live programme that is nothing more particular
    SPORT = "sport"
    NEWS = "news"
    GAME = "game"
    MUSIC = "music"
    CLIP = "clip"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A work: `key` is its identity, which is the same on every screen, from every source, tomorrow and after enrichment.

    `name` is what people call it (an episode's own name), `series` the series it belongs to. `ids` are what others call it.
    """

    key: str
    kind: TitleKind
    name: str
    series: str | None = None
    season: int | None = None
    episode: int | None = None
    year: int | None = None
    artist: str | None = None
    people: tuple[str, ...] = ()
    ids: Mapping[str, str] = field(default=MappingProxyType({}), hash=False, compare=False)
