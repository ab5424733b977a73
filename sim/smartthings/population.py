"""Which devices there are: payloads from a folder, the household's own, and as many copies as a big home has."""

from collections.abc import Iterable
from copy import deepcopy
import itertools
import json
from pathlib import Path
from typing import Any
import uuid

from .device import Device

LOCATION = "5f0c2a54-7d7e-4c39-9a55-1b6f0c7d2e10"

type Json = dict[str, Any]


def load_folder(folder: Path, names: Iterable[str] | None = None) -> dict[str, Device]:
    """Return the devices of `devices/*.json`, each with `device_status/*.json` of its name, under that name; `names` picks some.

    All are put into one location. An id that comes twice is changed the second time: published payloads share some.
    """
    wanted = None if names is None else set(names)
    found: dict[str, Device] = {}
    taken: set[str] = set()
    for file in sorted((folder / "devices").glob("*.json")):
        status = folder / "device_status" / file.name
        if (wanted is not None and file.stem not in wanted) or not status.exists():
            continue
        (item, *_) = json.loads(file.read_text(encoding="utf-8"))["items"]
        device = at_home(item, json.loads(status.read_text(encoding="utf-8"))["components"])
        if device.id in taken:
            device.definition["deviceId"] = str(uuid.uuid5(uuid.NAMESPACE_URL, file.stem))
        taken.add(device.id)
        found[file.stem] = device
    return found


def at_home(definition: Json, components: Json, location: str = LOCATION) -> Device:
    """Return a device of a definition and a status, moved to a location."""
    moved = {**deepcopy(definition), "locationId": location, "ownerId": location}
    return Device(moved, deepcopy(components))


def multiplied(devices: Iterable[Device], number: int) -> list[Device]:
    """Return so many devices: these, and then copies with ids and names of their own."""
    originals = list(devices)
    grown = originals[:number]
    for count in itertools.count(2):
        for original in originals:
            if len(grown) >= number or not originals:
                return grown
            copy = deepcopy(original)
            copy.definition["deviceId"] = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{original.id}/{count}"))
            copy.definition["label"] = f"{original.label} {count}"
            grown.append(copy)
    return grown


def rooms_of(devices: Iterable[Device]) -> list[str]:
    """Return the ids of the rooms that devices are in, each once."""
    return sorted({str(device.definition["roomId"]) for device in devices if device.definition.get("roomId")})
