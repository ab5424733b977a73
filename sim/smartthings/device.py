"""A device as the cloud knows it: how it is described, what it last reported, and whether it is heard from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

type Json = dict[str, Any]
type Components = dict[str, dict[str, dict[str, Json]]]


class Health(StrEnum):
    """Whether the cloud reaches a device."""

    ONLINE = "ONLINE"
    OFFLINE = "OFFLINE"
    UNHEALTHY = "UNHEALTHY"


class Freeze(StrEnum):
    """What silently stops: the events alone, or all that the cloud hears of the device and tells it; health stays as it was."""

    NONE = "none"
    EVENTS = "events"  # the state is right when asked, nothing is pushed
    DEVICE = "device"  # commands are accepted and lost, the state is old


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """One attribute as a device reports it; `data` goes with it, as with the answers of `execute`."""

    capability: str
    attribute: str
    value: Any
    component: str = "main"
    unit: str | None = None
    data: Json | None = None


@dataclass(slots=True)
class Device:
    """A device: the item of `GET /v1/devices`, and the components of `GET /v1/devices/{id}/status`."""

    definition: Json
    components: Components
    health: Health = Health.ONLINE
    freeze: Freeze = Freeze.NONE
    updated: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def id(self) -> str:
        """Return its id."""
        return str(self.definition["deviceId"])

    @property
    def label(self) -> str:
        """Return what the user calls it."""
        return str(self.definition.get("label") or self.definition.get("name") or "")

    @property
    def location_id(self) -> str:
        """Return where it is."""
        return str(self.definition["locationId"])

    @property
    def capabilities(self) -> Iterator[tuple[str, str]]:
        """Return its components with their capabilities."""
        for component, capabilities in self.components.items():
            for capability in capabilities:
                yield component, capability

    def has(self, capability: str, attribute: str | None = None, component: str = "main") -> bool:
        """Return whether it has a capability, or an attribute of it, reported or not."""
        attributes = self.components.get(component, {}).get(capability)
        return attributes is not None and (attribute is None or attribute in attributes)

    def get(self, capability: str, attribute: str, component: str = "main") -> Any:
        """Return what was reported last, None where nothing was."""
        return self.components.get(component, {}).get(capability, {}).get(attribute, {}).get("value")

    def put(self, said: Reported, now: datetime) -> bool:
        """Write down what is reported, where it has such an attribute; return whether that is new."""
        if not self.has(said.capability, said.attribute, said.component):
            return False
        known = self.components[said.component][said.capability][said.attribute]
        changed = bool(known.get("value") != said.value)
        known["value"] = said.value
        known["timestamp"] = stamp(now)
        if said.unit is not None:
            known["unit"] = said.unit
        if said.data is not None:
            known["data"] = said.data
        return changed


def stamp(moment: datetime) -> str:
    """Return a moment as the cloud writes when something was reported, with thousandths."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def seconds_stamp(moment: datetime) -> str:
    """Return a moment as laundry machines write it, without thousandths."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
