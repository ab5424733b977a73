"""The bodies of what is pushed, in the shapes that the cloud sends them."""

from datetime import datetime
from enum import StrEnum
from typing import Any
import uuid

from .device import Device, Health, Reported

type Json = dict[str, Any]

SUBSCRIPTION_NAME = "My Home Assistant sub"


class EventType(StrEnum):
    """What an event is about."""

    CONTROL = "CONTROL_EVENT"
    DEVICE = "DEVICE_EVENT"
    LIFECYCLE = "DEVICE_LIFECYCLE_EVENT"
    HEALTH = "DEVICE_HEALTH_EVENT"


class Lifecycle(StrEnum):
    """What became of a device."""

    CREATE = "CREATE"
    UPDATE = "UPDATE"
    DELETE = "DELETE"
    ROOM_MOVE = "ROOM_MOVE"


def device_event(device: Device, said: Reported, now: datetime, command_id: str = "") -> Json:
    """Return what tells that an attribute was reported."""
    return _body(
        EventType.DEVICE,
        now,
        "deviceEvent",
        {
            **_whose(device),
            "componentId": said.component,
            "capability": said.capability,
            "attribute": said.attribute,
            "value": said.value,
            "valueType": _value_type(said.value),
            "stateChange": True,
            "data": said.data or {},
            "subscriptionName": SUBSCRIPTION_NAME,
            "commandId": command_id,
            "sensitive": False,
        },
    )


def health_event(device: Device, now: datetime) -> Json:
    """Return what tells whether a device is reached."""
    reason = "NONE" if device.health is Health.ONLINE else "SERVICE_UNAVAILABLE"
    said = {"hubId": "", "status": device.health.value, "reason": reason, "eventSource": "CLOUD"}
    return _body(EventType.HEALTH, now, "deviceHealthEvent", {**_whose(device), **said})


def lifecycle_event(device: Device, what: Lifecycle, now: datetime, more: Json | None = None) -> Json:
    """Return what tells that a device came, changed, moved or went; `more` is what this kind tells beside."""
    names = {"CREATE": "create", "UPDATE": "update", "DELETE": "delete", "ROOM_MOVE": "roomMove"}
    said = {"lifecycle": what.value, "deviceName": device.label, "principal": "", names[what]: more or {}}
    return _body(EventType.LIFECYCLE, now, "deviceLifecycleEvent", {**_whose(device), **said})


def _body(kind: EventType, now: datetime, key: str, said: Json) -> Json:
    """Return an event of a kind."""
    return {"eventTime": int(now.timestamp() * 1000), "eventType": kind.value, key: said}


def _whose(device: Device) -> Json:
    """Return what every event tells of its device."""
    place = {"locationId": device.location_id, "ownerId": device.location_id, "ownerType": "LOCATION"}
    return {"eventId": str(uuid.uuid1()), **place, "deviceId": device.id}


def _value_type(value: object) -> str:
    """Return what the cloud calls the type of a value."""
    match value:
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case list():
            return "array"
        case dict():
            return "object"
    return "string"
