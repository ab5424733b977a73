"""Reads what is watched out of the names of files, which takes too long for the event loop."""

from typing import TYPE_CHECKING, Final

from homeassistant.core import HomeAssistant, callback

from .viewing.follow import identity
from .viewing.observation import App, Medium
from .viewing.title import Title
from .viewing.titles import is_file_name, title_of, title_of_file
from .viewing.watch import Change

if TYPE_CHECKING:
    from .screen import Screen

REMEMBERED: Final = 64  # names that need no second reading


def title_at_once(medium: Medium, *, app: App | None = None, channel: str | None = None) -> Title | None:
    """Return the work that is played; of a file nothing is said before its name was read."""
    return None if is_file_name(medium) else title_of(medium, app=app, channel=channel)


class FileNames:
    """The files that play on one screen, and what works they are."""

    def __init__(self, hass: HomeAssistant, screen: Screen) -> None:
        """Know none yet."""
        self._hass = hass
        self._screen = screen
        self._known: dict[object, Title | None] = {}

    @callback
    def take(self, change: Change) -> None:
        """Have the name of a file read that is not known."""
        medium = change.seen.medium
        if medium is None or change.seen.title is not None or not is_file_name(medium):
            return
        name = identity(medium)
        if name in self._known and self._known[name] is None:
            return  # it is being read, or it says nothing
        self._known.setdefault(name, None)
        if len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        self._screen.run(self._async_read(medium), "parlor reads a file's name")

    async def _async_read(self, medium: Medium) -> None:
        """Read a name, and tell the screen; a name that means nothing is told as it is."""
        name = identity(medium)
        title = self._known.get(name)
        if title is None:
            title = await self._hass.async_add_executor_job(title_of_file, medium.title or "") or title_of(medium)
        if title is not None:
            self._known[name] = title
            self._screen.async_take(self._screen.watch.learn(title, medium))
