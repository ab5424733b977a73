"""What every request of an agent begins with: instructions, the index of the home, tools. Services and servers keep what they have read of it."""

from dataclasses import dataclass, replace

import probatio

from homeassistant.components.conversation import ChatLog, SystemContent
from homeassistant.helpers import llm

from ..gpt.request import Message, ToolSpec
from .api import ParlorAPI
from .foreign.tool import ForeignTool
from .home import async_get_home
from .prompt.stable import stable_part


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """The first message of a request, and the tools that are offered with it."""

    prefix: str = ""
    tools: tuple[ToolSpec, ...] = ()

    @property
    def message(self) -> Message:
        """Return the first message."""
        return Message("developer", self.prefix)

    def without(self, tool: str) -> Beginning:
        """Return it without a tool."""
        return replace(self, tools=tuple(each for each in self.tools if each.name != tool))


async def async_begin(
    chat_log: ChatLog, llm_context: llm.LLMContext, api: ParlorAPI, prompt: str | None, extra: str | None = None
) -> Beginning:
    """Return how the requests of a conversation begin; raises `ConverseError` when the user's own prompt cannot be rendered."""
    home, known = async_get_home(api.hass, llm_context.assistant), chat_log.llm_api
    # Home Assistant keeps tools and prompt for a whole conversation: not beyond a change of the home or of the rights.
    if known is not None and (known.api != api or known.api_prompt != stable_part(home)):
        chat_log.llm_api = None
    await chat_log.async_provide_llm_data(llm_context, api, prompt or None, extra)
    assert chat_log.llm_api is not None
    prefix = _without_date(chat_log, chat_log.llm_api.api_prompt)
    chat_log.content[0] = SystemContent(content=prefix)
    return Beginning(prefix=prefix, tools=_tool_specs(chat_log.llm_api))


def _without_date(chat_log: ChatLog, api_prompt: str) -> str:
    """Return the system prompt without the date that Home Assistant adds behind ours: it would spoil the cache every turn."""
    content = chat_log.content[0]
    rendered = content.content if isinstance(content, SystemContent) else ""
    extra = chat_log.extra_system_prompt or ""
    # The last of them is ours: the user's own prompt before it may say the same.
    before, ours, _ = rendered.removesuffix(extra).rpartition(api_prompt)
    return "\n".join([before + ours or rendered, *([extra] if ours and extra else [])])


def _tool_specs(api: llm.APIInstance) -> tuple[ToolSpec, ...]:
    """Return the tools as a model's service wants them."""
    return tuple(
        ToolSpec(
            tool.name,
            tool.description or "",
            tool.json_schema
            if isinstance(tool, ForeignTool)
            else probatio.to_openapi(tool.parameters, custom_serializer=api.custom_serializer, openapi_version="3.1.0"),
        )
        for tool in api.tools
    )
