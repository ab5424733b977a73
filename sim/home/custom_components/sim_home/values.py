"""Values as a file writes them, turned into what Home Assistant's entities expect."""

from collections.abc import Iterable
from enum import Enum, Flag
import importlib
import re
from typing import Any

# `light.ColorMode.HS`: how the public data set writes members of the enums of Home Assistant's components.
_MEMBER = re.compile(r"([a-z_]+)\.([A-Z]\w*)\.([A-Z][A-Z0-9_]*)")


def resolved(value: Any) -> Any:
    """Return a value with every written enum member, also inside lists, replaced by the member. Raises ValueError."""
    if isinstance(value, list):
        return [resolved(item) for item in value]
    if isinstance(value, str) and (match := _MEMBER.fullmatch(value)):
        domain, enum, member = match.groups()
        component = importlib.import_module(f"homeassistant.components.{domain}")
        try:
            found: Enum = getattr(component, enum)[member]
        except (AttributeError, KeyError) as error:
            raise ValueError(f"{value} is not known to Home Assistant") from error
        return found
    return value


def flags[F: Flag](kind: type[F], value: Any) -> F:
    """Return features as one flag: from a number, from one member, or from a list of them."""
    if isinstance(value, int):
        return kind(value)
    result = kind(0)
    for item in value if isinstance(value, Iterable) and not isinstance(value, str) else [value]:
        result |= item if isinstance(item, kind) else kind[str(item).upper()]
    return result


def text_of_state(state: Any) -> str | None:
    """Return a state as text: YAML reads a bare `off` as a boolean."""
    if state is None:
        return None
    if isinstance(state, bool):
        return "on" if state else "off"
    return str(state)


def number_or_text(state: str) -> int | float | str:
    """Return a number where the text is one: 90 stays `90`, 21.5 stays `21.5`."""
    for kind in (int, float):
        try:
            return kind(state)
        except ValueError:
            continue
    return state
