"""One title watched on one screen, from start to end, with its pauses."""

from dataclasses import dataclass
from enum import StrEnum

from .observation import App
from .seen import Activity
from .title import Title


class Outcome(StrEnum):
    """How a viewing ended."""

    FINISHED = "finished"
    ABANDONED = "abandoned"


class Happened(StrEnum):
    """What can happen on a screen."""

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    FINISHED = "finished"
    ABANDONED = "abandoned"
    TITLE_CHANGED = "title_changed"
    NEXT_EPISODE = "next_episode"
    APP_OPENED = "app_opened"
    INPUT_CHANGED = "input_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewing:
    """A viewing; times are Unix time and lengths seconds. `title` is None where nobody can tell what is watched.

    `watched` is the time in which it really ran, without pauses and interruptions, up to `as_of`; `position` is how far in the title it has
    come, of `duration`. `ended` and `outcome` are None while it goes on. `activity` is watching, gaming or listening. `source` is the input that the screen shows,
    `player` the source of the screen that tells what plays, and `content_id` what that player calls it.
    """

    id: str
    screen: str
    started: float
    as_of: float
    watched: float = 0.0
    activity: Activity = Activity.WATCHING
    title: Title | None = None
    app: App | None = None
    source: str | None = None
    player: str | None = None
    content_id: str | None = None
    channel: str | None = None
    person: str | None = None
    position: float | None = None
    duration: float | None = None
    is_paused: bool = False
    ended: float | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened on a screen at a time, to a viewing as it then was.

    `viewing` is None only for `app_opened` and `input_changed` while nothing is watched; `previous` is the viewing before, where
    one title follows another (`title_changed`, `next_episode`).
    """

    happened: Happened
    at: float
    viewing: Viewing | None = None
    previous: Viewing | None = None
    app: App | None = None
    input: str | None = None
