"""Automations with a trigger of an appliance."""

from collections.abc import Mapping
from typing import Any

from pytest_homeassistant_custom_component.common import async_capture_events

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

type Options = Mapping[str, Any]
JOB = "sensor.washer_job"
TOLD = (
    *("entity_id", "appliance", "appliance_kind", "job", "program", "phase", "started_at", "finished_at", "ends_at"),
    *("remaining", "energy", "reason", "is_late"),
)


async def automate_job(hass: HomeAssistant, trigger: str, options: Options, target: Options | None = None) -> list[Any]:
    """Add an automation with a trigger, and return the list of what it fires."""
    fired: list[Any] = async_capture_events(hass, "fired")
    automation = {
        "alias": "Test",
        "triggers": {"trigger": f"parlor.{trigger}", "target": target or {"entity_id": JOB}, "options": options},
        "actions": {"event": "fired", "event_data": {key: f"{{{{ trigger.{key} }}}}" for key in TOLD}},
    }
    assert await async_setup_component(hass, "automation", {"automation": automation})
    await hass.async_block_till_done()
    assert hass.states.get("automation.test")
    return fired
