"""What the real service refuses with 400: what it checks before any model runs."""

from collections.abc import Iterable, Mapping
import re
from typing import Any

from .errors import Refused, error, unknown_model
from .mode import Mode

_TOOL_NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")
# Parameters of `POST /responses` and `POST /chat/completions`, from the types of the SDK.
_RESPONSES_NAMES = (
    "background context_management conversation include input instructions max_output_tokens max_tool_calls metadata model"
    " moderation parallel_tool_calls previous_response_id prompt prompt_cache_key prompt_cache_options prompt_cache_retention"
    " reasoning safety_identifier service_tier store stream stream_options temperature text tool_choice tools top_logprobs"
    " top_p truncation user access_programs"
)
_CHAT_NAMES = (
    "audio frequency_penalty function_call functions logit_bias logprobs max_completion_tokens max_tokens messages metadata"
    " modalities model moderation n parallel_tool_calls prediction presence_penalty prompt_cache_key prompt_cache_options"
    " prompt_cache_retention reasoning_effort response_format safety_identifier seed service_tier stop store stream"
    " stream_options temperature tool_choice tools top_logprobs top_p user verbosity web_search_options"
)
_RESPONSES = frozenset(_RESPONSES_NAMES.split())
_CHAT = frozenset(_CHAT_NAMES.split())


def _refuse(message: str, *, code: str | None = None, param: str | None = None) -> Refused:
    return Refused(400, error(message, code=code, param=param))


def check_responses(body: Any, mode: Mode) -> None:
    """Refuse a request to `/responses` as the real service does."""
    body = _check_common(body, mode, _RESPONSES, "input")
    for tool in body.get("tools") or ():
        if tool.get("type") == "function":
            _check_name(tool.get("name"))
    if isinstance(body["input"], list):
        _check_call_outputs(body["input"])


def check_chat(body: Any, mode: Mode) -> None:
    """Refuse a request to `/chat/completions` as the real service does."""
    body = _check_common(body, mode, _CHAT, "messages")
    if not mode.old_token_limit and "max_tokens" in body:
        message = (
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
        )
        raise _refuse(message, code="unsupported_parameter", param="max_tokens")
    if not mode.usage_option and "stream_options" in body:
        raise _refuse("Unrecognized request argument supplied: stream_options")
    for tool in body.get("tools") or ():
        _check_name(tool.get("function", {}).get("name"))
    _check_roles(body["messages"], mode)
    _check_tool_messages(body["messages"])


def _check_common(body: Any, mode: Mode, known: frozenset[str], asked: str) -> Mapping[str, Any]:
    if not isinstance(body, dict):
        raise _refuse("We could not parse the JSON body of your request.")
    for name in body:
        if name not in known:
            raise _refuse(f"Unknown parameter: '{name}'.", code="unknown_parameter", param=name)
    for name in ("model", asked):
        if not body.get(name):
            raise _refuse(f"Missing required parameter: '{name}'.", code="missing_required_parameter", param=name)
    if mode.only_listed_models and body["model"] not in (mode.models or ()):
        raise Refused(404, unknown_model(body["model"]))
    _check_features(body, mode)
    if len(body.get("prompt_cache_key") or "") > 64:
        message = "Invalid 'prompt_cache_key': string too long. Expected a string with maximum length 64."
        raise _refuse(message, code="string_above_max_length", param="prompt_cache_key")
    return body


def _check_features(body: Mapping[str, Any], mode: Mode) -> None:
    """Refuse what this model does not take."""
    for name in mode.refused:
        if body.get(name) is not None:
            param = "reasoning.effort" if name == "reasoning" else name
            message = f"Unsupported parameter: '{param}' is not supported with this model."
            raise _refuse(message, code="unsupported_parameter", param=param)
    if body.get("tools") and not mode.tools:
        message = f"registry.ollama.ai/library/{body['model']} does not support tools"
        raise Refused(400, error(message, "api_error"))


def _check_name(name: Any) -> None:
    if not isinstance(name, str) or not _TOOL_NAME.fullmatch(name):
        message = (
            "Invalid 'tools[0].name': string does not match pattern. Expected a string that matches '^[a-zA-Z0-9_-]+$'."
        )
        raise _refuse(message, code="invalid_value", param="tools[0].name")


def _check_call_outputs(items: Iterable[Mapping[str, Any]]) -> None:
    """Every function call needs its output, and every output its call before it."""
    calls: dict[str, bool] = {}
    for item in items:
        if item.get("type") == "function_call":
            calls[item["call_id"]] = False
        elif item.get("type") == "function_call_output":
            if item["call_id"] not in calls:
                raise _refuse(
                    f"No tool call found for function call output with call_id {item['call_id']}.", param="input"
                )
            calls[item["call_id"]] = True
    for call_id, answered in calls.items():
        if not answered:
            raise _refuse(f"No tool output found for function call {call_id}.", param="input")


def _check_roles(messages: Iterable[Mapping[str, Any]], mode: Mode) -> None:
    known = {"system", "user", "assistant", "tool"} | ({"developer"} if mode.developer_role else set())
    for message in messages:
        if message.get("role") not in known:
            raise _refuse(
                f"Invalid value: '{message.get('role')}'. Supported values are: {sorted(known)}.", param="messages"
            )


def _check_tool_messages(messages: Iterable[Mapping[str, Any]]) -> None:
    """Tool messages follow the assistant message that has their calls, and answer all of them."""
    open_calls: set[str] = set()
    for message in messages:
        if message["role"] == "tool":
            if message.get("tool_call_id") not in open_calls:
                raise _refuse(
                    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'."
                )
            open_calls.discard(message["tool_call_id"])
            continue
        _check_answered(open_calls)
        open_calls = {call["id"] for call in message.get("tool_calls") or ()}
    _check_answered(open_calls)


def _check_answered(open_calls: set[str]) -> None:
    if open_calls:
        raise _refuse(
            "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'."
            f" The following tool_call_ids did not have response messages: {', '.join(sorted(open_calls))}"
        )
