"""The entry of the household: nothing is kept before somebody wants it, and nothing after nobody does any more."""

from datetime import timedelta
import json
from pathlib import Path
import sqlite3

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.parlor.const import DOMAIN
from custom_components.parlor.diagnostics import async_get_config_entry_diagnostics
from custom_components.parlor.household import async_household
from custom_components.parlor.viewing.history import By, Wanted
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .households import EVENING, add_household, history_of, household_entry, viewing


async def test_nothing_is_kept_before_somebody_wants_it(hass: HomeAssistant, household_folder: Path) -> None:
    await add_household(hass, remember=False, assistants=True)
    household = async_household(hass)
    assert household.history is None and not household.remembers and household.asks_history
    assert not household_folder.exists()


async def test_it_is_there_while_the_entry_is(hass: HomeAssistant, household_folder: Path) -> None:
    entry = await add_household(hass, viewing(0))
    household = async_household(hass)
    assert (household.history, household.remembers, household.asks_history) == (history_of(entry), True, False)
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert (household.history, household.remembers) == (None, False)
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert [each.id for each in await history_of(entry).viewings(Wanted())] == ["v0"]


async def test_what_was_kept_before_can_still_be_asked_for(hass: HomeAssistant, household_folder: Path) -> None:
    entry = await add_household(hass, viewing(0))
    hass.config_entries.async_update_entry(entry, options={**entry.options, "remember": False})
    await hass.config_entries.async_reload(entry.entry_id)
    household = async_household(hass)
    assert household.history is not None and not household.remembers


async def test_it_is_closed_when_home_assistant_ends(hass: HomeAssistant, household_folder: Path) -> None:
    await add_household(hass, viewing(0))
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    assert async_household(hass).history is None
    assert not (household_folder / "history.db-wal").exists()  # all of it is in the file itself


async def test_removing_erases(hass: HomeAssistant, household_folder: Path) -> None:
    entry = await add_household(hass, viewing(0))
    (household_folder / "exports").mkdir()
    (household_folder / "exports/kept.json").write_text("[]")
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert [path.name for path in household_folder.iterdir()] == ["exports"]


async def test_removing_leaves_no_folder(hass: HomeAssistant, household_folder: Path) -> None:
    for remember in (True, False):
        entry = await add_household(hass, remember=remember)
        await hass.config_entries.async_remove(entry.entry_id)
        assert not household_folder.exists()


async def test_retention(hass: HomeAssistant, household_folder: Path, freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to("2026-10-01 12:00:00+00:00")  # nine days after the first viewing
    entry = await add_household(hass, viewing(0), viewing(1), viewing(9), retention_days=9)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    async def left() -> list[str]:
        return [each.id for each in await history_of(entry).viewings(Wanted())]

    assert await left() == ["v9", "v1"]
    freezer.tick(timedelta(days=1, minutes=1))
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert await left() == ["v9"]
    assert EVENING == 1_790_000_000  # the 21st of September


async def test_a_damaged_file(hass: HomeAssistant, household_folder: Path) -> None:
    household_folder.mkdir()
    (household_folder / "history.db").write_bytes(b"no database at all" * 1000)
    entry = await add_household(hass)
    assert entry.state is ConfigEntryState.LOADED
    (aside,) = household_folder.glob("history.db.corrupt-*")
    issue = ir.async_get(hass).async_get_issue(DOMAIN, "history_damaged")
    assert issue is not None and issue.translation_placeholders == {"aside": str(aside)}
    await hass.config_entries.async_remove(entry.entry_id)
    assert ir.async_get(hass).async_get_issue(DOMAIN, "history_damaged") is None
    assert not household_folder.exists()


async def test_a_file_of_a_later_version(hass: HomeAssistant, household_folder: Path) -> None:
    entry = await add_household(hass)
    await hass.config_entries.async_unload(entry.entry_id)
    with sqlite3.connect(household_folder / "history.db") as connection:
        connection.execute("PRAGMA user_version = 1000")
    connection.close()
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "history_too_new"


async def test_a_folder_that_cannot_be_made(hass: HomeAssistant, household_folder: Path) -> None:
    household_folder.write_text("a file")
    entry = household_entry()
    entry.add_to_hass(hass)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert entry.error_reason_translation_key == "history_unwritable"
    household_folder.unlink()
    assert await hass.config_entries.async_reload(entry.entry_id)


@pytest.mark.parametrize("is_loaded", [True, False])
async def test_diagnostics(hass: HomeAssistant, household_folder: Path, is_loaded: bool) -> None:
    guide = "https://user:word@guide.example/x.xml?key=abc"
    entry = await add_household(hass, viewing(0), viewing(1), guide_url=guide, assistants=True)
    hass.config_entries.async_update_entry(entry, data={**entry.data, "tmdb_key": "sesame"})
    if not is_loaded:
        await hass.config_entries.async_unload(entry.entry_id)
    told = await async_get_config_entry_diagnostics(hass, entry)
    text = json.dumps(told)
    assert not any(secret in text for secret in ("word", "abc", "sesame", "Arrival", "Anna", str(household_folder)))
    assert told["entry"] == {"kind": "household", "has_tmdb_key": True}
    assert told["options"]["guide_url"] is True and told["options"]["assistants"] is True
    if is_loaded:
        assert told["history"]["viewings"] == 2 and told["history"]["bytes"] > 4096


async def test_days_are_those_of_the_home(hass: HomeAssistant, household_folder: Path) -> None:
    entry = await add_household(hass, viewing(0))  # at 14:13 UTC

    async def days() -> list[str | None]:
        return [total.key for total in await history_of(entry).totals(Wanted(), By.DAY)]

    await hass.config.async_set_time_zone("UTC")
    await hass.async_block_till_done()
    assert await days() == ["2026-09-21"]
    await hass.config.async_update(time_zone="Pacific/Auckland")
    await hass.async_block_till_done()
    await history_of(entry).keep(viewing(1))
    assert await days() == ["2026-09-23", "2026-09-21"]
