"""Tells people something where they are: at once, or when what they watch is over. One for all of this Home Assistant."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

from homeassistant.components import persistent_notification
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import CALLBACK_TYPE, Context, Event, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.start import async_at_started
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from .assistant.storing import Stored
from .const import LOGGER
from .telling.decide import Decision, Hold, Nowhere, decide
from .telling.message import Message
from .telling.waiting import Full, Waiting
from .telling_delivery import Deliveries, Delivery
from .telling_news import News
from .telling_places import Facts, async_facts
from .telling_settings import async_telling_settings

MOST_UNDERWAY: Final = 64  # messages that are being told at the same time
ROUNDS: Final = 4  # the first way, and others where that failed
RESUMES_AFTER: Final = 30.0  # seconds after the start, in which players say what they play
STORAGE_KEY: Final = "parlor.telling"
STORAGE_VERSION: Final = 1
DATA_TELLER: Final[HassKey[Teller]] = HassKey("parlor_telling")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of a message: what was done on which surfaces, and for what it waits, or why nobody could be told."""

    deliveries: tuple[Delivery, ...] = ()
    hold: Hold | None = None
    nowhere: Nowhere | None = None
    is_withdrawn: bool = False

    @property
    def is_told(self) -> bool:
        """Say whether it was told on any surface."""
        return any(delivery.is_told for delivery in self.deliveries)


