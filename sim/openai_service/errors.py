"""Error bodies as the real service writes them."""

from collections.abc import Mapping
from typing import Any

type Body = dict[str, Any]


class Refused(Exception):
    """The request is not answered but refused, with this status and body."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        """Say what goes back."""
        super().__init__(status)
        self.status = status
        self.body = body


def error(
    message: str, kind: str = "invalid_request_error", *, code: str | None = None, param: str | None = None
) -> Body:
    """Return a body in the one shape that every error has."""
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


NO_KEY = error(
    "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e."
    " Authorization: Bearer YOUR_KEY). You can obtain an API key from https://platform.openai.com/account/api-keys."
)
RATE_LIMIT = error(
    "Rate limit reached for requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s.",
    "requests",
    code="rate_limit_exceeded",
)
QUOTA = error(
    "You exceeded your current quota, please check your plan and billing details.",
    "insufficient_quota",
    code="insufficient_quota",
)
TOO_LONG = error(
    "Your input exceeds the context window of this model. Please adjust your input and try again.",
    code="context_length_exceeded",
    param="input",
)
_USUAL: Mapping[int, Body] = {
    403: error(
        "Country, region, or territory not supported", "request_forbidden", code="unsupported_country_region_territory"
    ),
    429: RATE_LIMIT,
    500: error("The server had an error while processing your request. Sorry about that!", "server_error"),
    503: error("The engine is currently overloaded, please try again later", "service_unavailable_error"),
}


def wrong_key(key: str) -> Body:
    """Return the answer to a key that is not right, which repeats the key, as the real one does in part."""
    return error(
        f"Incorrect API key provided: {key}. You can find your API key at https://platform.openai.com/account/api-keys.",
        code="invalid_api_key",
    )


def unknown_model(model: str) -> Body:
    """Return the 404 of a model that does not exist."""
    message = f"The model `{model}` does not exist or you do not have access to it."
    return error(message, code="model_not_found")


def usual(status: int) -> Body:
    """Return the usual body of a status."""
    return _USUAL.get(status) or error(f"Error {status}")
