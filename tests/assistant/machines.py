"""Appliances that live in memory: small ones that really do what they are told, or really do not."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.appliances.command import Command, Order, Outcome, Program, Why
from custom_components.parlor.appliances.job import Change, Job, JobState
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.known import KnownAppliance
from custom_components.parlor.appliances_known import async_appliances
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er

PROGRAMS = (Program(key="eco", name="Eco 50 °C"), Program(key="auto", name="Auto"))
_AFTER = {
    Command.START: JobState.RUNNING,
    Command.PAUSE: JobState.PAUSED,
    Command.RESUME: JobState.RUNNING,
    Command.STOP: JobState.IDLE,
}


@dataclass(slots=True, kw_only=True, eq=False)
class Machine:
    """A machine with a job of its own; `trouble` is why it does nothing of what it is told."""

    kind: ApplianceKind
    name: str
    job: Job = field(default_factory=lambda: Job(state=JobState.IDLE))
    programs: tuple[Program, ...] = PROGRAMS
    commands: frozenset[Command] = frozenset(Command)
    trouble: Outcome | None = None
    fault: Exception | None = None
    orders: list[Order] = field(default_factory=list)
    listeners: list[Callable[[Change], None]] = field(default_factory=list)

    async def async_order(self, order: Order) -> Outcome:
        """Do what it is told, if it can."""
        self.orders.append(order)
        if self.fault is not None:
            raise self.fault
        if self.trouble is not None:
            return self.trouble
        if order.command not in self.commands:
            return Outcome(why=Why.NOT_OFFERED)
        is_running = self.job.state in (JobState.RUNNING, JobState.PAUSED)
        if order.command in (Command.PAUSE, Command.STOP, Command.RESUME) and not is_running:
            return Outcome(why=Why.NOT_RUNNING)
        if order.command is Command.START and self.job.state is JobState.RUNNING:
            return Outcome(why=Why.ALREADY)
        state = _AFTER.get(order.command, self.job.state)
        if order.ready_at is not None:
            state = JobState.SCHEDULED
        self.change(replace(self.job, state=state, program=order.program or self.job.program, ends_at=order.ready_at))
        return Outcome()

    def mark_unloaded(self) -> bool:
        """Have nothing in it any more."""
        was_waiting = self.job.is_waiting
        self.change(replace(self.job, state=JobState.IDLE, is_waiting=False) if was_waiting else self.job)
        return was_waiting

    def change(self, job: Job) -> None:
        """Be otherwise from now on."""
        change = Change(job, self.job)
        self.job = job
        for listener in tuple(self.listeners):
            listener(change)

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Tell somebody each change."""
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)


def add_machine(
    hass: HomeAssistant,
    kind: ApplianceKind,
    name: str,
    *,
    area: str | None = None,
    is_exposed: bool = True,
    **more: Any,
) -> Machine:
    """Put a machine into the home: its device, the sensor of its job, and the machine itself among the known ones."""
    machine = Machine(kind=kind, name=name, **more)
    entry = MockConfigEntry(domain="machines")
    entry.add_to_hass(hass)
    key = f"{kind.value}_{len(async_appliances(hass).all)}"
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("machines", key)}, name=name
    )
    if area is not None:
        area_id = ar.async_get(hass).async_get_or_create(area).id
        dr.async_get(hass).async_update_device(device.id, area_id=area_id)
    registered = er.async_get(hass).async_get_or_create(
        "sensor", "machines", key, suggested_object_id=f"{key}_job", device_id=device.id, config_entry=entry
    )
    entity_id = registered.entity_id
    async_appliances(hass).add(_known(machine, device.id, entity_id))
    hass.states.async_set(entity_id, machine.job.state.value, {"friendly_name": f"{name} Job"})
    async_expose_entity(hass, "conversation", entity_id, is_exposed)
    return machine


def _known(machine: Machine, device_id: str, entity_id: str) -> KnownAppliance:
    """Return a machine as those see it who ask or tell it something."""
    return KnownAppliance(
        id=device_id,
        kind=machine.kind,
        brand="machines",
        device_id=device_id,
        name=lambda: machine.name,
        entity_id=lambda: entity_id,
        job=lambda: machine.job,
        subscribe=machine.subscribe,
        commands=lambda: machine.commands,
        programs=lambda: machine.programs,
        order=machine.async_order,
        mark_unloaded=machine.mark_unloaded,
    )
