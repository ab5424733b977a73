"""The shapes that all devices of the household share with real ones."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..device import Device, stamp
from ..population import LOCATION

type Json = dict[str, Any]
type Attributes = Mapping[str, Any]

KITCHEN = "2b1d7c60-4f0e-4d0b-8a53-60c1f2d9e701"
LAUNDRY = "2b1d7c60-4f0e-4d0b-8a53-60c1f2d9e702"
LIVING_ROOM = "2b1d7c60-4f0e-4d0b-8a53-60c1f2d9e703"

UNITS = {
    "remainingTime": "min",
    "operationTime": "min",
    "minimumReservableTime": "min",
    "timeLeftToStart": "min",
    "progress": "%",
    "volume": "%",
    "temperature": "C",
    "dryingTime": "min",
}


class Unit(tuple[Any, str | None]):
    """A value with a unit of its own, or with none where its name would give it one."""

    __slots__ = ()


def made(
    device_id: str,
    now: datetime,
    about: Mapping[str, str],
    capabilities: Mapping[str, Attributes],
    more: Mapping[str, Mapping[str, Attributes]] | None = None,
) -> Device:
    """Return a device: `about` has its label, category, room, ocf type, model and vendor id; attributes have bare values."""
    components = {"main": capabilities, **(more or {})}
    definition = {
        "deviceId": device_id,
        "name": f"[{about['kind']}] Samsung",
        "label": about["label"],
        "manufacturerName": "Samsung Electronics",
        "presentationId": about["vendor"],
        "deviceManufacturerCode": "Samsung Electronics",
        "locationId": LOCATION,
        "ownerId": LOCATION,
        "roomId": about["room"],
        "deviceTypeName": f"Samsung OCF {about['category']}",
        "components": [_component(name, each, about["category"]) for name, each in components.items()],
        "createTime": "2025-04-12T09:30:00.000Z",
        "profile": {"id": f"7d0c4e21-0000-4000-8000-{device_id[-12:]}"},
        "ocf": _ocf(about),
        "type": "OCF",
        "restrictionTier": 0,
        "allowed": None,
        "executionContext": "CLOUD",
        "relationships": [],
    }
    status = {
        name: {capability: _status(attributes, now) for capability, attributes in each.items()}
        for name, each in components.items()
    }
    return Device(definition, status)


def common(binary_id: str, *, remote: str | None = None) -> dict[str, Attributes]:
    """Return the capabilities that every appliance has; `remote` tells whether it may be commanded from afar."""
    capabilities: dict[str, Attributes] = {
        "switch": {"switch": "off"},
        "samsungce.kidsLock": {"lockState": "unlocked"},
        "samsungce.deviceIdentification": {
            "micomAssayCode": None,
            "modelName": None,
            "serialNumber": None,
            "serialNumberExtra": None,
            "modelClassificationCode": None,
            "description": None,
            "releaseYear": None,
            "binaryId": binary_id,
        },
        "samsungce.driverVersion": {"versionNumber": 25040101},
        "samsungce.softwareUpdate": {
            "targetModule": None,
            "otnDUID": "SIMULATED0000",
            "lastUpdatedDate": None,
            "availableModules": [],
            "newVersionAvailable": False,
            "operatingState": None,
            "progress": None,
        },
        "custom.disabledCapabilities": {"disabledCapabilities": ["samsungce.quickControl", "sec.wifiConfiguration"]},
        "samsungce.quickControl": {"version": None},
        "sec.wifiConfiguration": {"autoReconnection": None, "minVersion": None},
        "refresh": {},
        "execute": {"data": None},
    }
    if remote is not None:
        capabilities["remoteControlStatus"] = {"remoteControlEnabled": remote}
    return capabilities


def energy(watt_hours: int, now: datetime) -> Attributes:
    """Return the meter of an appliance that has used so much since it was new."""
    end = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    report = {
        "energy": watt_hours,
        "deltaEnergy": 0,
        "power": 0,
        "powerEnergy": 0.0,
        "persistedEnergy": 0,
        "energySaved": 0,
        "start": end,
        "end": end,
    }
    return {"powerConsumption": report}


def _component(name: str, capabilities: Mapping[str, Attributes], category: str) -> Json:
    """Return a component as the list of devices has it."""
    return {
        "id": name,
        "label": name,
        "capabilities": [{"id": capability, "version": 1} for capability in capabilities],
        "categories": [{"name": category if name == "main" else "Other", "categoryType": "manufacturer"}],
        "optional": False,
    }


def _ocf(about: Mapping[str, str]) -> Json:
    """Return what a device says of itself by OCF."""
    return {
        "ocfDeviceType": about["ocf"],
        "name": f"[{about['kind']}] Samsung",
        "specVersion": "core.1.1.0",
        "verticalDomainSpecVersion": "1.2.1",
        "manufacturerName": "Samsung Electronics",
        "modelNumber": about["model"],
        "platformVersion": "DAWIT 3.0",
        "platformOS": "TizenRT 3.1",
        "hwVersion": "Realtek",
        "firmwareVersion": "SIM_40250221",
        "vendorId": about["vendor"],
        "vendorResourceClientServerVersion": "Realtek Release 3.1.240221",
        "lastSignupTime": "2025-04-12T09:29:55.000000Z",
        "transferCandidate": False,
        "additionalAuthCodeRequired": False,
    }


def _status(attributes: Attributes, now: datetime) -> dict[str, Json]:
    """Return attributes as the status has them; one that was never reported has neither unit nor time."""
    status: dict[str, Json] = {}
    for name, given in attributes.items():
        value, unit = given if isinstance(given, Unit) else (given, UNITS.get(name))
        if value is None:
            status[name] = {"value": None}
        else:
            status[name] = {"value": value, **({"unit": unit} if unit else {}), "timestamp": stamp(now)}
    return status
