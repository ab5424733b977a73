"""How far a viewing has come: the time it really ran, the place in the title, and whether that is the end of it."""

from dataclasses import dataclass, replace
from math import inf, isfinite
from typing import Final

from .claims import richer
from .observation import Medium
from .place import Place, place_of
from .seen import Activity, Seen
from .title import TitleKind
from .viewing import Outcome, Viewing

DONE_SHARE: Final = 0.9  # of a title, from where on it counts as finished
CREDITS: Final = 240.0  # seconds before the end that are credits, in what is at least LONG
LONG: Final = 1200.0
SETTLED: Final = 600.0  # seconds after which what has no known length, or is live, was watched and not just looked at

_ENDLESS: Final = frozenset({TitleKind.LIVE, TitleKind.SPORT, TitleKind.NEWS, TitleKind.GAME})


type Told = tuple[float, float | None]  # a position in seconds, and when it was right, as Unix time


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """A viewing that goes on: `viewing` is as of its `as_of`, and what came since is counted when it is wanted.

    `runs` says whether time counts, `told` the last position that a source told and when it was right, `announce_at` when it will be
    told that it started (None: it was), `checked_at` when it was last up for writing down, `is_written` whether it ever was.
    """

    viewing: Viewing
    place: Place
    runs: bool
    medium: Medium | None = None
    told: Told | None = None
    announce_at: float | None = None
    checked_at: float = 0.0
    is_written: bool = False
    paused_at: float | None = None

    @property
    def is_announced(self) -> bool:
        """Say whether it was told that it started."""
        return self.announce_at is None

    @property
    def is_live(self) -> bool:
        """Say whether it goes on without us, so that its position means nothing."""
        return self.medium is not None and self.medium.is_live


def brought(going: Going, now: float) -> Going:
    """Return a viewing as it is at a time: what ran since counts, but not past the end of the title."""
    viewing = going.viewing
    if now <= viewing.as_of:
        return going
    ran, position = _ran(going, now)
    return replace(going, viewing=replace(viewing, as_of=now, watched=viewing.watched + ran, position=position))


def watched_by(going: Going, now: float) -> float:
    """Return the seconds that were watched of a viewing until a time."""
    return going.viewing.watched + _ran(going, now)[0]


def _ran(going: Going, now: float) -> tuple[float, float | None]:
    """Return the seconds that ran since a viewing was brought up to date, and where in the title that leads."""
    viewing = going.viewing
    position, duration = viewing.position, viewing.duration
    passed = now - viewing.as_of
    if passed <= 0 or not going.runs:
        return 0.0, position
    if position is None:
        return passed, None
    if not duration:
        return passed, position + passed
    ran = passed if going.is_live else min(passed, max(0.0, duration - position))
    return ran, min(position + ran, duration)


def gone_on(going: Going, seen: Seen, now: float) -> Going:
    """Return a viewing as it is at a time and as it is seen then: where it is in the title its source says, if that is news."""
    ran, position = _ran(going, now)
    viewing, medium, told = shown(going.viewing, seen), seen.medium, going.told
    duration = viewing.duration
    if medium is not None:
        if medium.duration and 0 < medium.duration < inf:
            duration = medium.duration
        if medium.position is not None and isfinite(medium.position) and (medium.position, medium.position_at) != told:
            told = (medium.position, medium.position_at)
            position = _now_at(medium.position, medium.position_at, now if runs(seen) else None)
        if position is not None and duration:
            position = min(position, duration)
    as_of = max(now, viewing.as_of)
    viewing = replace(viewing, as_of=as_of, watched=viewing.watched + ran, position=position, duration=duration)
    place, medium = place_of(seen), medium or going.medium
    return replace(going, viewing=viewing, place=place, runs=runs(seen), medium=medium, told=told)


def _now_at(position: float, position_at: float | None, now: float | None) -> float:
    """Return the position at a time while it plays, from when it was told."""
    passed = now - position_at if now is not None and position_at is not None else 0.0
    return max(0.0, position + max(0.0, passed))


def runs(seen: Seen) -> bool:
    """Say whether what is seen counts as time watched."""
    return seen.activity.is_active and seen.activity is not Activity.PAUSED and not seen.is_buffering


def is_done(viewing: Viewing) -> bool:
    """Say whether so much was watched that nothing is left but credits."""
    kind = viewing.title.kind if viewing.title else None
    if not viewing.duration or kind in _ENDLESS:
        return False
    come = viewing.watched if viewing.position is None else viewing.position
    left = viewing.duration - come
    return come >= DONE_SHARE * viewing.duration or (viewing.duration >= LONG and left <= CREDITS)


def outcome_of(viewing: Viewing) -> Outcome:
    """Return how a viewing ended that ends as it is."""
    kind = viewing.title.kind if viewing.title else None
    is_endless = not viewing.duration or kind in _ENDLESS
    is_finished = viewing.watched >= SETTLED if is_endless else is_done(viewing)
    return Outcome.FINISHED if is_finished else Outcome.ABANDONED


def shown(viewing: Viewing, seen: Seen) -> Viewing:
    """Return a viewing with what is shown, where and by whom, as far as that is seen now; mostly nothing of it is new."""
    medium = seen.medium
    title, app, source = richer(viewing.title, seen.title), seen.app or viewing.app, seen.input or viewing.source
    player = seen.title_by or seen.by or viewing.player
    content_id = (medium.content_id if medium else None) or viewing.content_id
    channel, person = seen.channel or viewing.channel, seen.person or viewing.person
    before = (
        viewing.title,
        viewing.app,
        viewing.source,
        viewing.player,
        viewing.content_id,
        viewing.channel,
        viewing.person,
    )
    if (title, app, source, player, content_id, channel, person) == before:
        return viewing
    return replace(
        viewing,
        title=title,
        app=app,
        source=source,
        player=player,
        content_id=content_id,
        channel=channel,
        person=person,
    )
