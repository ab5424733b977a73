"""Parlor's own set of tools and prompt, handed to Home Assistant's chat log as an object."""

from dataclasses import dataclass, field
from typing import override

from homeassistant.helpers import llm

from .confirming.asking import Asking
from .confirming.terms import Terms
from .foreign.gathering import async_foreign_tools
from .home import Home, async_get_home
from .prompt.stable import stable_part
from .tools.act import ActTool
from .tools.appliance import appliance_tools
from .tools.find import FindTool
from .tools.later import LaterTool, later_tools
from .tools.remember import RememberTool
from .tools.screen import screen_tools
from .tools.think import ThinkTool


@dataclass(slots=True, kw_only=True)
class ParlorAPI(llm.API):
    """What one conversation agent of Parlor may use."""

    terms: Terms = field(default_factory=Terms)
    asking: Asking | None = None
    may_think: bool = False
    agent_id: str = ""
    foreign: tuple[str, ...] = ()

    @override
    async def async_get_api_instance(self, llm_context: llm.LLMContext) -> llm.APIInstance:
        """Return the tools and the stable part of the prompt for the home as it is now."""
        home = async_get_home(self.hass, llm_context.assistant)
        foreign = await async_foreign_tools(self.hass, self.foreign, llm_context, terms=self.terms, asking=self.asking)
        act = [ActTool(home, terms=self.terms, asking=self.asking)] if home.things else []
        return llm.APIInstance(
            api=self,
            api_prompt=stable_part(home),
            llm_context=llm_context,
            tools=[
                *act,
                FindTool(),
                *screen_tools(self.hass, home),
                *appliance_tools(self.hass, home, terms=self.terms, asking=self.asking),
                *self._later_tools(home),
                RememberTool(),
                *([ThinkTool()] if self.may_think else []),
                *foreign,
            ],
            custom_serializer=llm.selector_serializer,
        )

    def _later_tools(self, home: Home) -> list[LaterTool]:
        """Return the tool to do something later, where there is something to do."""
        if not home.things:
            return []
        return later_tools(self.hass, terms=self.terms, agent_id=self.agent_id, asking=self.asking)
