"""What can be asked of the history, and what it answers."""

from dataclasses import dataclass
from enum import StrEnum

from ..title import Title, TitleKind
from ..viewing import Outcome, Viewing


class Origin(StrEnum):
    """Where a viewing is known from."""

    WATCHED = "watched"  # seen by Parlor while it went on
    IMPORTED = "imported"
    MARKED = "marked"  # somebody said so


class By(StrEnum):
    """What totals are for."""

    TITLE = "title"
    SERIES = "series"
    PERSON = "person"
    SCREEN = "screen"
    KIND = "kind"
    APP = "app"
    DAY = "day"  # of the home's time zone, as YYYY-MM-DD


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which viewings are meant; what is empty or None leaves out nothing.

    `since` and `until` are Unix time: a viewing is meant where any of it lies between them, and totals count only what lies there. `title` and `series`
    are words of a name, as people write them, or a title's key. `limit` is how many at most, the newest.
    """

    since: float | None = None
    until: float | None = None
    screens: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    title: str | None = None
    series: str | None = None
    kinds: frozenset[TitleKind] = frozenset()
    apps: frozenset[str] = frozenset()
    outcomes: frozenset[Outcome] = frozenset()
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How long something was watched: `key` is what it is the total of (None where that is not known), `seconds` without pauses."""

    key: str | None
    seconds: float
    viewings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOff:
    """Where somebody stopped: the last viewing of a film or of a series, and whether it was seen to its end.

    `after` is the number of the episode that comes next, (season, episode), None where that is not known.
    """

    viewing: Viewing
    is_finished: bool
    after: tuple[int, int] | None = None

    @property
    def title(self) -> Title | None:
        """Return what was watched."""
        return self.viewing.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many viewings were added by an import, and how many were known already."""

    added: int
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Whom and which screens the history knows, by their names and ids there."""

    screens: frozenset[str]
    persons: frozenset[str]
