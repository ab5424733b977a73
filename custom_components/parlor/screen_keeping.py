"""Writes down what is watched on a screen, where the household wants that, without anybody waiting for it."""

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, callback

from .const import LOGGER
from .viewing.history import HistoryError
from .viewing.household import Household
from .viewing.viewing import Viewing
from .viewing.watch import Change

if TYPE_CHECKING:
    from . import ParlorConfigEntry
    from .viewing.history import History


class Keeping:
    """The viewings of one screen on their way into the history, in the order in which they came."""

    def __init__(self, hass: HomeAssistant, entry: ParlorConfigEntry, household: Household, *, wanted: bool) -> None:
        """Write nothing yet; `wanted` says whether this screen is to be remembered at all."""
        self._hass = hass
        self._entry = entry
        self._household = household
        self._wanted = wanted
        self._waiting: dict[str, Viewing] = {}
        self._dropped: list[str] = []
        self._task: asyncio.Task[None] | None = None
        self._is_failing = False

    @property
    def history(self) -> History | None:
        """Return where this screen's viewings go, None where they go nowhere."""
        return self._household.history if self._wanted and self._household.remembers else None

    @callback
    def take(self, change: Change) -> None:
        """Have what changed written down soon."""
        if self.history is None or not (change.keep or change.dropped):
            return
        self._waiting.update((viewing.id, viewing) for viewing in change.keep)
        for name in change.dropped:
            self._waiting.pop(name, None)
            self._dropped.append(name)
        if self._task is None or self._task.done():
            # Not a task of the entry: those are cancelled when it is unloaded, and this is what must be written then.
            self._task = self._hass.async_create_task(self._write(), "parlor keeps viewings")

    async def flush(self) -> None:
        """Wait until all is written that was to be written."""
        if self._task is not None:
            await self._task
        await self._write()

    async def left_open(self, adopt: Callable[[Viewing], Change]) -> Iterable[Change]:
        """Hand over what an earlier run left open, oldest first."""
        if (history := self.history) is None:
            return ()
        try:
            found = await history.left_open(self._entry.entry_id)
        except HistoryError as error:
            self._told(error)
            return ()
        return [adopt(viewing) for viewing in sorted(found, key=lambda viewing: viewing.started)]

    async def _write(self) -> None:
        while (self._waiting or self._dropped) and (history := self.history) is not None:
            kept, dropped = tuple(self._waiting.values()), tuple(self._dropped)
            self._waiting.clear()
            self._dropped.clear()
            try:
                await history.keep(*kept, dropped=dropped)
            except HistoryError as error:
                self._told(error)  # the history holds what it could not write
            else:
                self._told(None)

    def _told(self, error: HistoryError | None) -> None:
        """Say once that the history cannot be written, and once that it can be again."""
        if error is not None and not self._is_failing:
            LOGGER.warning("What is watched on %s cannot be written down: %s", self._entry.title, type(error).__name__)
        elif error is None and self._is_failing:
            LOGGER.info("What is watched on %s is written down again", self._entry.title)
        self._is_failing = error is not None
