"""What tests of borrowed SmartThings devices share."""

from typing import Any

from pysmartthings import SmartThings

from custom_components.parlor.appliances.smartthings.status import value
from custom_components.parlor.smartthings_link import Link
from sim.smartthings import SmartThingsCloud

STATE = ("washerOperatingState", "machineState")


def said(link: Link, device_id: str, capability: str, attribute: str) -> object:
    """Return what the link knows of a device."""
    device = link.device(device_id)
    assert device is not None
    return value(device.status, capability, attribute)


def feed(client: SmartThings, device_id: str, event: Any) -> None:
    """Tell our listener, which is the only one of its kind, an event, as the library would."""
    (hear,) = listening(client, device_id)
    hear(event)


def listening(client: SmartThings, device_id: str) -> list[Any]:
    """Return who listens to all that a device says: core listens to capabilities."""
    known: dict[str, list[Any]] = vars(client)["_SmartThings__device_event_listeners"]
    return known.get(device_id, [])


def smart_control(cloud: SmartThingsCloud, device_id: str, *, on: bool = True) -> None:
    """Let a machine be commanded from afar, as a person in front of it does."""
    cloud.home.machine(device_id).press_smart_control(on=on, now=cloud.clock.now())
    cloud.home.tick()
