"""The tool for screens: what is on them, and what was watched, where the household allowed that."""

from collections.abc import Mapping
from typing import Any, override

import probatio

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.llm import LLMContext, Tool, ToolAnnotations, ToolResult
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType

from ...viewing.history import HistoryError
from ..home import Home, async_get_home
from ..prompt.describe import plain
from ..prompt.tail import fitting, thing_line
from ..replies import async_get_replies
from ..watched.ask import Ask, NotTold, Question, async_ask, history_of, named_screens
from ..watched.facts import facts
from ..watched.screens import by_thing, screens_of
from ..watched.spans import SPAN_NAMES, Span, span_of
from .tool import ParlorTool

SCREEN = "parlor__screen"
NOW = "now"
MOST_WORDS = 120
SCREEN_BYTES = 3000
_ASKS: Mapping[str, Ask] = {
    "watched": Ask.WATCHED,
    "total_time": Ask.TIME,
    "unfinished": Ask.UNFINISHED,
    "list": Ask.WATCHED,
    "history": Ask.WATCHED,
}


class ScreenTool(ParlorTool):
    """Says what is on the screens of the home, and what was watched on them, when, for how long and how far."""

    name = SCREEN
    title = "What is on, and what was watched"
    description = (
        "What is on the TVs now, or what was watched: when, how long, how far. With a title: whether and when it was "
        "watched last, where it was stopped, the next episode."
    )
    parameters = probatio.Schema(
        {
            probatio.Optional("ask"): probatio.In([NOW, *list(_ASKS)[:3]]),
            probatio.Optional("title", description="film or series"): cv.string,
            probatio.Optional("when", description=f"{', '.join(SPAN_NAMES[:4])}… or YYYY-MM-DD"): cv.string,
            probatio.Optional("person"): cv.string,
            probatio.Optional("screen", description="a TV or room"): cv.string,
        }
    )
    annotations = ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False)

    @override
    async def async_run(self, hass: HomeAssistant, arguments: Mapping[str, Any], llm_context: LLMContext) -> ToolResult:
        """Return what is on, or facts of the history, or `{"problem": why there are none}`."""
        wanted = {key: str(value).strip()[:MOST_WORDS] for key, value in arguments.items() if value not in (None, "")}
        home = async_get_home(hass, llm_context.assistant)
        ask = wanted.get("ask", "").casefold()
        if ask == NOW or (ask not in _ASKS and not wanted.keys() & {"title", "when", "person"}):
            return _on_now(hass, home, wanted.get("screen", ""))
        history = history_of(hass)
        replies = await async_get_replies(hass, llm_context.language)
        if isinstance(history, NotTold):
            return _problem(replies.say(history.value))
        try:
            span = span_of(wanted.get("when", ""), dt_util.now())
        except ValueError:
            return _problem(f"`when` must be one of {', '.join(SPAN_NAMES)}, a day, `last 3 days` or YYYY-MM-DD.")
        try:
            answer = await async_ask(hass, home, history, _question(wanted, span))
        except HistoryError:
            return _problem(replies.say(NotTold.BROKEN.value))
        return ToolResult(data=facts(answer))


def screen_tools(hass: HomeAssistant, home: Home) -> list[Tool]:
    """Return the tool where there is a screen that may be told of, or a history that may be asked, else none."""
    is_told = not isinstance(history_of(hass), NotTold) or bool(screens_of(hass, home))
    return [ScreenTool()] if is_told else []


def _on_now(hass: HomeAssistant, home: Home, place: str) -> ToolResult:
    """Return what is on every screen, or on those of a name or in a room."""
    every = screens_of(hass, home)
    meant = named_screens(every, place) if place else every
    if place and not meant:
        names = fitting((plain(screen.name, 40) for screen in every), SCREEN_BYTES)
        return _problem("There is no such screen.", screens=names)
    told = by_thing(meant)
    lines = [line for screen in meant if (line := thing_line(hass, screen.thing, told, with_options=len(meant) <= 2))]
    return ToolResult(data={"on now": list(fitting(lines, SCREEN_BYTES))})


def _question(wanted: Mapping[str, str], span: Span | None) -> Question:
    """Return the question that a model's arguments ask; a title asks about that title, unless for how long."""
    title = wanted.get("title", "")
    ask = _ASKS.get(wanted.get("ask", ""), Ask.TITLE if title and span is None else Ask.WATCHED)
    if ask is Ask.WATCHED and title:
        ask = Ask.TITLE
    return Question(ask=ask, title=title, span=span, person=wanted.get("person", ""), place=wanted.get("screen", ""))


def _problem(text: str, **more: Any) -> ToolResult:
    """Return why there is no answer."""
    data: JsonObjectType = {"problem": text, **more}
    return ToolResult(data=data, error=True)
