"""Real devices out of the public payloads, as plain statuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from custom_components.parlor.appliances.smartthings.kinds import Categories
from custom_components.parlor.appliances.smartthings.status import Status


def names(folder: Path) -> list[str]:
    """Return the names of all devices of which a status is there."""
    found = sorted(path.stem for path in (folder / "smartthings/device_status").glob("*.json"))
    if not found:
        pytest.skip(f"no payloads found in {folder}")
    return found


def status_of(folder: Path, name: str) -> Status:
    """Return what a device said."""
    told = json.loads((folder / f"smartthings/device_status/{name}.json").read_text(encoding="utf-8"))["components"]
    return {
        component: {
            capability: {attribute: one.get("value") for attribute, one in attributes.items()}
            for capability, attributes in capabilities.items()
        }
        for component, capabilities in told.items()
    }


def categories_of(folder: Path, name: str) -> Categories:
    """Return what the maker says that a device and its parts are."""
    items = json.loads((folder / f"smartthings/devices/{name}.json").read_text(encoding="utf-8"))["items"]
    return {one["id"]: [category["name"] for category in one["categories"]] for one in items[0]["components"]}


def said(capability: str, *, component: str = "main", **attributes: Any) -> Status:
    """Return the status of a device that has one capability."""
    return {component: {capability: attributes}}


def together(*statuses: Status) -> Status:
    """Return one status of several."""
    components = dict.fromkeys(component for status in statuses for component in status)
    return {
        component: {
            capability: {
                attribute: told
                for status in statuses
                for attribute, told in status.get(component, {}).get(capability, {}).items()
            }
            for capability in dict.fromkeys(name for status in statuses for name in status.get(component, {}))
        }
        for component in components
    }
