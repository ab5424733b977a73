"""The appliances as their owner meets them: found, corrected, and what an automation starts from."""

from playwright.async_api import Page, expect
import pytest

from .conftest import Demo
from .home import shoot
from .test_automation import pick, target

pytestmark = pytest.mark.browser

FADES = 700  # milliseconds in which a dialog comes or goes
_REMOVE = (
    "async title => { const hass = document.querySelector('home-assistant').hass;"
    " for (const entry of await hass.callWS({type: 'config_entries/get', domain: 'parlor'}))"
    " if (entry.title === title) await hass.callApi('DELETE', `config/config_entries/entry/${entry.entry_id}`) }"
)


async def open_settings(page: Page, demo: Demo) -> None:
    """Open the settings of the appliances."""
    await page.goto(f"{demo.url}/config/integrations/integration/parlor")
    row = page.locator("ha-config-entry-row").filter(has_text="Appliances")
    await row.get_by_label("Configure").click()
    await expect(page.get_by_text("Names of programs", exact=True)).to_be_visible()
    await page.wait_for_timeout(FADES)


async def test_found_corrected_and_added(page: Page, demo: Demo) -> None:
    await page.evaluate(_REMOVE, "Appliances")  # the entry that the demo has
    await page.goto(f"{demo.url}/config/integrations/integration/parlor")
    await page.get_by_role("button", name="Add entry").or_(page.get_by_role("button", name="Add hub")).first.click()
    await page.get_by_text("Appliances", exact=True).last.click()
    await page.get_by_text("Found among the devices of your integrations").wait_for()
    await expect(page.get_by_text("(SmartThings)").first).to_be_visible()
    await page.wait_for_timeout(FADES)
    await shoot(page, "appliances-found")
    await page.get_by_role("button", name="Submit").click()
    await page.get_by_role("button", name="Finish").or_(page.get_by_role("button", name="Skip and finish")).click()
    await open_settings(page, demo)
    await shoot(page, "appliances-settings")
    await page.get_by_text("Added by hand", exact=True).click()
    await page.get_by_role("button", name="Add", exact=True).locator("visible=true").last.click()
    await page.wait_for_timeout(FADES)
    await expect(page.get_by_text("Tells of it").first).to_be_visible()
    await shoot(page, "appliances-added")
    await open_settings(page, demo)
    await page.get_by_text("What was found", exact=True).click()
    await page.get_by_text("Which of them is not right?").wait_for()
    await page.locator("ha-selector-select").first.click()
    await page.get_by_text("(SmartThings)").locator("visible=true").last.click()
    await page.get_by_role("button", name="Submit").click()
    await expect(page.get_by_text("Is no appliance").first).to_be_visible()
    await page.wait_for_timeout(FADES)
    await shoot(page, "appliances-correct")
    await page.get_by_role("button", name="Submit").click()
    await page.get_by_text("Options successfully saved").or_(page.get_by_text("Success")).first.wait_for()


async def test_an_automation_for_what_waits(page: Page, demo: Demo) -> None:
    await page.goto(f"{demo.url}/config/automation/edit/new")
    await pick(page, "Add trigger", "appliance finished", "Appliance finished")
    device = await page.evaluate(
        "(() => { const hass = document.querySelector('home-assistant').hass;"
        " const job = Object.values(hass.entities).find(e => e.platform === 'parlor' && e.translation_key === 'job'"
        " && e.entity_id.startsWith('sensor.')); return hass.devices[job.device_id].name })()"
    )
    await target(page, device)
    await page.wait_for_timeout(FADES)
    await expect(page.get_by_text("Only appliances of one of these kinds. Leave empty for any.")).to_be_visible()
    await shoot(page, "appliances-trigger")
