"""The tool to look things up."""

from collections.abc import Mapping, Sequence
from typing import Any, override

import probatio

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.llm import LLMContext, ToolAnnotations, ToolResult

from ..home import Home, Thing, async_get_home
from ..prompt.retrieval import find_things
from ..prompt.tail import fitting, thing_line
from ..watched.screens import ToldScreen, by_thing, screens_of
from .tool import ParlorTool

FIND = "parlor__find"
MAX_FOUND = 40
FOUND_BYTES = 6000


class FindTool(ParlorTool):
    """Looks up entities and their states."""

    name = FIND
    title = "Look things up in the home"
    description = (
        "Finds devices, sensors and media players and tells their states and what is watched on them. "
        "Give words to search for, and narrow it by domain, area or state."
    )
    parameters = probatio.Schema(
        {
            probatio.Optional("query", description="words of names"): cv.string,
            probatio.Optional("domain", description="light, binary_sensor, media_player…"): cv.string,
            probatio.Optional("area"): cv.string,
            probatio.Optional("state", description="on, off, open, playing…"): cv.string,
        }
    )
    annotations = ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False)

    @override
    async def async_run(self, hass: HomeAssistant, arguments: Mapping[str, Any], llm_context: LLMContext) -> ToolResult:
        """Return `{"found": [line, …], "more": how many were left out}`."""
        wanted = {key: str(value)[:200] for key, value in arguments.items() if value not in (None, "", "all", "any")}
        home = async_get_home(hass, llm_context.assistant)
        matching = await hass.async_add_executor_job(_matching, home, wanted)
        things = [thing for thing in matching if _has_state(hass, thing, wanted.get("state"))]
        screens = by_thing(screens_of(hass, home))
        if "query" not in wanted:
            things = _each_screen_once(things, screens)
        lines = [
            line
            for thing in things[:MAX_FOUND]
            if (line := thing_line(hass, thing, screens, with_options=len(things) <= 5))
        ]
        found = fitting(lines, FOUND_BYTES)
        return ToolResult(data={"found": list(found), "more": len(things) - len(found)})


def _matching(home: Home, wanted: Mapping[str, str]) -> list[Thing]:
    """Return the things that fit words, a domain and an area."""
    place = wanted.get("area", "").strip().casefold()
    area, floor = home.areas.get(place), home.floors.get(place)
    if place and not (area or floor):
        return []
    things = find_things(home, wanted["query"], area=area, limit=200) if "query" in wanted else list(home.things)
    return [
        thing
        for thing in things
        if wanted.get("domain", thing.domain) == thing.domain
        and (not place or (area is not None and thing.area == area) or (floor is not None and thing.floor == floor))
    ]


def _each_screen_once(things: Sequence[Thing], screens: Mapping[str, ToldScreen]) -> list[Thing]:
    """Return things without the players that another one among them stands for: a TV and its box are one screen."""
    told = {thing.entity_id for thing in things} & screens.keys()
    within = {part for name in told for part in screens[name].parts} - told
    return [thing for thing in things if thing.entity_id not in within]


def _has_state(hass: HomeAssistant, thing: Thing, wanted: str | None) -> bool:
    """Say whether a thing is in a state, if one is wanted."""
    state = hass.states.get(thing.entity_id)
    return state is not None and (wanted is None or state.state.casefold() == wanted.casefold())
