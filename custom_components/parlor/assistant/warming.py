"""Has the first model of an agent get ready before there is a sentence: only what costs no money, and counted as every request."""

from typing import Final

from ..gpt.estimate import input_tokens
from ..gpt.request import Message, Request
from ..gpt.spending.ledger import Account
from ..gpt.spending.purse import Refusal
from .beginning import Beginning
from .consulting import Means
from .routing import Route
from .tools.act import ACT

# Stands where a sentence will be.
WARMING: Final = "…"


async def async_warm(means: Means, route: Route, beginning: Beginning, agent_id: str) -> None:
    """Have a model get ready for requests with a beginning; one that has a price only has its connection opened."""
    service = means.service(route)
    if service is None:
        return
    request = Request(
        route.model,
        (beginning.message, Message("user", WARMING)),
        tools=beginning.tools,
        reasoning_effort=route.effort,
        cache_key=agent_id,
        held_to=frozenset({ACT}),
    )
    if means.purse is None:
        await service.warm(request)
        return
    reserved = means.purse.reserve(Account(means.account, route.role, route.model), input_tokens(request))
    if isinstance(reserved, Refusal):  # nothing will be asked
        return
    try:
        usage = await service.warm(request, reads=not reserved.cost)
    finally:
        means.purse.release(reserved)
    if usage is not None:
        means.purse.settle(reserved, usage)
