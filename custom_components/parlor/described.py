"""Entities that exist only where the TV has what they show."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import ParlorConfigEntry
from .coordinator import TVCoordinator
from .entity import TVEntity
from .entry_tv import TVData
from .samsung.state import TVState


@dataclass(frozen=True, kw_only=True)
class Supported:
    """What each description of a TV's entity says beside what its platform asks; always there unless `exists_fn` says no."""

    exists_fn: Callable[[TVState], bool] = lambda _: True


class DescribedEntity(TVEntity):
    """An entity of a TV that is all said in its description."""

    def __init__(self, coordinator: TVCoordinator, description: EntityDescription) -> None:
        """Take its key as its identity."""
        super().__init__(coordinator, description.key)
        self.entity_description = description
        if description.translation_key is None:
            self._attr_translation_key = description.key

    @property
    @override
    def assumed_state(self) -> bool:
        """Say that what it tells was told by the TV."""
        return False


@callback
def async_add_described[DescriptionT: Supported](
    hass: HomeAssistant,
    entry: ParlorConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    make: Callable[[TVCoordinator, DescriptionT], Entity],
    descriptions: Iterable[DescriptionT],
) -> None:
    """Add the entities that this TV has now, those it had before, and each other one once the TV shows that it has it.

    A TV that is off tells nothing of what it can: what it had is remembered by the entity registry.
    """
    data = entry.runtime_data
    assert isinstance(data, TVData)
    coordinator = data.coordinator
    had = {known.unique_id for known in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)}
    waiting = {made.unique_id: (made, one.exists_fn) for one in descriptions for made in (make(coordinator, one),)}

    @callback
    def look() -> None:
        found = [key for key, (_, exists_fn) in waiting.items() if key in had or exists_fn(coordinator.data)]
        if found:
            async_add_entities([waiting.pop(key)[0] for key in found])

    look()
    entry.async_on_unload(coordinator.async_add_listener(look))
