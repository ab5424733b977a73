"""Parlor's tools for every other agent in Home Assistant, and over MCP."""

from homeassistant.components.llm import LLMTools
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.llm import LLM_API_ASSIST, LLMContext

from .assistant.home import async_get_home
from .assistant.tools.act import ActTool
from .assistant.tools.appliance import appliance_tools
from .assistant.tools.find import FindTool
from .assistant.tools.later import later_tools
from .assistant.tools.screen import screen_tools

PROMPT = (
    "parlor__act runs one or more steps in one call and checks that they worked: prefer it for commands, "
    "above all for several at once and for TVs, and tell the user its `speech`. "
    "parlor__find tells states and what is on, with app, source, title and position. "
    "parlor__screen, where it is offered, tells what is on the TVs and what was watched before. "
    "parlor__appliance, where it is offered, tells how washers, ovens and the like are, and starts and stops them: "
    "tell the user its `speech`. "
    "parlor__later, where it is offered, does things at a time, on an event or a state: tell the user its `speech`."
)


@callback
def async_get_tools(hass: HomeAssistant, llm_context: LLMContext, api_id: str) -> LLMTools | None:
    """Return the tools for the Assist API: what they may touch is what is exposed to it."""
    # What nothing is exposed to may see nothing.
    if api_id != LLM_API_ASSIST or not llm_context.assistant:
        return None
    home = async_get_home(hass, llm_context.assistant)
    if not home.things:
        return None
    tools = [
        ActTool(home),
        FindTool(),
        *screen_tools(hass, home),
        *appliance_tools(hass, home),
        *later_tools(hass),
    ]
    return LLMTools(tools=tools, prompt=PROMPT)
