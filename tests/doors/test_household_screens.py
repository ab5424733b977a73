"""A screen and the household together: what is erased, or no longer to be remembered, while it is watched."""

from collections.abc import AsyncGenerator
from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import DOMAIN
from custom_components.parlor.viewing.history import Wanted
from custom_components.parlor.viewing.viewing import Viewing
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE, EVENT_HOMEASSISTANT_STOP
from homeassistant.core import CoreState, HomeAssistant

from .households import add_household, history_of
from .screens import BOX, FILM, TV, add_screen, pass_time, play
from .test_flow_household_options import chosen, submit

HALF = 1800  # seconds


@pytest.fixture
async def household(
    hass: HomeAssistant, household_folder: Path, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[MockConfigEntry]:
    """Return the household, half an hour into a film."""
    hass.states.async_set(TV, "off", {"friendly_name": "Bedroom TV"})
    entry = await add_household(hass)
    screen = await add_screen(hass, plugged={"HDMI 1": BOX})
    await play(hass, FILM)
    await pass_time(hass, freezer, HALF)
    yield entry
    await hass.config_entries.async_unload(screen.entry_id)


async def end(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Watch for another half hour, and turn everything off."""
    await pass_time(hass, freezer, HALF)
    hass.states.async_set(BOX, "idle")
    hass.states.async_set(TV, "off")
    await pass_time(hass, freezer, HALF)
    await hass.async_block_till_done(wait_background_tasks=True)


async def only(entry: MockConfigEntry) -> Viewing:
    """Return the only viewing in the history."""
    (viewing,) = await history_of(entry).viewings(Wanted())
    return viewing


async def erase(hass: HomeAssistant) -> int:
    """Erase everything, and return how much that was."""
    answer = await hass.services.async_call(
        DOMAIN, "erase_history", {"everything": True}, blocking=True, return_response=True
    )
    assert answer is not None
    return int(str(answer["erased"]))


async def test_it_is_kept(hass: HomeAssistant, household: MockConfigEntry, freezer: FrozenDateTimeFactory) -> None:
    await end(hass, freezer)
    assert (await only(household)).watched == pytest.approx(2 * HALF, abs=61)
    answer = await hass.services.async_call(DOMAIN, "get_history", blocking=True, return_response=True)
    assert answer is not None and "'screen': 'Bedroom TV'" in str(answer)


@pytest.mark.parametrize("is_reloaded", [False, True])
async def test_what_was_erased_stays_gone(
    hass: HomeAssistant, household: MockConfigEntry, freezer: FrozenDateTimeFactory, is_reloaded: bool
) -> None:
    assert await erase(hass) == 1
    if is_reloaded:  # as when another setting is changed
        assert await hass.config_entries.async_reload(household.entry_id)
    await end(hass, freezer)
    assert (await only(household)).watched == pytest.approx(HALF, abs=61)


async def test_remembering_no_more(
    hass: HomeAssistant, household: MockConfigEntry, freezer: FrozenDateTimeFactory, household_folder: Path
) -> None:
    flow = await chosen(hass, household, "household_history")
    flow = await submit(hass, flow, remember=False, retention_days=0, assistants=False)
    await submit(hass, flow, erase_kept=True)
    await end(hass, freezer)
    assert await history_of(household).viewings(Wanted()) == ()
    await hass.config_entries.async_unload(household.entry_id)
    kept = b"".join(path.read_bytes() for path in household_folder.iterdir())
    assert b"Metropolis" not in kept and b"SQLite" in kept


async def test_home_assistant_ends(hass: HomeAssistant, household: MockConfigEntry) -> None:
    history = history_of(household)
    hass.set_state(CoreState.stopping)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    await hass.async_block_till_done(wait_background_tasks=True)
    (viewing,) = await history.viewings(Wanted())
    assert viewing.ended is None and viewing.watched == pytest.approx(HALF, abs=1)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    hass.set_state(CoreState.running)
