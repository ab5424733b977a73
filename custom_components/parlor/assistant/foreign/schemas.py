"""Schemas of others' tools, as every model's service takes them: an object, small, without alternatives at its top. Pure."""

from collections.abc import Iterable, Mapping
import json
import re
from typing import Any, Final

MOST_BYTES: Final = 4000
DEEPEST: Final = 6
MOST_PROPERTIES: Final = 40
MOST_CHOICES: Final = 60
MOST_WORDS: Final = 300
_ALTERNATIVES: Final = ("allOf", "anyOf", "oneOf")
_KEPT: Final = frozenset(
    {
        "type", "description", "enum", "items", "properties", "required", "minimum", "maximum", "minLength", "maxLength",
        "minItems", "maxItems", "format", "default", "additionalProperties", "anyOf", "oneOf", "allOf", "const",
    }
)  # fmt: skip
_NAME: Final = re.compile(r"[^a-zA-Z0-9_-]+")
LONGEST_NAME: Final = 64
OURS: Final = "parlor__"


class Unfit(ValueError):
    """A schema that no service would take."""


def sane_schema(raw: Any) -> dict[str, Any]:
    """Return a schema as an object with properties; raises Unfit where there is no way to."""
    if not isinstance(raw, Mapping):
        raise Unfit("no object")
    merged = _merged(raw)
    if merged.get("type", "object") not in ("object", ["object"]):
        raise Unfit("no object at its top")
    try:
        schema = _sane(merged, 0)
    except RecursionError as error:
        raise Unfit("nested without end") from error
    schema |= {"type": "object", "properties": schema.get("properties", {})}
    known = schema["properties"]
    schema["required"] = [name for name in schema.get("required", []) if name in known]
    try:
        size = len(json.dumps(schema))
    except (TypeError, ValueError) as error:
        raise Unfit("not JSON") from error
    if size > MOST_BYTES:
        raise Unfit(f"{size} bytes")
    return schema


def _merged(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema without alternatives at its top: their properties together, needed where all need them."""
    merged = {key: value for key, value in raw.items() if key not in _ALTERNATIVES}
    for kind in _ALTERNATIVES:
        branches = [each for each in _listed(raw.get(kind)) if isinstance(each, Mapping)]
        if not branches:
            continue
        properties = dict(_mapped(merged.get("properties")))
        for branch in branches:
            for name, value in _mapped(branch.get("properties")).items():
                properties.setdefault(name, value)
        needs = [set(map(str, _listed(branch.get("required")))) for branch in branches]
        needed = set.union(*needs) if kind == "allOf" else set.intersection(*needs)
        merged["properties"] = properties
        merged["required"] = [*_listed(merged.get("required")), *sorted(needed)]
        merged.setdefault("type", "object")
    return merged


def _sane(raw: Mapping[str, Any], depth: int) -> dict[str, Any]:
    """Return the part of a schema that services know, bounded."""
    if depth > DEEPEST:
        return {}
    told = {key: _part(key, value, depth) for key, value in raw.items() if key in _KEPT}
    if told.get("items") in (True, False):
        told["items"] = {}
    return told


def _part(key: str, value: Any, depth: int) -> Any:
    """Return what one key of a schema says, bounded."""
    match key:
        case "properties":
            names = list(_mapped(value).items())[:MOST_PROPERTIES]
            return {str(name)[:LONGEST_NAME]: _sane(_mapped(each), depth + 1) for name, each in names}
        case "items" | "additionalProperties":
            return _sane(value, depth + 1) if isinstance(value, Mapping) else bool(value)
        case "anyOf" | "oneOf" | "allOf":
            return [_sane(_mapped(each), depth + 1) for each in _listed(value)[:MOST_CHOICES]]
        case "enum":
            return _listed(value)[:MOST_CHOICES]
        case "description":
            return " ".join(str(value).split())[:MOST_WORDS]
        case "required":
            return [str(each) for each in _listed(value)]
    return value


def _mapped(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple | set | frozenset) else []


def fit_name(name: str, taken: Iterable[str]) -> str:
    """Return a name that services take, like no other; none that seems to be one of Parlor's own."""
    others = frozenset(taken)
    fit = _NAME.sub("_", name).strip("_")[:LONGEST_NAME] or "tool"
    if fit.startswith(OURS):
        fit = f"x_{fit}"[:LONGEST_NAME]
    number, base = 1, fit
    while fit in others:
        number += 1
        ending = f"_{number}"
        fit = f"{base[: LONGEST_NAME - len(ending)]}{ending}"
    return fit
