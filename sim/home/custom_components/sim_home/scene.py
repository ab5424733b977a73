"""Simulated scenes: each puts entities of the home into the states that its plan lists."""

from typing import Any, override

from homeassistant.components.scene import Scene
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import SimEntity, command, entities_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's scenes."""
    scenes = entities_of(entry, Platform.SCENE, SimScene)
    for scene in scenes:
        scene.cast = entry.runtime_data.entities
    async_add_entities(scenes)


class SimScene(SimEntity, Scene):
    """A scene; `behavior.entities` says what it does: entity ids with `state` and `attributes`."""

    cast: dict[str, SimEntity]

    @override
    def take_state(self, state: str | None) -> None:
        """Have no state of its own."""

    @override
    @command
    def async_activate(self, **kwargs: Any) -> None:
        """Put every entity of the scene into its state."""
        for entity_id, wanted in (self.plan.behavior.get("entities") or {}).items():
            self.cast[entity_id].async_put(wanted.get("state"), wanted.get("attributes"))
