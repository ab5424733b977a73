"""What is set of an assistant beside its service and its agents: who thinks, who steps in, what may be spent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from .assistant.routing import Roles, TurnLimits
from .gpt.spending.budget import Budget
from .gpt.spending.prices import Price, parse_prices

CONF_SPENDING: Final = "spending"
CONF_PRICES: Final = "prices"
CONF_ROLES: Final = "roles"

CONF_ROUNDS: Final = "rounds"
CONF_SECONDS: Final = "seconds"
CONF_TOKENS: Final = "tokens"

CONF_REASONING_MODEL: Final = "reasoning_model"
CONF_REASONING_EFFORT: Final = "reasoning_effort"
CONF_FALLBACK_MODEL: Final = "fallback_model"
CONF_OTHER_ASSISTANT: Final = "other_assistant"
CONF_OTHER_MODEL: Final = "other_model"
# The settings that name a model of this entry's own service.
OWN_MODELS: Final = (CONF_REASONING_MODEL, CONF_FALLBACK_MODEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantOptions:
    """The options of an assistant's entry; `roles` lacks the chat model, which is each agent's own."""

    limits: TurnLimits
    budget: Budget
    prices: Mapping[str, Price]
    roles: Roles
    other_assistant: str | None

    @classmethod
    def parse(cls, options: Mapping[str, Any]) -> Self:
        """Return what options say."""
        spending: Mapping[str, Any] = options.get(CONF_SPENDING) or {}
        roles: Mapping[str, Any] = options.get(CONF_ROLES) or {}
        usual = TurnLimits()
        other = roles.get(CONF_OTHER_ASSISTANT) or None
        return cls(
            limits=TurnLimits(
                rounds=int(spending.get(CONF_ROUNDS, usual.rounds)),
                seconds=float(spending.get(CONF_SECONDS, usual.seconds)),
                tokens=int(spending.get(CONF_TOKENS, usual.tokens)),
            ),
            budget=Budget.parse(spending),
            prices=parse_prices(options.get(CONF_PRICES)),
            roles=Roles(
                reasoning=roles.get(CONF_REASONING_MODEL) or None,
                effort=roles.get(CONF_REASONING_EFFORT) or None,
                fallback=roles.get(CONF_FALLBACK_MODEL) or None,
                other=(roles.get(CONF_OTHER_MODEL) or None) if other else None,
            ),
            other_assistant=other,
        )
