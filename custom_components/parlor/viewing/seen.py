"""What all observations of a screen come to."""

from dataclasses import dataclass
from enum import StrEnum

from .observation import App, Medium
from .title import Title


class Activity(StrEnum):
    """What a screen is doing."""

    OFF = "off"
    ART = "art"
    IDLE = "idle"
    WATCHING = "watching"
    PAUSED = "paused"
    GAMING = "gaming"
    LISTENING = "listening"
    UNKNOWN = "unknown"

    @property
    def is_active(self) -> bool:
        """Say whether somebody makes use of the screen, or is about to go on."""
        return self in (Activity.WATCHING, Activity.PAUSED, Activity.GAMING, Activity.LISTENING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a screen shows, and which source said so.

    `by` is the source that the activity comes from and `title_by` that of the title. `medium` is what that source says, from which `title` was
    made; both are None where nobody can tell. `input` is what the screen shows where no app covers it. `is_interrupted` says that
    what is seen is no end of what was seen before: it waits for more (`is_buffering`), or a source says nothing for a moment.
    """

    activity: Activity
    by: str | None = None
    app: App | None = None
    input: str | None = None
    channel: str | None = None
    medium: Medium | None = None
    title: Title | None = None
    title_by: str | None = None
    person: str | None = None
    is_interrupted: bool = False
    is_buffering: bool = False  # it waits for more, which is no time watched
