"""How a service is asked to keep the beginning of requests in its cache, as far as the model takes it.

`prompt_cache_options`, `prompt_cache_retention` and `prompt_cache_breakpoint`: `openai/types/responses/response_create_params.py`
and `response_input_text_param.py` of the SDK.
"""

from typing import Any

from .capabilities import Feature
from .request import Request


def cache_fields(request: Request, without: frozenset[Feature], *, is_openai: bool) -> dict[str, Any]:
    """Return the fields of a body: the key for all, times to live for OpenAI; the old way where the new one was refused."""
    if request.cache_key is None:
        return {}
    fields: dict[str, Any] = {} if Feature.CACHE_KEY in without else {"prompt_cache_key": request.cache_key}
    if not is_openai:
        return fields
    if Feature.CACHE_OPTIONS not in without:
        fields["prompt_cache_options"] = {"ttl": "30m"}
    elif Feature.CACHE_RETENTION not in without:
        fields["prompt_cache_retention"] = "24h"
    return fields


def has_breakpoint(request: Request, without: frozenset[Feature], *, is_openai: bool) -> bool:
    """Say whether the first message, which all requests share, is marked: the tail behind it changes with every turn."""
    first = request.messages[0] if request.messages else None
    return (
        is_openai
        and request.cache_key is not None
        and Feature.CACHE_OPTIONS not in without
        and first is not None
        and first.role == "developer"
        and bool(first.text)
    )
