"""Simulated to-do lists."""

from itertools import count
from typing import Any, override

from homeassistant.components.todo import TodoItem, TodoItemStatus, TodoListEntity, TodoListEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from . import SimHomeConfigEntry
from .entity import SimEntity, command, entities_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's to-do lists."""
    async_add_entities(entities_of(entry, Platform.TODO, SimTodoList))


class SimTodoList(SimEntity, TodoListEntity):
    """A to-do list; `todo_items` are summaries, or mappings with `summary`, `status`, `due` and `description`."""

    features = TodoListEntityFeature

    def __init__(self, *args: Any) -> None:
        """Start to count what is written down."""
        self._uids = count(1)
        super().__init__(*args)

    @override
    def prepare(self) -> None:
        """Be an empty list where the file lists nothing."""
        self._attr_todo_items = self._attr_todo_items or []

    @override
    def take_attribute(self, name: str, value: Any) -> None:
        """Have an attribute."""
        super().take_attribute(name, [self._item(item) for item in value] if name == "todo_items" else value)

    @override
    def features_by_default(self) -> TodoListEntityFeature:
        """Do everything that lists do."""
        features = TodoListEntityFeature(0)
        for feature in TodoListEntityFeature:
            features |= feature
        return features

    @override
    def take_state(self, state: str | None) -> None:
        """Have no state but its items."""

    @override
    @command
    def async_create_todo_item(self, item: TodoItem) -> None:
        """Write something down."""
        item.uid = self._uid()
        item.status = item.status or TodoItemStatus.NEEDS_ACTION
        self._attr_todo_items = [*self._items, item]

    @override
    @command
    def async_update_todo_item(self, item: TodoItem) -> None:
        """Change what is written down, or tick it off."""
        self._attr_todo_items = [item if known.uid == item.uid else known for known in self._items]

    @override
    @command
    def async_delete_todo_items(self, uids: list[str]) -> None:
        """Cross things out."""
        self._attr_todo_items = [item for item in self._items if item.uid not in uids]

    @override
    @command
    def async_move_todo_item(self, uid: str, previous_uid: str | None = None) -> None:
        """Put something after something else, or first."""
        moved = next(item for item in self._items if item.uid == uid)
        rest = [item for item in self._items if item.uid != uid]
        place = next((index + 1 for index, item in enumerate(rest) if item.uid == previous_uid), 0)
        self._attr_todo_items = [*rest[:place], moved, *rest[place:]]

    @property
    def _items(self) -> list[TodoItem]:
        """Return what is written down."""
        return self._attr_todo_items or []

    def _uid(self) -> str:
        """Return an id that no item has yet."""
        return str(next(self._uids))

    def _item(self, raw: Any) -> TodoItem:
        """Return an item as a file writes it."""
        if isinstance(raw, str):
            raw = {"summary": raw}
        due = raw.get("due")
        return TodoItem(
            summary=raw["summary"],
            uid=str(raw.get("uid") or self._uid()),
            status=TodoItemStatus(raw.get("status", TodoItemStatus.NEEDS_ACTION)),
            due=dt_util.parse_datetime(due) or dt_util.parse_date(due) if isinstance(due, str) else due,
            description=raw.get("description"),
        )
