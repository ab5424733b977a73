"""Sensors show what a file gives, in the kind that their device class asks for."""

from typing import Any

import pytest

from homeassistant.core import HomeAssistant
from sim.home import async_start_home


@pytest.mark.parametrize(
    ("plan", "state"),
    [
        ({"state": "21.50", "attributes": {"native_unit_of_measurement": "°C", "device_class": "temperature"}}, "21.5"),
        ({"state": "90", "attributes": {"device_class": "sensor.SensorDeviceClass.BATTERY"}}, "90"),
        ({"state": "washing", "attributes": {"device_class": "enum", "options": ["idle", "washing"]}}, "washing"),
        (
            {"state": "2026-11-01T10:00:00+00:00", "attributes": {"device_class": "timestamp"}},
            "2026-11-01T10:00:00+00:00",
        ),
        ({"state": "2026-11-01", "attributes": {"device_class": "date"}}, "2026-11-01"),
        ({"state": "unavailable"}, "unavailable"),
        ({}, "unknown"),
    ],
)
async def test_sensor(hass: HomeAssistant, plan: dict[str, Any], state: str) -> None:
    await async_start_home(hass, {"entities": [{"id": "sensor.thing", "name": "Thing", **plan}]})
    shown = hass.states.get("sensor.thing")
    assert shown and shown.state == state


@pytest.mark.parametrize(("written", "state"), [(True, "on"), (False, "off"), ("on", "on"), (None, "unknown")])
async def test_binary_sensor(hass: HomeAssistant, written: Any, state: str) -> None:
    plan = {"id": "binary_sensor.thing", "name": "Thing", "state": written, "attributes": {"device_class": "door"}}
    await async_start_home(hass, {"entities": [plan]})
    shown = hass.states.get("binary_sensor.thing")
    assert shown and (shown.state, shown.attributes["device_class"]) == (state, "door")
