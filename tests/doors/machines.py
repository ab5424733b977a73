"""Appliances of any kind as Parlor knows them, with a machine in memory as their voice, and what a test does with them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
import time
from typing import Any, override

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.appliance import Appliance
from custom_components.parlor.appliance_voice import Voice
from custom_components.parlor.appliances.command import Call, Command, Order, Outcome, Program, ServiceCall, Why
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Reading
from custom_components.parlor.appliances.sources.brand import Role, Wiring
from custom_components.parlor.appliances_known import async_appliances
from custom_components.parlor.const import DOMAIN
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

COTTON, WOOL = Program(key="Course_1C", name="Cotton"), Program(key="Course_22", name="Wool")
_NEEDS_RUN = (Command.PAUSE, Command.RESUME, Command.STOP)


class Machine(Voice):
    """A machine that does what it is told, unless it is deaf; what it says, a test may have it say."""

    patience = 0.05

    def __init__(
        self, *, programs: tuple[Program, ...] = (COTTON, WOOL), can: frozenset[Command] | None = None
    ) -> None:
        """Stand there, doing nothing."""
        self.reading = Reading(doing=Doing.IDLE, at=time.time(), remote=True)
        self.is_deaf = False
        self.failure: Outcome | None = None
        self.told: list[ServiceCall] = []
        self._programs = programs
        self._can = can if can is not None else frozenset(Command)
        self._heard: list[Callable[[], None]] = []

    def say(self, doing: Doing, **more: Any) -> None:
        """Say what it does; what it said of other things it still says."""
        self.reading = replace(self.reading, doing=doing, at=time.time(), **more)
        for heard in tuple(self._heard):
            heard()

    @override
    def subscribe(self, heard: Callable[[], None]) -> Callable[[], None]:
        self._heard.append(heard)
        return lambda: self._heard.remove(heard)

    @override
    def read(self, now: float) -> Reading:
        return self.reading

    @override
    def programs(self) -> tuple[Program, ...]:
        return self._programs

    @override
    def tells(self, roles: frozenset[Role]) -> bool:
        return True

    @override
    def calls(self, order: Order, now: float) -> tuple[Call, ...] | Why:
        doing = self.reading.doing
        if order.command not in self._can:
            return Why.NOT_OFFERED
        if not self.reading.remote:
            return Why.REMOTE_OFF
        if order.command in _NEEDS_RUN and doing in (Doing.IDLE, Doing.OFF):
            return Why.NOT_RUNNING
        if order.command is Command.START and doing is Doing.RUNNING:
            return Why.BUSY
        data = {"program": order.program, "ready_at": order.ready_at}
        return (ServiceCall(action=f"machine.{order.command}", entity_id=None, data=data),)

    @override
    async def carry_out(self, calls: tuple[Call, ...]) -> Outcome:
        for call in calls:
            assert isinstance(call, ServiceCall)
            self.told.append(call)
            if self.failure is not None:
                return self.failure
            if not self.is_deaf:
                self._do(Command(call.action.partition(".")[2]), call.data)
        return Outcome()

    def _do(self, command: Command, data: Mapping[str, Any]) -> None:
        doing = {Command.PAUSE: Doing.PAUSED, Command.RESUME: Doing.RUNNING, Command.STOP: Doing.CANCELLED}
        program = data["program"] or self.reading.program
        if command is Command.PROGRAM:
            self.say(self.reading.doing, program=program)
        elif command is Command.START:
            self.say(Doing.SCHEDULED if data["ready_at"] else Doing.RUNNING, program=program)
        else:
            self.say(doing[command])

    @override
    async def refresh(self) -> bool:
        return False


def add_device(hass: HomeAssistant, name: str, brand: str = "smartthings") -> tuple[str, str]:
    """Add a device of a brand with a sensor; return the ids of both."""
    entry = next(iter(hass.config_entries.async_entries(brand)), None)
    if entry is None:
        entry = MockConfigEntry(domain=brand)
        entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={(brand, name)}, name=name
    )
    sensor = er.async_get(hass).async_get_or_create(
        "sensor", brand, f"{name}_state", suggested_object_id=f"{name}_state", config_entry=entry, device_id=device.id
    )
    return device.id, sensor.entity_id


def add_machine(
    hass: HomeAssistant,
    name: str = "washer",
    kind: ApplianceKind = ApplianceKind.WASHER,
    *,
    device_id: str | None = None,
    part: str | None = None,
    appliance_id: str | None = None,
    machine: Machine | None = None,
) -> Machine:
    """Let an appliance be known whose voice is a machine, with the sensor of its job."""
    machine = machine or Machine()
    appliance_id = appliance_id or (device_id or f"id_of_{name}") + (f"/{part}" if part else "")
    entry = next(iter(hass.config_entries.async_entries(DOMAIN)), None)
    if entry is None:
        entry = MockConfigEntry(domain=DOMAIN, data={"kind": "appliances"})
        entry.add_to_hass(hass)
    wiring = Wiring(id=appliance_id, brand="smartthings", kind=kind, roles={}, device_id=device_id, part=part)
    appliance = Appliance(hass, wiring, machine, None)
    appliance.name = name.capitalize
    er.async_get(hass).async_get_or_create(
        "sensor",
        DOMAIN,
        f"{appliance_id}_job",
        suggested_object_id=f"{name}_job",
        config_entry=entry,
        device_id=device_id if part is None else None,
    )
    appliance.begin()
    appliance.tell()
    hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, callback(lambda _: appliance.end()))
    async_appliances(hass).add(appliance.known)
    return machine
