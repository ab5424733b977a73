"""The tool that answers from the history of what was watched, where the household allowed that."""

from collections.abc import Mapping
from typing import Any, override

import probatio

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.llm import LLMContext, Tool, ToolAnnotations, ToolResult
from homeassistant.util import dt as dt_util

from ...viewing.history import HistoryError
from ..home import async_get_home
from ..replies import async_get_replies
from ..watched.ask import Ask, NotTold, Question, async_ask, history_of
from ..watched.facts import facts
from ..watched.spans import SPAN_NAMES, Span, span_of
from .tool import ParlorTool

HISTORY = "parlor__history"
MOST_WORDS = 120
_ASKS: Mapping[str, Ask] = {"list": Ask.WATCHED, "total_time": Ask.TIME, "unfinished": Ask.UNFINISHED}


class HistoryTool(ParlorTool):
    """Says what was watched, when, for how long and how far."""

    name = HISTORY
    title = "What was watched"
    description = (
        "Tells what was watched on the screens of the home: when, how long, how far. With a title: whether and when it was "
        "watched last, where it was stopped, the next episode."
    )
    parameters = probatio.Schema(
        {
            probatio.Optional("ask", description="list by default"): probatio.In(list(_ASKS)),
            probatio.Optional("title", description="film or series"): cv.string,
            probatio.Optional("when", description=f"{', '.join(SPAN_NAMES[:6])}… or YYYY-MM-DD"): cv.string,
            probatio.Optional("person", description="a name"): cv.string,
            probatio.Optional("screen", description="a TV or room"): cv.string,
        }
    )
    annotations = ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False)

    @override
    async def async_run(self, hass: HomeAssistant, arguments: Mapping[str, Any], llm_context: LLMContext) -> ToolResult:
        """Return facts of the history, or `{"problem": why there are none}`."""
        history = history_of(hass)
        replies = await async_get_replies(hass, llm_context.language)
        if isinstance(history, NotTold):
            return _problem(replies.say(history.value))
        wanted = {key: str(value).strip()[:MOST_WORDS] for key, value in arguments.items() if value not in (None, "")}
        try:
            span = span_of(wanted.get("when", ""), dt_util.now())
        except ValueError:
            return _problem(f"`when` must be one of {', '.join(SPAN_NAMES)}, a day, `last 3 days` or YYYY-MM-DD.")
        question = _question(wanted, span)
        try:
            answer = await async_ask(hass, async_get_home(hass, llm_context.assistant), history, question)
        except HistoryError:
            return _problem(replies.say(NotTold.BROKEN.value))
        return ToolResult(data=facts(answer))


def history_tools(hass: HomeAssistant) -> list[Tool]:
    """Return the tool where it may be asked, else none."""
    return [] if isinstance(history_of(hass), NotTold) else [HistoryTool()]


def _question(wanted: Mapping[str, str], span: Span | None) -> Question:
    """Return the question that a model's arguments ask; a title asks about that title, unless for how long."""
    title = wanted.get("title", "")
    ask = _ASKS.get(wanted.get("ask", ""), Ask.TITLE if title and span is None else Ask.WATCHED)
    if ask is Ask.WATCHED and title:
        ask = Ask.TITLE
    return Question(ask=ask, title=title, span=span, person=wanted.get("person", ""), place=wanted.get("screen", ""))


def _problem(text: str) -> ToolResult:
    """Return why there is no answer."""
    return ToolResult(data={"problem": text}, error=True)
