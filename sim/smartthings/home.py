"""The devices of the account: what they report reaches the cloud, and what they are told reaches them, unless something is in the way."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
import uuid

from .clock import Clock
from .commands import reported_by
from .device import Device, Freeze, Health, Reported
from .errors import conflict, forbidden
from .events import EventType, Lifecycle, device_event, health_event, lifecycle_event
from .machines import Machine, Order, machine_of

type Json = dict[str, Any]
type Publish = Callable[[EventType, str, Json], None]
type Later = Callable[[float, Callable[[], None]], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene, and the orders that it gives: each to a device."""

    id: str
    name: str
    orders: tuple[tuple[str, Order], ...] = ()


class Home:
    """Devices and the machines behind them; `speed` shortens the programmes of the machines."""

    def __init__(
        self, devices: Iterable[Device], *, speed: float, clock: Clock, publish: Publish, later: Later
    ) -> None:
        """Know the devices."""
        self.clock = clock
        self.speed = speed
        self.devices: dict[str, Device] = {}
        self.machines: dict[str, Machine] = {}
        self.rooms: dict[str, str] = {}
        self.scenes: list[Scene] = []
        self.effect_seconds = 0.05
        self._publish = publish
        self._later = later
        for device in devices:
            self._know(device)

    def find(self, key: str) -> Device:
        """Return a device by its id or its label. Raises ValueError."""
        if key in self.devices:
            return self.devices[key]
        found = [device for device in self.devices.values() if device.label.lower() == key.lower()]
        if len(found) != 1:
            raise ValueError(f"there is no device {key}" if not found else f"there are several devices {key}")
        return found[0]

    def machine(self, key: str) -> Machine:
        """Return the machine behind a device. Raises ValueError."""
        device = self.find(key)
        if device.id not in self.machines:
            raise ValueError(f"{device.label} does not run")
        return self.machines[device.id]

    # What devices report.

    def report(self, device: Device, said: Iterable[Reported], command_id: str = "") -> None:
        """Take what a device reports, and tell of what is new in it."""
        if device.freeze is Freeze.DEVICE or device.health is Health.OFFLINE:
            return
        now = self.clock.now()
        for each in said:
            if not device.put(each, now):
                continue
            device.updated = now
            if device.freeze is Freeze.NONE:
                event = device_event(device, each, now, command_id)
                self._publish(EventType.DEVICE, device.location_id, event)

    def tick(self) -> None:
        """Let the machines do what time brings."""
        now = self.clock.now()
        for device_id, machine in self.machines.items():
            machine.tick(now)
            self.report(self.devices[device_id], machine.report(now))

    # What devices are told.

    def accept(self, device_id: str, orders: Sequence[Order]) -> list[str]:
        """Take orders, and return the id of each; they are done a moment later. Raises Refused where one of them cannot be taken."""
        device = self.devices.get(device_id)
        if device is None:
            raise forbidden()
        if device.health is Health.OFFLINE:
            raise conflict()
        prepared = [(str(uuid.uuid4()), self._prepared(device, order)) for order in orders]
        for command_id, do in prepared:
            if self.effect_seconds <= 0:
                do(command_id)
            else:
                self._later(self.effect_seconds, partial(do, command_id))
        return [command_id for command_id, _ in prepared]

    def run_scene(self, scene_id: str) -> None:
        """Give the orders of a scene. Raises Refused."""
        scene = next((each for each in self.scenes if each.id == scene_id), None)
        if scene is None:
            raise forbidden()
        for device_id, order in scene.orders:
            self.accept(device_id, [order])

    def _prepared(self, device: Device, order: Order) -> Callable[[str], None]:
        """Return what does an order. Raises Refused where it cannot be taken."""
        if device.freeze is Freeze.DEVICE:
            return lambda command_id: None
        machine = self.machines.get(device.id)
        effect = machine.accept(order) if machine is not None and order.component == "main" else None
        if machine is None or effect is None:
            said = reported_by(device, order)
            return lambda command_id: self.report(device, said, command_id)

        def do(command_id: str) -> None:
            now = self.clock.now()
            try:
                effect(now)
            except ValueError:
                return  # somebody opened the door meanwhile: accepted, and nothing happens
            self.report(device, machine.report(now), command_id)

        return do

    # What happens to devices.

    def set_attribute(self, key: str, said: Reported) -> None:
        """Let a device report something. Raises ValueError where it has no such attribute."""
        device = self.find(key)
        if not device.has(said.capability, said.attribute, said.component):
            raise ValueError(f"{device.label} has no {said.component} {said.capability} {said.attribute}")
        self.report(device, [said])

    def freeze(self, key: str, how: Freeze) -> None:
        """Let a device freeze silently, or come back and tell what it has become."""
        device = self.find(key)
        device.freeze = how
        if how is Freeze.NONE and device.id in self.machines:
            self.report(device, self.machines[device.id].report(self.clock.now()))

    def set_health(self, key: str, health: Health) -> None:
        """Let a device be reached or not, and tell it; back again, it tells what it has become."""
        device = self.find(key)
        device.health, device.updated = health, self.clock.now()
        if device.freeze is Freeze.NONE:
            self._publish(EventType.HEALTH, device.location_id, health_event(device, device.updated))
        if health is Health.ONLINE and device.id in self.machines:
            self.report(device, self.machines[device.id].report(self.clock.now()))

    def add(self, device: Device) -> None:
        """Let the user add a device."""
        self._know(device)
        self._live(device, Lifecycle.CREATE, {"presentationId": device.definition.get("presentationId", "")})

    def rename(self, key: str, label: str) -> None:
        """Let the user rename a device."""
        device = self.find(key)
        old, device.definition["label"] = device.label, label
        self._live(device, Lifecycle.UPDATE, {"labelDiff": {"old": old, "new": label}})

    def move(self, key: str, room_id: str) -> None:
        """Let the user move a device to another room."""
        device = self.find(key)
        old, device.definition["roomId"] = device.definition.get("roomId", ""), room_id
        self._live(device, Lifecycle.ROOM_MOVE, {"roomIdFrom": old, "roomIdTo": room_id})

    def remove(self, key: str) -> None:
        """Let the user remove a device."""
        device = self.find(key)
        del self.devices[device.id]
        self.machines.pop(device.id, None)
        self._live(device, Lifecycle.DELETE, {"roomId": device.definition.get("roomId", "")})

    def _know(self, device: Device) -> None:
        """Take a device in, with what runs behind it."""
        self.devices[device.id] = device
        if (machine := machine_of(device, self.speed)) is not None:
            self.machines[device.id] = machine

    def _live(self, device: Device, what: Lifecycle, more: Json) -> None:
        """Tell what became of a device."""
        self._publish(EventType.LIFECYCLE, device.location_id, lifecycle_event(device, what, self.clock.now(), more))
