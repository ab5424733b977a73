"""Appliances in a home that is measured: they stand for entities that it has anyway, and run or wait."""

from dataclasses import dataclass
import time

from custom_components.parlor.appliances.command import Command, Order, Outcome, Program
from custom_components.parlor.appliances.job import Job, JobState
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.known import KnownAppliance
from custom_components.parlor.appliances.reading import Phase
from custom_components.parlor.appliances_known import async_appliances
from homeassistant.core import HomeAssistant

_PROGRAMS = tuple(Program(key=name.casefold(), name=name) for name in ("Eco 50 °C", "Auto", "Quick", "Intensive"))


@dataclass(slots=True, eq=False)
class _Machine:
    """An appliance in memory."""

    job: Job

    async def async_order(self, order: Order) -> Outcome:
        """Run, or stop."""
        self.job = Job(state=JobState.IDLE if order.command is Command.STOP else JobState.RUNNING)
        return Outcome()


def add_appliances(hass: HomeAssistant) -> None:
    """Let a washer that runs, a dishwasher that waits and an oven that stands still be known."""
    now = time.time()
    running = Job(state=JobState.RUNNING, phase=Phase.RINSE, program="eco 50 °c", remaining=34, ends_at=now + 34 * 60)
    waiting = Job(state=JobState.FINISHED, finished_at=now - 600, is_waiting=True)
    jobs = {
        ApplianceKind.WASHER: running,
        ApplianceKind.DISHWASHER: waiting,
        ApplianceKind.OVEN: Job(state=JobState.IDLE),
    }
    for (kind, job), entity_id in zip(jobs.items(), sorted(hass.states.async_entity_ids()), strict=False):
        async_appliances(hass).add(_known(kind, _Machine(job), entity_id))


def _known(kind: ApplianceKind, machine: _Machine, entity_id: str) -> KnownAppliance:
    """Return an appliance that an entity stands for."""
    return KnownAppliance(
        id=kind.value,
        kind=kind,
        brand="bench",
        device_id=None,
        name=kind.value.capitalize,
        entity_id=lambda: entity_id,
        job=lambda: machine.job,
        subscribe=lambda _: lambda: None,
        commands=lambda: frozenset(Command),
        programs=lambda: _PROGRAMS,
        order=machine.async_order,
        mark_unloaded=lambda: False,
    )
