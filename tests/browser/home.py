"""What a user does in Home Assistant's interface, and what can be seen there."""

import re
from typing import Any

from playwright.async_api import Page, expect

from .conftest import ARTIFACTS

_STATE = "entityId => document.querySelector('home-assistant').hass?.states?.[entityId] ?? null"

# The dialog renders answers in an element of its own, whose text is behind a shadow root.
_TEXT = (
    "element => { const text = node => node.nodeType === 3 ? node.data : node.tagName === 'STYLE' ? ''"
    " : [...(node.shadowRoot ?? node).childNodes].map(text).join(''); return text(element) }"
)


class RefusedError(Exception):
    """What a person is shown instead of what was asked for."""


async def open_assist(page: Page) -> None:
    """Open the Assist dialog with the button at the top of the overview."""
    await page.get_by_role("button", name=re.compile(r"^Assist\b")).first.click()
    await page.wait_for_selector("ha-assist-chat input")


async def say(page: Page, sentence: str) -> str:
    """Type a sentence in the open Assist dialog and return the answer."""
    answers = page.locator("ha-assist-chat .message.hass")
    before = await answers.count()
    field = page.locator("ha-assist-chat input")
    await field.fill(sentence)
    await field.press("Enter")
    await expect(answers).to_have_count(before + 1)
    answer = answers.nth(before).locator("ha-markdown")
    await expect(answer).to_have_text(re.compile(r"\w"))
    # The dialog takes the next sentence when this one is answered whole.
    await page.wait_for_timeout(500)
    text: str = await answer.evaluate(_TEXT)
    return text.strip()


async def state_of(page: Page, entity_id: str) -> dict[str, Any]:
    """Return an entity's state as the interface knows it."""
    await page.wait_for_function(f"entityId => ({_STATE})(entityId) !== null", arg=entity_id)
    state: dict[str, Any] = await page.evaluate(_STATE, entity_id)
    return state


async def until_state(page: Page, entity_id: str, value: str) -> None:
    """Wait until an entity is in a state."""
    await page.wait_for_function(
        f"([entityId, value]) => ({_STATE})(entityId)?.state === value", arg=[entity_id, value]
    )


async def act(page: Page, action: str, entity_id: str, **data: Any) -> None:
    """Perform an action as the interface does; raises with the text that a person is shown where it fails."""
    domain, _, service = action.partition(".")
    failed = await page.evaluate(
        "([domain, service, data]) => document.querySelector('home-assistant').hass.callService(domain, service, data)"
        ".then(() => null, error => error.message ?? String(error))",
        [domain, service, {"entity_id": entity_id, **data}],
    )
    if failed is not None:
        raise RefusedError(failed)


async def shoot(page: Page, name: str) -> None:
    """Keep a screenshot."""
    await page.screenshot(path=ARTIFACTS / f"{name}.png")
