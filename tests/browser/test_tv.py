"""A TV as its owner meets it: its page, its art, its settings, what can be browsed and played."""

import asyncio
from typing import Any

from playwright.async_api import Locator, Page
import pytest

from .conftest import Demo
from .home import RefusedError, act, shoot, state_of, until_state

pytestmark = pytest.mark.browser

TV = "media_player.living_room_tv"
ART = "switch.living_room_tv_art_mode"
PICTURE = "image.living_room_tv_artwork"


@pytest.fixture(autouse=True)
async def _on(page: Page) -> None:
    """Have the TV on, showing no art."""
    await act(page, "media_player.turn_on", TV)
    await until_state(page, TV, "on")


async def open_tv(page: Page, demo: Demo) -> None:
    """Open the TV's own page."""
    device = (
        "Object.values(document.querySelector('home-assistant').hass.devices).find(d => d.name === 'Living Room TV').id"
    )
    await page.goto(f"{demo.url}/config/devices/device/{await page.evaluate(device)}")


async def test_art_is_turned_on_and_seen_on_the_tvs_page(page: Page, demo: Demo) -> None:
    await open_tv(page, demo)
    await page.get_by_text("Art mode").first.wait_for()
    await act(page, "switch.turn_on", ART)
    await until_state(page, TV, "idle")
    picture = await state_of(page, PICTURE)
    await page.wait_for_function(
        "async url => { const r = await fetch(url); return r.ok && r.headers.get('content-type') === 'image/jpeg' }",
        arg=picture["attributes"]["entity_picture"],
    )
    await shoot(page, "tv-page")
    await act(page, "switch.turn_off", ART)
    await until_state(page, TV, "on")


async def test_ip_control_is_allowed_among_the_settings(page: Page, demo: Demo) -> None:
    await page.goto(f"{demo.url}/config/integrations/integration/parlor")
    row = page.locator("ha-config-entry-row").filter(has_text="Living Room TV")
    await row.get_by_label("Configure").click()
    await page.get_by_text("Settings of the TV").wait_for()
    await page.wait_for_timeout(700)  # the dialog fades in
    await shoot(page, "tv-settings")
    await page.get_by_text("IP Control", exact=True).click()
    await page.get_by_role("button", name="Submit").click()
    await page.get_by_text("Options successfully saved").wait_for()
    await until_attribute(page, "source", "TV")
    await act(page, "media_player.select_source", TV, source="HDMI 2")
    await until_attribute(page, "source", "HDMI 2")


async def test_apps_and_art_are_browsed_and_an_app_is_opened(page: Page, demo: Demo) -> None:
    await page.goto(f"{demo.url}/media-browser/{TV}")
    await tile(page, "Art").wait_for()
    await tile(page, "Apps").click()
    await tile(page, "Netflix").wait_for()
    await shoot(page, "tv-browse")
    await act(page, "parlor.launch_app", TV, app="Netflix")
    await until_attribute(page, "app_name", "Netflix")


async def test_a_tv_that_is_off_says_so(page: Page) -> None:
    await act(page, "media_player.turn_off", TV)
    await until_state(page, TV, "off")
    with pytest.raises(RefusedError, match="Living Room TV is off"):
        await act(page, "media_player.volume_set", TV, volume_level=0.3)


def tile(page: Page, title: str) -> Locator:
    """Return a tile of what is browsed; its tooltip has the same text."""
    return page.get_by_text(title, exact=True).locator("visible=true").first


async def until_attribute(page: Page, name: str, value: Any) -> None:
    """Wait until the TV's media player tells that."""
    async with asyncio.timeout(20):
        while (await state_of(page, TV))["attributes"].get(name) != value:  # noqa: ASYNC110  told inside the browser
            await asyncio.sleep(0.2)
