"""What can be told of a screen to anybody: how it is made, not what is watched on it."""

from typing import Any

from .screen import Screen


def screen_told(screen: Screen) -> dict[str, Any]:
    """Return what a screen is made of and what it does."""
    seen = screen.watch.seen
    roles = {source.id: source.role.value for source in screen.setup.sources}
    return {
        "activity": seen.activity.value,
        "told_by": roles.get(seen.by or ""),
        "title_told_by": roles.get(seen.title_by or ""),
        "has_title": seen.title is not None,
        "has_viewing": screen.watch.viewing is not None,
        "is_remembered": screen.keeping.history is not None,
        "has_person": screen.setup.person is not None,
        "sources": [
            {
                "role": source.role.value,
                "brand": source.brand,
                "use": source.use.value,
                "knows": sorted((flag.name or "").lower() for flag in source.knows),
                "fresh": source.fresh,
                "is_plugged_in": source.input is not None,
            }
            for source in screen.setup.sources
        ],
    }
