"""An automation made in the visual editor that starts from what is watched."""

import re
from typing import Any

from playwright.async_api import Page
import pytest

from .conftest import Demo
from .home import act, shoot, state_of, until_state

pytestmark = pytest.mark.browser

TV, BOX, LIGHT = "media_player.bedroom_tv", "media_player.bedroom_box", "light.bedroom_ceiling_light"
NAME = "Dim when a film starts"
_BRIGHTNESS = "id => document.querySelector('home-assistant').hass.states[id].attributes.brightness"


async def pick(page: Page, button: str, words: str, choice: str) -> None:
    """Open a dialog of the editor with a button, search in it, and choose what is found."""
    await page.get_by_role("button", name=button).locator("visible=true").first.click()
    await page.wait_for_timeout(800)  # the dialog opens, and its field takes the focus
    await page.keyboard.type(words)
    await page.get_by_text(choice, exact=True).locator("visible=true").first.click()


async def target(page: Page, device: str) -> None:
    """Choose a device as the target of what is edited."""
    await pick(page, "Add target", device, "Devices")
    await page.get_by_text(device, exact=True).locator("visible=true").first.click()


async def use_first_field(page: Page) -> None:
    """Tick the first field of what is edited."""
    await page.wait_for_timeout(800)  # what was open closes, and moves the fields
    await page.locator("ha-checkbox").locator("visible=true").first.click()


async def be_still(page: Page) -> None:
    """Have the bedroom's TV off and its box idle, and the light bright."""
    await act(page, "media_player.media_stop", BOX)
    await act(page, "media_player.turn_off", TV)
    await act(page, "light.turn_on", LIGHT, brightness_pct=100)
    await page.wait_for_function(f"id => ({_BRIGHTNESS})(id) === 255", arg=LIGHT)


async def test_light_is_dimmed_when_a_film_starts(page: Page, demo: Demo) -> None:
    await be_still(page)
    await page.goto(f"{demo.url}/config/automation/edit/new")
    await pick(page, "Add trigger", "viewing started", "Viewing started")
    await target(page, "Bedroom TV")
    await use_first_field(page)
    await page.get_by_role("button", name="Add", exact=True).locator("visible=true").first.click()
    await page.get_by_text("Film", exact=True).locator("visible=true").first.click()
    await page.keyboard.press("Escape")
    await page.wait_for_timeout(1000)  # the list fades out
    await shoot(page, "automation-trigger")
    await pick(page, "Add action", "light: turn on", "Turn on light")
    await target(page, "Bedroom Ceiling Light")
    await use_first_field(page)
    brightness = page.get_by_role("spinbutton").locator("visible=true").first
    await brightness.fill("15")
    await brightness.press("Tab")
    await page.get_by_role("button", name="Save").locator("visible=true").first.click()
    await page.wait_for_timeout(1000)  # the dialog opens, and its field takes the focus
    await page.keyboard.type(NAME)
    await page.get_by_role("button", name="Save", exact=True).locator("visible=true").last.click()
    await page.wait_for_url(re.compile(r"/config/automation/edit/\d+"))
    await page.get_by_text(NAME, exact=True).locator("visible=true").first.wait_for()
    await shoot(page, "automation")

    await act(page, "media_player.turn_on", TV)
    await act(page, "media_player.select_source", TV, source="HDMI 1")
    await act(page, "media_player.play_media", BOX, media_content_type="tvshow", media_content_id="show-1-1")
    await until_state(page, await of_screen(page, "activity"), "watching")
    assert (await state_of(page, LIGHT))["attributes"]["brightness"] == 255
    await be_still(page)
    await act(page, "media_player.turn_on", TV)
    await act(page, "media_player.play_media", BOX, media_content_type="movie", media_content_id="film-1")
    await page.wait_for_function(f"id => ({_BRIGHTNESS})(id) < 50", arg=LIGHT)
    now = await state_of(page, await of_screen(page, "now_watching"))
    assert (now["state"], now["attributes"]["kind"]) == ("Metropolis", "film")
    await page.goto(f"{demo.url}/config/devices/device/{await device_of(page)}")
    await page.get_by_text("Metropolis").first.wait_for()
    await shoot(page, "screen")


async def device_of(page: Page) -> str:
    """Return the device of the bedroom's TV."""
    found: str = await page.evaluate(
        "Object.values(document.querySelector('home-assistant').hass.devices).find(d => d.name === 'Bedroom TV').id"
    )
    return found


async def of_screen(page: Page, key: str) -> str:
    """Return the entity of the bedroom's screen with a key: what it is called depends on Home Assistant's version."""
    found: Any = await page.evaluate(
        "([device, key]) => Object.values(document.querySelector('home-assistant').hass.entities)"
        ".find(e => e.device_id === device && e.platform === 'parlor' && e.translation_key === key).entity_id",
        [await device_of(page), key],
    )
    return str(found)
