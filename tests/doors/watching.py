"""A living room in which something is watched: a TV, a box with a library at its HDMI 1, and what was watched before."""

from collections.abc import Mapping
from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import DOMAIN
from custom_components.parlor.viewing.observation import App
from custom_components.parlor.viewing.title import Title, TitleKind
from custom_components.parlor.viewing.viewing import Outcome, Viewing
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from sim.home import async_put, async_start_home

from .conftest import HOME
from .households import add_household

TV, BOX, BEDROOM = "media_player.living_room_tv", "media_player.box", "media_player.bedroom_tv"
LAMP = {
    "media_content_id": "show-2",
    "media_content_type": "tvshow",
    "media_series_title": "The Harbour",
    "media_season": 1,
    "media_episode": 2,
    "media_title": "The Lamp",
    "media_duration": 2700,
}
LIBRARY = [
    {"media_content_id": "film", "media_content_type": "movie", "media_title": "Metropolis", "media_duration": 8940},
    {**LAMP, "media_content_id": "show-1", "media_episode": 1, "media_title": "Low Tide"},
    LAMP,
    {**LAMP, "media_content_id": "show-3", "media_episode": 3, "media_title": "Home Port"},
]
ROOM: Mapping[str, Any] = {
    **HOME,
    "areas": [*HOME["areas"], {"name": "Bedroom", "id": "bedroom", "floor": "ground"}],
    "entities": [
        *(entity for entity in HOME["entities"] if entity["id"] != "media_player.old_tv"),
        {
            "name": "Living Room TV",
            "id": TV,
            "area": "living_room",
            "state": "off",
            "attributes": {"device_class": "tv", "source_list": ["TV", "HDMI 1", "Netflix"], "source": "TV"},
        },
        {
            "name": "Box",
            "id": BOX,
            "area": "living_room",
            "state": "idle",
            "attributes": {"device_class": "receiver"},
            "behavior": {"playlist": LIBRARY},
        },
        {
            "name": "Bedroom TV",
            "id": BEDROOM,
            "area": "bedroom",
            "state": "off",
            "attributes": {"device_class": "tv", "source_list": ["TV", "Netflix"]},
        },
    ],
}


def title(series: str | None, name: str, number: tuple[int, int] | None = None) -> Title:
    """Return a film, or an episode of a series."""
    if series is None:
        return Title(key=f"film:{name.casefold()}", kind=TitleKind.FILM, name=name)
    season, episode = number or (None, None)
    key = f"episode:{series.casefold()}:s{season or 0:02}e{episode or 0:02}"
    return Title(key=key, kind=TitleKind.EPISODE, name=name, series=series, season=season, episode=episode)


def seen(screen: str, work: Title, hours_ago: float, **more: Any) -> Viewing:
    """Return a viewing of half an hour that ended some hours ago, not at the end of the work."""
    ended = dt_util.utcnow().timestamp() - hours_ago * 3600
    told = {
        "started": ended - 1800,
        "as_of": ended,
        "ended": ended,
        "watched": 1800.0,
        "position": 1800.0,
        "duration": 2700.0,
        "outcome": Outcome.ABANDONED,
        "app": App(name="Netflix"),
        **more,
    }
    return Viewing(id=f"{screen}-{work.key}-{hours_ago}", screen=screen, title=work, **told)


async def add_screens(hass: HomeAssistant) -> tuple[str, str]:
    """Add the screens of both rooms; return their ids."""
    ids = []
    for player, name, options in ((TV, "Living Room TV", {"plugged": {"HDMI 1": BOX}}), (BEDROOM, "Bedroom TV", {})):
        entry = MockConfigEntry(
            domain=DOMAIN, data={"kind": "screen", "player": player}, options=options, title=name, unique_id=player
        )
        entry.add_to_hass(hass)
        assert await hass.config_entries.async_setup(entry.entry_id)
        ids.append(entry.entry_id)
    await hass.async_block_till_done()
    return ids[0], ids[1]


async def start_room(hass: HomeAssistant) -> tuple[str, str]:
    """Set the rooms up, with their screens; return the ids of those."""
    await async_start_home(hass, ROOM)
    return await add_screens(hass)


async def watch(hass: HomeAssistant, work: Mapping[str, Any] = LAMP, state: str = "playing", **more: Any) -> None:
    """Have the box play something that the TV shows."""
    await async_put(hass, TV, "on", {"source": "HDMI 1"})
    told = {**work, "media_position": 600, "media_position_updated_at": dt_util.utcnow(), **more}
    await async_put(hass, BOX, state, told)
    await hass.async_block_till_done()


async def add_history(hass: HomeAssistant, *viewings: Viewing, **options: Any) -> MockConfigEntry:
    """Add the household, which remembers and lets assistants ask."""
    return await add_household(hass, *viewings, **{"assistants": True, **options})
