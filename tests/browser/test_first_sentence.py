"""The main job, as a user tries it: sign in, open Assist, type, and see it happen."""

import aiohttp
from playwright.async_api import Page
import pytest

from .conftest import Demo
from .home import open_assist, say, shoot, state_of

pytestmark = pytest.mark.browser

TV = "media_player.living_room_tv"


async def tv_power(demo: Demo) -> str:
    """Return what the simulated TV says of itself, past everything that is tested."""
    async with aiohttp.ClientSession() as session, session.get(f"{demo.tv_url}/sim/state") as response:
        power: str = (await response.json())["power"]
        return power


async def test_a_typed_sentence_turns_the_tv_on_and_dims_the_lights(page: Page, demo: Demo) -> None:
    assert await tv_power(demo) != "on"
    await open_assist(page)
    answer = await say(page, "turn on the living room TV and dim the lights to 30 %")
    await shoot(page, "assist")
    assert "30" in answer
    assert await tv_power(demo) == "on"
    assert (await state_of(page, TV))["state"] == "on"
    lights = await page.evaluate(
        "Object.values(document.querySelector('home-assistant').hass.states)"
        ".filter(state => state.entity_id.startsWith('light.living_room')).map(state => state.attributes.brightness)"
    )
    assert lights
    assert all(brightness == pytest.approx(77, abs=2) for brightness in lights)


async def test_the_tvs_own_screen_shows_it(page: Page, demo: Demo) -> None:
    await open_assist(page)
    answer = await say(page, "put YouTube on the living room TV")
    assert "YouTube" in answer
    await page.goto(demo.tv_url)
    await page.get_by_text("YouTube").first.wait_for()
    await shoot(page, "tv")


async def test_a_locked_door_and_a_wish_without_a_model_are_answered_truly(page: Page) -> None:
    await open_assist(page)
    assert "Say yes to do it" in await say(page, "unlock the front door")
    assert "without a model" in await say(page, "I wonder what would make this evening nicer")
    await shoot(page, "refused")


async def test_the_integration_shows_both_entries(page: Page, demo: Demo) -> None:
    await page.goto(f"{demo.url}/config/integrations/integration/parlor")
    await page.get_by_text("Living Room TV").first.wait_for()
    await shoot(page, "integration")


async def test_a_narrow_screen(page: Page, demo: Demo) -> None:
    await page.set_viewport_size({"width": 390, "height": 800})
    await page.goto(f"{demo.url}/config/integrations/integration/parlor")
    await page.get_by_text("Living Room TV").first.wait_for()
    await shoot(page, "integration-narrow")
