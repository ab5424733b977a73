"""How what is seen now follows what was watched before: the same, the next episode, an ad, something else."""

from enum import Enum, auto
from typing import Final

from .claims import SameWork
from .observation import Medium
from .place import is_same_place, place_of
from .progress import Going, is_done, watched_by
from .seen import Activity, Seen
from .title import Title, TitleKind
from .titles import is_ad

AD_LENGTH: Final = 90.0  # seconds that an ad which a source tells as a title lasts at most
PROVISIONAL: Final = (
    300.0  # seconds by which an untitled viewing may be longer than a title's position, to be of that title
)
SETTLE: Final = 2.0  # seconds that something untitled must last to be told: its title may be on the way
VAGUE: Final = (
    15.0  # the same where nobody tells yet where it is watched: a set that is turning on, a box not heard yet
)
GLANCE: Final = 30.0  # seconds of an untitled viewing that are not missed
LATE: Final = 20.0  # seconds by which a title may be told late, by who is asked now and then

_WITH_ADS: Final = frozenset({TitleKind.FILM, TitleKind.EPISODE, TitleKind.LIVE, TitleKind.SPORT, TitleKind.NEWS})


class Follows(Enum):
    """How something new follows what was watched before."""

    INSTEAD = auto()  # at the same place: what was before cannot come back
    ASIDE = auto()  # at another place: what was before may only be interrupted
    BETWEEN = auto()  # an ad, or nothing told for a moment: what was before is likely to come back


def settle(seen: Seen) -> float:
    """Return the seconds that what is seen must last before it is told that it started; an ad is over by then."""
    length = seen.medium.duration if seen.medium else None
    if length and length <= GLANCE:
        return length + VAGUE
    if seen.title is not None:
        return 0.0
    return VAGUE if seen.is_interrupted or place_of(seen).is_vague else SETTLE


def is_same_viewing(going: Going, seen: Seen, same_work: SameWork, now: float | None = None) -> bool:
    """Say whether what is seen is what goes on; `now` is what time it is, where that is later than the viewing is of."""
    viewing = going.viewing
    if seen.activity not in (viewing.activity, Activity.PAUSED):
        return False
    if viewing.title is not None and seen.title is not None:
        return is_same_medium(going.medium, seen.medium) or same_work(viewing.title, seen.title)
    if not is_same_place(going.place, place_of(seen)):
        return False
    if viewing.title is not None:
        return seen.activity is Activity.PAUSED
    if going.medium is not None and is_ad(going.medium):
        return False
    return seen.title is None or _may_be_of(going, seen.medium, now)


def is_same_medium(one: Medium | None, other: Medium | None) -> bool:
    """Say whether a source says the same of both, whatever title was made of it."""
    return one is not None and other is not None and (name := named(one)) is not None and name == named(other)


def named(medium: Medium) -> tuple[object, ...] | None:
    """Return what a source calls a recording, without where in it it is; None where it calls it nothing, and for what is live."""
    if medium.is_live or (medium.title is None and medium.content_id is None):
        return None
    return identity(medium)


def identity(medium: Medium) -> tuple[object, ...]:
    """Return all that names a medium, without where in it it is."""
    return (
        medium.content_id,
        medium.title,
        medium.series,
        medium.season,
        medium.episode,
        medium.artist,
        medium.content_type,
        medium.year,
    )


def _may_be_of(going: Going, medium: Medium | None, now: float | None) -> bool:
    """Say whether an untitled viewing can have been of this title all the time: no longer than it has come.

    One that was told and was but a glance, at the menu of an app, is none of it: what is played starts with its title.
    """
    watched = going.viewing.watched if now is None else watched_by(going, now)
    if going.is_announced and watched <= GLANCE:
        return False
    if medium is None or medium.position is None:
        return True
    return watched <= medium.position + (LATE if going.is_announced else PROVISIONAL)


def follows(going: Going, seen: Seen) -> Follows:
    """Return how what is seen follows a viewing that it is no part of."""
    title, place = going.viewing.title, place_of(seen)
    if seen.title is None and (place.is_vague or seen.is_interrupted):
        return Follows.BETWEEN
    if title is not None and seen.title is not None and is_next_episode(title, seen.title):
        return Follows.INSTEAD
    if not is_same_place(going.place, place):
        return Follows.ASIDE
    if seen.title is None or _is_ad(going, seen):
        return Follows.BETWEEN
    return Follows.INSTEAD


def _is_ad(going: Going, seen: Seen) -> bool:
    """Say whether a title in the middle of another one is so short that it will be an ad."""
    title = going.viewing.title
    if title is None or title.kind not in _WITH_ADS or is_done(going.viewing):
        return False
    duration = seen.medium.duration if seen.medium else None
    return bool(duration and duration <= AD_LENGTH and seen.activity is Activity.WATCHING)


def is_next_episode(one: Title, other: Title) -> bool:
    """Say whether a title is the episode after another: the next number, or the first ones of the next season."""
    if one.kind is not TitleKind.EPISODE or other.kind is not TitleKind.EPISODE or not one.series or not other.series:
        return False
    if one.series.casefold() != other.series.casefold() or one.episode is None or other.episode is None:
        return False
    if (one.season or 0) == (other.season or 0):
        return 0 < other.episode - one.episode <= 2  # a double episode may be one file
    return other.season == (one.season or 0) + 1 and other.episode <= 1
