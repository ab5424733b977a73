"""What core's SmartThings entry holds, where it holds what Parlor knows it to hold. It is nobody's promise: each shape is looked at, and one that is another is nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol, cast

from .appliances.smartthings.kinds import Categories
from .appliances.smartthings.status import MAIN, Status

_NEEDED: Final = ("add_device_event_listener", "execute_device_command", "get_device_status")
_AVAILABILITY: Final = "add_device_availability_event_listener"

type Unsubscribe = Callable[[], None]
type Hears = Callable[[Any], None]


class Client(Protocol):
    """What is used of `pysmartthings.SmartThings`, whose methods these are."""

    def add_device_event_listener(self, device_id: str, callback: Hears) -> Unsubscribe:
        """Have each event of a device told, also of what core has no entity for."""

    async def execute_device_command(
        self, device_id: str, capability: str, command: str, component: str = ..., argument: list[Any] | None = ...
    ) -> None:
        """Tell a device something; an answer that says no is not looked at, but for 401, 403, 409 and 422."""

    async def get_device_status(self, device_id: str) -> Mapping[str, Any]:
        """Ask for everything that a device says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A device as core knows it."""

    status: Status
    categories: Categories
    is_online: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event, in plain words."""

    component: str
    capability: str
    attribute: str
    value: object


def client_of(runtime: object) -> Client | None:
    """Return the client that core's entry holds, None where there is none that is known."""
    client = getattr(runtime, "client", None)
    is_known = client is not None and all(callable(getattr(client, name, None)) for name in _NEEDED)
    return cast(Client, client) if is_known else None


def availability_of(client: Client) -> Callable[[str, Hears], Unsubscribe] | None:
    """Return what has it told whether a device can be reached."""
    listening = getattr(client, _AVAILABILITY, None)
    return cast(Callable[[str, Hears], Unsubscribe], listening) if callable(listening) else None


def devices_of(runtime: object) -> Mapping[str, Found] | None:
    """Return the devices that core's entry holds by their ids, without those that are no devices; None where there is no such thing."""
    devices = getattr(runtime, "devices", None)
    if not isinstance(devices, Mapping):
        return None
    found = {str(device_id): _found(device) for device_id, device in devices.items() if isinstance(device_id, str)}
    return {device_id: device for device_id, device in found.items() if device is not None}


def status_of(told: object) -> Status | None:
    """Return a status of the library's, each attribute with its value alone; None where it is none."""
    if not isinstance(told, Mapping):
        return None
    return {
        str(component): {
            str(capability): {str(attribute): getattr(one, "value", None) for attribute, one in attributes.items()}
            for capability, attributes in capabilities.items()
            if isinstance(attributes, Mapping)
        }
        for component, capabilities in told.items()
        if isinstance(capabilities, Mapping)
    }


def told_of(event: object) -> Told | None:
    """Return what an event says, None where it says nothing of that kind."""
    names = [getattr(event, name, None) for name in ("component_id", "capability", "attribute")]
    if not all(isinstance(name, str) and name for name in names):
        return None
    component, capability, attribute = map(str, names)
    return Told(component=component, capability=capability, attribute=attribute, value=getattr(event, "value", None))


def is_online(event: object) -> bool | None:
    """Return whether a device can be reached, as an event of its health says; only offline is not, as in core."""
    status = getattr(event, "status", None)
    return str(status).upper() != "OFFLINE" if isinstance(status, str) and status else None


def _found(device: object) -> Found | None:
    """Return a device, None where it is none; one that core holds no state of, such as a tracker, is none."""
    status = status_of(getattr(device, "status", None))
    online = getattr(device, "online", None)
    if status is None or MAIN not in status or not isinstance(online, bool):
        return None
    components = getattr(getattr(device, "device", None), "components", None)
    return Found(status=status, categories=_categories(components), is_online=online)


def _categories(components: object) -> Categories:
    """Return what the maker says that each component is; what its owner says comes behind."""
    if not isinstance(components, Mapping):
        return {}
    return {
        str(component): tuple(
            str(told)
            for name in ("manufacturer_category", "user_category")
            if isinstance(told := getattr(one, name, None), str)
        )
        for component, one in components.items()
    }
