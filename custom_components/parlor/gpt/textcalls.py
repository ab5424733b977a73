"""Tool calls that a small model wrote as text, because its server does not parse them.

Seen from: Qwen without `<tool_call>` tags (bare JSON, with doubled braces from some templates) and with them, Llama
(`parameters`, `<function=…>`, `<|python_tag|>`), Mistral (`[TOOL_CALLS] [...]`), and fenced JSON from any of them.
"""

from collections.abc import Collection, Iterator, Mapping
import json
import re
from typing import Any

type TextCall = tuple[str, str]  # name, arguments as JSON text

_FUNCTION_TAG = re.compile(r"<function=([\w.-]+)>(.*?)(?:</function>|\Z)", re.DOTALL)
_NAME = re.compile(r'"(?:name|function)"\s*:\s*"([\w.-]+)"')
_ARGUMENTS = ("arguments", "parameters", "args")
_DECODER = json.JSONDecoder()
_LONGEST = 256 * 1024  # characters: what is longer is no call that anybody would want to run
_TRIES = 16  # openings that turn out to begin no JSON: each may cost a look at the whole text


def parse_text_calls(text: str, names: Collection[str]) -> tuple[TextCall, ...]:
    """Return the calls of the named tools in a text; of a call whose JSON is broken, the broken JSON as its arguments.

    What calls no tool of these names is no call: an answer may be JSON in its own right.
    """
    if len(text) > _LONGEST:
        return ()
    tagged = tuple((name, arguments.strip()) for name, arguments in _FUNCTION_TAG.findall(text) if name in names)
    return tagged or _in_json(text, names) or _in_json(_single_braces(text), names) or _broken(text, names)


def _in_json(text: str, names: Collection[str]) -> tuple[TextCall, ...]:
    return tuple(call for value in _values(text) for call in _calls(value, names))


def _values(text: str) -> Iterator[Any]:
    """Yield the JSON values in a text, whatever stands around them."""
    position = failed = 0
    while failed < _TRIES and (begin := _next_opening(text, position)) is not None:
        try:
            value, position = _DECODER.raw_decode(text, begin)
        except ValueError, RecursionError:
            position = begin + 1
            failed += 1
            continue
        yield value


def _next_opening(text: str, position: int) -> int | None:
    places = [place for place in (text.find("{", position), text.find("[", position)) if place >= 0]
    return min(places, default=None)


def _calls(value: Any, names: Collection[str]) -> Iterator[TextCall]:
    if isinstance(value, list):
        for item in value:
            yield from _calls(item, names)
    elif isinstance(value, Mapping):
        if isinstance(inner := value.get("tool_calls", value.get("function")), list | Mapping):
            yield from _calls(inner, names)
        elif (call := _call(value, names)) is not None:
            yield call


def _call(value: Mapping[str, Any], names: Collection[str]) -> TextCall | None:
    name = value.get("name", value.get("function"))
    arguments = next((value[key] for key in _ARGUMENTS if key in value), None)
    if not isinstance(name, str) or (known := _known(name, names)) is None:
        return None
    if isinstance(arguments, str):
        return known, arguments
    return known, json.dumps(arguments or {}, ensure_ascii=False)


def _known(name: str, names: Collection[str]) -> str | None:
    bare = name.removeprefix("functions.")
    return bare if bare in names else None


def _single_braces(text: str) -> str:
    return text.replace("{{", "{").replace("}}", "}")


def _broken(text: str, names: Collection[str]) -> tuple[TextCall, ...]:
    """Return the first tool that is named, with the whole text: who runs it will find that it is no JSON, and say so."""
    for name in _NAME.findall(text):
        if (known := _known(name, names)) is not None:
            return ((known, text),)
    return ()
