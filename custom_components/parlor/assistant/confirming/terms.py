"""What a user laid down for one agent: its rules, its PIN."""

from dataclasses import dataclass

from homeassistant.helpers.llm import LLMContext

from ..policy.actor import Actor
from ..policy.rule import Rule
from .pin import Pin


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an agent may do, at once or after a yes; without any the built-in rules alone."""

    rules: tuple[Rule, ...] = ()
    allow_sensitive: bool = False
    pin: Pin | None = None

    def actor(self, llm_context: LLMContext) -> Actor:
        """Return who acts for a speaker under these terms."""
        return Actor(
            llm_context=llm_context,
            allow_sensitive=self.allow_sensitive,
            rules=self.rules,
            has_pin=self.pin is not None,
        )
