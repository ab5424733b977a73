"""A home of registry entries and states: local understanding reads nothing else."""

from collections.abc import Awaitable, Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import yaml

from custom_components.parlor.assistant.local import LocalUnderstanding, Understood
from homeassistant.components.conversation import ConversationInput
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
)
from homeassistant.setup import async_setup_component

FOLDER = Path(__file__).parent
type Ask = Callable[..., Awaitable[Understood | None]]

_FEATURES = {
    "media_player": "MediaPlayerEntityFeature",
    "cover": "CoverEntityFeature",
    "fan": "FanEntityFeature",
    "vacuum": "VacuumEntityFeature",
    "valve": "ValveEntityFeature",
    "climate": "ClimateEntityFeature",
    "todo": "TodoListEntityFeature",
}


def features(domain: str, names: list[str]) -> int:
    """Return features by the names that Home Assistant gives them."""
    if not names:
        return 0
    enum = getattr(import_module(f"homeassistant.components.{domain}"), _FEATURES[domain])
    return sum(int(enum[name]) for name in names)


def add_entity(hass: HomeAssistant, entry: MockConfigEntry, entity_id: str, thing: dict[str, Any]) -> None:
    """Register one entity of the table and set its state."""
    known = dict(thing)
    domain, object_id = entity_id.split(".")
    supported = features(domain, known.pop("features", []))
    name, area, device_class = known.pop("name"), known.pop("area", None), known.pop("class", None)
    aliases, hidden, state = known.pop("aliases", []), known.pop("hidden", False), known.pop("state")
    if modes := known.pop("modes", None):
        known["supported_color_modes"] = modes
    registered = er.async_get(hass).async_get_or_create(
        domain,
        "parlor_test",
        object_id,
        suggested_object_id=object_id,
        original_name=name,
        supported_features=supported,
        original_device_class=device_class,
        config_entry=entry,
    )
    area_id = ar.async_get(hass).async_get_area_by_name(area) if area else None
    er.async_get(hass).async_update_entity(
        registered.entity_id, area_id=area_id.id if area_id else None, aliases=[er.COMPUTED_NAME, *aliases]
    )
    extra = {"device_class": device_class} if device_class else {}
    attributes = {"friendly_name": name, "supported_features": supported, **extra, **known}
    hass.states.async_set(registered.entity_id, str(state), attributes)
    async_expose_entity(hass, "conversation", registered.entity_id, not hidden)


@pytest.fixture
async def empty_home(hass: HomeAssistant) -> MockConfigEntry:
    """Set up Home Assistant's conversation over nothing; return an entry to hang entities on."""
    for domain in ("homeassistant", "conversation", "intent", "light", "climate", "media_player", "vacuum", "todo"):
        assert await async_setup_component(hass, domain, {})
    entry = MockConfigEntry(domain="parlor_test")
    entry.add_to_hass(hass)
    return entry


@pytest.fixture
async def ask(hass: HomeAssistant, empty_home: MockConfigEntry) -> Ask:
    """Return what asks local understanding in the table's home, from a room or from nowhere."""
    return await ask_in(hass, empty_home, "home")


async def ask_in(hass: HomeAssistant, entry: MockConfigEntry, home: str) -> Ask:
    """Build a table's home, each room with a satellite; returns what asks in it."""
    table = yaml.safe_load((FOLDER / f"{home}.yaml").read_text(encoding="utf-8"))
    floors = {key: fr.async_get(hass).async_create(name).floor_id for key, name in table["floors"].items()}
    names: dict[str, str] = {}
    for key, area in table["areas"].items():
        made = ar.async_get(hass).async_create(
            area["name"], floor_id=floors.get(area.get("floor", "")), aliases=set(area.get("aliases", ()))
        )
        names[key] = made.name
        device = dr.async_get(hass).async_get_or_create(
            config_entry_id=entry.entry_id, identifiers={("parlor_test", key)}, name=f"Satellite {key}"
        )
        dr.async_get(hass).async_update_device(device.id, area_id=made.id)
    for entity_id, thing in table["entities"].items():
        area = {"area": names[thing["area"]]} if "area" in thing else {}
        add_entity(hass, entry, entity_id, {**thing, **area})
    await hass.async_block_till_done()
    return asking(hass, {key: f"Satellite {key}" for key in names})


def asking(hass: HomeAssistant, satellites: Mapping[str, str] | None = None) -> Ask:
    """Return what asks local understanding in the home as it is, from a room by the name of its satellite."""
    local = LocalUnderstanding(hass)
    prepared: set[str] = set()

    async def ask_local(text: str, language: str = "en", room: str | None = None) -> Understood | None:
        if language not in prepared:
            prepared.add(language)
            await local.async_prepare(language)
        named = (satellites or {}).get(room or "")
        device = next((found.id for found in dr.async_get(hass).devices if named and found.name == named), None)
        return await local.async_understand(
            ConversationInput(
                text=text,
                context=Context(),
                conversation_id=None,
                device_id=device,
                satellite_id=None,
                language=language,
                agent_id="conversation.parlor",
            )
        )

    return ask_local
