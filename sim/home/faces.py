"""How tests and measurements bring a simulated home into a running Home Assistant."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

import custom_components
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.config_entries import SOURCE_IMPORT, ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er

_DOMAIN = "sim_home"
_COMPONENTS = str(Path(__file__).parent / "custom_components")

type HomeDict = dict[str, Any]


def load_home(path: Path | str) -> HomeDict:
    """Return a home from a YAML file of the public data set's shape; blocks, so not for the event loop."""
    home: HomeDict = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    return home


async def async_start_home(
    hass: HomeAssistant, home: Mapping[str, Any], *, expose: bool | Iterable[str] = True
) -> ConfigEntry:
    """Set a home up in a running Home Assistant, and return its entry.

    `expose`: which entities conversation agents may see: all, none, or those of the given entity ids. Raises ValueError where `home` is not one.
    Home Assistant's `homeassistant` component must be set up. Remove the entry (`hass.config_entries.async_remove`) to take the home away.
    """
    if _COMPONENTS not in custom_components.__path__:
        custom_components.__path__.append(_COMPONENTS)
    result = await hass.config_entries.flow.async_init(
        _DOMAIN, context={"source": SOURCE_IMPORT}, data={"home": dict(home)}
    )
    if result["type"] is not FlowResultType.CREATE_ENTRY:
        raise ValueError((result.get("description_placeholders") or {}).get("reason", result.get("reason")))
    entry: ConfigEntry = result["result"]
    await hass.async_block_till_done()
    chosen = None if isinstance(expose, bool) else set(expose)
    for entity in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id):
        exposed = bool(expose) if chosen is None else entity.entity_id in chosen
        async_expose_entity(hass, "conversation", entity.entity_id, exposed)
    return entry


async def async_put(
    hass: HomeAssistant, entity_id: str, state: str | bool | None = None, attributes: Mapping[str, Any] | None = None
) -> None:
    """Put a simulated entity into a state, as the `setup` of the public set's tests does; None leaves the state as it is."""
    data: HomeDict = {"entity_id": entity_id, "attributes": dict(attributes or {})}
    if state is not None:
        data["state"] = state
    await hass.services.async_call(_DOMAIN, "set_state", data, blocking=True)


async def async_set_fault(
    hass: HomeAssistant, entity_id: str, fault: str, *, seconds: float = 0, calls: int | None = None
) -> None:
    """Give a simulated entity a fault: `fail`, `ignore`, `late`, `slow`, `unavailable`, or `none` to take it away.

    `seconds`: how late or how slow; `calls`: how many calls are hit, all of them where it is None.
    """
    data: HomeDict = {"entity_id": entity_id, "fault": fault, "seconds": seconds}
    if calls is not None:
        data["calls"] = calls
    await hass.services.async_call(_DOMAIN, "set_fault", data, blocking=True)
