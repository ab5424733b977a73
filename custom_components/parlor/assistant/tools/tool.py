"""What all tools have: their own faults are told and do not end the turn."""

from abc import abstractmethod
from collections.abc import Mapping
import json
import logging
import re
from typing import Any, Final, override

from homeassistant.core import HomeAssistant
from homeassistant.helpers.llm import LLMContext, Tool, ToolInput, ToolResult

from ..replies import async_get_replies

# Under this key a call's arguments are kept that were no JSON.
UNREADABLE = "unreadable"
_STEPS: Final = re.compile(r'\s*\{\s*"steps"\s*:\s*\[\s*')
_NEXT: Final = re.compile(r"\s*,\s*")
# How often a plan must come again to be a loop, and how much of it is looked at.
_LEAST_ROUNDS: Final = 3
_LONGEST_LOOP: Final = 100_000
_MOST_STEPS: Final = 200
_LOGGER = logging.getLogger(__name__)


class ParlorTool(Tool):
    """A tool whose own faults are told and do not end the turn: Home Assistant lets but two kinds of errors pass."""

    integration = "parlor"

    @override
    async def async_call(self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext) -> ToolResult:
        """Run the tool; its result says what went wrong, if anything did."""
        if UNREADABLE in tool_input.tool_args:
            return ToolResult(data={"done": False, "problems": ["The arguments are not valid JSON."]}, error=True)
        try:
            return await self.async_run(hass, tool_input.tool_args, llm_context)
        except Exception:
            _LOGGER.exception("The tool %s failed", self.name)
            replies = await async_get_replies(hass, llm_context.language)
            return ToolResult(data={"done": False, "speech": replies.say("broken")}, error=True)

    @abstractmethod
    async def async_run(self, hass: HomeAssistant, arguments: Mapping[str, Any], llm_context: LLMContext) -> ToolResult:
        """Do what the tool is for, with the arguments as the model wrote them."""


def read_arguments(text: str) -> dict[str, Any]:
    """Return a tool call's arguments, or what was unreadable about them, bounded."""
    try:
        arguments = json.loads(text or "{}")
    except ValueError, RecursionError:
        arguments = _steps_of_a_loop(text)
    return arguments if isinstance(arguments, dict) else {UNREADABLE: text[:200]}


def _steps_of_a_loop(text: str) -> dict[str, Any] | None:
    """Return the steps, each once, of a plan that a model wrote over and over until it was cut off; None of one that was merely cut off.

    What is missing at the end of such a plan is the rest of a step that is there already, and nothing but more of the same.
    """
    text = text[:_LONGEST_LOOP]
    if not (match := _STEPS.match(text)):
        return None
    decoder, at, count = json.JSONDecoder(), match.end(), 0
    once: dict[str, Any] = {}
    try:
        while count < _MOST_STEPS:
            step, end = decoder.raw_decode(text, at)
            once.setdefault(text[at:end], step)
            count += 1
            if not (comma := _NEXT.match(text, end)):
                return None
            at = comma.end()
    except ValueError, RecursionError:
        if not any(written.startswith(text[at:]) for written in once):
            return None
    return {"steps": list(once.values()), "say": ""} if count >= _LEAST_ROUNDS * len(once) > 0 else None
