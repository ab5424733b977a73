"""Reads the configured actions of scripts, automations and the like: which services they call, on what. Pure.

What is written as a template is known only when it runs, and is told as unknown here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
import re
from typing import Any, Final

from homeassistant.helpers.template import Template

_TARGETS: Final = ("entity_id", "device_id", "area_id", "floor_id", "label_id")
_TEMPLATE: Final = re.compile(r"{[{%#]")
# Configurations may be nested this deep, and call this much; beyond it they count as unknown.
_DEEPEST: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Configured:
    """One configured call: `action` None where a template decides it; `is_open` where a template decides what it acts on.

    `event` is an event that is fired instead of a call, `states` those that are applied as a scene.
    """

    action: str | None = None
    targets: Mapping[str, list[str]] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    is_open: bool = False
    event: str | None = None
    states: Mapping[str, Any] = field(default_factory=dict)


def configured(config: Any) -> Iterator[Configured]:
    """Yield every call in a configuration of actions."""
    for action in _mappings(config, 0):
        if action is None:
            yield Configured()
        elif (read := _read(action)) is not None:
            yield read


def text_of(value: Any) -> str | None:
    """Return a configured text, or None where a template makes it."""
    if isinstance(value, Template):
        return value.template if value.is_static else None
    text = str(value)
    return None if _TEMPLATE.search(text) else text


def texts_in(config: Any) -> Iterator[str]:
    """Yield every text in a configuration, templates as they are written."""
    if isinstance(config, Template):
        yield config.template
    elif isinstance(config, str):
        yield config
    elif isinstance(config, Mapping):
        for key, value in config.items():
            yield str(key)
            yield from texts_in(value)
    elif isinstance(config, list | tuple | set):
        for value in config:
            yield from texts_in(value)


def _mappings(config: Any, depth: int) -> Iterator[Mapping[str, Any] | None]:
    """Yield every mapping in a configuration, outermost first; None for what lies too deep."""
    if depth > _DEEPEST:
        yield None
        return
    if isinstance(config, Mapping):
        yield config
        inner: Iterable[Any] = config.values()
    else:
        inner = config if isinstance(config, list | tuple) else ()
    for each in inner:
        yield from _mappings(each, depth + 1)


def _read(action: Mapping[str, Any]) -> Configured | None:
    """Return what one mapping calls, or None where it calls nothing."""
    if isinstance(scene := action.get("scene"), str):
        return Configured(action="scene.turn_on", targets={"entity_id": [scene]})
    if "event" in action and isinstance(action["event"], str | Template) and "platform" not in action:
        return Configured(event=text_of(action["event"]) or "")
    if (
        "device_id" in action
        and "type" in action
        and "domain" in action
        and not {"platform", "trigger"} & action.keys()
    ):
        return _device_action(action)
    service = action.get("action") or action.get("service") or action.get("service_template")
    if not isinstance(service, str | Template):
        return None
    name = text_of(service)
    targets, is_open = _targets(action)
    data = action.get("data")
    return Configured(
        action=name.strip().casefold() if name else None,
        targets=targets,
        is_open=is_open,
        data=data if isinstance(data, Mapping) else {},
        states=_applied(data),
    )


def _device_action(action: Mapping[str, Any]) -> Configured | None:
    """Return what a device's own action calls; a condition on a device calls nothing."""
    domain, kind = str(action["domain"]), str(action["type"])
    if action.get("condition"):
        return None
    service = {
        ("cover", "open"): "open_cover",
        ("cover", "close"): "close_cover",
        ("cover", "stop"): "stop_cover",
        ("alarm_control_panel", "disarm"): "alarm_disarm",
        ("alarm_control_panel", "trigger"): "alarm_trigger",
    }.get((domain, kind), kind)
    if domain == "alarm_control_panel" and kind.startswith("arm_"):
        service = f"alarm_{kind}"
    entity_id = action.get("entity_id")
    targets = {"entity_id": [str(entity_id)]} if entity_id else {"device_id": [str(action["device_id"])]}
    return Configured(action=f"{domain}.{service}", targets=targets)


def _targets(action: Mapping[str, Any]) -> tuple[dict[str, list[str]], bool]:
    """Return what an action names to act on, and whether a template decides any of it."""
    found: dict[str, list[str]] = {}
    is_open = False
    for place in (action, action.get("target"), action.get("data"), action.get("data_template")):
        if isinstance(place, str | Template):
            is_open = True
        for name in _TARGETS if isinstance(place, Mapping) else ():
            given = place.get(name)  # type: ignore[union-attr]  # a mapping, as just asked
            for each in given if isinstance(given, list | tuple) else [] if given is None else [given]:
                text = text_of(each)
                is_open = is_open or text is None
                found.setdefault(name, []).extend(
                    part.strip() for part in (text or "").split(",") if part.strip() and part.strip() != "none"
                )
    return {name: ids for name, ids in found.items() if ids}, is_open


def _applied(data: Any) -> Mapping[str, Any]:
    """Return the states in the data of `scene.apply` or `scene.create`, by entity."""
    entities = data.get("entities") if isinstance(data, Mapping) else None
    if not isinstance(entities, Mapping):
        return {}
    return {str(name): state.get("state") if isinstance(state, Mapping) else state for name, state in entities.items()}
