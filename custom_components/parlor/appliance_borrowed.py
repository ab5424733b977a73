"""A SmartThings appliance that speaks through the client which core holds: all that is delivered, also what core has no entity for."""

from collections.abc import Callable
from typing import Final, override

from homeassistant.core import callback

from .appliance_voice import Heard, Voice
from .appliances.command import Call, CloudCall, Order, Outcome, Program, Why
from .appliances.kind import ApplianceKind
from .appliances.reading import Doing, Reading
from .appliances.smartthings.machines import MACHINES
from .appliances.smartthings.orders import calls, seen
from .appliances.smartthings.programs import programs, source_of
from .appliances.smartthings.reading import read_status
from .appliances.smartthings.said import dated
from .appliances.smartthings.status import has
from .appliances.sources.brand import Role
from .smartthings_borrowed import BorrowedDevice
from .smartthings_link import Link

ECHO_SECONDS: Final = 10.0
_OF_RUNS: Final = frozenset({Role.PHASE, Role.ENDS_AT, Role.REMAINING, Role.PROGRESS})


class BorrowedVoice(Voice):
    """What the SmartThings cloud pushes of one appliance, or of one part of it."""

    patience = ECHO_SECONDS

    def __init__(self, link: Link, device_id: str, kind: ApplianceKind, component: str) -> None:
        """Know the device by SmartThings' id."""
        self._link = link
        self._id = device_id
        self._kind = kind
        self._component = component

    @property
    def _device(self) -> BorrowedDevice | None:
        return self._link.device(self._id)

    @override
    def subscribe(self, heard: Heard) -> Callable[[], None]:
        """Listen to the device."""

        @callback
        def told(device_id: str) -> None:
            if device_id == self._id:
                heard()

        return self._link.subscribe(told)

    @override
    def read(self, now: float) -> Reading:
        """Return what the cloud delivered, as of when it delivered what it says of the run."""
        if (device := self._device) is None:
            return Reading(doing=Doing.UNKNOWN, at=now)
        reading = read_status(self._kind, device.status, is_online=device.is_online, now=now, component=self._component)
        return dated(self._kind, reading, device.said_at, since=device.since, component=self._component)

    @override
    def programs(self) -> tuple[Program, ...]:
        """Return what the device lists."""
        device = self._device
        return () if device is None else programs(self._kind, device.status, self._component)

    @override
    def calls(self, order: Order, now: float) -> tuple[Call, ...] | Why:
        """Return the commands to the cloud."""
        if (device := self._device) is None:
            return Why.OFFLINE
        return calls(self._kind, device.status, order, now, is_online=device.is_online, component=self._component)

    @override
    async def carry_out(self, calls: tuple[Call, ...]) -> Outcome:
        """Send the commands through core's client."""
        return await self._link.async_command(self._id, tuple(call for call in calls if isinstance(call, CloudCall)))

    @override
    async def why_not(self, order: Order, now: float) -> Outcome:
        """Ask the device once, which tells a lost event from a lost command, and learn why it did not."""
        is_seen = seen(self._kind, order, now, self._component)
        return await self._link.async_confirm(self._id, is_seen, seconds=0.1, component=self._component)

    @override
    async def refresh(self) -> bool:
        """Ask the device for all that it says, once in a while."""
        return await self._link.async_refresh(self._id)

    @override
    def tells(self, roles: frozenset[Role]) -> bool:
        """Say whether the device delivers anything of a role."""
        device, machine = self._device, MACHINES.get(self._kind)
        if device is None:
            return False
        told = set(_OF_RUNS) if machine is not None else set()
        if source_of(self._kind, device.status, self._component) is not None:
            told.add(Role.PROGRAM)
        if has(device.status, "powerConsumptionReport", self._component):
            told.add(Role.ENERGY)
        return bool(told & roles)
