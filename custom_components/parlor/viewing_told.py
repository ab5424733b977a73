"""What is told of a viewing and of what a screen shows: in attributes, events and variables the same words."""

from typing import Any

from .viewing.observation import App
from .viewing.seen import Seen
from .viewing.title import Title
from .viewing.titles import same_work
from .viewing.viewing import Viewing


def title_told(title: Title | None) -> dict[str, Any]:
    """Return what is known of a title."""
    return {
        "series": title and title.series,
        "season": title and title.season,
        "episode": title and title.episode,
        "kind": title and title.kind.value,
    }


def viewing_told(viewing: Viewing) -> dict[str, Any]:
    """Return a viewing; lengths in whole seconds, None where something is not known."""
    return {
        "title": viewing.title and viewing.title.name,
        **title_told(viewing.title),
        "app": app_name(viewing.app),
        "source": viewing.source,
        "channel": viewing.channel,
        "person": viewing.person,
        "watched": whole(viewing.watched),
        "position": whole(viewing.position),
        "duration": whole(viewing.duration),
        "outcome": viewing.outcome and viewing.outcome.value,
    }


def now_told(seen: Seen, viewing: Viewing | None) -> dict[str, Any]:
    """Return what is shown now; None where something is not known or there is nothing."""
    is_active = seen.activity.is_active
    medium = seen.medium if is_active else None
    title = title_now(seen, viewing)
    of_it = viewing if is_active and viewing and _is_of(viewing, title) else None
    position = of_it.position if of_it else None
    duration = of_it.duration if of_it else None
    return {
        "app": app_name(seen.app),
        "source": seen.input,
        "channel": seen.channel,
        **title_told(title),
        "person": seen.person if is_active else None,
        "position": whole(position if position is not None or medium is None else medium.position),
        "duration": whole(duration if duration is not None or medium is None else medium.duration),
    }


def title_now(seen: Seen, viewing: Viewing | None) -> Title | None:
    """Return the title that is watched now: that of the viewing while it is only interrupted."""
    if not seen.activity.is_active:
        return None
    return seen.title or (viewing.title if viewing and seen.is_interrupted else None)


def _is_of(viewing: Viewing, title: Title | None) -> bool:
    """Say whether a viewing is of what is shown: one that is held for a moment may be of something else."""
    if title is None or viewing.title is None:
        return title is viewing.title
    return title == viewing.title or same_work(title, viewing.title)


def app_name(app: App | None) -> str | None:
    """Return what people call an app, its id where nobody knows."""
    return (app.name or app.id) if app else None


def whole(seconds: float | None) -> int | None:
    """Return whole seconds."""
    return None if seconds is None else int(seconds)
