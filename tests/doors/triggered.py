"""Automations with a trigger of a screen, and what a test does with them."""

from collections.abc import Mapping
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from pytest_homeassistant_custom_component.common import async_capture_events

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .screens import BOX, TV, pass_time

ACTIVITY = "sensor.bedroom_tv_activity"
type Options = Mapping[str, Any]


async def automate(hass: HomeAssistant, trigger: str, options: Options, target: Options | None = None) -> list[Any]:
    """Add an automation with a trigger, and return the list of what it fires."""
    fired: list[Any] = async_capture_events(hass, "fired")
    told = {key: f"{{{{ trigger.{key} }}}}" for key in ("screen", "title", "series", "person", "viewing_id", "app")}
    automation = {
        "alias": "Test",
        "triggers": {"trigger": f"parlor.{trigger}", "target": target or {"entity_id": ACTIVITY}, "options": options},
        "actions": {"event": "fired", "event_data_template": told},
    }
    assert await async_setup_component(hass, "automation", {"automation": automation})
    await hass.async_block_till_done()
    assert hass.states.get("automation.test")
    return fired


async def idle(hass: HomeAssistant, freezer: FrozenDateTimeFactory, seconds: float = 120) -> None:
    """Have the box stop, and the TV be off for long enough."""
    hass.states.async_set(BOX, "idle")
    hass.states.async_set(TV, "off")
    await pass_time(hass, freezer, 1)
    await pass_time(hass, freezer, seconds)
