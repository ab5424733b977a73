"""The screens of a suite's home, and what was watched on them: told by the home's file beside its entities."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.household import async_household
from custom_components.parlor.viewing.observation import App
from custom_components.parlor.viewing.title import Title, TitleKind
from custom_components.parlor.viewing.viewing import Outcome, Viewing
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .house import history_kept

PARLOR = "parlor"


@asynccontextmanager
async def watched_home(hass: HomeAssistant, home: Mapping[str, Any], case: Mapping[str, Any]) -> AsyncGenerator[None]:
    """Have a home's screens, and its history where the file has one; a case can say that assistants may not ask it."""
    if not home.get("screens"):
        yield
        return
    entries = [await _async_add_screen(hass, screen) for screen in home["screens"]]
    try:
        if "history" not in home or not case.get("history", True):
            yield
            return
        async with history_kept(hass) as history:
            ids = {entry.title: entry.entry_id for entry in entries}
            await history.keep(*(_viewing(number, told, ids) for number, told in enumerate(home["history"])))
            yield
    finally:
        async_household(hass).history = None
        for entry in entries:
            await hass.config_entries.async_remove(entry.entry_id)
        await hass.async_block_till_done()


async def _async_add_screen(hass: HomeAssistant, screen: Mapping[str, Any]) -> MockConfigEntry:
    """Add one screen: a player, and the players that are plugged into its inputs."""
    entry = MockConfigEntry(
        domain=PARLOR,
        title=screen["name"],
        unique_id=screen["player"],
        data={"kind": "screen", "player": screen["player"]},
        options={"plugged": screen["plugged"]} if "plugged" in screen else {},
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


def _viewing(number: int, told: Mapping[str, Any], screens: Mapping[str, str]) -> Viewing:
    """Return a viewing that a home's file tells of: so many days ago, at an hour, for so many minutes."""
    hour, minute = map(int, str(told["at"]).split(":"))
    day: datetime = dt_util.now().replace(hour=hour, minute=minute, second=0, microsecond=0)
    started = (day - timedelta(days=told["days_ago"])).timestamp()
    watched = told["minutes"] * 60.0
    length = told.get("of", told["minutes"]) * 60.0
    is_whole = told.get("of", told["minutes"]) == told["minutes"]
    return Viewing(
        id=f"seen-{number}",
        screen=screens[told["screen"]],
        started=started,
        as_of=started + watched,
        ended=started + watched,
        watched=watched,
        title=_title(told),
        app=App(name=told["app"]) if "app" in told else None,
        person=told.get("person"),
        position=watched,
        duration=length,
        outcome=Outcome.FINISHED if is_whole else Outcome.ABANDONED,
    )


def _title(told: Mapping[str, Any]) -> Title:
    """Return a film, or an episode of a series."""
    name = told["title"]
    if (series := told.get("series")) is None:
        return Title(key=f"film:{name.casefold()}", kind=TitleKind.FILM, name=name)
    season, episode = told["number"]
    key = f"episode:{series.casefold()}:s{season:02}e{episode:02}"
    return Title(key=key, kind=TitleKind.EPISODE, name=name, series=series, season=season, episode=episode)
