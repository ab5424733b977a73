"""What an assistant keeps and what it is allowed to do, seen and changed where its owner looks for it."""

from playwright.async_api import Locator, Page, expect
import pytest

from .conftest import Demo
from .home import open_assist, say, shoot, until_state

pytestmark = pytest.mark.browser

FADES = 700  # milliseconds in which a dialog comes or goes
DOOR = "lock.front_door"


async def open_settings(page: Page, demo: Demo, choice: str) -> None:
    """Open a page of the assistant's settings."""
    await page.goto(f"{demo.url}/config/integrations/integration/parlor")
    rows = page.locator("ha-config-entry-row").filter(has=page.locator("ha-config-sub-entry-row"))
    await rows.get_by_label("Configure").first.click()
    await choose(page, choice)


async def open_agent(page: Page, demo: Demo, choice: str) -> None:
    """Open a page of the settings of the assistant's agent."""
    await page.goto(f"{demo.url}/config/integrations/integration/parlor")
    await page.locator("ha-config-sub-entry-row").first.locator("ha-icon-button[slot=end]").first.click()
    await choose(page, choice)


async def choose(page: Page, choice: str) -> None:
    """Choose from a menu in a dialog."""
    await page.get_by_text(choice, exact=True).click()
    await page.wait_for_timeout(FADES)


def submit(page: Page) -> Locator:
    """Return the button that sends a form."""
    return page.get_by_role("button", name="Submit")


async def test_what_it_did_remembers_and_plans(page: Page, demo: Demo) -> None:
    await open_assist(page)
    await say(page, "turn on the hallway light")
    await say(page, "remember that the bins go out on Tuesday")
    assert "Planned" in await say(page, "turn off the hallway light in 20 minutes")
    await open_settings(page, demo, "What was done")
    await expect(page.get_by_role("cell", name="Hallway Light").first).to_be_visible()
    await shoot(page, "assistant-done")
    await open_settings(page, demo, "What is planned")
    await page.get_by_text("turn off Hallway Light").click()
    await shoot(page, "assistant-planned")
    await submit(page).click()
    await page.wait_for_timeout(FADES)
    await open_settings(page, demo, "What it remembers")
    await expect(page.get_by_text("the bins go out on Tuesday")).to_be_visible()
    await shoot(page, "assistant-remembers")
    await choose(page, "Erase all")
    await submit(page).click()
    await page.goto(demo.url)
    await open_assist(page)
    assert "nothing is planned" in (await say(page, "what have you planned")).lower()
    assert "nothing" in await say(page, "what do you remember")


async def test_a_pin(page: Page, demo: Demo) -> None:
    await open_agent(page, demo, "PIN")
    await page.locator("ha-selector-text input").first.fill("2580")
    await shoot(page, "assistant-pin")
    await submit(page).click()
    await page.wait_for_timeout(FADES)
    try:
        await page.goto(demo.url)
        await open_assist(page)
        assert "PIN" in await say(page, "unlock the front door")
        await say(page, "1111")
        await until_state(page, DOOR, "locked")
        assert "Unlocked" in await say(page, "2580")
        await until_state(page, DOOR, "unlocked")
        await say(page, "lock the front door")
    finally:
        await open_agent(page, demo, "PIN")
        await page.locator("ha-switch").first.click()
        await submit(page).click()
        await page.wait_for_timeout(FADES)
    await page.goto(demo.url)
    await open_assist(page)
    assert "Say yes to do it" in await say(page, "unlock the front door")
    await say(page, "no")
