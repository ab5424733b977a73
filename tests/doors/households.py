"""The household of a test: its entry, its forms, and what is in its history."""

from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import DOMAIN
from custom_components.parlor.entry_household import HouseholdData
from custom_components.parlor.viewing.history import History
from custom_components.parlor.viewing.observation import App
from custom_components.parlor.viewing.title import Title, TitleKind
from custom_components.parlor.viewing.viewing import Outcome, Viewing
from homeassistant.core import HomeAssistant

EVENING = 1_790_000_000.0
ARRIVAL = Title(key="film:arrival", kind=TitleKind.FILM, name="Arrival", year=2016)
HELL = Title(
    key="episode:severance:s01e01",
    kind=TitleKind.EPISODE,
    name="Good News About Hell",
    series="Severance",
    season=1,
    episode=1,
)


def viewing(number: int, title: Title = ARRIVAL, person: str | None = "Anna", **more: Any) -> Viewing:
    """Return a viewing of an hour, one a day."""
    started = EVENING + number * 86_400
    ended = {"started": started, "as_of": started + 3600, "ended": started + 3600, "outcome": Outcome.FINISHED}
    more = {"screen": "den", "watched": 3600.0, "app": App(name="Plex"), **ended, **more}
    return Viewing(id=f"v{number}", title=title, person=person, **more)


def household_entry(**options: Any) -> MockConfigEntry:
    """Return an entry of the household that remembers, unless told otherwise."""
    return MockConfigEntry(
        domain=DOMAIN,
        title="What the household watches",
        unique_id="household",
        data={"kind": "household"},
        options={"remember": True, "retention_days": 0, **options},
    )


async def add_household(hass: HomeAssistant, *viewings: Viewing, **options: Any) -> MockConfigEntry:
    """Add the household, and put something into its history; to be used with the fixture `household_folder`."""
    entry = household_entry(**options)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    if viewings:
        await history_of(entry).keep(*viewings)
    return entry


def history_of(entry: MockConfigEntry) -> History:
    """Return the history that an entry holds."""
    data = entry.runtime_data
    assert isinstance(data, HouseholdData) and data.history is not None
    return data.history
