"""A request for a model that has to be held to its tools: it takes any that it sees, and may fill them without end."""

from dataclasses import replace
from typing import Final

from .request import Request

# A plan of many steps is shorter.
MOST_TOKENS: Final = 600


def held(request: Request) -> Request:
    """Return a request with no more tools than the model is to be held to, and with a bounded answer."""
    offered = tuple(tool for tool in request.tools if tool.name in request.held_to)
    return replace(
        request,
        tools=offered or request.tools,
        max_output_tokens=min(request.max_output_tokens, MOST_TOKENS),
    )
