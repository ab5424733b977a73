"""Which of several sources tells best what is played, and where in it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple, Protocol

from .heard import HAS_STARTED, Heard
from .observation import App, Medium, Role, Status
from .title import Title


class Titles(Protocol):
    """Makes a title of what a source says; returns None where nothing identifies a work."""

    def __call__(self, medium: Medium, *, app: App | None = None, channel: str | None = None) -> Title | None:
        """Return the work, if it can be told."""


class SameWork(Protocol):
    """Tells whether two titles are one work."""

    def __call__(self, one: Title, other: Title) -> bool:
        """Say whether they are the same."""


class Claim(NamedTuple):
    """What one source says is played: `title` is None where that is no identified work."""

    by: str
    medium: Medium
    title: Title | None
    person: str | None


_TELLS: Final = HAS_STARTED | {Status.ON}
_SERVERS: Final = frozenset({"plex", "jellyfin", "emby", "kodi"})
_STREAMERS: Final = frozenset({"cast", "apple_tv", "roku", "spotify", "sonos", "dlna_dmr", "heos", "music_assistant"})


def best_claim(heard: Iterable[Heard], app: App | None, channel: str | None, titles: Titles) -> Claim | None:
    """Return the best of what is claimed: a media server's before a streamer's before the screen's own."""
    telling = [one for one in heard if one.said.medium and one.said.status in _TELLS]
    claims = [
        Claim(source.id, said.medium, titles(said.medium, app=said.app or app, channel=channel), said.person)
        for source, said in sorted(telling, key=_rank)
        if said.medium
    ]
    best = next((claim for claim in claims if claim.title), None)
    best = best or next((claim for claim in claims if claim.medium.title), claims[0] if claims else None)
    return _with_position(best, claims) if best else None


def _rank(heard: Heard) -> tuple[int, str]:
    source = heard.source
    if source.brand in _SERVERS:
        return 0, source.id
    if source.brand in _STREAMERS:
        return 1, source.id
    return (3 if source.role is Role.SCREEN else 2), source.id


def _with_position(best: Claim, claims: list[Claim]) -> Claim:
    """Take the position of the same work from who tells it, where the best claim has none."""
    if best.medium.position is not None or len(claims) == 1 or best.title is None:
        return best
    for other in claims:
        if other.medium.position is not None and (other.title is None or other.title.key == best.title.key):
            told = other.medium
            medium = replace(
                best.medium,
                position=told.position,
                position_at=told.position_at,
                duration=best.medium.duration or told.duration,
            )
            return best._replace(medium=medium)
    return best


def richer(one: Title | None, other: Title | None) -> Title | None:
    """Return which of two titles of one work says more, the newer one where they say as much."""
    if one is None or other is None or one is other:
        return one or other
    return other if _told(other) >= _told(one) else one


def _told(title: Title) -> int:
    told = (title.series, title.season, title.episode, title.year, title.artist)
    return sum(fact is not None for fact in told) + bool(title.people) + bool(title.ids)
