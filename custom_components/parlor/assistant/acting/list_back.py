"""How a to-do list gets back the items that it had, and loses exactly those that came on it. Pure."""

from collections.abc import Mapping
from typing import Any

from homeassistant.util.json import JsonValueType

from ..plan.steps import Step
from .changed import ITEMS, NO_WAY, Call, Changed, WayBack, aspect_of


def items_back(changed: Changed) -> WayBack:
    """Take the items off a list that came on it by these steps, put those back that went, and name the others as before."""
    before = {str(item.get("uid")): item for item in aspect_of(changed.before, ITEMS) or ()}
    left = {str(item.get("uid")): item for item in aspect_of(changed.left, ITEMS) or ()}
    added = {item for step in changed.steps if step.service == "add_item" for item in _items_of(step)}
    calls: list[Call] = [
        ("remove_item", {"item": [uid]})
        for uid, item in left.items()
        if uid not in before and item.get("summary") in added
    ]
    named = {item for step in changed.steps if step.service != "add_item" for item in _items_of(step)}
    for uid, item in before.items():
        if not {uid, str(item.get("summary"))} & named:
            continue
        if uid not in left:
            calls.append(("add_item", _item_data(item, "item")))
        elif left[uid] != item:
            calls.append(("update_item", {"item": uid, **_item_data(item, "rename"), "status": item.get("status")}))
    return WayBack(tuple(calls)) if calls else NO_WAY


def _items_of(step: Step) -> list[str]:
    """Return the items that a step names."""
    items = step.data.get("item")
    return [str(item) for item in items] if isinstance(items, list) else [str(items)]


def _item_data(item: Mapping[str, Any], name: str) -> dict[str, JsonValueType]:
    """Return what an item says, as it is added or changed."""
    due = str(item.get("due") or "")
    told = {name: item.get("summary"), "description": item.get("description")}
    told["due_datetime" if "T" in due else "due_date"] = due or None
    return {key: value for key, value in told.items() if value}