class Teller:
    """Tells messages, and keeps those that wait, over a restart too."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Tell nothing yet, and wait for nothing."""
        self._hass = hass
        self._waiting = Waiting()
        self._underway: dict[str, Message] = {}
        self._withdrawn: set[str] = set()
        self._deliveries = Deliveries(hass)
        self._news = News(hass, self._look)
        self._store = Stored(hass, STORAGE_KEY, STORAGE_VERSION, self._content)
        self._loading = asyncio.Lock()
        self._writing = asyncio.Lock()
        self._is_loaded = False
        self._is_resumed = False
        self._end_start: CALLBACK_TYPE | None = None
        self._release: asyncio.Task[None] | None = None
        self._released: Message | None = None

    @property
    def held(self) -> int:
        """Return how many messages wait."""
        return len(self._waiting)

    @callback
    def start(self) -> None:
        """Go on with what an earlier run kept, once Home Assistant has started."""
        self._end_start = async_at_started(self._hass, self._async_resume)
        self._hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, self._stop)

    async def async_tell(self, message: Message, context: Context) -> Told:
        """Tell a message, or have it wait; it takes the place of one of the same tag. Raises Full where there is too much to tell."""
        await self._async_load()
        if len(self._underway) >= MOST_UNDERWAY:
            raise Full
        if message.tag is not None and (before := self._replaced(message.tag)) is not None:
            message = message.instead_of(before)
            await self._async_write()
        with self._going(message):
            told = await self._async_run(message, context)
        self._look()
        return told

    async def async_withdraw(self, tag: str) -> bool:
        """Forget the message of a tag that waits; say whether there was one. What was told cannot be taken back."""
        await self._async_load()
        if self._replaced(tag) is None:
            return False
        await self._async_write()
        self._look()
        return True

    def _replaced(self, tag: str) -> Message | None:
        """Let go of the message of a tag, and return it: of one that is being told nothing more is done than what has begun."""
        waiting = self._waiting.take_tagged(tag)
        for message in self._underway.values():
            if message.tag == tag and message.id not in self._withdrawn:
                self._withdrawn.add(message.id)
                return message
        return waiting

    @contextmanager
    def _going(self, message: Message) -> Iterator[None]:
        """Have a message underway."""
        self._underway[message.id] = message
        try:
            yield
        finally:
            del self._underway[message.id]
            self._withdrawn.discard(message.id)

    async def _async_run(self, message: Message, context: Context) -> Told:
        """Do what is decided: where a surface fails, once more by another way. Raises Full."""
        settings = async_telling_settings(self._hass)
        done: list[Delivery] = []
        decision = Decision()
        for _ in range(ROUNDS):
            decision = self._decide(message, self._facts())
            if decision.hold is not None:
                self._waiting.check(message)
            found = await asyncio.gather(
                *(self._deliveries.async_deliver(message, each, settings, context) for each in decision.surfaces)
            )
            done += found
            message = message.after(
                told=(each.surface.id for each in found if each.is_told),
                failed=(each.surface.id for each in found if not each.is_told),
            )
            if message.id in self._withdrawn:
                return Told(deliveries=tuple(done), is_withdrawn=True)
            if all(each.is_told for each in found):
                break
        if (hold := decision.hold) is not None:
            self._waiting.put(replace(message.waiting(hold.occasions), failed=frozenset()))
            await self._async_write()
            if message.id in self._withdrawn:
                return Told(deliveries=tuple(done), is_withdrawn=True)
        nowhere = None if message.told or hold else decision.nowhere or Nowhere.FAILED
        return Told(deliveries=tuple(done), hold=hold, nowhere=nowhere)

    def _facts(self) -> Facts:
        """Return how it is in the home now."""
        return async_facts(self._hass, async_telling_settings(self._hass), self._deliveries.targets)

    def _decide(self, message: Message, facts: Facts) -> Decision:
        """Return what is to be done with a message now."""
        rules = async_telling_settings(self._hass).rules
        return decide(message, facts.places, facts.persons, rules, dt_util.now())

    @callback
    def _look(self) -> None:
        """Look whether anything that waits can be told now, and when to look again."""
        if self._hass.is_stopping or not self._waiting:
            self._news.end()
            return
        if self._release is not None or not self._is_resumed:  # both look by themselves when they are over
            return
        facts = self._facts()
        looks = []
        for message in self._waiting:
            hold = self._decide(message, facts).hold
            if hold is None:
                self._release = self._hass.async_create_background_task(
                    self._async_release(message), STORAGE_KEY, eager_start=False
                )
                return
            self._waiting.put(message.waiting(hold.occasions))
            looks += [hold.look_at] if hold.look_at else []
        self._news.follow(facts.entities, min(looks, default=None))

    async def _async_release(self, message: Message) -> None:
        """Tell a message that has waited; one that is told nowhere is left as a note, as there is nobody else who would tell of it."""
        self._released = self._waiting.take(message.id)
        try:
            with self._going(message):
                nowhere: object = (await self._async_run(message, Context(user_id=message.user_id))).nowhere
        except Full:  # others have come meanwhile
            nowhere = Full
        finally:
            self._release = self._released = None
        if nowhere is not None:
            LOGGER.warning("A message that waited could not be told, and is left as a notification")
            persistent_notification.async_create(self._hass, message.text, message.title)
        await self._async_write()
        self._look()

    async def _async_load(self) -> None:
        """Read what an earlier run kept, once."""
        async with self._loading:
            if self._is_loaded:
                return
            if lost := self._waiting.read(await self._store.async_load()):
                LOGGER.warning("%s messages that waited could not be read any more", lost)
                await self._async_write()
            self._is_loaded = True

    async def _async_resume(self, _: HomeAssistant) -> None:
        """Go on with what was kept, once it is known what is watched."""
        await self._async_load()

        @callback
        def resume(*_: Any) -> None:
            self._end_start = None
            self._is_resumed = True
            self._look()

        if self._waiting and not self._hass.is_stopping:
            self._end_start = async_call_later(self._hass, RESUMES_AFTER, resume)
        else:
            resume()

    async def _async_write(self) -> None:
        """Keep what waits or is being told just now; where nothing does, nothing is kept."""
        async with self._writing:
            if self._kept():
                await self._store.async_write()
            else:
                await self._store.async_erase()

    def _kept(self) -> dict[str, Message]:
        """Return what waits, and what has waited and is being told: who kills Home Assistant hears it again rather than never."""
        released = self._released
        being_told = [released] if released and released.id not in self._withdrawn else []
        return {each.id: each for each in (*being_told, *self._waiting)}

    def _content(self) -> dict[str, Any]:
        """Return what is kept."""
        return {"held": [message.to_dict() for message in self._kept().values()]}

    @callback
    def _stop(self, _: Event) -> None:
        """Wait for nothing any more before Home Assistant ends; what waits is kept."""
        self._news.end()
        if self._end_start is not None:
            self._end_start()


@callback
def async_teller(hass: HomeAssistant) -> Teller:
    """Return what tells messages, made when it is asked for the first time."""
    if DATA_TELLER not in hass.data:
        hass.data[DATA_TELLER] = Teller(hass)
    return hass.data[DATA_TELLER]
