"""The tool to look things up: states and attributes, what was recorded, what is to come."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, override

import probatio

from homeassistant.core import Context, HomeAssistant, State
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.llm import LLMContext, ToolAnnotations, ToolResult
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType

from ..home import Home, Thing, async_get_home
from ..past.ahead import NotForetold, async_events, async_forecast, async_items, span_ahead
from ..past.recorded import NotRecorded, asked_of, async_tell_recorded
from ..prompt.describe import plain
from ..prompt.retrieval import find_things
from ..prompt.tail import fitting, thing_line
from ..watched.screens import ToldScreen, by_thing, screens_of
from ..watched.spans import SPAN_NAMES, span_of
from .tool import ParlorTool

FIND = "parlor__find"
NOW, HISTORY, FORECAST, EVENTS, ITEMS = "now", "history", "forecast", "events", "items"
MAX_FOUND = 40
FOUND_BYTES = 6000
MOST_ASKED: Final = 5
MOST_ATTRIBUTES: Final = 40
_DOMAINS: Final[Mapping[str, str]] = {FORECAST: "weather", EVENTS: "calendar", ITEMS: "todo"}
_ASKS: Final[Mapping[str, str]] = {domain: ask for ask, domain in _DOMAINS.items()}
# Ways in, places and pictures are no answers.
_SECRET: Final = (
    "token",
    "password",
    "secret",
    "code",
    "entity_picture",
    "latitude",
    "longitude",
    "gps",
    "user_id",
    "key",
)


class FindTool(ParlorTool):
    """Looks up entities, their states, what was recorded of them and what is foretold."""

    name = FIND
    title = "Look things up in the home"
    description = (
        "Finds devices and sensors with their states; their history (min, max, mean, total, durations, last change); "
        "weather forecasts, calendar events, list items."
    )
    parameters = probatio.Schema(
        {
            probatio.Optional("query", description="words or entity_ids"): cv.string,
            probatio.Optional("ask"): probatio.In([NOW, HISTORY, *_DOMAINS]),
            probatio.Optional("when", description="last_night, this_week, last 3 days, tomorrow…"): cv.string,
            probatio.Optional("attribute"): cv.string,
            probatio.Optional("domain"): cv.string,
            probatio.Optional("area"): cv.string,
            probatio.Optional("state"): cv.string,
        }
    )
    annotations = ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False)

    @override
    async def async_run(self, hass: HomeAssistant, arguments: Mapping[str, Any], llm_context: LLMContext) -> ToolResult:
        """Return `{"found": [line, …], "more": how many were left out}`, or `{"problem": why there is nothing}`."""
        wanted = {key: str(value)[:200] for key, value in arguments.items() if value not in (None, "", "all", "any")}
        home = async_get_home(hass, llm_context.assistant)
        ask = _ask_of(wanted)
        if ask in _DOMAINS:
            wanted["domain"] = _DOMAINS[ask]
        things = await hass.async_add_executor_job(_matching, home, wanted)
        things = [thing for thing in things if _has_state(hass, thing, wanted.get("state"))]
        if ask == HISTORY:
            return await _async_recorded(hass, things, wanted)
        if ask in _DOMAINS:
            things = things or [thing for thing in home.things if thing.domain == _DOMAINS[ask]]
            return await _async_ahead(hass, things, ask, wanted, llm_context.context or Context())
        return _now(hass, home, things, wanted)


def _ask_of(wanted: Mapping[str, str]) -> str:
    """Return what is asked; where it is not said, a time asks for what was or what is to come."""
    ask = wanted.get("ask", "").strip().casefold()
    if ask in (NOW, HISTORY, *_DOMAINS):
        return ask
    domain = wanted.get("domain", wanted.get("query", "").partition(".")[0])
    if domain in ("calendar", "todo"):
        return _ASKS[domain]
    if "when" in wanted:
        return _ASKS.get(domain, HISTORY)
    return NOW


def _now(hass: HomeAssistant, home: Home, things: Sequence[Thing], wanted: Mapping[str, str]) -> ToolResult:
    """Return how things are."""
    screens = by_thing(screens_of(hass, home))
    if "query" not in wanted:
        things = _each_screen_once(things, screens)
    attribute = wanted.get("attribute", "").strip()
    lines = [
        line + _attribute(hass, thing, attribute)
        for thing in things[:MAX_FOUND]
        if (line := thing_line(hass, thing, screens, with_options=len(things) <= 5))
    ]
    return _found(lines, len(things))


def _attribute(hass: HomeAssistant, thing: Thing, name: str) -> str:
    """Return what an attribute of a thing is, or which there are."""
    state = hass.states.get(thing.entity_id) if name else None
    if state is None:
        return ""
    wanted = name.casefold().replace(" ", "_")
    told = {key: value for key, value in state.attributes.items() if not any(part in key for part in _SECRET)}
    if wanted in told:
        return f"; {wanted}: {plain(told[wanted], 200)}"
    return f"; attributes: {', '.join(plain(key, 40) for key in list(told)[:MOST_ATTRIBUTES])}"


async def _async_recorded(hass: HomeAssistant, things: Sequence[Thing], wanted: Mapping[str, str]) -> ToolResult:
    """Return what was recorded of things."""
    try:
        span = span_of(wanted.get("when", ""), dt_util.now()) or span_of("last 7 days", dt_util.now())
    except ValueError:
        return _problem(f"`when` must be one of {', '.join(SPAN_NAMES)}, a day, `last 3 days` or YYYY-MM-DD.")
    assert span is not None
    attribute = wanted.get("attribute", "").casefold().replace(" ", "_")
    if any(part in attribute for part in _SECRET):
        return _problem("That attribute is not told.")
    asked = [
        one
        for thing in things[:MOST_ASKED]
        if (state := hass.states.get(thing.entity_id))
        for one in asked_of(state, attribute)
    ]
    if not asked:
        return _problem("Nothing is called so. Give the entity_id or words of its name.")
    try:
        told = await async_tell_recorded(hass, asked, span)
    except NotRecorded as error:
        return _problem(str(error))
    lines = [
        f"{_name(one.state)}{f' {one.attribute}' if one.attribute else ''}: {plain(line, 600)}"
        for one, line in zip(asked, told, strict=True)
    ]
    span_told: JsonObjectType = {"from": f"{span.since:%A %Y-%m-%d %H:%M}", "until": f"{span.until:%A %Y-%m-%d %H:%M}"}
    return _found(lines, len(things) - min(len(things), MOST_ASKED) + len(lines), span_told)


async def _async_ahead(
    hass: HomeAssistant, things: Sequence[Thing], ask: str, wanted: Mapping[str, str], context: Context
) -> ToolResult:
    """Return what is to come."""
    try:
        span = span_ahead(wanted.get("when", ""), dt_util.now())
    except ValueError:
        return _problem("`when` must be today, tomorrow, weekend, this_week, a weekday, `next 3 days` or YYYY-MM-DD.")
    if not things:
        return _problem(f"No {_DOMAINS[ask]} is exposed.")
    lines: list[str] = []
    for thing in things[:MOST_ASKED]:
        state = hass.states.get(thing.entity_id)
        try:
            if ask == FORECAST:
                told = await async_forecast(hass, thing.entity_id, span, context)
            elif ask == EVENTS:
                told = await async_events(hass, thing.entity_id, span, context)
            else:
                told = await async_items(hass, thing.entity_id, context)
        except NotForetold as error:
            told = [str(error)]
        lines += [f"{_name(state) if state else thing.entity_id}:", *(told or ["nothing"])]
    return _found(lines, len(lines))


def _name(state: State) -> str:
    """Return an entity with its name."""
    return f"{state.entity_id} ({plain(state.name, 40)})"


def _found(lines: Sequence[str], count: int, more: JsonObjectType | None = None) -> ToolResult:
    """Return lines as far as there is room for them."""
    found = fitting(lines, FOUND_BYTES)
    return ToolResult(data={**(more or {}), "found": list(found), "more": count - len(found)})


def _problem(text: str) -> ToolResult:
    """Return why there is no answer."""
    return ToolResult(data={"problem": text}, error=True)


def _matching(home: Home, wanted: Mapping[str, str]) -> list[Thing]:
    """Return the things that fit words or ids, a domain and an area."""
    place = wanted.get("area", "").strip().casefold()
    area, floor = home.areas.get(place), home.floors.get(place)
    if place and not (area or floor):
        return []
    return [
        thing
        for thing in _queried(home, wanted.get("query"), area)
        if wanted.get("domain", thing.domain) == thing.domain
        and (not place or (area is not None and thing.area == area) or (floor is not None and thing.floor == floor))
    ]


def _queried(home: Home, query: str | None, area: str | None) -> Sequence[Thing]:
    """Return the things of ids, or that words can mean; all where nothing is asked for."""
    if query is None:
        return home.things
    ids = [part for part in query.replace(",", " ").split() if part in home.by_id]
    return [home.by_id[name] for name in dict.fromkeys(ids)] or find_things(home, query, area=area, limit=200)


def _each_screen_once(things: Sequence[Thing], screens: Mapping[str, ToldScreen]) -> list[Thing]:
    """Return things without the players that another one among them stands for: a TV and its box are one screen."""
    told = {thing.entity_id for thing in things} & screens.keys()
    within = {part for name in told for part in screens[name].parts} - told
    return [thing for thing in things if thing.entity_id not in within]


def _has_state(hass: HomeAssistant, thing: Thing, wanted: str | None) -> bool:
    """Say whether a thing is in a state, if one is wanted."""
    state = hass.states.get(thing.entity_id)
    return state is not None and (wanted is None or state.state.casefold() == wanted.casefold())
