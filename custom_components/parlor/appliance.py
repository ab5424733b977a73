"""One appliance, alive: what it says becomes its job, and whoever wants to know is told."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
import time
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .appliance_orders import async_order
from .appliance_voice import Voice, follow_states
from .appliances.command import Command, Order, Outcome, Program, Why
from .appliances.job import Change, JobEvent
from .appliances.known import KnownAppliance
from .appliances.memory import Memory
from .appliances.reading import Reading
from .appliances.sources.brand import OWNERS, Role, Wiring
from .appliances.watch import ApplianceWatch
from .const import DOMAIN, LOGGER

_OPEN: Final = {"on": True, "open": True, "off": False, "closed": False}

type Listener = Callable[[Change], None]


class Appliance:
    """An appliance that was found, and whatever tells of it."""

    def __init__(self, hass: HomeAssistant, wiring: Wiring, voice: Voice, memory: Memory | None) -> None:
        """Know what was remembered of it; nothing is heard yet."""
        self.id = wiring.id
        self.kind = wiring.kind
        self.wiring = wiring
        self.voice = voice
        self.watch = ApplianceWatch(wiring.kind, memory=memory, clock=lambda: time.time())  # noqa: PLW0108  looked up each time
        self.source = ""  # what its voice is made of
        self.door: str | None = None  # the entity in which its owner sees its door
        self.name: Callable[[], str] = lambda: wiring.id
        self.program_names: dict[str, str] = {}
        self._hass = hass
        self._listeners: list[Listener] = []
        self._timer: asyncio.TimerHandle | None = None
        self.untold: list[JobEvent] = []  # what happened before anybody could listen
        self._is_told = False
        self._ends: list[Callable[[], None]] = []
        self._lock = asyncio.Lock()

    @callback
    def begin(self) -> None:
        """Take in how it is now, and follow it from here on."""
        self._ends = [self.voice.subscribe(self.heard)]
        if self.door is not None:
            self._ends.append(follow_states(self._hass, self.door, self.heard))
        self.heard()

    @callback
    def tell(self) -> None:
        """Tell what happens from now on, and first what happened before anybody could listen: automations come late at a start."""
        self._is_told = True
        events, self.untold = tuple(self.untold), []
        if events:
            self._tell(Change(self.watch.job, self.watch.job, events))

    @callback
    def rewire(self, wiring: Wiring, voice: Voice) -> None:
        """Go on with another voice of the same appliance: another one of its entities has come, or the cloud's own words."""
        self.end()
        self.wiring, self.voice = wiring, voice
        self.begin()

    @callback
    def end(self) -> None:
        """Follow it no more; what runs has not ended."""
        for end in self._ends:
            end()
        self._ends = []
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have a listener told each change; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    @callback
    def heard(self) -> None:
        """Take in what it says now."""
        if self._ends:
            self._take(self.watch.hear(self._with_door(self.voice.read(time.time()))))

    def _with_door(self, reading: Reading) -> Reading:
        """Return what it says, with its door as its owner sees it."""
        state = self._hass.states.get(self.door) if self.door else None
        is_open = None if state is None else _OPEN.get(state.state)
        return reading if is_open is None else replace(reading, door_open=is_open)

    @callback
    def _tick(self) -> None:
        """Let happen what happens by time alone."""
        self._timer = None
        due = self.voice.next_at
        if due is not None and due <= time.time():
            self.heard()
        else:
            self._take(self.watch.tick())

    @callback
    def _take(self, change: Change) -> None:
        """Tell what came of something, and come back when it is time."""
        if not self._is_told and change.events:
            self.untold += change.events
            change = replace(change, events=())
        self._tell(change)
        if self._timer is not None:
            self._timer.cancel()
        due = min((at for at in (self.watch.next_at, self.voice.next_at) if at is not None), default=None)
        loop = self._hass.loop
        self._timer = None if due is None else loop.call_at(loop.time() + max(0.001, due - time.time()), self._tick)

    @callback
    def _tell(self, change: Change) -> None:
        """Tell everybody what changed; one listener's fault is not the others'."""
        for listener in tuple(self._listeners):
            try:
                listener(change)
            except Exception:  # noqa: BLE001  whatever it is, it is logged, and the next is told
                LOGGER.exception("What came of an appliance could not be told to everybody")

    async def order(self, order: Order) -> Outcome:
        """Tell it something: one order after the other, each done only when that was seen."""
        if not self._ends:
            return Outcome(why=Why.OFFLINE)
        if order.command is Command.STOP:
            return await async_order(self, order)  # who wants it to stop waits for nothing
        async with self._lock:
            return await async_order(self, order)

    @callback
    def mark_unloaded(self) -> bool:
        """Take in that somebody took out what was done; say whether there was anything."""
        if not self._ends:
            return False
        change = self.watch.unload()
        self._take(change)
        return bool(change.events)

    def programs(self) -> tuple[Program, ...]:
        """Return what can be chosen, by the names that its owner gave."""
        return tuple(
            Program(key=one.key, name=self.program_names.get(one.key, one.name)) for one in self.voice.programs()
        )

    def program_name(self, key: str | None) -> str | None:
        """Return what a program is called; its key where nobody named it."""
        if key is None:
            return None
        return next((one.name for one in self.programs() if one.key == key), self.program_names.get(key, key))

    @property
    def is_own_device(self) -> bool:
        """Say whether its device is the appliance, and no plug that it hangs on."""
        return self.wiring.brand not in OWNERS

    def tells(self, *roles: Role) -> bool:
        """Say whether anything tells of one of some roles."""
        return self.voice.tells(frozenset(roles))

    def commands(self) -> frozenset[Command]:
        """Return what it can be told at all, now or when its state allows it."""
        now = time.time()
        program = next((one.key for one in self.voice.programs()), None)
        orders = {command: Order(command=command, program=program) for command in Command}
        return frozenset(
            command
            for command, order in orders.items()
            if self.voice.calls(order, now) not in (Why.NOT_OFFERED, Why.NO_PROGRAM)
        )

    @property
    def known(self) -> KnownAppliance:
        """Return the appliance as those see it who ask or tell it something."""
        registry_id = f"{self.id}_job"
        return KnownAppliance(
            id=self.id,
            kind=self.kind,
            brand=self.wiring.brand,
            device_id=self.wiring.device_id,
            name=lambda: self.name(),  # noqa: PLW0108  given later
            entity_id=lambda: er.async_get(self._hass).async_get_entity_id("sensor", DOMAIN, registry_id),
            job=lambda: self.watch.job,
            subscribe=self.subscribe,
            commands=self.commands,
            programs=self.programs,
            order=self.order,
            mark_unloaded=self.mark_unloaded,
        )
