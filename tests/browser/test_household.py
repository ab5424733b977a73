"""The household as one meets it who lives in it: what is agreed to, what is brought in, what is erased."""

from playwright.async_api import Page, expect
import pytest

from sim.media_server import PlexServer
from tests.sim.media_server.libraries import small_library

from .conftest import Demo
from .home import shoot

pytestmark = pytest.mark.browser

_REMOVE = (
    "async title => { const hass = document.querySelector('home-assistant').hass;"
    " for (const entry of await hass.callWS({type: 'config_entries/get', domain: 'parlor'}))"
    " if (entry.title === title) await hass.callApi('DELETE', `config/config_entries/entry/${entry.entry_id}`) }"
)

FADES = 700  # milliseconds in which a dialog comes or goes


async def test_agreed_to_brought_in_and_erased(page: Page, demo: Demo) -> None:
    await page.evaluate(_REMOVE, "What the household watches")  # the one that the demo has
    await page.goto(f"{demo.url}/config/integrations/integration/parlor")
    await page.get_by_role("button", name="Add entry").or_(page.get_by_role("button", name="Add hub")).first.click()
    await page.get_by_text("What the household watches").last.click()
    await page.get_by_text("Nothing is recorded until you turn on the first switch").wait_for()
    await page.wait_for_timeout(FADES)
    await shoot(page, "household-agreed")
    await page.locator("ha-switch").first.click()
    await page.get_by_role("button", name="Submit").click()
    await page.get_by_role("button", name="Finish").or_(page.get_by_role("button", name="Skip and finish")).click()
    async with PlexServer(small_library()) as server:
        await open_settings(page, demo)
        await page.wait_for_timeout(FADES)
        await shoot(page, "household-settings")
        await page.get_by_text("Import", exact=True).click()
        await page.get_by_text("Plex", exact=True).click()
        await page.locator("ha-selector-text input").nth(0).fill(server.url)
        await page.locator("ha-selector-text input").nth(1).fill("plex-token")
        await page.wait_for_timeout(FADES)
        await shoot(page, "household-import")
        await page.get_by_role("button", name="Submit").click()
        await page.get_by_text("Viewings that came in: 3. Known already: 0.").wait_for()
        await shoot(page, "household-imported")
        await page.get_by_role("button", name="Close").last.click()
    await open_settings(page, demo)
    await page.get_by_text("Erase", exact=True).click()
    await page.locator("ha-selector-text input").first.fill("Severance")
    await page.get_by_role("button", name="Submit").click()
    await page.get_by_text("Viewings: 1. Among them: Severance").wait_for()
    await page.wait_for_timeout(FADES)
    await shoot(page, "household-erase")
    await page.get_by_role("button", name="Submit").click()
    await page.get_by_text("Viewings that were erased: 1.").wait_for()


async def open_settings(page: Page, demo: Demo) -> None:
    """Open the settings of the household."""
    await page.goto(f"{demo.url}/config/integrations/integration/parlor")
    row = page.locator("ha-config-entry-row").filter(has_text="What the household watches")
    await row.get_by_label("Configure").click()
    await expect(page.get_by_text("Titles and TV guide", exact=True)).to_be_visible()
