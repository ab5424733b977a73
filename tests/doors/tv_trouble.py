"""Looking at what is told of a TV."""

from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import DOMAIN
from custom_components.parlor.tv_troubles import Trouble, issue_id
from homeassistant.config_entries import SOURCE_REAUTH
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Disconnected

from .tvs import set_up


def told(hass: HomeAssistant, entry: MockConfigEntry) -> set[Trouble]:
    """Return what Repairs tell of a TV."""
    issues = ir.async_get(hass)
    return {trouble for trouble in Trouble if issues.async_get_issue(DOMAIN, issue_id(entry, trouble))}


def reauths(hass: HomeAssistant) -> list[Any]:
    """Return the questions for a new pairing."""
    flows = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    return [flow for flow in flows if flow["context"]["source"] == SOURCE_REAUTH]


async def refused(hass: HomeAssistant, tv: SimulatedTV, entry: MockConfigEntry) -> None:
    """Set an entry up whose TV refuses, and wait until it has."""
    await set_up(hass, entry)
    await tv.until(lambda: bool(tv.log.of(Disconnected)))
    await hass.async_block_till_done()
