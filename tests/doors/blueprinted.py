"""A home with a bedroom TV, and automations in it that are made from Parlor's blueprints."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path
import shutil
from threading import Event
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

import custom_components.parlor as integration
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from sim.home import async_put, async_start_home

from .screens import BOX, TV, add_screen, state

BLUEPRINTS = Path(integration.__file__).parent / "blueprints/automation"
LAMP, SPOT, DEN, MOTION, QUIET = (
    "light.lamp",
    "light.spot",
    "media_player.den",
    "binary_sensor.den_motion",
    "input_boolean.quiet",
)
ACTIVITY = "sensor.bedroom_tv_activity"
LIBRARY = [
    {"media_content_id": "film", "media_content_type": "movie", "media_title": "Metropolis", "media_duration": 8940},
    {"media_content_id": "game", "media_content_type": "game", "media_title": "Hades"},
    {
        "media_content_id": "song",
        "media_content_type": "music",
        "media_title": "So What",
        "media_artist": "Miles Davis",
    },
    *(
        {
            "media_content_id": f"show-{number}",
            "media_content_type": "tvshow",
            "media_series_title": "The Harbour",
            "media_season": 1,
            "media_episode": number,
            "media_title": f"Part {number}",
            "media_duration": 2700,
        }
        for number in (1, 2, 3)
    ),
]
_DIMMABLE = {"supported_color_modes": ["brightness"], "color_mode": "brightness"}
BEDROOM: Mapping[str, Any] = {
    "areas": [{"name": "Bedroom", "id": "bedroom"}, {"name": "Den", "id": "den"}],
    "entities": [
        {"name": "Lamp", "id": LAMP, "area": "bedroom", "state": "on", "attributes": {**_DIMMABLE, "brightness": 200}},
        {"name": "Spot", "id": SPOT, "area": "bedroom", "state": "off", "attributes": {**_DIMMABLE, "brightness": 99}},
        {
            "name": "Bedroom TV",
            "id": TV,
            "area": "bedroom",
            "state": "off",
            "attributes": {
                "device_class": "tv",
                "volume_level": 0.2,
                "source_list": ["TV", "HDMI 1"],
                "source": "HDMI 1",
            },
        },
        {
            "name": "Bedroom Box",
            "id": BOX,
            "area": "bedroom",
            "state": "idle",
            "attributes": {"device_class": "receiver"},
            "behavior": {"playlist": LIBRARY},
        },
        {
            "name": "Den",
            "id": DEN,
            "area": "den",
            "state": "idle",
            "attributes": {"device_class": "receiver"},
            "behavior": {"playlist": LIBRARY},
        },
        {"name": "Den motion", "id": MOTION, "area": "den", "state": "off", "attributes": {"device_class": "motion"}},
    ],
}


@pytest.fixture
def blueprints(hass: HomeAssistant, tmp_path: Path) -> None:
    """Put the blueprints where their user has them."""
    hass.config.config_dir = str(tmp_path)
    shutil.copytree(BLUEPRINTS, tmp_path / "blueprints/automation/parlor")


@pytest.fixture
async def bedroom(
    hass: HomeAssistant, blueprints: None, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[HomeAssistant]:
    """Return Home Assistant with the home, and the bedroom TV as a screen, on a Wednesday evening."""
    freezer.move_to("2026-11-18 18:00:00-08:00")
    for name in ("homeassistant", "scene", "persistent_notification"):
        assert await async_setup_component(hass, name, {})
    assert await async_setup_component(hass, "input_boolean", {"input_boolean": {"quiet": None}})
    await async_start_home(hass, BEDROOM)
    await add_screen(hass, plugged={"HDMI 1": BOX})
    yield hass
    if automations := hass.states.async_entity_ids(
        "automation"
    ):  # what one of them waits for is not to outlive the test
        await hass.services.async_call("automation", "turn_off", {"entity_id": automations}, blocking=True)


async def automate(hass: HomeAssistant, blueprint: str, **inputs: Any) -> None:
    """Make an automation from a blueprint."""
    used = {"path": f"parlor/{blueprint}.yaml", "input": inputs}
    assert await async_setup_component(hass, "automation", {"automation": {"alias": blueprint, "use_blueprint": used}})
    await hass.async_block_till_done()
    assert state(hass, f"automation.{blueprint}").state == "on"


async def settle(hass: HomeAssistant) -> None:
    """Let everything happen that happens now, in threads too; an automation that waits goes on waiting."""
    for _ in range(3):
        for _ in range(70):
            await asyncio.sleep(0)
        await hass.async_add_executor_job(Event().wait, 0.01)


async def play(hass: HomeAssistant, content_id: str = "film") -> None:
    """Have the TV on, and the box play something."""
    await async_put(hass, TV, "on")
    await call(hass, "play_media", BOX, media={"media_content_id": content_id, "media_content_type": "video"})


async def call(hass: HomeAssistant, action: str, entity_id: str, **data: Any) -> None:
    """Have a media player do something."""
    await hass.services.async_call("media_player", action, {"entity_id": entity_id, **data}, blocking=True)
    await settle(hass)


async def stop(hass: HomeAssistant) -> None:
    """Have the box stop and the TV go off."""
    await call(hass, "media_stop", BOX)
    await call(hass, "turn_off", TV)


async def pass_time(hass: HomeAssistant, freezer: FrozenDateTimeFactory, seconds: float, step: float = 60) -> None:
    """Let time pass, some of it at once, and happen what is due."""
    while seconds > 0:
        freezer.tick(min(step, seconds))
        seconds -= step
        async_fire_time_changed(hass)
        await settle(hass)


def brightness(hass: HomeAssistant, entity_id: str) -> int | None:
    """Return how bright a light is, None where it is off."""
    found: int | None = state(hass, entity_id).attributes.get("brightness")
    return found


def notifications(hass: HomeAssistant) -> list[str]:
    """Return what Home Assistant's notifications say."""
    return [each["message"] for each in hass.data.get("persistent_notification", {}).values()]
