"""All screens of a household and its history, as those see it who ask what is watched: one per Home Assistant, filled by the doors."""

from collections.abc import Callable
from dataclasses import dataclass
import time
from typing import Final

from .history import Erased, History, Wanted
from .titles.guide import Guide
from .titles.metadata import Metadata
from .watch import Change, ScreenWatch

# The one household is at this key of Home Assistant's data.
HOUSEHOLD_KEY: Final = "parlor_household"


@dataclass(slots=True, kw_only=True, eq=False)
class KnownScreen:
    """A screen: `id` is what the history calls it.

    `player` returns the media player that it is or that stands for it, `activity` the sensor of what it does. Both are entity ids, asked
    for each time: their owner may change them, and at first there are none. `subscribe` has somebody told each change, and `today` returns for how
    many seconds something was watched since midnight, `is_kept` whether what is watched there is written down.
    """

    id: str
    name: str
    watch: ScreenWatch
    player: Callable[[], str | None]
    activity: Callable[[], str | None]
    subscribe: Callable[[Callable[[Change], None]], Callable[[], None]]
    today: Callable[[], float]
    is_kept: Callable[[], bool]

    @property
    def entity_id(self) -> str:
        """Return the media player of the screen, empty where there is none yet."""
        return self.player() or ""

    def entity_of(self, source: str) -> str | None:
        """Return the entity of one of the screen's sources: a TV of Parlor's own is known as its media player."""
        return source if "." in source else self.player()


class Household:
    """What is watched in a household: its screens by their ids, and its history where one is kept.

    `remembers` says whether what is watched may be written down now: a history that was kept before can be there without. `asks_history` says
    whether assistants may ask it. `metadata` and `guide` are there where titles may be looked up.
    """

    def __init__(self) -> None:
        """Know neither screens nor a history."""
        self.screens: dict[str, KnownScreen] = {}
        self.history: History | None = None
        self.remembers = False
        self.asks_history = False
        self.metadata: Metadata | None = None
        self.guide: Guide | None = None
        self.erased: Erased = {}  # what stays gone when the history is opened anew
        self._listeners: list[Callable[[], None]] = []

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call somebody after screens or the history have come or gone, until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def add(self, screen: KnownScreen) -> None:
        """Let a screen be known."""
        self.screens[screen.id] = screen
        self._tell()

    def remove(self, screen_id: str) -> None:
        """Forget a screen; what was watched on it stays in the history."""
        if self.screens.pop(screen_id, None):
            self._tell()

    def open_history(self, history: History | None, *, remembers: bool, asks: bool) -> None:
        """Let a history be there, with what it may be used for."""
        self.history, self.remembers, self.asks_history = history, remembers and history is not None, asks
        self._tell()

    async def erase(self, wanted: Wanted | None) -> int:
        """Erase what is meant from the history, and all that was looked up; returns how many viewings there were. Raises HistoryError."""
        if self.metadata is not None:
            await self.metadata.forget()
        now = time.time()
        going = [one for screen in self.screens.values() if screen.is_kept() for one in screen.watch.open_ones(now)]
        return 0 if self.history is None else await self.history.erase(wanted, going)

    def close_history(self) -> None:
        """Do without a history: nothing is written down or answered from now on."""
        self.open_history(None, remembers=False, asks=False)

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
