"""The way in which a model asks for one that thinks longer; there only where such a model is set."""

from collections.abc import Mapping
from typing import Any, override

import probatio

from homeassistant.core import HomeAssistant
from homeassistant.helpers.llm import LLMContext, ToolAnnotations, ToolResult

from .tool import ParlorTool

THINK = "parlor__think"


class ThinkTool(ParlorTool):
    """Hands a hard request over; the turn goes on with the other model when it was called."""

    name = THINK
    title = "Think longer"
    description = "Hands a hard request to a stronger model. Not for plain commands."
    parameters = probatio.Schema({})
    annotations = ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False)

    @override
    async def async_run(self, hass: HomeAssistant, arguments: Mapping[str, Any], llm_context: LLMContext) -> ToolResult:
        """Return nothing new: who reads it is another model."""
        return ToolResult(data={"ok": True})
