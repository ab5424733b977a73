"""What is asked of appliances, or wanted of one. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ...appliances.command import Command, Order


class About(StrEnum):
    """What is asked."""

    DOING = "doing"
    DONE = "done"  # whether the run is over
    WHEN = "when"  # when it will be
    RUNS = "runs"  # whether it is running
    ALL = "all"  # which of all appliances run


class Do(StrEnum):
    """What is wanted."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    PROGRAM = "program"
    EMPTIED = "emptied"  # somebody took out what was in it

    @property
    def command(self) -> Command | None:
        """Return what the appliance is told, None where it is told nothing."""
        return None if self is Do.EMPTIED else Command(self.value)

    @property
    def is_calming(self) -> bool:
        """Say whether nothing starts by it."""
        return self in (Do.PAUSE, Do.STOP, Do.EMPTIED)

    @property
    def service(self) -> str:
        """Return the action of Parlor's that does it, by which rules and the audit log know it."""
        return _SERVICES[self]


_SERVICES: Final[Mapping[Do, str]] = {
    Do.START: "start_appliance",
    Do.PAUSE: "pause_appliance",
    Do.RESUME: "resume_appliance",
    Do.STOP: "stop_appliance",
    Do.PROGRAM: "set_program",
    Do.EMPTIED: "mark_unloaded",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is wanted of one appliance; `program` is the key of one of its programs, `ready_at` Unix time by which it is to be done."""

    do: Do
    program: str | None = None
    ready_at: float | None = None

    @property
    def order(self) -> Order | None:
        """Return the order that it comes to, None where the appliance is told nothing."""
        command = self.do.command
        return Order(command=command, program=self.program, ready_at=self.ready_at) if command else None
