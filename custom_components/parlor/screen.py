"""One screen, alive: states become observations, observations what is watched, and whoever wants to know is told."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
import time
from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import CoreState, Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event

from .const import CONF_KIND, DOMAIN, Kind
from .household import async_household
from .screen_count import DayCount
from .screen_keeping import Keeping
from .screen_lookups import Lookups
from .screen_settings import ScreenSettings
from .screen_sources import observed
from .screen_titles import FileNames, title_at_once
from .viewing.household import KnownScreen
from .viewing.observation import Observation, Setup, Source
from .viewing.watch import Change, ScreenWatch

if TYPE_CHECKING:
    from . import ParlorConfigEntry

HISTORY_WAIT: Final = 5.0  # seconds for the household's entry, while Home Assistant starts

type Listener = Callable[[Change], None]


class Screen:
    """What is watched on one screen, told by the entities that it is made of."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ParlorConfigEntry,
        setup: Setup,
        *,
        player: Callable[[], str | None],
        activity_id: str,
    ) -> None:
        """Know of what the screen is made; `player` is its media player and `activity_id` the unique id of its activity."""
        self.id = entry.entry_id
        self.name = entry.title
        self.setup = setup
        self.watch = ScreenWatch(
            setup,
            screen=entry.entry_id,
            clock=lambda: time.time(),  # noqa: PLW0108  looked up each time
            titles=title_at_once,
        )
        self.household = async_household(hass)
        self.keeping = Keeping(hass, entry, self.household, wanted=ScreenSettings.parse(entry.options).is_remembered)
        self._hass = hass
        self._entry = entry
        self._sources: Mapping[str, Source] = {source.id: source for source in setup.sources if "." in source.id}
        self._listeners: list[Listener] = []
        self._timer: asyncio.TimerHandle | None = None
        self._is_resting = False
        self._adopted: object = None
        self.count = DayCount(hass, entry, self.watch)
        self._files = FileNames(hass, self)
        self.lookups = Lookups(hass, self)
        self._known = KnownScreen(
            id=self.id,
            name=self.name,
            watch=self.watch,
            player=player,
            activity=lambda: er.async_get(hass).async_get_entity_id("sensor", DOMAIN, activity_id),
            subscribe=self.subscribe,
            today=self.count.now,
            is_kept=lambda: self.keeping.history is not None,
        )

    async def async_begin(self, *said: Observation) -> None:
        """Take over what an earlier run left open, then what is said now, and follow it from here on."""
        await self._async_wait_for_history()
        await self._async_adopt()
        now = time.time()
        told = [observed(source, self._hass.states.get(name), now) for name, source in self._sources.items()]
        self.async_observe(*said, *told)
        entry = self._entry
        entry.async_on_unload(async_track_state_change_event(self._hass, list(self._sources), self._heard))
        entry.async_on_unload(self.household.subscribe(self._household_changed))
        entry.async_on_unload(self._hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, self._stopped))
        entry.async_on_unload(self.async_end)
        self.household.add(self._known)

    async def async_end(self) -> None:
        """Write down how far it is, and follow it no more; what goes on has not ended."""
        self.household.remove(self.id)
        await self._async_rest()

    async def _stopped(self, _: Event) -> None:
        """Write down how far it is before Home Assistant ends; what its players say while they end is no news."""
        await self._async_rest()

    async def _async_rest(self) -> None:
        """Come back for nothing any more, and write down how far it is."""
        self._is_resting = True
        self.lookups.end()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self.keeping.take(self.watch.close())
        await self.keeping.flush()

    def entity_of(self, source: str) -> str | None:
        """Return the entity of a source: a TV's own is its media player."""
        return self._known.entity_of(source)

    @callback
    def run(self, work: Coroutine[Any, Any, None], name: str) -> None:
        """Have something done beside, for as long as the screen is set up."""
        self._entry.async_create_background_task(self._hass, work, name)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have a listener told each change; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    @callback
    def async_observe(self, *said: Observation) -> None:
        """Take in what sources say."""
        self.async_take(self.watch.observe(*said))

    @callback
    def async_take(self, change: Change) -> None:
        """Tell what came of something, have it written down, and come back when it is time."""
        if self._is_resting:
            return
        self.keeping.take(change)
        self.count.take(change)
        self._files.take(change)
        self.lookups.take(change)
        for listener in tuple(self._listeners):
            listener(change)
        if self._timer is not None:
            self._timer.cancel()
        due = self.watch.next_at
        loop = self._hass.loop
        self._timer = None if due is None else loop.call_at(loop.time() + max(0.0, due - time.time()), self._tick)

    @callback
    def _tick(self) -> None:
        """Let happen what happens by time alone."""
        self._timer = None
        self.async_take(self.watch.tick())

    @callback
    def _heard(self, event: Event[EventStateChangedData]) -> None:
        """Take in a state."""
        source = self._sources[event.data["entity_id"]]
        self.async_observe(observed(source, event.data["new_state"], event.time_fired_timestamp))

    @callback
    def _household_changed(self) -> None:
        """Take over what was left open, and look up what is on, where the household came later than the screen."""
        self.lookups.household_changed(Change(self.watch.seen, self.watch.viewing))
        history = self.keeping.history
        if history is not None and history is not self._adopted:
            self.run(self._async_adopt(), "parlor adopts viewings")

    async def _async_adopt(self) -> None:
        """Take over what an earlier run left open, once for each history."""
        history = self.keeping.history
        if history is None or history is self._adopted:
            return
        self._adopted = history
        for change in await self.keeping.left_open(self.watch.adopt):
            self.async_take(change)
        await self.count.async_resume(history)
        if self.watch.viewing is not None:  # what went on before there was a history is written down from here on
            self.async_take(self.watch.close())

    async def _async_wait_for_history(self) -> None:
        """Wait a moment for the history where Home Assistant sets it up just now: what goes on then needs no other beginning."""
        if not _is_coming(self._hass):
            return
        came = asyncio.Event()
        end = self.household.subscribe(came.set)
        with suppress(TimeoutError):
            async with asyncio.timeout(HISTORY_WAIT):
                while _is_coming(self._hass) and self.household.history is None:
                    await came.wait()
                    came.clear()
        end()


def _is_coming(hass: HomeAssistant) -> bool:
    """Say whether an entry of the household is about to be set up."""
    waiting = {ConfigEntryState.SETUP_IN_PROGRESS}
    if hass.state in (CoreState.not_running, CoreState.starting):
        waiting.add(ConfigEntryState.NOT_LOADED)
    return any(
        entry.data.get(CONF_KIND) == Kind.HOUSEHOLD and entry.disabled_by is None and entry.state in waiting
        for entry in hass.config_entries.async_entries(DOMAIN)
    )
