"""Machines that run: what a washer, a dryer, a dishwasher and an oven do, and what they report of it."""

from ..device import Device
from .dishwasher import Dishwasher
from .laundry import Laundry
from .machine import Machine, Order
from .oven import Oven

__all__ = ["Dishwasher", "Laundry", "Machine", "Order", "Oven", "machine_of"]


def machine_of(device: Device, speed: float) -> Machine | None:
    """Return what runs behind a device, told by its capabilities; None where nothing does."""
    if device.has("samsungce.dishwasherOperation") or device.has("dishwasherOperatingState"):
        return Dishwasher(device, speed)
    for kind in ("washer", "dryer"):
        if device.has(f"{kind}OperatingState"):
            return Laundry(device, speed, kind)
    if device.has("ovenOperatingState"):
        return Oven(device, speed)
    return None
