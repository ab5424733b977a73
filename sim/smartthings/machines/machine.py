"""What all machines have in common: stages, remote control, the door, power, and orders that are taken or refused."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from ..device import Device, Reported
from ..errors import Refused, conflict, malformed
from .meter import Meter
from .run import Phase, Run

LINGER = 300.0  # seconds in which a machine says that it has finished, unless somebody opens it before
IDLE_REPORT = 600.0  # seconds between the reports of a machine that does nothing

type Effect = Callable[[datetime], None]


class Stage(StrEnum):
    """What a machine is at."""

    IDLE = "idle"
    DELAYED = "delayed"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One command as it came."""

    capability: str
    command: str
    arguments: tuple[Any, ...] = ()
    component: str = "main"

    def argument(self, number: int = 0) -> Any:
        """Return an argument. Raises Refused where it is missing."""
        if number >= len(self.arguments):
            raise malformed(f"commands[0].arguments[{number}]", "must not be null")
        return self.arguments[number]


class Machine(ABC):
    """A machine behind a device; it is in the state that its payload shows until somebody touches it.

    `speed` shortens its programmes: a 50-minute one takes 5 minutes at 10. All that it says holds for the time on the wall.
    """

    def __init__(self, device: Device, speed: float) -> None:
        """Stand still, with the door shut."""
        self.device = device
        self.speed = speed
        self.stage = Stage.IDLE
        self.run: Run | None = None
        self.begins_at: datetime | None = None
        self.door_open = False
        self.touched = False
        self.meter = Meter(device.get("powerConsumptionReport", "powerConsumption"))
        self._finished_at: datetime | None = None
        self._said_at: datetime | None = None

    @property
    def remote(self) -> bool:
        """Return whether it may be commanded from afar; machines without such a button may."""
        return bool(self.device.get("remoteControlStatus", "remoteControlEnabled") != "false")

    # What a person in front of it does.

    def press_smart_control(self, *, on: bool, now: datetime) -> None:
        """Let it be commanded from afar, or not. Raises ValueError with the door open."""
        if on and self.door_open:
            raise ValueError("the door is open")
        self.touched = True
        self._remote_wanted = on
        self._said_at = now

    def open_door(self, now: datetime) -> None:
        """Open the door: that ends remote control, empties what has finished, and stops what must not go on. Raises ValueError where it is locked."""
        if self.locked:
            raise ValueError("the door is locked while it runs")
        self.touched = True
        self.door_open = True
        self._remote_wanted = False
        if self.stage is Stage.FINISHED:
            self._rest(now)
        elif self.stage is Stage.RUNNING and self.stops_for_door:
            self.pause(now)
        elif self.stage is Stage.DELAYED:
            self._rest(now)

    def close_door(self) -> None:
        """Close the door."""
        self.touched = True
        self.door_open = False

    def start(self, now: datetime) -> None:
        """Begin at once. Raises ValueError with the door open."""
        if self.door_open:
            raise ValueError("the door is open")
        self._begin(now)

    def pause(self, now: datetime) -> None:
        """Stand still for a while."""
        if self.stage is Stage.RUNNING and self.run is not None:
            self.run = self.run.paused(now)
            self.stage = Stage.PAUSED

    def resume(self, now: datetime) -> None:
        """Go on."""
        if self.stage is Stage.PAUSED and self.run is not None:
            self.run = self.run.resumed(now)
            self.stage = Stage.RUNNING

    def stop(self, now: datetime) -> None:
        """End it before its time."""
        self.touched = True
        self._rest(now)

    def extend(self, minutes: float, now: datetime) -> None:
        """Take longer, or shorter, than was said."""
        if self.run is not None:
            self.run = self.run.longer(now, minutes * 60 / self.speed)

    # What a machine decides.

    @property
    def locked(self) -> bool:
        """Return whether the door cannot be opened."""
        return False

    @property
    def stops_for_door(self) -> bool:
        """Return whether it pauses when the door is opened."""
        return True

    @abstractmethod
    def phases(self) -> tuple[Phase, ...]:
        """Return the phases of what is selected, at the speed of this machine."""

    @abstractmethod
    def orders(self, order: Order) -> Effect | None:
        """Return what an order does, None where it is none for a machine. Raises Refused."""

    @abstractmethod
    def says(self, now: datetime) -> Iterator[Reported]:
        """Return everything that it reports, in the order in which it does."""

    # What is asked of it.

    def accept(self, order: Order) -> Effect | None:
        """Return what an order will do, None where it is none for a machine. Raises Refused where it is in no state for it."""
        try:
            effect = self.orders(order)
        except Refused as refused:
            if refused.status == 409:  # an order that makes no sense is refused before the machine is asked
                self._check_remote(order)
            raise
        if effect is not None:
            self._check_remote(order)
        return effect

    def _check_remote(self, order: Order) -> None:
        """See that it may be commanded from afar. Raises Refused."""
        if not self.remote and not self.is_always_allowed(order):
            raise conflict("remote control disabled")

    def is_always_allowed(self, order: Order) -> bool:
        """Return whether an order is taken without remote control."""
        return False

    def tick(self, now: datetime) -> None:
        """Do what time brings."""
        if self.stage is Stage.DELAYED and self.begins_at is not None and now >= self.begins_at:
            self._begin(self.begins_at)
        if self.stage is Stage.RUNNING and self.run is not None and self.run.remaining(now) <= 0:
            self._finish(self.run.ends_at or now)
        if self._finished_at is not None and now >= self._finished_at + timedelta(seconds=LINGER / self.speed):
            self._rest(now)

    def report(self, now: datetime) -> list[Reported]:
        """Return what it has to say now: nothing until somebody touched it, and when idle not all the time."""
        if not self.touched:
            return []
        if self.stage is not Stage.IDLE or self._is_due(now):
            self._said_at = now
        said = list(self.says(self._said_at or now))
        watts = self.run.phase(now).watts if self.run is not None and self.stage is Stage.RUNNING else 0.0
        power = self.meter.report(watts, now)
        return said if power is None else [*said, power]

    def _is_due(self, now: datetime) -> bool:
        """Return whether an idle machine says something again."""
        return self._said_at is None or now >= self._said_at + timedelta(seconds=IDLE_REPORT)

    def waiting(self, begins_at: datetime) -> None:
        """Wait for a start."""
        self.touched = True
        self.begins_at = begins_at
        self.stage = Stage.DELAYED

    def startable(self) -> None:
        """See that it can start. Raises Refused."""
        if self.door_open:
            raise conflict("door open")
        if self.stage in {Stage.RUNNING, Stage.PAUSED}:
            raise conflict("already running")

    def during(self, *stages: Stage) -> None:
        """See that it is at one of these. Raises Refused."""
        if self.stage not in stages:
            raise conflict(f"not while {self.stage.value}")

    def common(self, now: datetime) -> Iterator[Reported]:
        """Return what all machines report of their power and their remote control."""
        yield Reported(capability="switch", attribute="switch", value="off" if self.is_dark else "on")
        if self._remote_wanted is not None:
            value = "true" if self._remote_wanted else "false"
            yield Reported(capability="remoteControlStatus", attribute="remoteControlEnabled", value=value)

    @property
    def is_dark(self) -> bool:
        """Return whether its display is off: it does nothing, and nobody is at it."""
        return self.stage is Stage.IDLE and not self._remote_wanted and not self.door_open

    _remote_wanted: bool | None = None

    def _begin(self, now: datetime) -> None:
        """Run."""
        self.touched = True
        self.run = Run.start(self.phases(), now)
        self.stage, self.begins_at, self._finished_at = Stage.RUNNING, None, None

    def _finish(self, when: datetime) -> None:
        """Be done."""
        self.stage, self._finished_at = Stage.FINISHED, when

    def _rest(self, now: datetime) -> None:
        """Do nothing, and say so at once."""
        self.stage, self.run, self.begins_at, self._finished_at = Stage.IDLE, None, None, None
        self._said_at = now
