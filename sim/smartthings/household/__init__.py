"""Six devices of our own, in the shapes of real ones: a washer, a dryer, a dishwasher, an oven, a TV and a soundbar."""

from datetime import datetime

from ..device import Device
from .kitchen import dishwasher, oven
from .laundry import dryer, washer
from .lounge import soundbar, tv
from .shapes import KITCHEN, LAUNDRY, LIVING_ROOM

__all__ = ["DISHWASHER", "DRYER", "OVEN", "ROOMS", "SOUNDBAR", "TV", "WASHER", "household"]

WASHER = "6c3f9b1e-52d4-0a77-91c8-3e5d0b7f4a01"
DRYER = "6c3f9b1e-52d4-0a77-91c8-3e5d0b7f4a02"
DISHWASHER = "6c3f9b1e-52d4-0a77-91c8-3e5d0b7f4a03"
OVEN = "6c3f9b1e-52d4-0a77-91c8-3e5d0b7f4a04"
TV = "6c3f9b1e-52d4-0a77-91c8-3e5d0b7f4a05"
SOUNDBAR = "6c3f9b1e-52d4-0a77-91c8-3e5d0b7f4a06"
ROOMS = {KITCHEN: "Kitchen", LAUNDRY: "Utility Room", LIVING_ROOM: "Living Room"}
_MAKERS = {
    WASHER: washer,
    DRYER: dryer,
    DISHWASHER: dishwasher,
    OVEN: oven,
    TV: tv,
    SOUNDBAR: soundbar,
}


def household(now: datetime, *ids: str) -> list[Device]:
    """Return the devices, all of them where none is named; the machines reported last at `now`, and do nothing."""
    return [make(device_id, now) for device_id, make in _MAKERS.items() if not ids or device_id in ids]
