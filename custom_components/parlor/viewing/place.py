"""Where on a screen something is watched: the app, else the input and the channel."""

from typing import NamedTuple

from .names import app_names, socket
from .observation import App
from .seen import Seen
from .viewing import Viewing


class Place(NamedTuple):
    """An app, or an input with a channel; what is not known is None."""

    app: App | None = None
    input: str | None = None
    channel: str | None = None

    @property
    def is_vague(self) -> bool:
        """Say whether nothing is known of it."""
        return self == _NOWHERE


_NOWHERE = Place()


def place_of(seen: Seen | Viewing) -> Place:
    """Return where something is seen; of a viewing that was written down, the input is not known any more."""
    return Place(seen.app, seen.input if isinstance(seen, Seen) else None, seen.channel)


def is_same_place(one: Place, other: Place) -> bool:
    """Say whether two are the same place, as far as both are known."""
    if one.app is not None and other.app is not None:
        return not app_names(one.app).isdisjoint(app_names(other.app))
    if one.app is not None or other.app is not None:
        return False
    if one.input and other.input and socket(one.input) != socket(other.input):
        return False
    if one.is_vague is not other.is_vague:
        return False
    return one.channel == other.channel or not (one.channel and other.channel)
