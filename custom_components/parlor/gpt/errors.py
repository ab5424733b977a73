"""Every way in which a service fails, told apart once."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
import json
import math
import re
from typing import Any

import httpx
import openai


class ErrorKind(StrEnum):
    """What went wrong, as far as it makes a difference to what people are told or what is tried next."""

    UNAUTHORIZED = "unauthorized"  # no key, or a wrong one
    FORBIDDEN = "forbidden"  # a key that may not
    RATE_LIMITED = "rate_limited"
    QUOTA = "quota"  # nothing left to spend
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    UNKNOWN_MODEL = "unknown_model"
    TOO_LONG = "too_long"  # more was asked than the model can read
    BAD_REQUEST = "bad_request"
    SERVER_ERROR = "server_error"
    NOT_OPENAI = "not_openai"  # something else answers there
    WRONG_PATH = "wrong_path"  # what answers there has none of the paths; only `Service.check` says so
    CUT = "cut"  # the answer broke off, or made no sense
    REFUSED = "refused"  # the provider's own policy said no


class ServiceError(Exception):
    """The service failed; neither a key nor anything else that was sent or received is part of it.

    `retry_after` is seconds, `status` that of HTTP, `param` the name of the parameter that was refused.
    """

    def __init__(
        self,
        kind: ErrorKind,
        *,
        retry_after: float | None = None,
        status: int | None = None,
        param: str | None = None,
    ) -> None:
        """Keep what is known."""
        super().__init__(kind.value if status is None else f"{kind.value} (HTTP {status})")
        self.kind = kind
        self.retry_after = retry_after
        self.status = status
        self.param = param


# Codes of `error.code` and `error.type`, from OpenAI's guide on errors, `types/responses/response_error.py` of the SDK, and llama.cpp.
_BY_CODE: Mapping[str, ErrorKind] = {
    "invalid_api_key": ErrorKind.UNAUTHORIZED,
    "insufficient_quota": ErrorKind.QUOTA,
    "billing_hard_limit_reached": ErrorKind.QUOTA,
    "rate_limit_exceeded": ErrorKind.RATE_LIMITED,
    "model_not_found": ErrorKind.UNKNOWN_MODEL,
    "context_length_exceeded": ErrorKind.TOO_LONG,
    "exceed_context_size_error": ErrorKind.TOO_LONG,
    "server_error": ErrorKind.SERVER_ERROR,
    "invalid_prompt": ErrorKind.REFUSED,
    "content_filter": ErrorKind.REFUSED,
    "content_policy_violation": ErrorKind.REFUSED,
    "bio_policy": ErrorKind.REFUSED,
    "misalignment_policy_violation": ErrorKind.REFUSED,
}
_BY_STATUS: Mapping[int, ErrorKind] = {
    400: ErrorKind.BAD_REQUEST,
    401: ErrorKind.UNAUTHORIZED,
    402: ErrorKind.QUOTA,
    403: ErrorKind.FORBIDDEN,
    408: ErrorKind.TIMEOUT,
    409: ErrorKind.BAD_REQUEST,
    413: ErrorKind.TOO_LONG,
    422: ErrorKind.BAD_REQUEST,
    429: ErrorKind.RATE_LIMITED,
}
_TOO_LONG = re.compile(r"context (length|window|size)|maximum context|too many tokens|prompt is too long")
# "the model `x` does not exist" (OpenAI, vLLM), "model 'x' not found" (Ollama); not "Invalid URL (GET /v1/models)".
_NO_MODEL = re.compile(r"\bmodel\b.*\b(not found|does not exist|not exist|no such)\b|invalid model")
_PARAM = re.compile(r"[a-z0-9_.\[\]]{1,80}")
# Parameters that servers name in a sentence only; nothing else of the sentence is kept, it may repeat what was sent.
_NAMED = re.compile(
    r"\b(stream_options|max_tokens|temperature|reasoning_effort|reasoning\.effort|parallel_tool_calls|prompt_cache_\w{3,10})\b"
)
# "… does not support tools" (Ollama), "does not support thinking" (Ollama), "tools param requires --jinja" (llama.cpp).
_NO_TOOLS = re.compile(r"not support (tools|tool|function)|tools? (param )?requires? |auto. tool choice requires")
_NO_THINKING = re.compile(r"not support (thinking|reasoning)")
_UNSUPPORTED = (None, "unsupported_parameter", "unknown_parameter")
# llama.cpp, with 500: "The model produced output that does not match the expected peg-native format".
_BAD_CALL = re.compile(
    r"output that does not match|does not match the expected [\w-]+ format|failed to parse (the )?(tool|input|output)"
)
NOT_A_ROUTE = frozenset({404, 405, 501})


def classify(status: int, body: object) -> ErrorKind:
    """Return what an error means; `body` is parsed JSON (with or without its `error`), or text."""
    error = _error(body)
    for name in ("code", "type"):
        if (kind := _BY_CODE.get(str(error.get(name)))) is not None:
            return kind
    text = json.dumps(body, default=str)[:4000].lower()
    if status < 500 and _NO_MODEL.search(text):
        return ErrorKind.UNKNOWN_MODEL
    if _TOO_LONG.search(text):
        return ErrorKind.TOO_LONG
    if status in NOT_A_ROUTE or 300 <= status < 400 or "unexpected endpoint" in text:  # LM Studio says so with 200
        return ErrorKind.NOT_OPENAI
    return _BY_STATUS.get(status, ErrorKind.BAD_REQUEST if 400 <= status < 500 else ErrorKind.SERVER_ERROR)


def error_from_body(body: object, status: int = 500) -> ServiceError:
    """Return the error that a body describes, one that came with status 200 (in a stream) included."""
    error = _error(body)
    claimed = error.get("code")
    status = claimed if isinstance(claimed, int) and 400 <= claimed < 600 else status
    return ServiceError(classify(status, body), status=status, param=_param(error, body))


def error_from_exception(err: Exception) -> ServiceError:
    """Return the error behind whatever the SDK or its HTTP client raised.

    A body is read past the SDK: errors of the HTTP client and of TLS come as they are, broken JSON and UTF-8 as `ValueError`.
    """
    if isinstance(err, openai.APIStatusError):
        return _error_from_status(err)
    cause = err.__cause__ if isinstance(err, openai.APIConnectionError) else err
    if isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout):
        return ServiceError(ErrorKind.UNREACHABLE)
    if isinstance(err, openai.APITimeoutError | TimeoutError | httpx.TimeoutException):
        return ServiceError(ErrorKind.TIMEOUT)
    dropped = not isinstance(err, openai.APIConnectionError) or isinstance(
        cause, httpx.NetworkError | httpx.ProtocolError
    )
    return ServiceError(ErrorKind.CUT if dropped else ErrorKind.UNREACHABLE)


def _error_from_status(err: openai.APIStatusError) -> ServiceError:
    return ServiceError(
        classify(err.status_code, err.body),
        retry_after=_retry_after(err.response.headers),
        status=err.status_code,
        param=_param(_error(err.body), err.body),
    )


def _error(body: object) -> Mapping[str, Any]:
    """Return the error object of a body, which the SDK may have taken out already."""
    if not isinstance(body, Mapping):
        return {}
    inner = body.get("error", body)
    return inner if isinstance(inner, Mapping) else {}


def _param(error: Mapping[str, Any], body: object) -> str | None:
    """Return the parameter that was refused: as it is named, or one of those that a sentence can be about."""
    param = error.get("param")
    if isinstance(param, str) and _PARAM.fullmatch(param) and param not in ("input", "messages", "body"):
        # What is wrong with the tools that were sent does not mean that none are taken.
        return param if param != "tools" or error.get("code") in _UNSUPPORTED else None
    message = json.dumps(error.get("message") or body, default=str)[:4000].lower()
    if _NO_TOOLS.search(message) or _BAD_CALL.search(message):
        return "tools"
    if _NO_THINKING.search(message):
        return "reasoning_effort"
    named = _NAMED.search(message)
    return named[0] if named else None


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds to wait: `Retry-After` is seconds or a date (RFC 9110), `retry-after-ms` is OpenAI's own."""
    for name, unit in (("retry-after-ms", 1000), ("retry-after", 1)):
        try:
            seconds = float(headers.get(name, "")) / unit
        except ValueError:
            continue
        return max(seconds, 0.0) if math.isfinite(seconds) else None
    try:
        date = parsedate_to_datetime(headers.get("retry-after", ""))
    except ValueError:
        return None
    return max((date.astimezone(UTC) - datetime.now(UTC)).total_seconds(), 0.0)
