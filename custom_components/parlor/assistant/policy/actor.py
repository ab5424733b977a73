"""Who a plan is run for, and under which rules."""

from dataclasses import dataclass, replace
from typing import Self

from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers.llm import LLMContext

from ..speaker import Speaker, async_speaker
from ..utterance import Way
from .rule import SENSITIVE_ALLOWED, Deed, Rule, built_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who a turn acts for, and what the user laid down for the agent.

    `confirmed` are the deeds that a person said yes to: nothing but `confirming/` sets it. `way` is how its plans come about,
    and `agent_id` by which agent, where that is not what the turn says; `undoes` counts undos of undos.
    """

    llm_context: LLMContext
    allow_sensitive: bool = False
    rules: tuple[Rule, ...] = ()
    has_pin: bool = False
    speaker: Speaker | None = None
    confirmed: frozenset[tuple[str, str]] = frozenset()
    way: Way | None = None
    agent_id: str | None = None
    undoes: int = 0

    @property
    def context(self) -> Context:
        """Return the context that service calls are made in, so that Home Assistant's own checks hold."""
        return self.llm_context.context or Context()

    @property
    def all_rules(self) -> tuple[Rule, ...]:
        """Return the rules in the order in which they are asked."""
        allowed = (SENSITIVE_ALLOWED,) if self.allow_sensitive else ()
        return (*self.rules, *allowed, *built_in(has_pin=self.has_pin))

    async def async_speaker(self, hass: HomeAssistant) -> Speaker:
        """Return who speaks, looked up where it is not said."""
        return self.speaker or await async_speaker(hass, self.llm_context)

    def is_confirmed(self, deed: Deed) -> bool:
        """Say whether a person said yes to a deed."""
        return deed.key in self.confirmed

    def standing_for(self, step_keys: frozenset[tuple[str, str]], inner: frozenset[tuple[str, str]]) -> Self:
        """Return the same actor for the calls that a confirmed step comes to; unchanged where it was not confirmed."""
        return replace(self, confirmed=self.confirmed | inner) if step_keys & self.confirmed else self
